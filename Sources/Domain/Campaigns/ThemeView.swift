import Kernel
import Language
import Markup
import Venues
import Web

/// The themes of a campaign: those of months in the order of the year with their hosts, the others after them.
struct ThemeView {
    let themes: [Theme]
    let organisations: [ID<Organisation>: Organisation]

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        let monthly = themes.filter { $0.month != nil }.sorted { ($0.month?.text ?? "") < ($1.month?.text ?? "") }
        let others = themes.filter { $0.month == nil }
        if !themes.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase(monthly.isEmpty ? "主题" : "月度主题", monthly.isEmpty ? "Themes" : "Themes of the months")) }
                if !monthly.isEmpty { ol(.class("month-themes")) { for theme in monthly { li { card(theme, isNow: theme == Self.current(themes, on: visit.now.day(in: .china)), visit) } } } }
                if !others.isEmpty { list(others, visit) }
            }
        }
    }

    /// The theme of this month.
    static func current(_ themes: [Theme], on today: Day) -> Theme? {
        themes.first { theme in theme.month.map { $0.first <= today && today <= $0.last } ?? false }
    }

    private func card(_ theme: Theme, isNow: Bool, _ visit: Visit) -> HTML {
        article(.class("card", isNow ? "card-now" : ""), .id("theme-\(theme.key)")) {
            div(.class("card-body")) {
                p(.class("kicker")) { theme.month?.words(visit.language) ?? "" }
                if isNow { p { span(.class("badge", "badge-attention")) { visit.say(Phrase("本月主题", "This month")) } } }
                h3 { visit.html(theme.name) }
                host(of: theme, visit)
                if let days = days(of: theme, visit.language) { p(.class("meta")) { days } }
                if let note = theme.provenance.note { p(.class("meta")) { visit.html(note) } }
            }
        }
    }

    private func list(_ themes: [Theme], _ visit: Visit) -> HTML {
        ul(.class("news-list")) {
            for theme in themes {
                li(.id("theme-\(theme.key)")) {
                    span(.class("meta")) { days(of: theme, visit.language) ?? "" }
                    div {
                        strong { visit.html(theme.name) }
                        host(of: theme, visit)
                        if let note = theme.provenance.note { p(.class("meta")) { visit.html(note) } }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func host(of theme: Theme, _ visit: Visit) -> HTML {
        if let host = theme.hostID.flatMap({ organisations[$0] }) {
            p {
                visit.say(Phrase("承办：", "Host: "))
                visit.html(host.name)
            }
        }
    }

    private func days(of theme: Theme, _ tongue: Tongue) -> String? {
        switch (theme.begin, theme.end) {
        case (nil, nil): nil
        case (let begin?, let end?): Dates.span(begin, end, tongue)
        case (let begin?, nil): Phrase("自 \(Dates.plain(begin, .zh))起", "from \(Dates.plain(begin, .en))")(tongue)
        case (nil, let end?): Phrase("至 \(Dates.plain(end, .zh))", "until \(Dates.plain(end, .en))")(tongue)
        }
    }
}
