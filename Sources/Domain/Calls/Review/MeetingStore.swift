import Access
import Kernel
import Storage
import Venues

extension Transaction {
    /// Keeps a meeting and takes its decisions, all of them or none.
    func hold(_ draft: MeetingDraft, in call: Call, by identity: Identity) throws -> ID<Meeting> {
        let scheme = try scheme(of: call)
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        try draft.check(today: now.day(in: Notice.zone))
        try lock("calls.call.\(call.id.number)")
        let outcomes = Dictionary(draft.items.map { ($0.applicationID, $0.outcome) }, uniquingKeysWith: { first, _ in first })
        for basis in try bases(of: draft.items.map(\.applicationID)) {
            try basis.check(outcomes[basis.applicationID] ?? .propose, heldOn: draft.heldOn, scheme.scheme.review)
        }
        let id: ID<Meeting> = newID(), actor = identity.account.id
        try execute(
            """
            INSERT INTO calls_meeting (id, call_id, held_on, present, minutes, made_by, made_at)
            VALUES (\(id), \(call.id), \(draft.heldOn), \(draft.present.joined(separator: "\n")), \(draft.minutes), \(actor), \(now))
            """)
        var standing = try applications(draft.items.map(\.applicationID), of: call.id), change = CallTally()
        for item in draft.items {
            // Named twice, the second finds the application where the first has brought it, and is refused.
            guard let one = try standing.removeValue(forKey: item.applicationID) ?? application(item.applicationID), one.callID == call.id else {
                throw Refusal.notFound(Application.noun)
            }
            change = change + (try take(ApplicationStep(item.outcome.event, says: item.says), on: one, in: call, scheme, by: identity))
        }
        try count(change, in: call.id)
        try keep(draft.items, of: id)
        let payload = "{\"meeting\":\"\(id.text)\",\"items\":\(draft.items.count)}"
        try record(LedgerEntry("calls.meeting-held", "call", call.id, by: actor.number, payload: payload, visibility: .office))
        return id
    }

    private func applications(_ ids: [ID<Application>], of call: ID<Call>) throws -> [ID<Application>: Application] {
        let found = try rows("SELECT * FROM calls_application WHERE id IN (\(list: ids)) AND call_id = \(call)", Application.init)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func keep(_ items: [Meeting.Item], of meeting: ID<Meeting>) throws {
        for start in stride(from: 0, to: items.count, by: 200) {
            let lines = items[start..<min(start + 200, items.count)].map { item -> SQL in
                "(\(meeting), \(item.applicationID), \(item.outcome), \(item.recused.joined(separator: "\n")), \(item.says))"
            }
            try execute("INSERT INTO calls_meeting_item (meeting_id, application_id, outcome, recused, says) VALUES \(sql: lines.joined(", "))")
        }
    }

    /// The meetings of a call, the latest first.
    func meetings(of call: ID<Call>) throws -> [Meeting] {
        try rows("SELECT * FROM calls_meeting WHERE call_id = \(call) ORDER BY held_on DESC, id DESC", Meeting.init)
    }

    /// The meetings that decided on an application, the earliest first, each with what it decided.
    func decisions(on application: ID<Application>) throws -> [(meeting: Meeting, item: Meeting.Item)] {
        try rows(
            """
            SELECT m.*, i.application_id, i.outcome, i.recused, i.says FROM calls_meeting_item i JOIN calls_meeting m ON m.id = i.meeting_id
            WHERE i.application_id = \(application) ORDER BY m.held_on, m.id
            """) { (try Meeting($0), try Meeting.Item($0)) }
    }

    /// What was decided before and may be decided otherwise: set aside, or proposed and on no notice yet.
    func decidedBefore(in call: ID<Call>, limit: Int) throws -> [Application] {
        try rows(
            """
            SELECT * FROM calls_application WHERE call_id = \(call) AND (state = \(ApplicationState.setAside) OR state = \(ApplicationState.proposed) AND NOT EXISTS (
                SELECT 1 FROM calls_notice_item i JOIN calls_notice n ON n.id = i.notice_id
                WHERE i.application_id = calls_application.id AND i.outcome IS NULL AND n.state <> \(NoticeState.superseded)))
            ORDER BY score DESC NULLS LAST, id LIMIT \(limit)
            """, Application.init)
    }

    /// What may be decided on: passed the formal review, the best first.
    func undecided(in call: ID<Call>, limit: Int) throws -> [Application] {
        try rows(
            """
            SELECT * FROM calls_application WHERE call_id = \(call) AND state = \(ApplicationState.passed) ORDER BY place NULLS LAST, id LIMIT \(limit)
            """, Application.init)
    }
}
