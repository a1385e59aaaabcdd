import Kernel
import Language

/// What visitors said, as counters. Fewer than five answers are shown to nobody.
package struct FeedbackSummary: Sendable, Hashable {
    package let asked: Int64
    package let answered: Int64
    /// Answers of single sessions that are too few to be shown, and are in nothing here.
    package let leftOut: Int64
    /// By question and choice; private, so that small groups cannot slip out.
    private let tally: [String: [String: Int64]]

    package static let fewest: Int64 = 5

    package init(asked: Int64, answered: Int64, tally: [String: [String: Int64]], leftOut: Int64 = 0) {
        (self.asked, self.answered, self.tally, self.leftOut) = (asked, answered, tally, leftOut)
    }

    package var isShown: Bool { answered >= Self.fewest }

    /// The answers to a question in the order of its choices; nil where too few have answered.
    package func answers(to question: FeedbackQuestion) -> [(choice: FeedbackQuestion.Choice, count: Int64)]? {
        guard isShown else { return nil }
        return question.choices.map { ($0, tally[question.key]?[$0.key] ?? 0) }
    }

    /// How many of those asked have answered, in whole percent; nil where nobody was asked.
    package var responsePercent: Int64? { asked > 0 ? (answered * 200 + asked) / (2 * asked) : nil }
}

/// What people are told where feedback cannot be taken.
enum FeedbackWords {
    static let closed = Refusal(
        .conflict, "feedback-closed", "现在不收集这一场的反馈（活动开始后至结束后 \(FeedbackCall.days) 天内收集）。谢谢您的关心！",
        "Feedback on this session is not asked for now (it is from its begin to \(FeedbackCall.days) days after its end). Thank you for your interest!")
    static let byTicket = Refusal(
        .conflict, "feedback-by-ticket", "这一场按门票抽取：请打开您的预约页面，看看是否被抽中。", "Visitors of this session are drawn by their tickets: open the page of your booking to see whether yours is.")
    static let begunBefore = Refusal(
        .conflict, "feedback-begun", "这台设备已经参加过这一场的抽取，每台设备一次；没有再次计数。如果刚才的页面还开着，请回到那个页面填写。谢谢您！",
        "This device has begun for this session already, which it can once; nothing was counted again. If the page of then is still open, go back to it. Thank you!")
    static func tooMany(_ seconds: Int) -> Refusal {
        Refusal(
            .tooMany, "feedback-rate", "从这个网络地址来的太多，没有计数。请在 \(seconds) 秒后再试。",
            "Too many begin from this network address, so nothing was counted. Try again in \(Plural.en(seconds, "second", "seconds")).")
    }
    static let notDrawn = Refusal(
        .conflict, "feedback-not-drawn", "这个预约没有被抽中的门票，或已经填写过。谢谢您！", "No ticket of this booking is drawn, or it has answered already. Thank you!")
    static let ended = Refusal(
        .conflict, "feedback-ended", "页面打开太久，或链接不完整。请重新扫描海报上的二维码。",
        "This page was open for too long, or its address is not whole. Please scan the code on the poster again.")
}
