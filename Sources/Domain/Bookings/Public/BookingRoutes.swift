import Activities
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// Booking for everybody, without an account: the code is the key.
enum BookingRoutes {
    static func routes(_ house: House) -> [Route] { [
        .get("/activities/{id}/sessions/{session}/bookings", .anyone) { visit in try await page(nil, visit) }.inTurn,
        .post("/activities/{id}/sessions/{session}/bookings", .anyone) { visit in try await book(visit) }.inTurn,
        .get("/bookings/{code}", .anyone) { visit in
            let code = try code(visit)
            return try await BookingPage.answer(code, visit, house)
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
    ] }

    static func code(_ visit: Visit) throws -> PublicCode {
        guard let code = PublicCode(visit.parameter("code")) else { throw Refusal.notFound(Booking.noun) }
        return code
    }

    private static func book(_ visit: Visit) async throws -> Answer {
        let (session, rules) = try await load(visit)
        let kind = try kind(visit.posted.fields["kind"], rules)
        var reading = BookingForm.form(rules.of(kind.kind), kind).read(visit.posted)
        guard let wish = BookingForm.wish(reading, kind) else { return try await page(reading, visit, kind) }
        do {
            // Where there was room a moment ago only the change itself can say whether there still is: no second reading.
            let isFull = try rules.of(kind.kind).released(session, at: visit.now, .china).map { $0 <= session.taken } ?? false
            let refuse: @Sendable (Transaction) throws -> Void = { try $0.refuseWhereFull(wish, activity: session.activity, session: session.id) }
            return try await visit.making(unless: isFull ? refuse : nil) { tx in
                let booking = try tx.book(wish, activity: session.activity, session: session.id)
                return Made(at: "/bookings/\(booking.code.text)", saying: booking.whatWasDone)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return try await page(reading, visit, kind, status: refusal.kind == .conflict ? 409 : 422)
        }
    }

    /// The form on a page of its own: for those who come without the activity's page, and with remarks.
    private static func page(_ reading: FormReading?, _ visit: Visit, _ asked: KindRule? = nil, status: Int = 422) async throws -> Answer {
        let (session, rules) = try await load(visit)
        let kind = try asked ?? self.kind(visit.query["kind"], rules)
        let title = try await visit.database.read { try $0.activityTitle(session.activity) }
        let action = "/activities/\(session.activity.text)/sessions/\(session.id.text)/bookings"
        return visit.page(
            Phrase("预约", "Book"), lede: title.phrase,
            trail: [("/activities", Phrase("活动", "Activities")), ("/activities/\(session.activity.text)", title.phrase)],
            status: reading == nil ? 200 : status
        ) {
            p(.class("ticket-when")) { session.words(visit.language) }
            if rules.kinds.count > 1 { choices(rules, kind, action, visit) }
            visit.formHTML(
                reading ?? BookingForm.form(rules.of(kind.kind), kind).filled(["party": String(kind.party.lowerBound)]), action: action, submit: Phrase("预约", "Book"), makes: true,
                before: { input(.type("hidden"), .name("kind"), .value(kind.kind.rawValue)) }, after: { BookingForm.promise(kind, visit) })
            rulesHTML(rules, visit)
        }
    }

    /// The kinds of party to choose from.
    private static func choices(_ rules: RulesInForce, _ kind: KindRule, _ action: String, _ visit: Visit) -> HTML {
        nav(.class("tags"), .aria("label", visit.say(Phrase("谁来参观", "Who comes")))) {
            for one in rules.kinds {
                a(.class("tag"), .href(.within(action + "?kind=\(one.kind.rawValue)")), .aria("current", "page").when(one.kind == kind.kind)) {
                    visit.say(one.kind.title)
                }
            }
        }
    }

    @HTMLBuilder private static func rulesHTML(_ rules: RulesInForce, _ visit: Visit) -> HTML {
        if rules.stated.contains(where: { $0.level != .session }) {
            details {
                summary { visit.say(Phrase("预约规则", "Booking rules")) }
                RulesView.html(rules, visit)
            }
        }
    }

    private static func kind(_ asked: String?, _ rules: RulesInForce) throws -> KindRule {
        guard let asked, !asked.isEmpty else { return rules.kinds.first ?? KindRule(.individual, party: 1...BookingRule.usualMost) }
        guard let kind = PartyKind(rawValue: asked).flatMap({ rules.kind($0) }) else {
            throw Refusal(.invalid, "kind-not-taken", "该场次不接受这一类预约，请返回活动页面选择。", "This session takes no bookings of that kind. Go back to the activity's page and choose.")
        }
        return kind
    }

    private static func load(_ visit: Visit) async throws -> (ActivitySession, RulesInForce) {
        let activity: ID<Activity> = try visit.id("id", of: Activity.noun)
        let id: ID<ActivitySession> = try visit.id("session", of: ActivitySession.noun)
        return try await visit.database.read { tx in
            guard let session = try tx.session(activity, id), try tx.activity(activity)?.isPublic == true else {
                throw Refusal.notFound(ActivitySession.noun)
            }
            guard let rules = try tx.rulesInForce(session) else {
                throw Refusal(
                    .conflict, "bookings-closed", "该场次不接受预约，请看活动页面上的参加方式。",
                    "This session takes no bookings. The activity's page says how to take part.")
            }
            return (session, rules)
        }
    }
}
