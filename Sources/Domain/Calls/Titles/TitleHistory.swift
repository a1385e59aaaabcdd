import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// Everything that became of a title, from the record of changes: nothing of it is ever overwritten.
struct TitleHistory: Sendable {
    struct Line: Sendable {
        let at: Instant
        let says: Phrase
        let reason: String
    }

    /// The earliest first.
    let lines: [Line]

    private static let most = 200

    /// What everybody may read of it; with `assessments`, for its holder and its authority, those too.
    init(of title: ID<Title>, assessments: [ID<Assessment>] = [], in tx: Transaction) throws {
        var entries = try tx.ledger(Self.question("title", title.number), limit: Self.most).filter { $0.entry.visibility == .public }
        for one in assessments { entries += try tx.ledger(Self.question("assessment", one.number), limit: Self.most).filter { $0.entry.visibility != .sealed } }
        lines = entries.sorted { $0.seq < $1.seq }.map { record in
            let words = CallsLedger.words.first { $0.kind == record.entry.kind }?.says ?? Phrase(same: record.entry.kind)
            let about = record.entry.noun == "assessment" ? Phrase("考核：", "Assessment: ") + words : words
            return Line(at: record.at, says: about, reason: record.entry.reason)
        }
    }

    private static func question(_ noun: String, _ subject: Int64) -> LedgerQuestion {
        var question = LedgerQuestion()
        (question.noun, question.subject) = (noun, subject)
        return question
    }

    func html(_ visit: Visit) -> HTML {
        guard !lines.isEmpty else { return HTML() }
        return section(.class("stack")) {
            h2 { visit.say(Phrase("全部经过", "The whole history")) }
            dl(.class("facts")) {
                for line in lines {
                    dt { Dates.plain(line.at.day(in: Notice.zone), visit.language) }
                    dd {
                        visit.say(line.says)
                        if !line.reason.isEmpty { span(.class("meta")) { " " + line.reason } }
                    }
                }
            }
        }
    }
}
