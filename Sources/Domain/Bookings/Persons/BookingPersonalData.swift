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
            holds: Phrase("姓名、电话；规则要求时还有同行者的姓名和证件号码", "name and telephone number; where the rules ask, the names and identity numbers of those who come: all sealed under a key of their own"),
            purpose: Phrase("通知预约者，检票时核对", "to reach whoever booked, and to know them at the door"),
            kept: Phrase(
                "场次结束后 \(BookingPersonErasure.keptDays) 天；之后清除，人数和检票记录保留",
                "until \(BookingPersonErasure.keptDays) days after the session; then emptied, party and scans stay"),
            records: { tx, account in
                let phones = try tx.logins(of: account).filter(LoginName.isPhone)
                return try phones.flatMap { try tx.bookings(phone: $0) }.compactMap { try record($0, tx) }
            },
            forget: { tx, reference, actor in try tx.forgetBookingPerson(reference, by: actor) }),
        PersonalData(
            "bookings.strike", Phrase("爽约记录", "Bookings that were not used"),
            holds: Phrase("手机号的标记（不可还原）、申诉内容", "a mark of the telephone number, from which it cannot be read, and what was appealed"),
            purpose: Phrase("按公布的规则限制多次爽约者", "to bar, by published rules, those who often do not come"),
            kept: Phrase("\(Strike.keptDays) 天；之后删除", "\(Strike.keptDays) days; then deleted"),
            records: { tx, account in
                let phones = try tx.logins(of: account).filter(LoginName.isPhone)
                return try phones.flatMap { try tx.strikes(phone: $0) }.map { strike in
                    HeldRecord(
                        .init("reason", "事由", "Reason", strike.reason.rawValue), .init("at", "时间", "Time", strike.at.iso), .init("state", "状态", "State", strike.state.rawValue),
                        .init("appeal", "申诉", "Appeal", strike.appeal))
                }
            },
            // Stands until its time is over: otherwise whoever did not come would ask to be forgotten and book on.
            forget: { _, _, _ in 0 }),
    ]

    private static func record(_ booking: Booking, _ tx: Transaction) throws -> HeldRecord? {
        guard let person = try tx.bookingPerson(booking.person) else { return nil }
        let guests = try tx.guests(of: booking)
        return HeldRecord(
            .init("booking", "预约码", "Booking", booking.code.text), .init("name", "姓名", "Name", person.name),
            .init("phone", "电话", "Telephone", person.phone), .init("party", "人数", "Party", String(booking.party)),
            guests.isEmpty ? nil : .init("guests", "同行者", "Who comes", guests.map { $0.identity.isEmpty ? $0.name : "\($0.name) \($0.identity)" }.joined(separator: "; ")))
    }
}
