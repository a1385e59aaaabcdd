import Activities
import Kernel
import Language
import Markup
import Web

/// `/feedback/{session}` and `/feedback/{session}/{token}`: what a visitor sees.
struct FeedbackPage {
    let title: Wording
    let session: ActivitySession
    let visit: Visit

    /// Before one begins: what it is, and that nothing of a person is kept.
    var beginning: Answer {
        page(status: 200) {
            p { visit.say(Phrase("三个问题，半分钟。不需要姓名、手机号或账号；只累计每个选项有几个人选，不记录是谁、在什么时候。", "Three questions, half a minute. No name, number or account; only how often each answer was chosen is kept, not by whom or when.")) }
            form(.method(.post), .action(.within("/feedback/\(session.id.text)")), .class("stack")) {
                visit.csrfField
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("开始", "Begin")) }
            }
        }
    }

    /// Where visitors are drawn by their tickets: where to look.
    var byTicket: Answer {
        page(status: 200) {
            p { visit.say(Phrase("这一场按门票随机抽取观众。请打开预约时收到的链接（预约页面）：被抽中的门票会显示在那里。", "Visitors of this session are drawn by their tickets, by chance. Open the page of your booking: it says whether one of your tickets is drawn.")) }
        }
    }

    func questions(_ token: String, _ refusal: Refusal? = nil, chosen: [String: [String]] = [:]) -> Answer {
        page(status: refusal == nil ? 200 : 422) {
            form(.method(.post), .action(.within("/feedback/\(session.id.text)/\(token)")), .class("form"), .novalidate()) {
                visit.csrfField
                if let refusal {
                    div(.class("error-summary"), .role("alert"), .tabindex(-1), .autofocus()) {
                        h2 { visit.say(Phrase("请更正以下内容", "Please put this right")) }
                        ul { li { a(.href("#field-\(refusal.field ?? "liking")")) { visit.say(refusal.phrase) } } }
                    }
                }
                for question in FeedbackQuestion.all { fields(question, chosen[question.key] ?? []) }
                div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("提交", "Send")) } }
            }
        }
        .header("cache-control", "private, no-store").header("referrer-policy", "no-referrer")
    }

    var thanks: Answer {
        page(status: 200) {
            div(.class("empty-state")) {
                h2 { visit.say(Phrase("谢谢您！", "Thank you!")) }
                p { a(.href("/activities/\(session.activity.text)")) { visit.say(Phrase("回到活动页面", "Back to the activity")) } }
            }
        }
    }

    private func fields(_ question: FeedbackQuestion, _ chosen: [String]) -> HTML {
        fieldset(.class("form-section"), .id("field-" + question.key)) {
            legend { visit.say(question.title) }
            for choice in question.choices {
                label(.class("check")) {
                    input(.type(question.takesSeveral ? "checkbox" : "radio"), .name(question.key), .value(choice.key), .checked(chosen.contains(choice.key)))
                    span { visit.say(choice.title) }
                }
            }
        }
    }

    private func page(status: Int, @HTMLBuilder _ content: () -> HTML) -> Answer {
        visit.page(Phrase("说说这次活动", "Your feedback"), lede: Phrase("\(title(.zh)) · \(session.words(.zh))", "\(title(.en)) · \(session.words(.en))"), status: status) {
            div(.class("stack", "narrow")) { content() }
        }
    }
}
