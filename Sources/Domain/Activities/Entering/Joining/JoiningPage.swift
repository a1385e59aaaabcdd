import Campaigns
import Kernel
import Language
import Markup
import Web

/// `/desk/campaigns/{key}/joining`: one's own activities, to be ticked and submitted to the campaign in one go.
struct JoiningPage {
    let campaign: Campaign
    let lines: [AttachableLine]
    /// Whether those on other days are shown too.
    let isAll: Bool
    /// Block, and what the campaign asks for: of all that are ticked alike.
    var reading: FormReading
    /// Those ticked already.
    var ticked: Set<ID<Activity>> = []
    var outcomes: [JoinOutcome] = []
    let visit: Visit

    private var base: String { "/desk/campaigns/\(campaign.key)/joining" }

    var answer: Answer {
        visit.desk(
            Phrase("参加：", "Take part: ") + campaign.name.phrase,
            lede: Phrase("勾选已有的活动，一次提交，不用重新填报。\(campaign.dates(.zh))", "Tick activities that are here already and submit them in one go; nothing is typed again. \(campaign.dates(.en))"),
            trail: [("/desk/activities", Phrase("我的活动", "My activities")), (JoiningRoutes.path, Phrase("参加活动项目", "Take part in a campaign"))], status: reading.isGood ? 200 : 422
        ) {
            if !outcomes.isEmpty { told }
            if lines.isEmpty { empty } else { form }
            p(.class("actions")) {
                a(.class("button"), .href("/desk/activities/new")) { visit.say(Phrase("另外新建一项活动", "Enter a new activity")) }
                if !isAll { a(.href(.within(base, query: Query([("all", "1")])))) { visit.say(Phrase("也显示其他日期的活动", "Show those on other days too")) } }
            }
        }
    }

    private var empty: HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("没有可以提交的活动", "Nothing to attach")) }
            p { visit.say(Phrase("在活动项目期间举行、且尚未提交的活动会列在这里。", "Activities of yours on the campaign's days that it does not have yet are listed here.")) }
        }
    }

    private var form: HTML {
        Markup.form(.method(.post), .action(.within(base)), .class("form")) {
            visit.csrfField
            visit.formSummary(reading)
            fieldset {
                legend { visit.say(Phrase("选择活动", "Choose the activities")) }
                for line in lines { AttachableBox(line: line, isTicked: ticked.contains(line.activity), visit: visit).html }
            }
            for field in reading.form.fields { visit.fieldHTML(field, in: reading) }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("提交勾选的活动", "Submit the ticked ones")) }
            }
        }
    }

    static func form(_ blocks: [Block], _ asked: [CampaignField]) -> Form {
        let block = FormField("block", "板块", "Block", .choice(blocks.map { .init($0.key, $0.name.phrase) }))
        return Form((blocks.isEmpty ? [] : [block]) + CampaignFieldForm.fields(asked))
    }

    private var told: HTML {
        let done = outcomes.filter { $0.refusal == nil }
        let isWell = done.count == outcomes.count
        return div(.class("notice", isWell ? "notice-success" : "notice-warning"), .role("alert"), .tabindex(-1), .autofocus()) {
            p { visit.say(Phrase("已提交 \(done.count) 项，\(outcomes.count - done.count) 项没有提交。", "\(done.count) submitted, \(outcomes.count - done.count) not.")) }
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

/// One activity with its box.
struct AttachableBox {
    let line: AttachableLine
    var isTicked = false
    let visit: Visit

    var html: HTML {
        label(.class("check")) {
            input(.type("checkbox"), .name("activity"), .value(line.activity.text), .checked(isTicked))
            span {
                line.title(visit.language)
                span(.class("meta")) { " " + days }
            }
        }
    }

    private var days: String {
        guard let first = line.firstAt, let last = line.lastAt else { return visit.say(Phrase("日期未定", "days not set")) }
        return Dates.span(first.day(in: .china), last.day(in: .china), visit.language)
    }
}
