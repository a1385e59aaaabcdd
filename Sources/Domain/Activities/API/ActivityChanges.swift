import API
import Foundation
import Kernel
import Storage

/// What the ledger's public entries mean for readers of the API.
enum ActivityChanges {
    static let all = [
        APIChanges(of: "activity") { tx, record in
            let id = ID<Activity>(record.entry.subject)
            guard let kind = try kind(of: record, id, tx) else { return nil }
            return APIChange("activity", id.text, kind, path: "/activities/\(id.text)")
        },
        APIChanges(of: "session") { _, record in
            let kinds: [String: APIChange.Kind] = [
                "activities.session-added": .added, "activities.session-changed": .updated, "activities.session-cancelled": .cancelled,
                "activities.session-removed": .removed,
            ]
            guard let kind = kinds[record.entry.kind], let activity = payload(record).activity else { return nil }
            return APIChange("session", Crockford.text(record.entry.subject), kind, path: "/activities/\(activity)/sessions", within: activity)
        },
    ]

    /// A step in one campaign: what became of the activity as a whole depends on whether another one still shows it.
    private static func kind(of record: LedgerRecord, _ id: ID<Activity>, _ tx: Transaction) throws -> APIChange.Kind? {
        switch record.entry.kind {
        case "activities.published", "activities.passed", "activities.taken-in": return (payload(record).version ?? 1) > 1 ? .updated : .published
        case "activities.status-changed": return payload(record).status == ActivityStatus.cancelled.rawValue ? .cancelled : .updated
        case "activities.sessions-added": return .updated
        default: return try tx.activity(id)?.isPublic == true ? .updated : .withdrawn
        }
    }

    private struct Payload: Decodable {
        var activity: String?
        var version: Int?
        var status: String?
    }

    private static func payload(_ record: LedgerRecord) -> Payload {
        (try? JSONDecoder().decode(Payload.self, from: Data(record.entry.payload.utf8))) ?? Payload()
    }
}
