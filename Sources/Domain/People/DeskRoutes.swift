import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// The desk's front page: what waits for whom.
enum DeskRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk", .signedIn) { visit in
                let identity = try visit.signedIn()
                let cards = try await visit.database.read { try house.deskCards(for: identity, in: $0) }
                return DeskPage(identity: identity, cards: cards, visit: visit).answer
            }
        ]
    }
}
