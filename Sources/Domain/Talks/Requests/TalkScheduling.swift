import Access
import Activities
import Kernel
import Language
import Resources
import Storage
import Venues
import Workflow

/// A session of the host in which a talk may be held.
struct TalkSession: Sendable, Hashable {
    let activity: ID<Activity>
    let session: ID<ActivitySession>
    let title: Wording
    let begin: Instant
    let end: Instant

    /// For a form's choice.
    var value: String { activity.text + "." + session.text }

    static func read(_ value: String) -> (ID<Activity>, ID<ActivitySession>)? {
        let parts = value.split(separator: ".")
        guard parts.count == 2, let activity = ID<Activity>(parts[0]), let session = ID<ActivitySession>(parts[1]) else { return nil }
        return (activity, session)
    }
}

extension Transaction {
    /// What the talk is called: as in the catalogue, else as the unit put it.
    func talkTitle(_ talk: TalkRequest) throws -> Wording {
        if let resource = talk.resourceID, let name = try row("SELECT name_zh, name_en FROM view_resources_resource WHERE id = \(resource)", { try $0.wording("name") }) { return name }
        return Wording(talk.topic)
    }

    /// The unit's sessions on the local day on which the talk is held; at most 50.
    func sessionsForTalk(_ talk: TalkRequest) throws -> [TalkSession] {
        guard let begin = talk.begin else { return [] }
        return try rows(
            """
            SELECT s.activity_id, s.session_id, t.title_zh, t.title_en, s.begin_at, s.end_at
            FROM view_activities_title t JOIN view_activities_session s ON s.activity_id = t.activity_id
            WHERE t.organiser_id = \(talk.unitID) AND s.local_day = \(begin.day(in: .china)) AND s.status <> 'cancelled'
            ORDER BY s.begin_at, s.session_id LIMIT 50
            """) { row in
            TalkSession(
                activity: try row.id("activity_id"), session: try row.id("session_id"), title: try row.wording("title"), begin: try row.instant("begin_at"),
                end: try row.instant("end_at"))
        }
    }

    /// What takes place is an activity of the host, like any other: one that is there already, or one made for the talk. It is counted there,
    /// once, and nowhere else.
    func scheduleTalk(_ id: ID<TalkRequest>, in chosen: (ID<Activity>, ID<ActivitySession>)?, by identity: Identity) throws {
        let (talk, hats) = try deskTalk(id, for: identity)
        guard hats.isHost else { throw Refusal.notYours(Talks.ask) }
        _ = try TalkRequest.workflow.transition(from: talk.state, on: .schedule)
        guard let expert = talk.expertID, let begin = talk.begin, let end = talk.end else { throw Refusal.notFound(TalkRequest.noun) }
        try lockSpeaker(expert)
        let (activity, session) = try chosen.map { try attached($0, to: talk, identity) } ?? made(for: talk, begin, end, identity)
        let new = try move(talk, on: .schedule, by: identity.account.id.number) { change in
            (change.activity, change.session, change.isMade) = (activity, session, chosen == nil)
        }
        try tellSpeakerOfStep(new, TalkLetter.scheduled)
    }

    private func attached(_ chosen: (ID<Activity>, ID<ActivitySession>), to talk: TalkRequest, _ identity: Identity) throws -> (ID<Activity>, ID<ActivitySession>) {
        guard let found = try activity(chosen.0), found.organiser == talk.unitID, let session = try session(chosen.0, chosen.1), session.status != .cancelled,
            let begin = talk.begin, let end = talk.end
        else {
            throw Refusal(.invalid, "talk-session", "请选择本单位当天的一个场次。", "Choose a session of your unit on that day.", field: "session")
        }
        guard session.begin < end, begin < session.end else {
            throw Refusal(
                .invalid, "talk-session-time", "这个场次与专家接单的时间（\(Dates.session(begin, end, .china, .zh))）不重合，请另选或先改场次时间。",
                "This session does not meet the time that the expert accepted (\(Dates.session(begin, end, .china, .en))). Choose another, or move the session first.",
                field: "session")
        }
        // The whole session is the expert's time: it must not lie over another talk of theirs.
        if let expert = talk.expertID {
            let clashes = try conflicts(of: expert, TalkWish(begin: session.begin, end: session.end), region: talk.region, besides: talk.id)
            if let clash = clashes.first(where: { if case .overlap = $0 { true } else { false } }) {
                throw Refusal(
                    .conflict, "talk-session-overlap", "在这个场次的时间里，\(clash.says.zh)。请另选场次。", "In the time of this session: \(clash.says.en). Choose another session.",
                    field: "session")
            }
        }
        return (chosen.0, chosen.1)
    }

    private func made(for talk: TalkRequest, _ begin: Instant, _ end: Instant, _ identity: Identity) throws -> (ID<Activity>, ID<ActivitySession>) {
        try identity.require(Activities.enter, within: try organisationScopes(talk.unitID))
        let title = try talkTitle(talk)
        var content = ActivityContent(
            title: title, summary: Wording(talk.purpose.isEmpty ? "请专家来讲“\(title(.zh))”。" : talk.purpose, talk.purpose.isEmpty ? "An expert talks about “\(title(.en))”." : nil),
            kind: .lecture)
        content.audience = talk.audience.isEmpty ? nil : Wording(talk.audience)
        if !talk.place.isEmpty { content.place = Place(name: Wording(talk.place)) }
        content.region = talk.region
        content.isFree = true
        let activity = try addActivity(ActivityDraft(organiser: talk.unitID, content: content), by: identity.account.id.number)
        let session = try addSessions([SessionDraft(begin: begin, end: end)], to: activity, by: identity.account.id.number)
        guard let first = session.first else { throw Refusal.notFound(TalkRequest.noun) }
        return (activity, first)
    }

    /// A talk whose session was cancelled, or is gone, is called off: the expert is told and free again. Gives how many.
    func callOffTalks(limit: Int = 100) throws -> Int {
        let due = try rows(
            """
            SELECT q.* FROM talks_request q LEFT JOIN view_activities_session s ON s.activity_id = q.activity_id AND s.session_id = q.session_id
            WHERE q.state = \(TalkState.scheduled) AND (s.session_id IS NULL OR s.status = 'cancelled') ORDER BY q.changed_at, q.id LIMIT \(limit)
            """, TalkRequest.init)
        let says = "场次已取消 / its session was cancelled"
        for talk in due { try tellCancelled(try move(talk, on: .cancel, by: 0, says: says), was: talk, says: says, by: ID(0)) }
        return due.count
    }

    /// What was scheduled and is past now waits for the host's word; so many at a time. Gives how many.
    func deliverTalks(limit: Int = 100) throws -> Int {
        let due = try rows(
            """
            SELECT q.* FROM talks_request q JOIN view_activities_session s ON s.activity_id = q.activity_id AND s.session_id = q.session_id
            WHERE q.state = \(TalkState.scheduled) AND s.end_at <= \(now) AND s.status <> 'cancelled' ORDER BY q.changed_at, q.id LIMIT \(limit)
            """, TalkRequest.init)
        for talk in due { try tellHost(of: try move(talk, on: .deliver, by: 0), TalkLetter.toConfirm, by: nil) }
        return due.count
    }
}
