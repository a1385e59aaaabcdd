import Activities
import Formats
import Kernel
import Language
import Storage
import Web

/// `/bookings/{code}.ics`: the visit for one's own calendar.
enum BookingCalendar {
    static let route: Route = .get("/bookings/{code}.ics", .anyone) { visit in
        let code = try BookingRoutes.code(visit)
        let model = try await visit.database.read { try BookingModel($0, code) }
        let year = model.session.day.year
        var event = CalendarEvent(
            uid: "\(model.booking.id.text)@\(model.session.id.text)", sequence: model.session.changes, modified: visit.now, begin: model.session.begin, end: model.session.end,
            zone: model.session.zone, summary: model.title(visit.language))
        event.status = model.session.status == .cancelled || !model.booking.state.isOpen ? .cancelled : model.booking.state == .booked ? .confirmed : .tentative
        event.description = visit.say(Phrase("\(model.booking.party) 人，预约码 \(code.text)", "\(model.booking.party) persons, booking code \(code.text)"))
        event.location = model.placeName?(visit.language)
        event.page = visit.origin + "/bookings/\(code.text)"
        var writer = CalendarWriter(name: model.title(visit.language), years: year - 1...year + 1, language: visit.language.tag)
        writer.add(event)
        writer.finish()
        return Answer(mediaType: "text/calendar; charset=utf-8", body: writer.drain()).header("cache-control", "private, no-store")
    }
}
