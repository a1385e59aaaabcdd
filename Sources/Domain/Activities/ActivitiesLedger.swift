import Kernel
import Language
import Rooms
import Storage
import Venues

/// What the ledger's entries about activities, their sessions and imports say.
enum ActivitiesLedger {
    static let words = [
        LedgerWord("activities.entered", "录入了活动", "entered"), LedgerWord("activities.revised", "修改了活动", "revised"),
        LedgerWord("activities.submitted", "提交审核", "submitted"), LedgerWord("activities.cleared", "通过审核，等待发布", "cleared for publishing"),
        LedgerWord("activities.published", "发布了活动", "published"), LedgerWord("activities.placed", "放入活动项目", "placed in a campaign"),
        LedgerWord("activities.returned", "退回修改", "returned"), LedgerWord("activities.refused", "不予采用", "refused"),
        LedgerWord("activities.asked-for", "邀请填报单位报送", "asked the hosts to offer"), LedgerWord("activities.taken-in", "纳入活动项目", "taken in by a campaign"), LedgerWord("activities.withdrawn", "撤回了活动", "withdrawn"),
        LedgerWord("activities.status-changed", "更改了状态", "changed the status"), LedgerWord("activities.sessions-added", "添加了场次", "added sessions"),
        LedgerWord("activities.session-added", "添加了场次", "added"), LedgerWord("activities.session-changed", "更改了场次", "changed"),
        LedgerWord("activities.session-cancelled", "取消了场次", "cancelled"), LedgerWord("activities.session-removed", "移除了场次", "removed"),
        LedgerWord("activities.passed", "按规则直接发布", "published by rule"), LedgerWord("activities.looked-at", "抽查无误", "looked at afterwards, found in order"),
        LedgerWord("activities.verified", "列为免审单位", "verified"), LedgerWord("activities.unverified", "取消免审", "is verified no longer"),
        LedgerWord("activities.fields-said", "补充了活动项目要求的内容", "said what a campaign asks for beside"),
        LedgerWord("activities.rule-changed", "更改了审核规则", "changed how it is moderated"),
        LedgerWord("activities.joined-umbrella", "加入了系列", "joined a series"), LedgerWord("activities.left-umbrella", "移出了系列", "left a series"),
        LedgerWord("activities.unfinished-forgotten", "删除了没填完的内容", "deleted what was left unfinished"),
        LedgerWord("activities.imported", "导入了文件", "imported"), LedgerWord("activities.import-undone", "撤销了导入", "took back"),
    ]

    static let nouns = [
        LedgerNoun("activity", "活动", "activity") { tx, ids in
            try tx.ledgerRecords(
                """
                SELECT a.id, a.shown_number, t.title_zh AS name_zh, t.title_en AS name_en
                FROM activities_activity a JOIN view_activities_title t ON t.activity_id = a.id WHERE a.id IN (\(list: ids))
                """
            ) { try path(of: try $0.id("id"), $0) }
        },
        LedgerNoun("session", "场次", "session") { tx, ids in
            let found = try tx.rows(
                """
                SELECT s.id, s.activity_id, s.local_day, a.shown_number, t.title_zh, t.title_en
                FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id
                    JOIN view_activities_title t ON t.activity_id = s.activity_id
                WHERE s.id IN (\(list: ids))
                """
            ) { row in
                let day = try row.day("local_day")
                let name: Phrase = try row.wording("title").phrase + Phrase("，\(Dates.day(day, .zh))", ", \(Dates.day(day, .en))")
                return (try row.int64("id"), LedgerNoun.Record(name, at: try path(of: try row.id("activity_id"), row)))
            }
            return Dictionary(found, uniquingKeysWith: { first, _ in first })
        },
        LedgerNoun("import", "导入", "import") { tx, ids in
            let named: SQL = "SELECT id, file AS name_zh, file AS name_en FROM activities_import WHERE id IN (\(list: ids))"
            return try tx.ledgerRecords(named) { _ in nil }
        },
    ]

    /// Whoever reads the record need not be let in where the activity is changed.
    private static func path(of activity: ID<Activity>, _ row: Row) throws -> String? {
        try row.intOrNil("shown_number").map { _ in "/activities/\(activity)" }
    }
}
