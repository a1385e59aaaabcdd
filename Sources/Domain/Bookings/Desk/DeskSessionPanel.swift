package import Access
package import Activities
package import Kernel
package import Markup
import Rooms
package import Storage
package import Web

/// On the desk's page of a session: the ways to its bookings and its door, for those who may go there.
enum DeskSessionPanel {
    static let panel = Panel(on: Activities.deskSessionPanels, order: 10) { visit, subject in
        let identity = try visit.signedIn()
        let found = try await visit.database.read { tx -> (session: ActivitySession, booked: Int64, ways: BookingWays)? in
            guard let session = try tx.session(anywhere: ID(subject)), try tx.rulesInForce(session) != nil else { return nil }
            let booked = try tx.bookedPlaces(activity: session.activity, session: session.id)
            return (session, booked, try BookingWays(identity, session.activity, in: tx))
        }
        guard let found, found.ways.any else { return nil }
        return div(.class("actions")) {
            found.ways.bookings(found.session, visit, booked: found.booked)
            found.ways.door(found.session, visit)
            if found.ways.seesBookings { RulesWay.html(RulePlace(level: .session, subject: subject), visit) }
        }
    }
}

/// Which of the room's pages of a session somebody may open.
package struct BookingWays: Sendable {
    let seesBookings: Bool
    package let keepsDoor: Bool

    package init(_ identity: Identity, _ activity: ID<Activity>, in tx: Transaction) throws {
        seesBookings = identity.may(Bookings.see, within: try tx.entryScopes(activity))
        keepsDoor = identity.may(Bookings.door, within: try tx.activityScopes(activity))
    }

    init(seesBookings: Bool, keepsDoor: Bool) { (self.seesBookings, self.keepsDoor) = (seesBookings, keepsDoor) }

    var any: Bool { seesBookings || keepsDoor }

    @HTMLBuilder package func bookings(_ session: ActivitySession, _ visit: Visit, booked: Int64) -> HTML {
        if seesBookings {
            a(.class("button", "button-quiet"), .href("/desk/activities/\(session.activity)/sessions/\(session.id)/bookings")) {
                visit.say(Phrase("预约名单（\(booked)）", "Bookings (\(booked))"))
            }
        }
    }

    @HTMLBuilder func door(_ session: ActivitySession, _ visit: Visit) -> HTML {
        if keepsDoor { a(.class("button", "button-quiet"), .href("/door/\(session.activity)/\(session.id)")) { visit.say(Phrase("检票", "Door")) } }
    }
}
