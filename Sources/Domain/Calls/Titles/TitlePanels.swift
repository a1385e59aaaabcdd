import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// Which titles a venue or a unit holds, of whichever authority, and which are in force today.
enum TitlePanels {
    static let venue = Panel(on: Venues.venuePanels, order: 20) { visit, subject in try await panel(visit) { tx in try tx.titles(of: ID<Venue>(subject)) } }

    static let organisation = Panel(on: Venues.organisationPanels, order: 20) { visit, subject in
        try await panel(visit) { tx in try tx.titles(of: ID<Organisation>(subject)) }
    }

    private static func panel(_ visit: Visit, _ read: @escaping @Sendable (Transaction) throws -> [Title]) async throws -> HTML? {
        let found = try await visit.database.read { tx -> [(title: Title, name: Wording, authority: Wording?)] in
            let titles = try read(tx)
            guard !titles.isEmpty else { return [] }
            let words = try TitleWords(of: titles, in: tx)
            let authorities = try tx.organisations(titles.compactMap { words.scheme(of: $0)?.authorityID })
            return titles.map { title in (title, words.name(of: title), words.scheme(of: title).flatMap { authorities[$0.authorityID]?.name }) }
        }
        guard !found.isEmpty else { return nil }
        return section(.class("stack")) {
            h2 { visit.say(Phrase("称号", "Titles")) }
            ul(.class("session-list"), .role("list")) {
                for (title, name, authority) in found {
                    li {
                        TitleView.badge(title, visit)
                        div {
                            p { a(.href("/verify/\(title.code)")) { visit.html(name) } }
                            if let authority { p(.class("card-place")) { visit.html(authority) } }
                            p(.class("meta")) { title.number + " · " + TitleView.span(title, visit.language) }
                        }
                    }
                }
            }
        }
    }
}
