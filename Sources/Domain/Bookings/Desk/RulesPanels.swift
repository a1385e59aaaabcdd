import Access
import Campaigns
import Kernel
import Rooms
import Storage
import Venues
import Web

/// On the desk's pages of other rooms: the way to the booking rules of that place.
enum RulesPanels {
    static let campaign = Panel(on: Campaigns.deskPanels, order: 45) { visit, subject in
        let identity = try visit.signedIn()
        let place = RulePlace(level: .campaign, subject: subject)
        let may = try await visit.database.read { tx in identity.may(Bookings.rule, within: try place.scopes(tx)) }
        return may ? RulesWay.html(place, visit) : nil
    }
}
