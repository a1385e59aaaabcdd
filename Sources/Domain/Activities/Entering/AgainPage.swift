import Campaigns
import Kernel
import Language
import Markup
import Web

/// `/desk/activities/{id}/again`: last year's dates beside this year's, to be changed before anything is saved.
struct AgainPage {
    let plan: AgainPlan
    /// Editions to which the days may be moved.
    let editions: [Campaign]
    var reading: FormReading
    let visit: Visit
    var status = 200

    private var base: String { "/desk/activities/\(plan.activity.id.text)" }

    var answer: Answer {
        visit.desk(
            Phrase("再次使用：", "Use again: ") + plan.title.phrase,
            lede: Phrase("内容、名额和预约方式照旧，预约人数和统计不带过来。请核对日期。", "Texts, places and ways to book stay; bookings and counts do not come along. Look over the dates."),
            trail: [("/desk/activities", Phrase("我的活动", "My activities")), (base, plan.title.phrase)], status: status
        ) {
            if let earlier = plan.earlier {
                div(.class("notice", "notice-warning")) {
                    p {
                        visit.say(Phrase("这项活动已经再次使用过：", "It has been used again already: "))
                        a(.href("/desk/activities/\(earlier)")) { visit.say(Phrase("打开那一项", "open that entry")) }
                    }
                }
            }
            AgainEdition(action: base + "/again", editions: editions, chosen: plan.edition?.key, visit: visit).html
            form
        }
    }

    private var form: HTML {
        Markup.form(.method(.post), .action(.within(base + "/again")), .class("form"), .novalidate()) {
            visit.csrfField
            visit.onceField
            input(.type("hidden"), .name("campaign"), .value(plan.edition?.key ?? ""))
            visit.formSummary(reading)
            if let period = plan.period, plan.lines.isEmpty {
                p { visit.say(Phrase("期间：\(Dates.span(period.begin, period.end, .zh))", "Days: \(Dates.span(period.begin, period.end, .en))")) }
                AgainNotes(notes: plan.periodNotes, visit: visit).html
            }
            for (number, line) in plan.lines.enumerated() { session(number, line) }
            if plan.edition != nil { visit.fieldHTML(AgainForm.submitField, in: reading) }
            div(.class("form-actions")) {
                button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("建立今年的活动", "Make this year's entry")) }
            }
        }
    }

    private func session(_ number: Int, _ line: AgainPlan.Line) -> HTML {
        fieldset(.class("form-section")) {
            legend { visit.say(Phrase("上次：", "Last time: ")) + line.old.words(visit.language) }
            p { strong { Dates.day(line.day.day, visit.language) } }
            AgainNotes(notes: line.day.notes, visit: visit).html
            div(.class("field-pair")) { for field in AgainForm.fields(number).dropFirst() { visit.fieldHTML(field, in: reading) } }
            if let field = AgainForm.fields(number).first { visit.fieldHTML(field, in: reading) }
        }
    }
}

/// What is to be said of a moved day.
struct AgainNotes {
    let notes: [AgainDay.Note]
    let visit: Visit

    @HTMLBuilder var html: HTML { for note in notes { p(.class("field-note")) { visit.say(note.phrase) } } }
}

/// Chooses the edition to which the days are moved; asks again, saves nothing.
struct AgainEdition {
    let action: String
    let editions: [Campaign]
    let chosen: String?
    /// What else the question names.
    var asked: [(name: String, value: String)] = []
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !editions.isEmpty {
            Markup.form(.method(.get), .action(.within(action)), .class("actions")) {
                for pair in asked { input(.type("hidden"), .name(pair.name), .value(pair.value)) }
                label(.for("edition")) { visit.say(Phrase("日期按哪一届推算", "Move the days to")) }
                select(.id("edition"), .name("campaign")) {
                    option(.value(""), .selected(chosen == nil)) { visit.say(Phrase("不按届次，整周顺延一年", "no edition: 52 weeks later")) }
                    for one in editions {
                        option(.value(one.key), .selected(one.key == chosen)) { one.name(visit.language) + " · " + one.dates(visit.language) }
                    }
                }
                button(.class("button", "button-quiet"), .type("submit")) { visit.say(Phrase("重新推算", "Move again")) }
            }
        }
    }
}
