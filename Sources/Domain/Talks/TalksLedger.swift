import Kernel
import Rooms
import Storage

/// What the ledger's entries about talks say.
enum TalksLedger {
    static let words = [
        LedgerWord("talks.requested", "点了报告", "asked for a talk"), LedgerWord("talks.dispatched", "派单", "dispatched"),
        LedgerWord("talks.accepted", "接单", "accepted"), LedgerWord("talks.declined", "婉拒", "declined"),
        LedgerWord("talks.lapsed", "逾期未答", "let lapse"), LedgerWord("talks.passed-on", "转给候补专家", "passed on to the fallback"),
        LedgerWord("talks.recalled", "收回派单", "took back"), LedgerWord("talks.backed-out", "临时不能来", "backed out of"),
        LedgerWord("talks.scheduled", "排期", "scheduled"), LedgerWord("talks.delivered", "时间已过，待确认", "is to be confirmed"),
        LedgerWord("talks.confirmed", "确认并评价", "confirmed and rated"), LedgerWord("talks.recorded", "归档", "recorded"),
        LedgerWord("talks.cancelled", "取消", "called off"), LedgerWord("talks.refused", "无法安排", "could not arrange"),
        LedgerWord("talks.contact-erased", "清除了联系人", "erased the contact of"), LedgerWord("talks.speaker-changed", "更改了讲者信息", "changed the speaker"),
        LedgerWord("talks.offered", "指定了主讲人", "named who gives"), LedgerWord("talks.offer-withdrawn", "撤下了主讲人", "named nobody any more for"),
        LedgerWord("talks.pool-added", "公布了专家团队", "published"), LedgerWord("talks.pool-changed", "更改了专家团队", "changed"),
        LedgerWord("talks.pool-removed", "撤下了专家团队", "took down"),
    ]

    static let nouns = [LedgerNoun("talk", "报告点单", "request for a talk"), LedgerNoun("pool", "专家团队", "team of experts")]
}
