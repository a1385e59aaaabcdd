import Activities
import Bookings
import Kernel
import Language
import Storage
import TestKit
import Testing

extension World {
    /// A session that is full, with a party that waits, one that has an offer, and rules with a name.
    static func fillBookings(_ tx: Transaction, _ activity: ID<Activity>) throws {
        let session = try #require(try tx.sessions(of: activity).last).id
        try tx.openBookings(activity: activity, session: session, mostPerBooking: 30)
        func book(_ party: Int, _ phone: String, waits: Bool = false) throws -> Booking {
            try tx.book(BookingWish(party: party, person: BookingPerson(name: "Sample", phone: phone), waits: waits), activity: activity, session: session)
        }
        _ = try book(28, "13800000001")
        let pair = try book(2, "13800000002")
        _ = try book(5, "13800000003", waits: true)
        _ = try book(2, "13800000004", waits: true)
        try tx.cancelBooking(pair.code)
    }
}
