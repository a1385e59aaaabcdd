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
        let found = try await visit.database.read { tx -> [(Title, Wording)] in
            let titles = try read(tx)
            guard !titles.isEmpty else { return [] }
            let schemes = Dictionary(try tx.schemes().map { ($0.id, $0.scheme.title) }, uniquingKeysWith: { first, _ in first })
            return titles.map { ($0, schemes[$0.schemeID] ?? Wording("")) }
        }
        guard !found.isEmpty else { return nil }
        return section(.class("stack")) {
            h2 { visit.say(Phrase("称号", "Titles")) }
            ul(.class("session-list"), .role("list")) {
                for (title, scheme) in found {
                    li {
                        TitleView.badge(title, visit)
                        div {
                            p { a(.href("/verify/\(title.code)")) { visit.html(scheme) } }
                            p(.class("meta")) { title.number + " · " + TitleView.span(title, visit.language) }
                        }
                    }
                }
            }
        }
    }
}
