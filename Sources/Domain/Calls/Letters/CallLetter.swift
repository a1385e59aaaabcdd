import Access
import Kernel
import Outbox

/// What people are told of calls, outside the page; each in the language in which they wish to be told.
///
/// No letter says more than its reader sees on the page: an expert's names no applicant, a holder's no objector.
enum CallLetter {
    static let application = MessageKind("calls.application", "申报的进展", "What became of an application")
    static let recommendation = MessageKind("calls.recommendation", "等待推荐的申报", "Applications to recommend")
    static let office = MessageKind("calls.office", "等待办理的申报", "Applications to deal with")
    static let review = MessageKind("calls.review", "评审任务", "Applications to score")
    static let notice = MessageKind("calls.notice", "列入公示名单", "Listed in a public notice")
    static let title = MessageKind("calls.title", "称号的变动", "What became of a title")
    static let assessment = MessageKind("calls.assessment", "考核", "Assessments of titles")
    static let reminder = MessageKind("calls.reminder", "期限提醒", "Reminders of what ends")

    static let kinds = [application, recommendation, office, review, notice, title, assessment, reminder]

    /// The reason in a paragraph of its own; nothing where none was given.
    static func why(_ says: String) -> Phrase { says.isEmpty ? Phrase(same: "") : Phrase("\n\n意见：\(says)", "\n\nRemark: \(says)") }
}
