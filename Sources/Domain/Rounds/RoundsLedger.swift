import Kernel
import Language
import Rooms
import Storage
import Venues

/// What the ledger's entries about rounds say.
enum RoundsLedger {
    static let words = [
        LedgerWord("rounds.added", "公布了轮次", "published the round"), LedgerWord("rounds.changed", "更改了轮次", "changed the round"),
        LedgerWord("rounds.removed", "撤下了轮次", "took down the round"), LedgerWord("rounds.begun", "开始填写申报", "began"),
        LedgerWord("rounds.submitted", "提交了申报", "handed in"), LedgerWord("rounds.withdrawn", "撤回了申报", "withdrew"),
        LedgerWord("rounds.resumed", "重新申报", "took up again"), LedgerWord("rounds.returned", "退回", "returned"),
        LedgerWord("rounds.accepted", "受理", "accepted"), LedgerWord("rounds.declined", "不予受理", "declined"),
        LedgerWord("rounds.awarded", "全部配发", "allocated in full to"), LedgerWord("rounds.awarded-part", "部分配发", "allocated in part to"),
        LedgerWord("rounds.queued", "列入候补", "put on the waiting list"), LedgerWord("rounds.passed-over", "未予配发", "allocated nothing to"),
        LedgerWord("rounds.published", "公布了配发结果", "published the result of"), LedgerWord("rounds.published-again", "申诉成立后重新公布结果", "published a new result of"),
        LedgerWord("rounds.settled", "定案", "settled"), LedgerWord("rounds.handed-back", "交回", "gave back sets of"),
        LedgerWord("rounds.paper-added", "加入了附件", "attached a file to"), LedgerWord("rounds.paper-removed", "移除了附件", "took a file out of"), LedgerWord("rounds.lent", "办理了借展", "made a loan for"), LedgerWord("rounds.appeal-filed", "提出申诉", "filed"), LedgerWord("rounds.appeal-upheld", "认定申诉成立", "upheld"),
        LedgerWord("rounds.appeal-dismissed", "认定申诉不成立", "dismissed"),
    ]

    static let nouns = [
        LedgerNoun("round", "轮次", "round") { tx, ids in
            let named: SQL = """
                SELECT r.id, r.key, v.body FROM rounds_round r JOIN rounds_version v ON v.round_id = r.id AND v.number = r.version WHERE r.id IN (\(list: ids))
                """
            var out: [Int64: LedgerNoun.Record] = [:]
            try tx.each(named) { row in
                let name = try RoundName.of(body: try row.text("body"))
                out[try row.int64("id")] = LedgerNoun.Record(name?.phrase, at: "/rounds/\(try row.text("key"))")
                return true
            }
            return out
        },
        LedgerNoun("round-declaration", "实体资源申报", "declaration") { tx, ids in
            let named: SQL = """
                SELECT d.id, o.name_zh, o.name_en FROM rounds_declaration d JOIN view_venues_organisation o ON o.id = d.organisation_id WHERE d.id IN (\(list: ids))
                """
            return try tx.ledgerRecords(named) { _ in nil }
        },
        LedgerNoun("round-appeal", "配发申诉", "appeal"),
    ]
}
