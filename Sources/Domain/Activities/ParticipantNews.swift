import Foundation
package import Kernel
package import Storage

/// What an entry of the ledger means to those who take part in an activity.
package struct ParticipantNews: Sendable {
    package enum What: Sendable {
        /// The session is at another time now.
        case moved
        /// The session, or the whole activity, will not take place as announced: cancelled, postponed, moved online.
        case status(Phrase, reason: String)
        /// What matters of the activity is different now: place, way to take part, for whom it is.
        case changed([Phrase])
    }

    package let activity: ID<Activity>
    /// Nil: everybody who booked some session of it.
    package let session: ID<ActivitySession>?
    package let what: What
}

extension Transaction {
    /// What those who booked are to be told of an entry; nil where it changes nothing for them.
    package func participantNews(_ record: LedgerRecord) throws -> ParticipantNews? {
        guard let kind = ParticipantEntry(rawValue: record.entry.kind), record.entry.visibility == .public else { return nil }
        let payload = (try? JSONDecoder().decode(ParticipantPayload.self, from: Data(record.entry.payload.utf8))) ?? ParticipantPayload()
        switch kind {
        case .sessionChanged, .sessionCancelled:
            guard let activity = payload.activity.flatMap({ ID<Activity>($0) }), let text = payload.status, let status = ActivitySession.Status(rawValue: text)
            else { return nil }
            let what: ParticipantNews.What = status == .moved ? .moved : .status(status.title, reason: "")
            return ParticipantNews(activity: activity, session: ID(record.entry.subject), what: what)
        case .statusChanged:
            guard let status = payload.status.flatMap({ ActivityStatus(rawValue: $0) }) else { return nil }
            return ParticipantNews(activity: ID(record.entry.subject), session: nil, what: .status(status.title, reason: record.entry.reason))
        case .published, .passed, .takenIn:
            let id = ID<Activity>(record.entry.subject)
            guard let before = payload.before, let version = payload.version, before < version else { return nil }
            let fields = try changesThatMatter(of: id, from: before, to: version)
            return fields.isEmpty ? nil : ParticipantNews(activity: id, session: nil, what: .changed(fields.map { ModerationFields.title($0) }))
        }
    }
}

private enum ParticipantEntry: String {
    case sessionChanged = "activities.session-changed"
    case sessionCancelled = "activities.session-cancelled"
    case statusChanged = "activities.status-changed"
    case published = "activities.published"
    case passed = "activities.passed"
    case takenIn = "activities.taken-in"
}

private struct ParticipantPayload: Decodable {
    var activity: String?
    var status: String?
    var version: Int?
    var before: Int?
}
