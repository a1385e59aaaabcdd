import Access
import Calls
import Kernel
import Language
import Resources
import Storage
import Venues

extension Transaction {
    private static var speakers: SQL {
        """
        SELECT e.id, e.account_id, e.name, e.organisation_id, e.is_active, s.about_zh, s.about_en, s.regions, s.weekdays, s.begin_minute, s.end_minute,
            s.vetted_until, s.is_public
        FROM view_calls_expert e LEFT JOIN talks_speaker s ON s.expert_id = e.id
        """
    }

    /// Anybody of the pool, whether or not they said anything about talks yet.
    func speaker(_ id: ID<Expert>) throws -> Speaker? { try row("\(sql: Self.speakers) WHERE e.id = \(id)", Speaker.init) }

    func speaker(of account: ID<Account>) throws -> Speaker? {
        try row("\(sql: Self.speakers) WHERE e.account_id = \(account) AND e.is_active = 1", Speaker.init)
    }

    /// Who may be dispatched on that day: in the pool and vetted; the wanted one first, then by name.
    func speakersToDispatch(on day: Day, first wanted: ID<Expert>?, most: Int = 100) throws -> [Speaker] {
        let first = wanted?.number ?? 0
        return try rows(
            """
            \(sql: Self.speakers) WHERE e.is_active = 1 AND s.vetted_until >= \(day)
            ORDER BY CASE WHEN e.id = \(first) THEN 0 ELSE 1 END, e.name, e.id LIMIT \(most)
            """, Speaker.init)
    }

    /// The whole pool, those who were vetted for talks first.
    func speakers(most: Int) throws -> [Speaker] {
        try rows(
            "\(sql: Self.speakers) WHERE e.is_active = 1 ORDER BY CASE WHEN s.vetted_until IS NULL THEN 1 ELSE 0 END, e.name, e.id LIMIT \(most)", Speaker.init)
    }

    /// What was said of single days from `first` to `last`, by expert.
    func speakerExceptions(_ ids: [ID<Expert>], from first: Day, to last: Day) throws -> [ID<Expert>: [Day: Bool]] {
        guard !ids.isEmpty else { return [:] }
        let found = try rows("SELECT expert_id, day, is_free FROM talks_exception WHERE expert_id IN (\(list: ids)) AND day BETWEEN \(first) AND \(last) ORDER BY expert_id, day") {
            (expert: try $0.id("expert_id", Expert.self), day: try $0.day("day"), isFree: try $0.bool("is_free"))
        }
        return Dictionary(grouping: found, by: \.expert).mapValues { Dictionary($0.map { ($0.day, $0.isFree) }, uniquingKeysWith: { first, _ in first }) }
    }

    /// Keeps what an expert or the office said; the day until which they were vetted only where the office says it.
    func keepSpeaker(_ speaker: Speaker, by actor: Int64) throws {
        try execute(
            """
            INSERT INTO talks_speaker (expert_id, about_zh, about_en, regions, weekdays, begin_minute, end_minute, vetted_until, reminded_for, is_public, changed_at)
            VALUES (\(speaker.id), \(speaker.about.zh), \(speaker.about.en), \(speaker.regions.joined(separator: " ")),
                \(speaker.pattern.weekdays.sorted().map { String($0) }.joined(separator: " ")), \(speaker.pattern.begin), \(speaker.pattern.end),
                \(speaker.vettedUntil), NULL, \(speaker.isPublic), \(now))
            ON CONFLICT (expert_id) DO UPDATE SET about_zh = excluded.about_zh, about_en = excluded.about_en, regions = excluded.regions,
                weekdays = excluded.weekdays, begin_minute = excluded.begin_minute, end_minute = excluded.end_minute,
                vetted_until = excluded.vetted_until, is_public = excluded.is_public, changed_at = excluded.changed_at
            """)
        try record(LedgerEntry("talks.speaker-changed", "expert", speaker.id, by: actor, visibility: .office))
    }

    /// Says of one day that they are free or not, whatever the week says.
    func keepException(of expert: ID<Expert>, on day: Day, isFree: Bool) throws {
        try execute(
            """
            INSERT INTO talks_exception (expert_id, day, is_free) VALUES (\(expert), \(day), \(isFree))
            ON CONFLICT (expert_id, day) DO UPDATE SET is_free = excluded.is_free
            """)
    }

    func removeException(of expert: ID<Expert>, on day: Day) throws {
        try execute("DELETE FROM talks_exception WHERE expert_id = \(expert) AND day = \(day)")
    }
}
