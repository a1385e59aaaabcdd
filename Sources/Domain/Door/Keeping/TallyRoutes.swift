import Access
import Activities
import Bookings
import Kernel
import Language
import Rooms
import Storage
import Web

/// Counting, the limit, closing for weather: what the desk's door page sends beside scans.
enum TallyRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .post("/door/{activity}/{session}/walk-ins", .permitted(Bookings.door)) { visit in
                try await count(visit, DoorPage.walkInForm, "walk-ins") { .walkIn($0, isEstimate: visit.posted.fields["way"] == "estimate") }
            },
            .post("/door/{activity}/{session}/leaving", .permitted(Bookings.door)) { visit in try await count(visit, DoorPage.leftForm, "leaving") { .left($0) } },
            .post("/door/{activity}/{session}/undo", .permitted(Bookings.door)) { visit in
                let of = Int64(visit.posted.fields["of"] ?? "") ?? 0
                return try await act(visit) { tx, session, actor in
                    let reply = try tx.takeEntry(.undo(of), session, name: "desk", by: actor)
                    if let says = reply.says { throw Refusal(.conflict, "undo", says.zh, says.en) }
                    return Phrase("已撤回。", "Taken back.") + closingAgain(reply)
                }
            },
            .post("/door/{activity}/{session}/limit", .permitted(Bookings.door)) { visit in
                let reading = DoorPage.limitForm.read(visit.posted)
                guard reading.isGood else { return try await page(visit, wrong: ("limit", reading)) }
                return try await act(visit) { tx, session, actor in
                    try tx.setCrowdLimit(reading.integer("most").map { Int($0) }, of: session, by: actor)
                    return Phrase("上限已保存，公开页面按它显示是否已满。", "The limit is kept; the public page says by it when it is full.")
                }
            },
            .post("/door/{activity}/{session}/weather", .permitted(Door.callOff)) { visit in try await callOff(visit, house) },
        ]
    }

    private static func count(_ visit: Visit, _ form: Form, _ end: String, _ kind: @escaping @Sendable (Int) -> DoorEntry.Kind) async throws -> Answer {
        let reading = form.read(visit.posted)
        guard reading.isGood, let people = reading.integer("quantity") else { return try await page(visit, wrong: (end, reading)) }
        return try await act(visit) { tx, session, actor in
            let reply = try tx.takeEntry(kind(Int(people)), session, name: "desk", by: actor)
            if let says = reply.says { throw Refusal(.conflict, "count", says.zh, says.en) }
            return Phrase("已记录 \(people) 人。", "\(people) noted.") + closingAgain(reply)
        }
    }

    private static func closingAgain(_ reply: DoorReply) -> Phrase {
        reply.opensAgain ? Phrase("本场不再算“全程检票”，请重新结束检票。", " The door no longer covers the whole session: close it again.") : Phrase("", "")
    }

    private static func callOff(_ visit: Visit, _ house: House) async throws -> Answer {
        try await act(visit) { tx, session, actor in
            let identity = try visit.signedIn()
            try identity.require(Door.callOff, within: tx.activityScopes(session.activity))
            guard session.status != .cancelled else { return Phrase("本场已经停办。", "The session was called off already.") }
            let note = Wording("因天气原因停办", "Called off because of the weather")
            let draft = SessionDraft(
                begin: session.begin, end: session.end, zone: session.zone, capacity: session.capacity, key: session.key, hoursAnnounced: session.hoursAnnounced, note: note)
            try tx.changingTimes(of: session.activity, by: identity) {
                try tx.changeSession(session, to: draft, status: .cancelled, house: house, by: actor)
            }
            try tx.record(
                LedgerEntry(
                    "door.called-off", "session", session.id, by: actor, payload: "{\"activity\":\"\(session.activity.text)\"}", reason: note.zh, visibility: .unit))
            return Phrase("本场已停办；预约者会收到通知。", "The session is called off; those who booked will be told.")
        }
    }

    private static func act(_ visit: Visit, _ unit: @escaping @Sendable (Transaction, ActivitySession, Int64) throws -> Phrase) async throws -> Answer {
        let identity = try visit.signedIn()
        let session = try await DoorRoutes.load(visit).session
        do {
            return try await visit.making { tx in
                try identity.require(Bookings.door, within: tx.activityScopes(session.activity))
                guard let now = try tx.session(session.activity, session.id) else { throw Refusal.notFound(ActivitySession.noun) }
                let said = try unit(tx, now, identity.account.id.number)
                return Made(at: "/door/\(session.activity.text)/\(session.id.text)", saying: said)
            }
        } catch let refusal as Refusal where refusal.kind == .conflict || refusal.kind == .invalid {
            return try await page(visit, problem: refusal)
        }
    }

    private static func page(_ visit: Visit, problem: Refusal? = nil, wrong: (end: String, reading: FormReading)? = nil) async throws -> Answer {
        var page = DoorPage(model: try await DoorRoutes.load(visit), reading: DoorPage.form.empty, visit: visit, status: 422)
        (page.problem, page.wrong) = (problem, wrong)
        return page.answer
    }
}
