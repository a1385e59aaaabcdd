import Campaigns
import Kernel
import Language
import Markup
import Web

/// `/desk/activities/offers`: the ticked activities, and the week or series to which they are offered as well.
struct OfferPage {
    let lines: [AttachableLine]
    let campaigns: [Campaign]
    let form: Form
    var reading: FormReading
    var outcomes: [JoinOutcome] = []
    let visit: Visit

    init(lines: [AttachableLine], campaigns: [Campaign], visit: Visit) {
        (self.lines, self.campaigns, self.visit) = (lines, campaigns, visit)
        form = Form(
            FormField(
                "campaign", "报送到", "Offer them to", .choice(campaigns.map { .init($0.key, $0.name.phrase + Phrase("（\($0.dates(.zh))）", " (\($0.dates(.en)))")) }), required: true,
                hint: Phrase("由对方审核；同一活动在几个项目中只算一项。", "Its moderators decide; an activity in several campaigns is counted once.")))
        reading = form.empty
    }

    var answer: Answer {
        visit.desk(
            Phrase("一并报送其他活动项目", "Offer to another campaign too"),
            lede: Phrase("已填报的活动不用重填，一步报送到另一家主办的科技周、科普日等。", "What is entered for one owner's week is offered to another's in one step; nothing is typed again."),
            trail: [("/desk/activities", Phrase("我的活动", "My activities"))], status: reading.isGood ? 200 : 422
        ) {
            if !outcomes.isEmpty {
                told
            } else if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有勾选活动", "Nothing is ticked")) }
                    p { visit.say(Phrase("请回到“我的活动”，勾选要报送的活动。", "Go back to your activities and tick those that you want to offer.")) }
                    p { a(.class("button"), .href("/desk/activities")) { visit.say(Phrase("我的活动", "My activities")) } }
                }
            } else if campaigns.isEmpty {
                div(.class("empty-state")) { p { visit.say(Phrase("现在没有正在进行或即将开始的活动项目。", "No campaign is on or coming just now.")) } }
            } else {
                sheet
            }
        }
    }

    private var sheet: HTML {
        visit.formHTML(reading, action: OfferRoutes.many, submit: Phrase("报送勾选的活动", "Offer the ticked ones"), before: {
            fieldset {
                legend { visit.say(Phrase("活动", "Activities")) }
                for line in lines { AttachableBox(line: line, isTicked: true, visit: visit).html }
            }
        })
    }

    private var told: HTML {
        let done = outcomes.filter { $0.refusal == nil }.count
        return div(.class("notice", done == outcomes.count ? "notice-success" : "notice-warning"), .role("alert"), .tabindex(-1), .autofocus()) {
            p { visit.say(Phrase("已报送 \(done) 项，\(outcomes.count - done) 项没有报送。", "\(done) offered, \(outcomes.count - done) not.")) }
            ul {
                for one in outcomes {
                    li {
                        a(.href("/desk/activities/\(one.activity)")) { one.title?(visit.language) ?? one.activity.text }
                        if let refusal = one.refusal { span(.class("remark")) { " " + visit.say(refusal) } }
                    }
                }
            }
        }
    }
}
