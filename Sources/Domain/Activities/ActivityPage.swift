import Kernel
import Language
import Markup
import Venues
import Web

/// `/activities/{id}`: when, where, for whom, by whom; the date strongest, the places left second.
struct ActivityPage {
    let model: PublicActivity
    let sessionPanels: [ID<ActivitySession>: HTML]
    let below: HTML
    let visit: Visit
    /// What else stands in the head, such as data for search engines.
    var head = HTML()

    private var content: ActivityContent { model.content }

    var answer: Answer {
        visit.page(
            content.title.phrase, lede: content.summary.isEmpty ? nil : content.summary.phrase, trail: [("/activities", Phrase("活动", "Activities"))],
            accent: model.accent, ownHeading: true, head: head, preview: preview
        ) {
            hero
            statusNotice
            div(.class("columns")) {
                div(.class("stack")) {
                    sessionSection
                    text
                    family
                }
                aside(.class("stack")) {
                    ActivityWay(model: model, visit: visit).html
                    ActivityFacts(model: model, visit: visit).html
                }
                div(.class("stack")) {
                    below
                    share
                }
            }
        }
    }

    /// When, where, and what: who gets the link in a messenger knows whether to open it.
    private var preview: Phrase {
        let line = ActivityWhen(model: model, visit: visit).line
        return Phrase(same: content.summary.isEmpty ? line : line + visit.say(Phrase("。", ". ")) + content.summary(visit.language))
    }

    private var hero: HTML {
        header(.class("hero", "hero-split")) {
            motif(seed: model.activity.id.number, accent: model.accent, theme: model.theme)
            div {
                p(.class("kicker")) { visit.say(content.kind.title) + " · " + visit.say(content.mode.title) }
                h1(.lang(content.title.language(for: visit.language).tag)) { visit.phrases(content.title) }
                if !content.summary.isEmpty {
                    p(.class("lede"), .lang(content.summary.language(for: visit.language).tag)) { content.summary(visit.language) }
                }
            }
            ActivityWhen(model: model, visit: visit).html
        }
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
            ActivityWords.leaf(session.day, visit)
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

    private var share: HTML {
        let address = visit.origin + "/activities/\(model.activity.id.text)"
        return section(.class("share", "no-print"), .data("share", address)) {
            h2(.class("visually-hidden")) { visit.say(Phrase("分享", "Share")) }
            p {
                visit.say(Phrase("本页网址：", "This page: "))
                a(.href("/activities/\(model.activity.id)")) { address }
            }
        }
    }
}
