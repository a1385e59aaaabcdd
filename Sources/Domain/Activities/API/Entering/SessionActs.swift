import API
import Kernel
import Rooms
import Storage
import Web

/// Sessions at `/api/v1`: one more, changing, cancelling, taking one away.
struct SessionActs: Sendable {
    let sessions: SessionEntries

    init(_ house: House) { sessions = SessionEntries(house: house) }

    var operations: [APIOperation] { [list, add, read, change, remove] }

    private static let session = APIParameter.path("session", "场次的标识", "The session's identity")

    /// A public activity's session, which everybody may know.
    private func example(_ zh: String, _ en: String, body: String?) -> APIActExample {
        APIActExample(Phrase(zh, en)) { tx in
            guard let id = try ActivityActs.first(tx), let session = try tx.sessions(of: id).last else { return nil }
            return ([("id", id.text), ("session", session.id.text)], body)
        }
    }

    private var list: APIOperation {
        let object = APIObject<[SessionEntry]>("SessionEntryList") {
            APIField("items", .list(.object(sessions.json)), "场次，先开始的在前", "The sessions, the earliest first") { $0 }
        }
        return .read(
            APIAct(
                "/activities/{id}/entry/sessions", name: "listSessionEntries", Phrase("活动的全部场次，供更改之用", "All sessions of an activity, for changing them"),
                [Activities.enter], [ActivityActs.id],
                examples: [APIActExample(Phrase("一个活动的", "Of one activity")) { tx in try ActivityActs.first(tx).map { ([("id", $0.text)], nil) } }]),
            of: object
        ) { request, tx in
            let id: ID<Activity> = try request.id("id", of: Activity.noun)
            _ = try tx.activityEntry(id, for: request.identity)
            return try tx.sessions(of: id).map { try sessions.entry(of: $0, in: tx) }
        }
    }

    private var add: APIOperation {
        let sample = "{\"begin\":\"2030-10-01T09:00\",\"end\":\"2030-10-01T11:00\",\"capacity\":30,\"note\":{\"zh\":\"二号厅\",\"en\":\"Hall 2\"}}"
        return .make(
            APIAct(
                "/activities/{id}/sessions", name: "addSession", Phrase("添加场次", "Add a session"),
                says: Phrase("时间为活动所在时区的当地时间；不写 capacity 则取活动的默认名额。", "Times are those of the clocks where the activity takes place; without “capacity” it has as many places as the activity says."),
                [Activities.enter], [ActivityActs.id],
                examples: [APIActExample(Phrase("国庆节上午", "A holiday's morning")) { tx in try ActivityActs.first(tx).map { ([("id", $0.text)], sample) } }]),
            APIBodySchema(sessions.newSchema, form: sessions.new), sessions.record
        ) { request, tx in
            let activity: ID<Activity> = try request.id("id", of: Activity.noun)
            let entry = try tx.activityEntry(activity, for: request.identity)
            let sent = try sessions.sent(request.body, sessions.values(of: nil, in: tx), of: entry.version.content)
            let id = try tx.changingTimes(of: activity, by: request.identity) { try sessions.add(sent, to: activity, request, tx) }
            guard let session = try tx.session(activity, id) else { throw Refusal.notFound(ActivitySession.noun) }
            return (try sessions.entry(of: session, in: tx), "/activities/\(activity.text)/sessions/\(id.text)")
        }
    }

    private var read: APIOperation {
        .read(
            APIAct(
                "/activities/{id}/sessions/{session}", name: "readSessionEntry", Phrase("一个场次，供更改之用", "One session, for changing it"),
                says: Phrase("剩余名额见 /activities/{id}/sessions：它随预约变化，不算场次的更改。", "How many places are left stands at /activities/{id}/sessions: bookings change it, not the session."),
                [Activities.enter], [ActivityActs.id, Self.session], examples: [example("一个场次", "One session", body: nil)]),
            sessions.record)
    }

    private var change: APIOperation {
        .change(
            APIAct(
                "/activities/{id}/sessions/{session}", name: "changeSession", Phrase("更改或取消场次", "Change or cancel a session"),
                says: Phrase(
                    "JSON Merge Patch（RFC 7396）。取消：{\"status\": \"cancelled\"}。有人预约而时间要变时，先被拒并指明 confirmed。",
                    "A JSON Merge Patch (RFC 7396). To cancel: {\"status\": \"cancelled\"}. Where people have booked and the times change, it is first refused, naming “confirmed”."),
                [Activities.enter], [ActivityActs.id, Self.session, APIAct.confirmed],
                examples: [example("名额改为五十", "Fifty places", body: "{\"capacity\":50}")]),
            APIBodySchema(sessions.form.schema("SessionChange", isNew: false), form: sessions.form), sessions.record
        ) { request, entry, tx in
            let (session, form) = (entry.session, sessions.form)
            var reading = try form.reading(request.body, onto: entry.values)
            let status = ActivitySession.Status(rawValue: reading.text("status")) ?? session.status
            guard let draft = SessionForm.draft(from: &reading, zone: session.zone) else { throw APIRefusal.body(form.flaws(of: reading)) }
            let posted = reading.posted
            try form.naming {
                try tx.askMove(session, to: draft, confirmed: request.isConfirmed, house: sessions.house)
                try tx.changingTimes(of: session.activity, by: request.identity) {
                    try tx.changeSession(session, to: draft, status: status, house: sessions.house, by: request.actor)
                }
                try SessionParts(sessions.house, posted: posted).save(session.id, by: request.actor, in: tx)
            }
        }
    }

    private var remove: APIOperation {
        .remove(
            APIAct(
                "/activities/{id}/sessions/{session}", name: "removeSession", Phrase("删除场次", "Take a session away"),
                says: Phrase("如同从未有过；已有名额被占用的不能删除，请改为取消。", "As if it had never been; one of which places were given is cancelled instead."),
                [Activities.enter], [ActivityActs.id, Self.session], examples: [example("一个场次", "One session", body: nil)]),
            sessions.record
        ) { request, entry, tx in
            let session = entry.session
            // Bookings first, as they do it themselves, so that nobody waits for the other.
            try sessions.house.ask(Activities.sessionRemoval, about: session.id.number, ["activity": session.activity.number], in: tx)
            try tx.hold(session)
            try tx.changingTimes(of: session.activity, by: request.identity) {
                try tx.removeSession(session, house: sessions.house, by: request.actor)
            }
        }
    }
}
