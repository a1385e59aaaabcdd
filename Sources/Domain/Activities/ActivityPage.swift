import Kernel
import Language
import Markup
import Web

/// `/activities/{id}`: when, where, for whom, by whom; the date strongest.
struct ActivityPage {
    let model: PublicActivity
    let sessionPanels: [ID<ActivitySession>: HTML]
    let below: HTML
    let visit: Visit

    private var content: ActivityContent { model.content }

    var answer: Answer {
        visit.page(
            content.title.phrase, trail: [("/activities", Phrase("活动", "Activities"))], accent: model.accent, ownHeading: true
        ) {
            hero
            statusNotice
            div(.class("columns")) {
                div(.class("stack")) {
                    sessionSection
                    text
                }
                aside { ActivityFacts(model: model, visit: visit).html }
                div(.class("stack")) {
                    family
                    below
                }
            }
        }
    }

    private var hero: HTML {
        header(.class("hero")) {
            motif(seed: model.activity.id.number, accent: model.accent, theme: model.theme)
            p(.class("kicker")) { visit.say(content.kind.title) + " · " + visit.say(content.mode.title) }
            h1(.lang(content.title.language(for: visit.language).tag)) { content.title(visit.language) }
            p(.class("hero-date")) { heroDate }
            if !content.summary.isEmpty {
                p(.class("lede"), .lang(content.summary.language(for: visit.language).tag)) { content.summary(visit.language) }
            }
        }
    }

    private var heroDate: String {
        let held = model.sessions.filter { $0.status != .cancelled }
        let next = held.first { !$0.isOver(at: visit.now) } ?? held.last
        if held.isEmpty, !model.sessions.isEmpty { return visit.say(Phrase("全部场次已取消", "All sessions are cancelled")) }
        guard let next else { return visit.say(ActivityWords.period(content.period)) }
        let more = held.count - 1
        return next.words(visit.language) + (more > 0 ? visit.say(Phrase("，另有 \(more) 场", ", and \(more) more")) : "")
    }

    @HTMLBuilder private var statusNotice: HTML {
        if model.activity.status != .scheduled {
            div(.class("notice", model.activity.isCancelled ? "notice-error" : "notice-warning"), .role("status")) {
                h2 { visit.say(model.activity.status.title) }
                if !model.activity.statusReason.isEmpty { p { model.activity.statusReason } }
            }
        }
    }

    @HTMLBuilder private var sessionSection: HTML {
        let open = model.sessions.filter { !$0.isOver(at: visit.now) }
        let over = model.sessions.filter { $0.isOver(at: visit.now) }
        if !model.sessions.isEmpty {
            section(.id("sessions"), .class("stack")) {
                h2 { visit.say(Phrase("场次", "Sessions")) }
                if !open.isEmpty { ul(.class("session-list"), .role("list")) { for session in open { row(session) } } }
                if !over.isEmpty {
                    details(.open(open.isEmpty)) {
                        summary { visit.say(Phrase("已结束的场次（\(over.count)）", "Past sessions (\(over.count))")) }
                        ul(.class("session-list"), .role("list")) { for session in over { row(session) } }
                    }
                }
            }
        }
    }

    private func row(_ session: ActivitySession) -> HTML {
        li(.id("session-\(session.id.text)")) {
            span(.class("date-leaf")) {
                span(.class("date-day")) { String(session.day.day) }
                span { Dates.month(session.day, visit.language) }
            }
            div {
                p(.class("session-when")) { time(.datetime(session.begin.iso)) { session.words(visit.language) } }
                if session.status != .scheduled {
                    span(.class("badge", session.status == .moved ? "badge-warning" : ""), .data("state", session.status.rawValue)) {
                        visit.say(session.status.title)
                    }
                }
                if let note = session.note { p(.class("meta")) { note(visit.language) } }
                if session.status != .cancelled, !session.isOver(at: visit.now) { ActivityWords.places(session, visit) }
            }
            div { sessionPanels[session.id] ?? HTML() }
        }
    }

    @HTMLBuilder private var text: HTML {
        if !content.description.isEmpty {
            section(.class("prose"), .lang(content.description.language(for: visit.language).tag)) {
                h2(.lang(visit.language.tag)) { visit.say(Phrase("介绍", "About")) }
                for paragraph in content.description(visit.language).split(whereSeparator: \.isNewline) { p { String(paragraph) } }
            }
        }
        if let note = content.note { div(.class("notice")) { p { note(visit.language) } } }
    }

    @HTMLBuilder private var family: HTML {
        if !model.children.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("包含的活动", "In this series")) }
                ul(.class("card-grid"), .role("list")) { for child in model.children { li { ActivityCard(item: child, visit: visit).html } } }
            }
        }
        if let parent = model.parent {
            section(.class("stack")) {
                h2 { visit.say(Phrase("所属系列", "Part of")) }
                p { a(.href("/activities/\(parent.activity.id)")) { parent.content.title(visit.language) } }
            }
        }
    }
}
