import Kernel
import Storage

/// A checkpoint of the ledger that somebody noted outside the database, `NUMBER:HASH`.
struct NotedCheckpoint {
    let number: Int64
    let hash: String

    init(_ text: String) throws {
        let halves = text.split(separator: ":")
        guard halves.count == 2, let number = Int64(halves[0]), halves[1].count == 64, halves[1].allSatisfy(\.isHexDigit) else {
            throw Refusal(
                .invalid, "checkpoint-unreadable", "“\(text)”不是校验点。应为“编号:64 位十六进制哈希”，如 kepu verify 所显示。",
                "“\(text)” is no checkpoint: a number, a colon and 64 hexadecimal digits were expected, as kepu verify prints them.")
        }
        (self.number, hash) = (number, halves[1].lowercased())
    }

    /// What `verify` says about it.
    func check(_ tx: Transaction) throws -> (title: Phrase, faults: [Phrase]) {
        let title = Phrase("另存的校验点", "The noted checkpoint")
        let found = try LedgerCheckpoints.hash(of: number, tx)
        if found == hash { return (title, []) }
        if found == nil {
            return (title, [Phrase("第 \(number) 个校验点已不存在，操作记录被改写过。", "checkpoint \(number) is gone: the ledger was rewritten.")])
        }
        return (title, [Phrase("第 \(number) 个校验点已不同，操作记录被改写过。", "checkpoint \(number) is another one: the ledger was rewritten.")])
    }
}
