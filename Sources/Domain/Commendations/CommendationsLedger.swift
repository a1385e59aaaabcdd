import Declaration
import Kernel
import Language
import Rooms
import Storage
import Venues

/// What the ledger's entries about commendations say.
enum CommendationsLedger {
    static let words = [
        LedgerWord("commendations.added", "公布了表扬办法", "published the rule of"), LedgerWord("commendations.changed", "更改了表扬办法", "changed the rule of"),
        LedgerWord("commendations.removed", "撤下了表扬办法", "took down the rule of"), LedgerWord("commendations.stated", "提交了材料", "stated material for"),
        LedgerWord("commendations.judged", "评定了材料", "judged material for"), LedgerWord("commendations.taken", "截止，数据取定", "took the numbers of"),
        LedgerWord("commendations.published", "公布了表扬名单", "published the list of"),
    ]

    static let nouns = [
        LedgerNoun("commendation", "表扬办法", "commendation") { tx, ids in
            var out: [Int64: LedgerNoun.Record] = [:]
            let named: SQL = """
                SELECT r.id, r.key, v.body FROM commendations_rule r JOIN commendations_version v ON v.rule_id = r.id AND v.number = r.version WHERE r.id IN (\(list: ids))
                """
            try tx.each(named) { row in
                let name = try DeclaredValue(json: try row.text("body")).map { try DeclaredRecord($0).name("name") }
                out[try row.int64("id")] = LedgerNoun.Record(name?.phrase, at: "/commendations/\(try row.text("key"))")
                return true
            }
            return out
        }
    ]
}
