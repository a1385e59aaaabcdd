import Access
import Kernel
import Storage
import Web

extension Transaction {
    /// Those of one account, the newest first; of one activity, or all.
    func unfinishedEntries(of account: ID<Account>, on activity: ID<Activity>? = nil) throws -> [UnfinishedEntry] {
        let only: SQL = activity.map { "AND activity_id = \($0)" } ?? ""
        return try rows(
            "SELECT * FROM activities_unfinished WHERE account_id = \(account) \(sql: only) ORDER BY saved_at DESC, id DESC", UnfinishedEntry.init)
    }

    func unfinishedEntry(_ id: ID<UnfinishedEntry>, of account: ID<Account>) throws -> UnfinishedEntry? {
        try row("SELECT * FROM activities_unfinished WHERE id = \(id) AND account_id = \(account)", UnfinishedEntry.init)
    }

    /// Keeps what is typed so far, in the place of `old` where that is still there; gives its identity.
    func keepUnfinished(_ fields: Query, of activity: ID<Activity>?, replacing old: ID<UnfinishedEntry>?, account: ID<Account>) throws -> ID<UnfinishedEntry> {
        let text = fields.encoded
        guard text.utf8.count <= Self.longestUnfinished else {
            throw Refusal(
                .tooLarge, "unfinished-too-long", "内容太长，暂存不了。请缩短介绍后再保存。", "The text is too long to be kept as a draft. Shorten the description and save again.")
        }
        if let old {
            let changed = try execute(
                "UPDATE activities_unfinished SET fields = \(text), saved_at = \(now) WHERE id = \(old) AND account_id = \(account)")
            if changed == 1 { return old }
        }
        try lock("activities.unfinished/\(account.text)")
        guard try number("SELECT COUNT(*) FROM activities_unfinished WHERE account_id = \(account)") ?? 0 < Self.mostUnfinished else {
            throw Refusal(
                .conflict, "unfinished-many", "您已有 \(Self.mostUnfinished) 份未完成的内容。请在“我的活动”中先完成或放弃一些。",
                "You have \(Self.mostUnfinished) unfinished entries. Finish or discard some under “My activities” first.")
        }
        let id: ID<UnfinishedEntry> = newID()
        try execute(
            """
            INSERT INTO activities_unfinished (id, account_id, activity_id, fields, saved_at)
            VALUES (\(id), \(account), \(activity?.number ?? 0), \(text), \(now))
            """)
        return id
    }

    /// Once it is saved, or discarded.
    func dropUnfinished(_ id: ID<UnfinishedEntry>?, of account: ID<Account>) throws {
        guard let id else { return }
        try execute("DELETE FROM activities_unfinished WHERE id = \(id) AND account_id = \(account)")
    }

    /// Bytes of one, and how many an account may have.
    private static let longestUnfinished = 512 * 1024
    private static let mostUnfinished: Int64 = 200
}

extension UnfinishedEntry {
    init(_ row: Row) throws {
        id = try row.id("id")
        let activity: ID<Activity> = try row.id("activity_id")
        self.activity = activity.number == 0 ? nil : activity
        fields = Query(encoded: try row.text("fields")) ?? Query()
        savedAt = try row.instant("saved_at")
    }
}
