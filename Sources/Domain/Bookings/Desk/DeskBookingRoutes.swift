import Access
import Activities
import Files
import Kernel
import Storage
import Web

/// The host's side of bookings: the list, one booking, answers, letters to those who booked.
enum DeskBookingRoutes {
    static let routes: [Route] = [
        .get("/desk/activities/{id}/sessions/{session}/bookings", .permitted(Bookings.see)) { visit in
            try await visit.database.read { tx in try list(visit, tx) }.answer(visit)
        },
        .post("/desk/activities/{id}/sessions/{session}/bookings/message", .permitted(Bookings.see)) { visit in try await tell(visit) },
        .get("/desk/activities/{id}/sessions/{session}/bookings/{booking}", .permitted(Bookings.see)) { visit in
            try await visit.database.read { tx in try DeskBookingPage(tx, try booking(visit, tx)) }.answer(visit)
        },
        .get("/desk/activities/{id}/sessions/{session}/bookings/{booking}/letter", .permitted(Bookings.see)) { visit in
            let (file, name) = try await visit.database.read { tx -> (StoredFile, String) in
                let booking = try booking(visit, tx)
                guard let details = try tx.details(of: booking), let file = try details.letter.flatMap({ try tx.storedFile($0) }) else { throw Refusal.notFound(Phrase("该公函", "letter")) }
                return (file, details.letterName)
            }
            return Answer(mediaType: file.mediaType, body: file.bytes, headers: [("content-disposition", FileName.attachment(name))]).header("cache-control", "private, no-store")
        },
        .post("/desk/activities/{id}/sessions/{session}/bookings/{booking}/answer", .permitted(Bookings.see)) { visit in
            let isConfirmed = visit.posted.fields["confirmed"] == "1"
            do {
                let path = try await visit.database.write { tx -> String in
                    let booking = try booking(visit, tx)
                    try tx.answerRequest(booking, confirmed: isConfirmed, by: visit.signedIn().account.id.number)
                    return "/desk/activities/\(booking.activity.text)/sessions/\(booking.session.text)/bookings"
                }
                return visit.see(path, saying: isConfirmed ? Phrase("已确认，预约者会收到通知。", "Confirmed; whoever booked is told.") : Phrase("已答复不接待，名额已退回。", "Declined; the places are given back and whoever booked is told."))
            } catch let refusal as Refusal where refusal.kind == .conflict {
                return try await visit.database.read { tx in try DeskBookingPage(tx, try booking(visit, tx)) }.answer(visit, problem: refusal, status: 409)
            }
        },
        .post("/desk/activities/{id}/sessions/{session}/bookings/{booking}/appeal", .permitted(Bookings.see)) { visit in try await decide(visit) },
    ]

    private static func list(_ visit: Visit, _ tx: Transaction) throws -> DeskBookings {
        let identity = try visit.signedIn()
        let activity: ID<Activity> = try visit.id("id", of: Activity.noun)
        let id: ID<ActivitySession> = try visit.id("session", of: ActivitySession.noun)
        try identity.require(Bookings.see, within: tx.entryScopes(activity))
        return try DeskBookings(visit, tx, activity, id)
    }

    private static func booking(_ visit: Visit, _ tx: Transaction) throws -> Booking {
        let identity = try visit.signedIn()
        let activity: ID<Activity> = try visit.id("id", of: Activity.noun)
        try identity.require(Bookings.see, within: tx.entryScopes(activity))
        guard let booking = try tx.booking(activity, try visit.id("booking", of: Booking.noun)) else { throw Refusal.notFound(Booking.noun) }
        return booking
    }

    private static func tell(_ visit: Visit) async throws -> Answer {
        var reading = DeskBookings.messageForm.read(visit.posted)
        if reading.isGood {
            let states: [Booking.State] =
                switch reading.text("to") {
                case "booked": [.booked, .held, .requested]
                case "waiting": [.waiting, .offered]
                default: [.booked, .held, .requested, .waiting, .offered]
                }
            let text = reading.text("text")
            do {
                return try await visit.making { tx in
                    let model = try list(visit, tx).model
                    let told = try tx.tellAll(text, states: states, activity: model.session.activity, session: model.session.id, by: visit.signedIn().account.id.number)
                    return Made(
                        at: "/desk/activities/\(model.session.activity.text)/sessions/\(model.session.id.text)/bookings", saying: Phrase("已通知 \(told) 个预约者。", "\(told) are told."))
                }
            } catch let refusal as Refusal where refusal.field != nil { reading.remark(refusal) }
        }
        let wrong = reading
        var page = try await visit.database.read { tx in try list(visit, tx) }
        page.message = wrong
        return page.answer(visit, status: 422)
    }

    private static func decide(_ visit: Visit) async throws -> Answer {
        var reading = DeskBookingPage.answerForm.read(visit.posted)
        let isGranted = visit.posted.fields["granted"] == "1"
        var problem: Refusal?
        if reading.isGood {
            let text = reading.text("answer")
            do {
                let path = try await visit.database.write { tx -> String in
                    let booking = try booking(visit, tx)
                    try tx.decideAppeal(booking, granted: isGranted, answer: text, by: visit.signedIn().account.id.number)
                    return "/desk/activities/\(booking.activity.text)/sessions/\(booking.session.text)/bookings/\(booking.id.text)"
                }
                return visit.see(path, saying: Phrase("申诉已答复。", "The appeal is answered."))
            } catch let refusal as Refusal where refusal.kind == .conflict || refusal.field != nil {
                if refusal.field == nil { problem = refusal } else { reading.remark(refusal) }
            }
        }
        let (wrong, said) = (reading, problem)
        return try await visit.database.read { tx in try DeskBookingPage(tx, try booking(visit, tx)) }.answer(visit, wrong: wrong.isGood ? nil : wrong, problem: said, status: said == nil ? 422 : 409)
    }
}
