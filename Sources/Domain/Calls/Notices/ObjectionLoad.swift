import Access
import Files
import Kernel
import Language
import Storage

/// How much one network may hand in with objections in a day: whoever objects has no account, and their papers fill the database.
///
/// Kept is a keyed mark of the network and two numbers, until the day is over; nothing leads from it to an objection. What is written without
/// papers is not limited.
enum ObjectionLoad {
    static let mostPapers: Int64 = 60
    static let mostBytes: Int64 = 300 << 20

    static let full = Refusal(
        .tooMany, "objection-load",
        "从您所在的网络今天提交的材料已达上限（\(mostPapers) 份、\(mostBytes >> 20) MB），没有保存。可以先不带材料提交异议，明天再补交，或与公示上的监督电话联系。",
        "As much as one network may hand in a day has come from yours (\(mostPapers) papers, \(mostBytes >> 20) MB); nothing was kept. Object without papers now, send them tomorrow, or turn to the supervision office that the notice names.")
}

extension Transaction {
    /// Refuses where the network has handed in as much as it may today, before more of it is read.
    func requireObjectionLoad(of network: String) throws {
        guard let secret = try keptSecret(Self.objectionSecret) else { return }
        let left = try row(
            "SELECT papers, bytes FROM calls_objection_load WHERE day = \(now.day(in: Notice.zone)) AND network = \(Secrets.mark(network, under: secret))"
        ) { (papers: try $0.int64("papers"), bytes: try $0.int64("bytes")) }
        guard let left else { return }
        guard left.papers < ObjectionLoad.mostPapers, left.bytes < ObjectionLoad.mostBytes else { throw ObjectionLoad.full }
    }

    /// Notes what came from the network; refuses what goes beyond the day's limit.
    func take(_ papers: [ObjectionEnclosure], from network: String) throws {
        guard !papers.isEmpty else { return }
        let mark = Secrets.mark(network, under: try secret(Self.objectionSecret)), bytes = Int64(papers.map(\.document.bytes.count).reduce(0, +))
        let taken = try row(
            """
            INSERT INTO calls_objection_load (day, network, papers, bytes) VALUES (\(now.day(in: Notice.zone)), \(mark), \(papers.count), \(bytes))
            ON CONFLICT (day, network) DO UPDATE SET papers = calls_objection_load.papers + excluded.papers, bytes = calls_objection_load.bytes + excluded.bytes
            RETURNING papers, bytes
            """) { (papers: try $0.int64("papers"), bytes: try $0.int64("bytes")) }
        guard let taken, taken.papers <= ObjectionLoad.mostPapers, taken.bytes <= ObjectionLoad.mostBytes else { throw ObjectionLoad.full }
    }

    /// What was noted on earlier days is of no use any more.
    func forgetObjectionLoads() throws { try execute("DELETE FROM calls_objection_load WHERE day < \(now.day(in: Notice.zone))") }
}
