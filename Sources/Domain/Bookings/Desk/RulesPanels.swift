import Access
import Campaigns
import Kernel
import Markup
import Rooms
import Storage
import Venues
import Web

/// On the desk's pages of other rooms: the way to the booking rules of that place.
enum RulesPanels {
    /// On a venue's public page: its rules for everybody, and for its keepers the way to them.
    static let venue = Panel(on: Venues.venuePanels, order: 25) { visit, subject in
        let (place, identity) = (RulePlace(level: .venue, subject: subject), visit.identity)
        let (all, may) = try await visit.database.read { tx in
            (try tx.namedRules(at: .venue, subject), try identity.map { $0.may(Bookings.rule, within: try place.scopes(tx)) } ?? false)
        }
        guard !all.isEmpty || may else { return nil }
        return section(.class("stack")) {
            h2 { visit.say(Phrase("预约", "Booking")) }
            for one in all { p { a(.href(.within("/rules/\(one.key)"))) { visit.html(one.name) } } }
            if may { p { RulesWay.html(place, visit) } }
        }
    }

    static let campaign = Panel(on: Campaigns.deskPanels, order: 45) { visit, subject in
        let identity = try visit.signedIn()
        let place = RulePlace(level: .campaign, subject: subject)
        let may = try await visit.database.read { tx in identity.may(Bookings.rule, within: try place.scopes(tx)) }
        return may ? RulesWay.html(place, visit) : nil
    }
}
