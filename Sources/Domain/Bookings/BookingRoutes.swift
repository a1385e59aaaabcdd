import Activities
import Kernel
import Language
import Markup
import Storage
import Web

/// Booking for everybody, without an account: the code is the key.
enum BookingRoutes {
    static let routes: [Route] = [
        .get("/activities/{id}/sessions/{session}/bookings", .anyone) { visit in try await page(nil, visit) },
        .post("/activities/{id}/sessions/{session}/bookings", .anyone) { visit in try await book(visit) },
        .get("/bookings/{code}", .anyone) { visit in
            let code = try code(visit)
            let model = try await visit.database.read { try BookingModel($0, code) }
            return BookingPage(model: model, visit: visit).answer.header("Cache-Control", "private, no-store")
        },
        .post("/bookings/{code}/cancellation", .anyone) { visit in
            let code = try code(visit)
            let left = try await visit.database.write { try $0.cancelBooking(code) }
            let said =
                left.state == .booked
                ? Phrase(
                    "已入场的 \(left.party) 人保留名额，其余名额已退回，对应的门票作废。",
                    "The \(left.party) who have entered keep their places; the others are given back and their tickets are void.")
                : Phrase("预约已取消，名额已退回。", "The booking is cancelled and its places are given back.")
            return visit.see("/bookings/\(code.text)", saying: said)
        },
        .post("/bookings/{code}/acceptance", .anyone) { visit in
            let code = try code(visit)
            try await visit.database.write { try $0.acceptOffer(code) }
            return visit.see("/bookings/\(code.text)", saying: Phrase("名额已确认，门票在下面。", "The places are yours; the tickets are below."))
        },
        .post("/bookings/{code}/erasure", .anyone) { visit in
            let code = try code(visit)
            try await visit.database.write { tx in
                _ = try tx.requireBooking(code)
                _ = try tx.forgetBookingPerson(code.text, by: 0)
            }
            return visit.see("/bookings/\(code.text)", saying: Phrase("您的姓名和电话已清除。", "Your name and telephone are erased."))
        },
    ]

    private static func code(_ visit: Visit) throws -> PublicCode {
        guard let code = PublicCode(visit.parameter("code")) else { throw Refusal.notFound(Booking.noun) }
        return code
    }

    private static func book(_ visit: Visit) async throws -> Answer {
        let (session, rule) = try await load(visit)
        var reading = BookingForm.form(rule).read(visit.posted)
        guard let wish = BookingForm.wish(reading) else { return try await page(reading, visit) }
        do {
            return try await visit.making { tx in
                let booking = try tx.book(wish, activity: session.activity, session: session.id)
                let said =
                    booking.state == .booked
                    ? Phrase("预约成功：\(booking.party) 人。", "Booked for \(booking.party).")
                    : Phrase("已加入候补：\(booking.party) 人。", "On the waiting list for \(booking.party).")
                return Made(at: "/bookings/\(booking.code.text)", saying: said)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return try await page(reading, visit, status: refusal.kind == .conflict ? 409 : 422)
        }
    }

    /// The form on a page of its own: for those who come without the activity's page, and with remarks.
    private static func page(_ reading: FormReading?, _ visit: Visit, status: Int = 422) async throws -> Answer {
        let (session, rule) = try await load(visit)
        let title = try await visit.database.read { try $0.activityTitle(session.activity) }
        let action = "/activities/\(session.activity.text)/sessions/\(session.id.text)/bookings"
        return visit.page(
            Phrase("预约", "Book"), lede: title.phrase,
            trail: [("/activities", Phrase("活动", "Activities")), ("/activities/\(session.activity.text)", title.phrase)],
            status: reading == nil ? 200 : status
        ) {
            p(.class("ticket-when")) { session.words(visit.language) }
            visit.formHTML(reading ?? BookingForm.form(rule).filled(["party": "1"]), action: action, submit: Phrase("预约", "Book"), makes: true)
        }
    }

    private static func load(_ visit: Visit) async throws -> (ActivitySession, BookingRule) {
        let activity: ID<Activity> = try visit.id("id", of: Activity.noun)
        let id: ID<ActivitySession> = try visit.id("session", of: ActivitySession.noun)
        return try await visit.database.read { tx in
            guard let session = try tx.session(activity, id), try tx.activity(activity)?.isPublic == true else {
                throw Refusal.notFound(ActivitySession.noun)
            }
            guard let rule = try tx.bookingRule(activity: activity, session: id) else {
                throw Refusal(
                    .conflict, "bookings-closed", "该场次不接受预约，请看活动页面上的参加方式。",
                    "This session takes no bookings. The activity's page says how to take part.")
            }
            return (session, rule)
        }
    }
}
