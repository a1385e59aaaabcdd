import Access
import Activities
import Kernel
import Storage

/// What stands beside the bookings of a page, each in one statement.
extension Transaction {
    func bookingPersons(of bookings: [Booking]) throws -> [ID<Booking>: BookingPerson] {
        guard !bookings.isEmpty else { return [:] }
        let kept = try rows(
            "SELECT id, person_key, sealed FROM bookings_person WHERE id IN (\(list: bookings.map(\.person))) AND person_key IS NOT NULL"
        ) { row in (person: try row.id("id", BookingPerson.self), key: try row.blob("person_key"), sealed: try row.blob("sealed")) }
        var persons: [ID<BookingPerson>: BookingPerson] = [:]
        for one in kept { persons[one.person] = try BookingPerson.open(one.sealed, with: try BookingPersonSeal.key(one.key, of: one.person, in: self)) }
        return Dictionary(bookings.compactMap { booking in persons[booking.person].map { (booking.id, $0) } }) { first, _ in first }
    }

    func details(of bookings: [Booking]) throws -> [ID<Booking>: PartyDetails] { try found(of: bookings, in: "bookings_group", PartyDetails.init) }

    func strikes(of bookings: [Booking]) throws -> [ID<Booking>: Strike] { try found(of: bookings, in: "bookings_strike", Strike.init) }

    /// What one of the tables beside them holds of bookings of one activity.
    private func found<T>(of bookings: [Booking], in table: SQL, _ read: (Row) throws -> T) throws -> [ID<Booking>: T] {
        guard let activity = bookings.first?.activity else { return [:] }
        let found = try rows("SELECT * FROM \(sql: table) WHERE activity_id = \(activity) AND booking_id IN (\(list: bookings.map(\.id)))") {
            (try $0.id("booking_id", Booking.self), try read($0))
        }
        return Dictionary(found) { first, _ in first }
    }
}
