package import Kernel
package import Storage

/// Of whose share places are taken: what a session's places are kept for, and for how many of one kind.
package struct PlaceShare: Sendable, Hashable {
    /// Places kept for one kind, as far as it has not taken them.
    package struct Kept: Sendable, Hashable {
        package let kind: String
        package let places: Int
        package init(kind: String, places: Int) { (self.kind, self.places) = (kind, places) }
    }

    /// The kind whose places are not counted apart: what is taken by no other kind is theirs.
    package static let usual = "individual"

    package var kind: String
    /// All that may be taken now, beside the session's own capacity; nil says no more than that.
    package var ceiling: Int?
    /// The most of this kind; nil where it may take what there is.
    package var most: Int?
    /// What is kept for others.
    package var kept: [Kept]

    package init(kind: String = PlaceShare.usual, ceiling: Int? = nil, most: Int? = nil, kept: [Kept] = []) {
        (self.kind, self.ceiling, self.most, self.kept) = (kind, ceiling, most, kept.filter { $0.kind != kind })
    }

    /// What a kind has taken, in the statement that changes the session `s`.
    static func taken(by kind: String, _ activity: ID<Activity>, _ session: ID<ActivitySession>) -> SQL {
        let others: SQL = "SELECT CAST(SUM(k.taken) AS BIGINT) FROM activities_session_kind k WHERE k.activity_id = \(activity) AND k.session_id = \(session)"
        return kind == usual
            ? "(activities_session.taken - COALESCE((\(sql: others)), 0))" : "COALESCE((\(sql: others) AND k.kind = \(kind)), 0)"
    }

    func condition(_ count: Int, _ activity: ID<Activity>, _ session: ID<ActivitySession>) -> SQL {
        var all: SQL = "activities_session.taken + \(count)"
        for one in kept {
            let taken = Self.taken(by: one.kind, activity, session)
            all = "\(sql: all) + (CASE WHEN \(sql: taken) < \(one.places) THEN \(one.places) - \(sql: taken) ELSE 0 END)"
        }
        var parts: [SQL] = ["(capacity IS NULL OR \(sql: all) <= capacity)"]
        if let ceiling { parts.append("\(sql: all) <= \(ceiling)") }
        if let most { parts.append("\(sql: Self.taken(by: kind, activity, session)) + \(count) <= \(most)") }
        return parts.joined(" AND ")
    }
}

extension Transaction {
    /// Takes `count` places of a session, whole or not at all. False where there are not enough, or it is cancelled.
    ///
    /// One guarded statement: however many ask at once, no place is given twice. Where kinds of parties have shares of their own, the caller
    /// holds the session meanwhile.
    package func takePlaces(_ count: Int, of share: PlaceShare = PlaceShare(), activity: ID<Activity>, session: ID<ActivitySession>) throws -> Bool {
        guard count > 0 else { return false }
        let changed = try execute(
            """
            UPDATE activities_session SET taken = taken + \(count)
            WHERE activity_id = \(activity) AND id = \(session) AND status <> 'cancelled' AND \(sql: share.condition(count, activity, session))
            """)
        guard changed == 1 else { return false }
        if share.kind != PlaceShare.usual {
            try execute(
                """
                INSERT INTO activities_session_kind (activity_id, session_id, kind, taken) VALUES (\(activity), \(session), \(share.kind), \(count))
                ON CONFLICT (activity_id, session_id, kind) DO UPDATE SET taken = activities_session_kind.taken + \(count)
                """)
        }
        return true
    }

    /// Gives back places that were taken; giving back more than that is a defect of the caller and is refused.
    package func giveBackPlaces(_ count: Int, of kind: String = PlaceShare.usual, activity: ID<Activity>, session: ID<ActivitySession>) throws {
        guard count > 0 else { return }
        let changed = try execute(
            """
            UPDATE activities_session SET taken = taken - \(count)
            WHERE activity_id = \(activity) AND id = \(session) AND taken >= \(count)
            """)
        var isWhole = changed == 1
        if isWhole, kind != PlaceShare.usual {
            isWhole =
                try execute(
                    """
                    UPDATE activities_session_kind SET taken = taken - \(count)
                    WHERE activity_id = \(activity) AND session_id = \(session) AND kind = \(kind) AND taken >= \(count)
                    """) == 1
        }
        guard isWhole else {
            throw Refusal(
                .conflict, "places-not-taken", "退回的名额多于已占用的名额，没有任何更改。", "More places were given back than are taken; nothing was changed.")
        }
    }

    /// How many places of a session each kind has taken; those of the usual kind too.
    package func placesTaken(activity: ID<Activity>, session: ID<ActivitySession>) throws -> [String: Int] {
        let kinds = try rows("SELECT kind, taken FROM activities_session_kind WHERE activity_id = \(activity) AND session_id = \(session)") {
            (try $0.text("kind"), try $0.int("taken"))
        }
        var taken = Dictionary(kinds) { first, _ in first }
        let all = try self.session(activity, session)?.taken ?? 0
        taken[PlaceShare.usual] = all - taken.values.reduce(0, +)
        return taken
    }
}
