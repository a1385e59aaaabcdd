import Access
import Kernel
import Outbox
import Storage
import Venues

/// What people are told of calls, outside the page; each in the language in which they wish to be told.
///
/// No letter says more than its reader sees on the page: an expert's names no applicant, a holder's no objector.
struct CallLetter: Sendable {
    let kind: MessageKind
    let subject: Phrase
    let body: Phrase
    let path: String

    init(_ kind: MessageKind, _ subject: Phrase, _ body: Phrase, at path: String) { (self.kind, self.subject, self.body, self.path) = (kind, subject, body, path) }

    static let application = MessageKind("calls.application", "申报的进展", "What became of an application")
    static let recommendation = MessageKind("calls.recommendation", "等待推荐的申报", "Applications to recommend")
    static let office = MessageKind("calls.office", "等待办理的申报", "Applications to deal with")
    static let review = MessageKind("calls.review", "评审任务", "Applications to score")
    static let notice = MessageKind("calls.notice", "列入公示名单", "Listed in a public notice")
    static let objection = MessageKind("calls.objection", "等待处理的异议", "Objections to handle")
    static let title = MessageKind("calls.title", "称号的变动", "What became of a title")
    static let assessment = MessageKind("calls.assessment", "考核", "Assessments of titles")
    static let reminder = MessageKind("calls.reminder", "期限提醒", "Reminders of what ends")

    static let kinds = [application, recommendation, office, review, notice, objection, title, assessment, reminder]

    /// The reason in a paragraph of its own; nothing where none was given.
    static func why(_ says: Phrase) -> Phrase { says.zh.isEmpty ? says : Phrase("\n\n意见：\(says.zh)", "\n\nRemark: \(says.en)") }
    static func why(_ says: String) -> Phrase { says.isEmpty ? Phrase(same: "") : Phrase("\n\n意见：\(says)", "\n\nRemark: \(says)") }
}

extension Transaction {
    /// Tells the people of an organisation who hold this role over exactly it, except whoever did what is told of. What is said is put together
    /// only where there is somebody to read it; nil: there is nothing to say.
    func tellAll(_ role: Role, of organisation: ID<Organisation>, except actor: Int64 = 0, _ letter: () throws -> CallLetter?) throws {
        let readers = try holders(of: role, exactlyOver: .organisation(organisation.number)).filter { $0.number != actor }
        guard !readers.isEmpty, let letter = try letter() else { return }
        for reader in readers { try tell(letter, to: reader) }
    }

    func tell(_ letter: CallLetter, to account: ID<Account>) throws {
        try tell(Message(letter.kind, to: .account(account), subject: letter.subject, body: letter.body, path: letter.path))
    }
}
