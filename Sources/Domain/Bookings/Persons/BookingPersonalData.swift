import Access
import Activities
import Kernel
import Rooms
import Storage

/// What this room holds about persons.
enum BookingPersonalData {
    static let all = [
        PersonalData(
            "bookings.person", Phrase("预约联系人", "Contact persons of bookings"),
            holds: Phrase("姓名、电话", "name and telephone number, sealed under a key of their own"),
            purpose: Phrase("通知预约者，检票时核对", "to reach whoever booked, and to know them at the door"),
            kept: Phrase(
                "场次结束后 \(BookingPersonErasure.keptDays) 天；之后清除，人数和检票记录保留",
                "until \(BookingPersonErasure.keptDays) days after the session; then emptied, party and scans stay"),
            records: { tx, account in
                let phones = try tx.logins(of: account).filter(LoginName.isPhone)
                return try phones.flatMap { try tx.bookings(phone: $0) }.compactMap { try record($0, tx) }
            },
            forget: { tx, reference, actor in try tx.forgetBookingPerson(reference, by: actor) })
    ]

    private static func record(_ booking: Booking, _ tx: Transaction) throws -> HeldRecord? {
        guard let person = try tx.bookingPerson(booking.person) else { return nil }
        return HeldRecord(
            .init("booking", "预约码", "Booking", booking.code.text), .init("name", "姓名", "Name", person.name),
            .init("phone", "电话", "Telephone", person.phone), .init("party", "人数", "Party", String(booking.party)))
    }
}
