import Activities
import Kernel
import Language
import Markup
import Web

/// `/desk/activities/{id}/sessions/{session}/feedback`: whether visitors are asked, what they said, the poster.
struct FeedbackDeskPage {
    let activity: Activity
    let title: Wording
    let session: ActivitySession
    let call: FeedbackCall?
    let summary: FeedbackSummary?
    var reading: FormReading?
    let visit: Visit

    static let form = Form(
        FormField("is_open", "收集反馈", "Ask for feedback", .checkbox),
        FormField(
            "one_in", "每几位问一位", "Each how manieth is asked", .integer(1...Int64(FeedbackCall.mostOneIn)), required: true,
            hint: Phrase("1 为人人都问；人多时填大一些，例如 10。", "1 asks everybody; where many come, take more, such as 10.")),
        FormField(
            "by_ticket", "按门票抽取", "Drawn by ticket", .checkbox,
            hint: Phrase("有预约和检票的场次请勾选：从检过票的门票中随机抽取，被抽中的在预约页面上填写；海报不再收。", "For sessions with bookings and a door: tickets that came in are drawn by chance, and answer on their booking's page; the poster takes nothing.")))

    private var base: String { "/desk/activities/\(activity.id.text)/sessions/\(session.id.text)" }

    var answer: Answer {
        let filled = Self.form.filled(["one_in": String(call?.oneIn ?? 1)].merging(call?.isOpen == true ? ["is_open": "1"] : [:]) { first, _ in first }.merging(call?.isByTicket == true ? ["by_ticket": "1"] : [:]) { first, _ in first })
        let shown = reading ?? filled
        return visit.desk(
            Phrase("观众反馈：\(session.words(.zh))", "Feedback: \(session.words(.en))"), lede: title.phrase,
            trail: [(path: base + "/claims", title: Phrase("参与数据", "Figures"))], status: shown.isGood ? 200 : 422
        ) {
            p {
                visit.say(
                    Phrase(
                        "现场贴一张二维码，观众扫码回答三个问题，不需要账号。从开始到结束后 \(FeedbackCall.days) 天内可以回答；结果与人次分开，从不相加。",
                        "A code on the wall; whoever scans it answers three questions without an account, from the begin to \(FeedbackCall.days) days after the end. What they say stands apart from the counts and is never added to them."))
            }
            if let summary {
                section(.class("stack"), .id("answers")) {
                    h2 { visit.say(Phrase("观众说", "What visitors say")) }
                    FeedbackView(summary: summary, visit: visit).html
                }
            }
            if call?.isOpen == true {
                p(.class("actions")) {
                    a(.class("button"), .href(.within(base + "/feedback/poster.pdf"))) { visit.say(Phrase("海报（PDF，可打印）", "The poster (PDF, to print)")) }
                    a(.class("button", "button-quiet"), .href("/feedback/\(session.id.text)")) { visit.say(Phrase("观众看到的页面", "The page that visitors see")) }
                }
            }
            section(.class("form-section")) {
                h2 { visit.say(Phrase("设置", "Settings")) }
                visit.formHTML(shown, action: base + "/feedback", submit: Phrase("保存", "Save"))
            }
        }
    }
}
