import Access
import Activities
import Kernel
import Storage

/// What stands beside the bookings of a whole session, each in one statement.
extension Transaction {
    func bookingPersons(activity: ID<Activity>, session: ID<ActivitySession>) throws -> [ID<Booking>: BookingPerson] {
        let kept = try rows(
            """
            SELECT b.id, b.person_id, p.person_key, p.sealed FROM bookings_booking b JOIN bookings_person p ON p.id = b.person_id
            WHERE b.activity_id = \(activity) AND b.session_id = \(session) AND p.person_key IS NOT NULL
            """
        ) { row in
            (booking: try row.id("id", Booking.self), person: try row.id("person_id", BookingPerson.self), key: try row.blob("person_key"), sealed: try row.blob("sealed"))
        }
        var out: [ID<Booking>: BookingPerson] = [:]
        for one in kept { out[one.booking] = try BookingPerson.open(one.sealed, with: try BookingPersonSeal.key(one.key, of: one.person, in: self)) }
        return out
    }

    func details(activity: ID<Activity>, session: ID<ActivitySession>) throws -> [ID<Booking>: PartyDetails] {
        let found = try rows(
            """
            SELECT g.* FROM bookings_group g JOIN bookings_booking b ON b.activity_id = g.activity_id AND b.id = g.booking_id
            WHERE g.activity_id = \(activity) AND b.session_id = \(session)
            """) { (try $0.id("booking_id", Booking.self), try PartyDetails($0)) }
        return Dictionary(found) { first, _ in first }
    }

    func strikes(activity: ID<Activity>, session: ID<ActivitySession>) throws -> [ID<Booking>: Strike] {
        let found = try rows(
            """
            SELECT x.* FROM bookings_strike x JOIN bookings_booking b ON b.activity_id = x.activity_id AND b.id = x.booking_id
            WHERE x.activity_id = \(activity) AND b.session_id = \(session)
            """) { (try $0.id("booking_id", Booking.self), try Strike($0)) }
        return Dictionary(found) { first, _ in first }
    }
}
