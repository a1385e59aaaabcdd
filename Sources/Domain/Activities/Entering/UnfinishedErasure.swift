import Access
import Jobs
import Kernel
import Rooms
import Storage
import Web

/// Forms that somebody left: theirs to see and to have deleted, and not kept for ever.
enum UnfinishedErasure {
    /// After they were last typed in.
    static let keptDays: Int64 = 180

    static let job = JobKind(name: "activities-unfinished-erasure", schedule: .daily(hour: 3, minute: 40, .china)) { context in
        try await context.database.write { _ = try $0.eraseOldUnfinished() }
    }

    static let personalData = PersonalData(
        "activities.unfinished", Phrase("没填完的活动", "Entries that somebody left unfinished"),
        holds: Phrase("本人填写中的活动内容，可能有联系方式；他人看不到", "what they typed of an activity, perhaps with a contact; nobody else sees it"),
        purpose: Phrase("填写中断后接着填", "to go on where they stopped"),
        kept: Phrase("保存或放弃即删除，否则最后填写 \(keptDays) 天后删除", "until it is saved or discarded, at most \(keptDays) days after the last word"),
        records: { tx, account in
            try tx.unfinishedEntries(of: account.id).map { one in
                let typed = one.fields.pairs.filter { !$0.value.isEmpty }.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
                return HeldRecord(
                    .init("kept", "暂存时间", "Kept", one.savedAt.iso), one.activity.map { HeldRecord.Fact("activity", "活动", "Activity", $0.text) },
                    .init("typed", "填写内容", "Typed", typed))
            }
        },
        forget: { tx, reference, actor in try tx.forgetUnfinished(of: reference, by: actor) })
}

extension Transaction {
    /// Gives how many were deleted.
    func eraseOldUnfinished() throws -> Int {
        try execute("DELETE FROM activities_unfinished WHERE saved_at < \(now.adding(hours: -24 * UnfinishedErasure.keptDays))")
    }

    /// Of the account that signs in by this name; gives how many were deleted.
    func forgetUnfinished(of reference: String, by actor: Int64) throws -> Int {
        guard let account = try account(login: reference)?.account.id else { return 0 }
        let deleted = try execute("DELETE FROM activities_unfinished WHERE account_id = \(account)")
        if deleted > 0 { try record(LedgerEntry("activities.unfinished-forgotten", "account", account, by: actor)) }
        return deleted
    }
}
