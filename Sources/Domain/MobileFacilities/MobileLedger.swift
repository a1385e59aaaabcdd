import Kernel
import Language
import Rooms
import Storage
import Venues

/// What the ledger's entries about mobile facilities say.
enum MobileLedger {
    static let words = [
        LedgerWord("mobile.registered", "登记了", "registered"), LedgerWord("mobile.changed", "更改了登记", "changed"),
        LedgerWord("mobile.commissioned", "投入使用", "put into service"), LedgerWord("mobile.suspended", "停用", "took out of service"),
        LedgerWord("mobile.retired", "退役", "retired"), LedgerWord("mobile.reinstated", "恢复登记", "brought back"),
        LedgerWord("mobile.read", "记了里程", "read the odometer of"), LedgerWord("mobile.tied", "关联了活动", "tied an activity to"),
        LedgerWord("mobile.untied", "解除了活动关联", "untied an activity from"),
    ]

    static let nouns = [
        LedgerNoun("facility", "流动科普设施", "mobile facility") { tx, ids in
            try tx.ledgerRecords("SELECT id, name_zh, name_en FROM mobilefacilities_facility WHERE id IN (\(list: ids))") { row in "/facilities/\(try row.id("id", Facility.self))" }
        }
    ]
}
