import Access
import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// What became of one of many entries that were to be used again.
struct AgainOutcome: Sendable {
    enum Result: Sendable {
        case made(ID<Activity>, sessions: Int, isSubmitted: Bool, notes: [AgainDay.Note])
        case earlier(ID<Activity>)
        case refused(Phrase)
    }

    let activity: ID<Activity>
    /// Nil where it may not be known.
    let title: Wording?
    let result: Result
}

extension Transaction {
    /// One of many: what is refused leaves the others as they are. What was used again before is not made twice.
    func useAgain(
        _ id: ID<Activity>, into key: String?, among campaigns: [Campaign], submitting: Bool, house: House, by identity: Identity
    ) throws -> AgainOutcome {
        var title: Wording?
        do {
            return try attempt {
                try identity.require(Activities.enter, within: entryScopes(id))
                try lock("activities.again/\(id.text)")
                let plan = try againPlan(id, into: key, among: campaigns)
                title = plan.title
                if let earlier = plan.earlier { return AgainOutcome(activity: id, title: plan.title, result: .earlier(earlier)) }
                let sessions = plan.lines.map { (old: $0.old, new: $0.draft) }
                let new = try useAgain(plan, sessions: sessions, house: house, submitting: submitting, by: identity)
                let isSubmitted = submitting && plan.edition != nil
                return AgainOutcome(
                    activity: id, title: plan.title, result: .made(new, sessions: sessions.count, isSubmitted: isSubmitted, notes: plan.notes))
            }
        } catch let refusal as Refusal {
            return AgainOutcome(activity: id, title: title, result: .refused(refusal.phrase))
        }
    }
}

/// `/desk/activities/again`: many of last year's entries with their new days; and what became of each.
struct AgainManyPage {
    let plans: [AgainPlan]
    let editions: [Campaign]
    /// As asked: nil finds each one's own next edition.
    let chosen: String?
    let visit: Visit

    private static let title = Phrase("多项再次使用", "Use several again")
    private static let trail = [(path: "/desk/activities", title: Phrase("我的活动", "My activities"))]

    var answer: Answer {
        visit.desk(
            Self.title, lede: Phrase("共 \(plans.count) 项。各建一份草稿，日期可以之后再改。", "\(plans.count) in all. Each becomes a draft; its dates can be changed later."),
            trail: Self.trail
        ) {
            AgainEdition(
                action: AgainRoutes.many, editions: editions, chosen: chosen ?? plans.first?.edition?.key,
                asked: plans.map { (name: "activity", value: $0.activity.id.text) }, visit: visit
            ).html
            ul(.class("session-list"), .role("list")) { for plan in plans { li { line(plan) } } }
            Markup.form(.method(.post), .action(.within(AgainRoutes.many)), .class("form")) {
                visit.csrfField
                for plan in plans { input(.type("hidden"), .name("activity"), .value(plan.activity.id.text)) }
                input(.type("hidden"), .name("campaign"), .value(chosen ?? "each"))
                if plans.contains(where: { $0.edition != nil }) { visit.fieldHTML(AgainForm.submitField, in: Form(AgainForm.submitField).empty) }
                div(.class("form-actions")) {
                    button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("全部建立", "Make them all")) }
                }
            }
        }
    }

    private func line(_ plan: AgainPlan) -> HTML {
        div {
            p { strong { plan.title(visit.language) } }
            p(.class("meta")) {
                if let edition = plan.edition { edition.name(visit.language) + " · " }
                days(plan)
            }
            AgainNotes(notes: plan.notes, visit: visit).html
            if plan.earlier != nil { p(.class("field-note")) { visit.say(Phrase("已经再次使用过，不会重复建立", "used again already; it is not made twice")) } }
        }
    }

    private func days(_ plan: AgainPlan) -> String {
        if let first = plan.lines.first, let last = plan.lines.last {
            let days = Dates.span(first.day.day, last.day.day, visit.language)
            return visit.say(Phrase("\(plan.lines.count) 场，", plan.lines.count == 1 ? "1 session, " : "\(plan.lines.count) sessions, ")) + days
        }
        return plan.period.map { Dates.span($0.begin, $0.end, visit.language) } ?? visit.say(Phrase("日期未定", "days not set"))
    }

    /// What became of each.
    static func told(_ outcomes: [AgainOutcome], _ visit: Visit) -> Answer {
        let made = outcomes.count { if case .made = $0.result { true } else { false } }
        return visit.desk(
            title, lede: Phrase("建立了 \(made) 项，另有 \(outcomes.count - made) 项没有建立。", "\(made) made, \(outcomes.count - made) not."), trail: trail
        ) {
            ul(.class("session-list"), .role("list")) {
                for one in outcomes {
                    li {
                        div {
                            p { strong { one.title?(visit.language) ?? one.activity.text } }
                            result(one.result, visit)
                        }
                    }
                }
            }
            p(.class("actions")) { a(.class("button"), .href("/desk/activities")) { visit.say(Phrase("回到我的活动", "Back to my activities")) } }
        }
    }

    @HTMLBuilder private static func result(_ result: AgainOutcome.Result, _ visit: Visit) -> HTML {
        switch result {
        case .made(let new, let sessions, let isSubmitted, let notes):
            p {
                a(.href("/desk/activities/\(new)")) { visit.say(Phrase("已建立，\(sessions) 个场次", sessions == 1 ? "Made, with 1 session" : "Made, with \(sessions) sessions")) }
                if isSubmitted { visit.say(Phrase("，已提交审核", ", and submitted")) }
            }
            AgainNotes(notes: notes, visit: visit).html
        case .earlier(let earlier):
            p(.class("field-note")) {
                visit.say(Phrase("之前已经建立过：", "Made before: "))
                a(.href("/desk/activities/\(earlier)")) { visit.say(Phrase("打开", "open it")) }
            }
        case .refused(let phrase): p(.class("remark")) { visit.say(phrase) }
        }
    }
}
