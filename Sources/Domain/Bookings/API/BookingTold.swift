import API
import Access
import Activities
import Kernel
import Storage
import Web

/// A booking as programs read it: never who booked.
struct BookingTold: Sendable {
    let booking: Booking
    let tickets: [Ticket]
    let place: Int?

    init(_ booking: Booking, in tx: Transaction) throws {
        self.booking = booking
        tickets = booking.state == .booked ? try tx.tickets(of: booking) : []
        place = try tx.waitingPlace(booking)
    }

    /// Found by its code, which is its key.
    static let record = APIRecord<BookingTold>(
        json, version: { [$0.booking.id.text, $0.booking.state.rawValue, String($0.booking.party), $0.booking.session.text] },
        find: { request, tx in
            guard let code = PublicCode(request.visit.parameter("code")) else { throw Refusal.notFound(Booking.noun) }
            let booking = try tx.requireBooking(code)
            try request.identity.require(Bookings.make, within: tx.entryScopes(booking.activity))
            return try BookingTold(booking, in: tx)
        })

    static let json = APIObject<BookingTold>("Booking") {
        APIField("id", .id, "标识", "Its identity") { $0.booking.id.text }
        APIField("code", .text, "预约码：凭它查看、更改和取消", "Its code: the key by which it is read, changed and cancelled") { $0.booking.code.text }
        APIField("activity", .id, "活动的标识", "The identity of the activity") { $0.booking.activity.text }
        APIField("session", .id, "场次的标识", "The identity of the session") { $0.booking.session.text }
        APIField("kind", .choice(PartyKind.self), "谁来参观", "Who comes") { $0.booking.kind }
        APIField("party", .integer, "人数", "How many persons") { $0.booking.party }
        APIField("state", .choice(Booking.State.self), "进展", "Where it stands") { $0.booking.state }
        APIField("made_at", .instant, "预约时间", "When it was made") { $0.booking.madeAt }
        APIField("offered_until", .orNull(.instant), "候补名额保留到", "Until when the places offered are kept") { $0.booking.offeredUntil }
        APIField("due_at", .orNull(.instant), "资料补齐或主办单位答复的期限", "By when what is missing has to be there") { $0.booking.dueAt }
        APIField("waiting_place", .orNull(.integer), "候补中的第几位", "Its place on the waiting list") { $0.place }
        APIField("tickets", .list(.text), "票码，每人一张", "The codes of its tickets, one for each person") { $0.tickets.map(\.code.text) }
        APIField("page", .address, "网页", "Its page") { "/bookings/" + $0.booking.code.text }
    }
}
