import Kernel
import Language
import Markup
import Web

/// What visitors said, in tables: how many were asked, how many answered, what they chose.
struct FeedbackView {
    let summary: FeedbackSummary
    let visit: Visit

    var html: HTML {
        HTML {
            p {
                visit.say(Phrase("请求反馈 ", "Asked: "))
                number("feedback-asked", summary.asked)
                visit.say(Phrase(" 人次，收到 ", ", answered: "))
                number("feedback-answered", summary.answered)
                visit.say(Phrase(" 份", ""))
                if let percent = summary.responsePercent { visit.say(Phrase("（\(percent)%）", " (\(percent)%)")) }
                visit.say(Phrase("。不计入人次。", ". No part of the visits."))
            }
            if summary.leftOut > 0 {
                p(.class("meta")) {
                    visit.say(
                        Phrase(
                            "另有 \(summary.leftOut) 份来自份数不足的场次，没有列入，以免由合计推出。", "\(Plural.en(Int(summary.leftOut), "answer is", "answers are")) of a session with too few, and not in it, so that nobody finds them from the total."))
                }
            }
            if summary.isShown {
                for question in FeedbackQuestion.all { table(question) }
            } else {
                p(.class("meta")) { visit.say(Phrase("少于 \(FeedbackSummary.fewest) 份时不显示内容，以免认出个人。", "What was said is not shown before there are \(FeedbackSummary.fewest) answers, so that nobody can be recognised.")) }
            }
        }
    }

    private func table(_ question: FeedbackQuestion) -> HTML {
        let answers = summary.answers(to: question) ?? []
        return div(.class("table-wrap"), .role("region"), .aria("label", visit.say(question.title)), .tabindex(0)) {
            Markup.table(.class("table")) {
                caption { visit.say(question.title) }
                tbody {
                    for one in answers {
                        tr {
                            th(.scope("row")) { visit.say(one.choice.title) }
                            td(.class("number")) { number("feedback-\(question.key)-\(one.choice.key)", one.count) }
                            td(.class("number")) { "\((one.count * 200 + summary.answered) / (2 * summary.answered))%" }
                        }
                    }
                }
            }
        }
    }

    private func number(_ figure: String, _ value: Int64) -> HTML { element("data", .value(String(value)), .data("figure", figure)) { Numerals.count(value, visit.language) } }
}
