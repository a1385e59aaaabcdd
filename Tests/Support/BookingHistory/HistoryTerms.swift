package import Activities
package import Kernel

/// Under which rules a history was played: what the checker holds against it, written down apart from the program's own reading of them.
package struct HistoryTerms: Sendable, Codable {
    /// The rules' key.
    package var key: String
    /// The places of each session.
    package var places: [Int64: Int] = [:]
    package var aDay = 60
    package var bookingsADay = 2
    package var personsInAll = 12
    /// Places kept for a kind alone, and the most that a kind may have of those that all share.
    package var kept = ["school": 8]
    package var most = ["family": 12]

    package init(_ sessions: [(ID<ActivitySession>, Int)], key: String = "history") {
        self.key = key
        for (session, places) in sessions { self.places[session.number] = places }
    }

    /// As a campaign file says it. The limits of persons hold on one day: all sessions are on one.
    package static func file(activity: String, key: String = "history") -> String {
        """
        kepu: 1
        booking_rules:
          - key: \(key)
            name: {zh: "规则", en: "Rules"}
            activity: \(activity)
            kinds:
              - {kind: individual, from: 1, to: 4}
              - {kind: family, from: 1, to: 6, most: 12}
              - {kind: group, from: 2, to: 6, names: each}
              - {kind: school, from: 2, to: 8, places: 8, approval: true}
            a_day: 60
            limits:
              - {per: day, bookings: 2}
              - {per: rule, persons: 12}
            hold_minutes: 600
            waiting_list: true
        """
    }

    /// Whether places may be taken by the kinds as given, by the arithmetic of the rules.
    func holds(_ taken: [String: Int], of session: Int64) -> Bool {
        guard let all = places[session] else { return false }
        for (kind, limit) in kept.merging(most, uniquingKeysWith: { first, _ in first }) where taken[kind, default: 0] > limit { return false }
        let needed = Set(taken.keys).union(kept.keys).reduce(0) { $0 + max(taken[$1, default: 0], kept[$1] ?? 0) }
        return needed <= all
    }
}
