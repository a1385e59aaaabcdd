import Access
package import Activities
package import Bookings
package import Kernel
package import Storage

/// A ballot about to be opened.
package struct BallotDraft: Sendable, Hashable {
    package var sessions: [ID<ActivitySession>]
    /// In each of the sessions.
    package var places: [PartyKind: Int]
    package var opens: Instant
    package var closes: Instant
    package var acceptHours: Int
    package init(sessions: [ID<ActivitySession>], places: [PartyKind: Int], opens: Instant, closes: Instant, acceptHours: Int = 48) {
        (self.sessions, self.places, self.opens, self.closes, self.acceptHours) = (sessions, places, opens, closes, acceptHours)
    }
}

extension Transaction {
    package func ballot(_ id: ID<Ballot>) throws -> Ballot? { try row("SELECT * FROM ballots_ballot WHERE id = \(id)", Ballot.init) }

    package func requireBallot(_ id: ID<Ballot>) throws -> Ballot {
        guard let ballot = try ballot(id) else { throw Refusal.notFound(Ballot.noun) }
        return ballot
    }

    /// The ballot that a session's places go by; nil where there is none, or it was called off.
    package func ballot(of session: ID<ActivitySession>) throws -> Ballot? {
        try row(
            """
            SELECT b.* FROM ballots_ballot b WHERE b.state <> 'cancelled'
                AND b.id IN (SELECT p.ballot_id FROM ballots_places p WHERE p.session_id = \(session)) ORDER BY b.id DESC LIMIT 1
            """, Ballot.init)
    }

    package func ballotPlaces(_ ballot: Ballot) throws -> [BallotDraw.Places] {
        try rows(
            "SELECT session_id, kind, places FROM ballots_places WHERE activity_id = \(ballot.activity) AND ballot_id = \(ballot.id) ORDER BY session_id, kind"
        ) { BallotDraw.Places(session: try $0.id("session_id", ActivitySession.self).text, kind: try $0.text("kind"), places: try $0.int("places")) }
    }

    func lockBallot(_ id: ID<Ballot>) throws { try lock("ballots/\(id.text)") }

    /// Opens a ballot: draws its seed, publishes what binds it, and closes the sessions' bookings, so that places go by the draw alone.
    @discardableResult
    package func openBallot(_ draft: BallotDraft, activity: ID<Activity>, by actor: Int64) throws -> ID<Ballot> {
        try check(draft, activity)
        let (id, seed): (ID<Ballot>, [UInt8]) = (newID(), Secrets.random(32))
        let sealed = try BallotSeed.seal(seed, of: id, in: self)
        try execute(
            """
            INSERT INTO ballots_ballot (activity_id, id, state, opens_at, closes_at, accept_hours, commitment, sealed_seed, made_by)
            VALUES (\(activity), \(id), 'open', \(draft.opens), \(draft.closes), \(draft.acceptHours), \(BallotDraw.commitment(to: seed)), \(sealed), \(actor))
            """)
        for session in draft.sessions {
            for (kind, places) in draft.places.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where places > 0 {
                try execute(
                    """
                    INSERT INTO ballots_places (activity_id, ballot_id, session_id, kind, places) VALUES (\(activity), \(id), \(session), \(kind), \(places))
                    """)
            }
            var rule = try bookingRule(activity: activity, session: session) ?? BookingRule()
            rule.isOpen = false
            try setBookingRule(rule, activity: activity, session: session, by: actor)
            try keepForDraw(true, activity: activity, session: session)
        }
        try record(LedgerEntry("ballots.opened", "ballot", id, by: actor, payload: "{\"activity\":\"\(activity.text)\"}", visibility: .public))
        return id
    }

    private func check(_ draft: BallotDraft, _ activity: ID<Activity>) throws {
        guard !draft.sessions.isEmpty, Set(draft.sessions).count == draft.sessions.count, draft.sessions.count <= 50 else {
            throw Refusal(.invalid, "ballot-sessions", "请选择 1 至 50 个场次。", "Choose 1 to 50 sessions.", field: "sessions")
        }
        guard draft.places.values.contains(where: { $0 > 0 }), draft.places.values.allSatisfy({ (0...100_000).contains($0) }) else {
            throw Refusal(.invalid, "ballot-places", "请填写抽签的名额。", "Say how many places are drawn.", field: "places_individual")
        }
        guard draft.opens < draft.closes, draft.closes > now else {
            throw Refusal(.invalid, "ballot-times", "截止时间要晚于开始时间和现在。", "Entries close after they open, and in the future.", field: "closes")
        }
        guard Ballot.acceptRange.contains(Int64(draft.acceptHours)) else {
            throw Refusal(.invalid, "ballot-hours", "确认时限应为 1 至 240 小时。", "The time for accepting is 1 to 240 hours.", field: "accept_hours")
        }
        for id in draft.sessions {
            guard let session = try session(activity, id), session.status != .cancelled else { throw Refusal.notFound(ActivitySession.noun) }
            guard draft.closes < session.begin else {
                throw Refusal(
                    .invalid, "ballot-late", "报名截止要早于场次开始（\(session.words(.zh))）。", "Entries close before the session begins (\(session.words(.en))).", field: "closes")
            }
            guard try ballot(of: id)?.state != .open else {
                throw Refusal(.conflict, "ballot-exists", "该场次（\(session.words(.zh))）已在抽签。", "The session (\(session.words(.en))) is in a ballot already.", field: "sessions")
            }
            let wanted = draft.places.values.reduce(0, +)
            if let left = session.left, left < wanted {
                throw Refusal(
                    .conflict, "ballot-too-many", "该场次（\(session.words(.zh))）只剩 \(left) 个名额，抽签要 \(wanted) 个。",
                    "The session (\(session.words(.en))) has \(left) places left; the ballot wants \(wanted).", field: "places_individual")
            }
            let rules = try rulesForDraw(session)
            for (kind, places) in draft.places where places > 0 {
                guard let rule = rules.kind(kind) else {
                    throw Refusal(
                        .invalid, "ballot-kind", "该场次的预约规则不接受“\(kind.title.zh)”。", "The session's booking rules do not take “\(kind.title.en)”.",
                        field: "places_\(kind.rawValue)")
                }
                guard rule.ratio == nil, !kind.isLed else {
                    throw Refusal(
                        .invalid, "ballot-led", "“\(kind.title.zh)”由单位预约，不参加抽签。", "“\(kind.title.en)” are booked by their unit and are not drawn.",
                        field: "places_\(kind.rawValue)")
                }
            }
        }
    }

    /// Calls a ballot off before its draw; who entered is told and forgotten.
    package func cancelBallot(_ id: ID<Ballot>, by actor: Int64) throws {
        try lockBallot(id)
        let ballot = try requireBallot(id)
        guard ballot.state == .open else {
            throw Refusal(.conflict, "ballot-not-open", "该抽签已经结束，不能取消。", "The ballot is over; it can no longer be called off.")
        }
        try execute("UPDATE ballots_ballot SET state = 'cancelled', sealed_seed = NULL WHERE activity_id = \(ballot.activity) AND id = \(id)")
        try record(LedgerEntry("ballots.cancelled", "ballot", id, by: actor, payload: "{\"activity\":\"\(ballot.activity.text)\"}", visibility: .public))
        try releaseWhenSettled(ballot)
    }
}
