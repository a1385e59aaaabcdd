import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What an expert is told who was given something to score: how many, for which call, and nothing of who applied.
enum ReviewLetters {
    static func message(_ count: Int, on call: Phrase) -> CallLetter {
        CallLetter(
            CallLetter.review, Phrase("评审：\(call.zh)", "To score: \(call.en)"),
            Phrase(
                "请为“\(call.zh)”评审 \(count) 份申报。与申报单位有利害关系的，请在评分页声明回避。",
                "Please score \(count == 1 ? "1 application" : "\(count) applications") to “\(call.en)”. Where you have a conflict of interest, say so on the sheet."),
            at: "/desk/reviews")
    }
}

extension Transaction {
    /// Tells each expert who was given seats, once for all of them.
    func tellExperts(_ seats: [PanelChoice.Seat], in call: Call) throws {
        let counts = Dictionary(grouping: seats, by: \.expert).mapValues(\.count)
        for (expert, count) in counts.sorted(by: { $0.key.number < $1.key.number }) {
            let account = try row("SELECT account_id FROM calls_expert WHERE id = \(expert)") { try $0.idOrNil("account_id", Account.self) } ?? nil
            if let account { try tell(ReviewLetters.message(count, on: call.name.phrase), to: account) }
        }
    }
}
