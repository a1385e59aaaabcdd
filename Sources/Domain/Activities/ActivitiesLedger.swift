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
        LedgerWord("activities.taken-in", "纳入活动项目", "taken in by a campaign"), LedgerWord("activities.withdrawn", "撤回了活动", "withdrawn"),
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
        LedgerNoun("activity", "活动", "activity") { tx, id in try tx.ledgerRecord(of: ID(id)) },
        LedgerNoun("session", "场次", "session") { tx, id in
            guard let session = try tx.session(anywhere: ID(id)), let activity = try tx.ledgerRecord(of: session.activity) else { return nil }
            let day = Phrase(Dates.day(session.day, .zh), Dates.day(session.day, .en))
            return LedgerNoun.Record(activity.name.map { $0 + Phrase("，", ", ") + day } ?? day, at: activity.path)
        },
        LedgerNoun("import", "导入", "import") { tx, id in
            try tx.row("SELECT file FROM activities_import WHERE id = \(id)") { LedgerNoun.Record(Phrase(same: try $0.text("file"))) }
        },
    ]
}

extension Transaction {
    fileprivate func ledgerRecord(of activity: ID<Activity>) throws -> LedgerNoun.Record? {
        let title: SQL = """
            SELECT t.title_zh, t.title_en, a.shown_number FROM view_activities_title t JOIN activities_activity a ON a.id = t.activity_id
            WHERE t.activity_id = \(activity)
            """
        return try row(title) { row in
            // Whoever reads the record need not be let in where the activity is changed.
            LedgerNoun.Record(try row.wording("title").phrase, at: try row.intOrNil("shown_number").map { _ in "/activities/\(activity)" })
        }
    }
}
