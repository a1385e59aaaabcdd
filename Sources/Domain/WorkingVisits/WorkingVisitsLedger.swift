import Kernel
import Language
import Rooms
import Storage
import Venues

/// What the ledger's entries about working visits say.
enum WorkingVisitsLedger {
    static let words = [
        LedgerWord("workingvisits.drafted", "起草了", "drafted"), LedgerWord("workingvisits.changed", "修改了草稿", "changed the draft of"),
        LedgerWord("workingvisits.recorded", "提交各方确认", "sent to all bodies"), LedgerWord("workingvisits.corrected", "更正了", "corrected"),
        LedgerWord("workingvisits.agreed-by-body", "代表一方确认", "agreed for a body to"), LedgerWord("workingvisits.agreed", "各方都已确认", "has the word of all bodies:"),
        LedgerWord("workingvisits.withdrawn", "撤回了", "withdrew"), LedgerWord("workingvisits.discarded", "丢弃了草稿", "discarded the draft of"),
        LedgerWord("workingvisits.story-written", "写了公开内容", "wrote what the public reads of"), LedgerWord("workingvisits.story-changed", "改了公开内容，请各方重新确认", "changed what the public reads, for all to agree anew, of"),
        LedgerWord("workingvisits.told", "公开了", "told the public of"),
        LedgerWord("workingvisits.taken-back", "收回了公开内容", "took back what the public read of"),
        LedgerWord("workingvisits.names-erased", "清除了出席人员姓名", "erased the names of people at"),
        LedgerWord("workingvisits.task-given", "将议定事项转为任务", "made a task of a conclusion of"),
        LedgerWord("workingvisits.declared", "由活动文件声明", "declared by a campaign file:"), LedgerWord("workingvisits.removed", "撤下了", "took down"),
    ]

    static let nouns = [
        // What is only a draft is its own body's affair.
        LedgerNoun("visit", "调研交流", "working visit") { tx, ids in
            var out: [Int64: LedgerNoun.Record] = [:]
            try tx.each("SELECT id, name_zh, name_en FROM workingvisits_visit WHERE id IN (\(list: ids)) AND recorded_at IS NOT NULL") { row in
                out[try row.int64("id")] = LedgerNoun.Record(try row.wording("name").phrase)
                return true
            }
            return out
        }
    ]
}
