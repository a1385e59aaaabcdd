import API
import Formats
import Kernel
import Language
import Rooms
import Storage
import Web

/// A session as those who keep it enter it, with what later rooms add to its form: without the places taken, which others change.
struct SessionEntry: Sendable {
    let session: ActivitySession
    /// The fields of later rooms.
    let more: [String: String]

    var values: [String: String] { SessionForm.values(of: session).merging(more) { own, _ in own } }
}

/// How sessions are read and written, with the fields that the house adds.
struct SessionEntries: Sendable {
    let house: House
    let form: APIForm
    let new: APIForm

    init(house: House) {
        self.house = house
        let parts = house.formParts(on: Activities.sessionForm).flatMap(\.form.fields)
        form = APIForm(SessionForm.existing + Form(parts), without: ["seen"])
        new = APIForm(SessionForm.new + Form(parts))
    }

    var newSchema: APISchema { new.schema("NewSession", isNew: true) }

    var json: APIObject<SessionEntry> {
        APIObject("SessionEntry") {
            APIField("id", .id, "标识", "Its identity") { $0.session.id.text }
            APIField("activity", .id, "所属活动", "The activity that it belongs to") { $0.session.activity.text }
            APIField("zone", .text, "begin 和 end 所用的时区", "The time zone in which “begin” and “end” are told") { $0.session.zone.name }
            form.fields { (entry: SessionEntry) in entry.values }
        }
    }

    /// At `/activities/{id}/sessions/{session}`.
    var record: APIRecord<SessionEntry> {
        APIRecord(
            json,
            version: { entry in
                let more = entry.more.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                return [entry.session.id.text, String(entry.session.changes)] + more
            },
            find: { request, tx in
                let activity: ID<Activity> = try request.id("id", of: Activity.noun)
                let id: ID<ActivitySession> = try request.id("session", of: ActivitySession.noun)
                _ = try tx.activityEntry(activity, for: request.identity)
                guard let session = try tx.session(activity, id) else { throw Refusal.notFound(ActivitySession.noun) }
                return try entry(of: session, in: tx)
            })
    }

    func entry(of session: ActivitySession, in tx: Transaction) throws -> SessionEntry {
        SessionEntry(session: session, more: try values(of: session.id, in: tx))
    }

    /// The fields of later rooms as they are kept, or as a new session begins with them.
    func values(of session: ID<ActivitySession>?, in tx: Transaction) throws -> [String: String] {
        let pairs = try SessionParts(house, of: session, in: tx).readings.flatMap { $0.posted.fields.pairs }
        return Dictionary(pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Transaction {
    /// Nobody else changes the session until the transaction ends; refuses where somebody just has. Bookings of it must be held before.
    func hold(_ session: ActivitySession) throws {
        let held = try execute(
            "UPDATE activities_session SET changes = changes WHERE activity_id = \(session.activity) AND id = \(session.id) AND changes = \(session.changes)")
        guard held == 1 else { throw Refusal.sessionChanged }
    }
}
