import Kernel
import Regions
import Storage

extension ActivityFilter {
    /// `FROM … WHERE …` of what fits.
    func from(at now: Instant) -> SQL {
        """
        FROM activities_activity listed JOIN activities_version v ON v.activity_id = listed.id AND v.number = listed.shown_number
        WHERE \(sql: condition(at: now))
        """
    }

    /// What holds of `listed` (the activity) and `v` (the version that the public sees).
    func condition(at now: Instant) -> SQL {
        var all: [SQL] = ["listed.shown_number IS NOT NULL"]
        for wanted in SearchWords.wanted(words) { all.append(Self.found(wanted, weight: WordWeight.body)) }
        // A question of signs only finds nothing, rather than everything.
        if !words.isEmpty, SearchWords.wanted(words).isEmpty { all.append("1 = 0") }
        if let region { all.append("v.region \(.binary) IN \(sql: RegionCodes.within(region))") }
        if let kind { all.append("v.kind = \(kind)") }
        if modes.count == 1, let mode = modes.first { all.append("v.mode IN (\(mode), \(AttendanceMode.both))") }
        if isFree { all.append("v.is_free = 1") }
        for need in access.sorted(by: { $0.rawValue < $1.rawValue }) {
            all.append("(' ' || v.access || ' ') LIKE \("% \(need.rawValue) %")")
        }
        if let age { all.append("(v.age_min IS NULL OR v.age_min <= \(age)) AND (v.age_max IS NULL OR v.age_max >= \(age))") }
        if let venue { all.append("v.venue_id IN (SELECT vv.id FROM view_venues_venue vv WHERE vv.key = \(venue))") }
        if let theme {
            all.append(
                """
                ((' ' || v.themes || ' ') LIKE \("% \(theme.filter { $0 != "%" && $0 != "_" }) %") OR EXISTS (
                    SELECT 1 FROM activities_placement p
                    WHERE p.activity_id = listed.id AND p.theme = \(theme) AND p.published_number IS NOT NULL))
                """)
        }
        if let campaign { all.append(Self.placed(in: campaign)) }
        if let when = sessionCondition(at: now) { all.append(when) }
        return (all + others).joined(" AND ")
    }

    /// Activities whose every word of the question stands in the title come first.
    var rank: SQL {
        let wanted = SearchWords.wanted(words)
        guard !wanted.isEmpty else { return "CASE WHEN 1 = 1 THEN 0 END" }
        return "CASE WHEN \(sql: wanted.map { Self.found($0, weight: WordWeight.title) }.joined(" AND ")) THEN 0 ELSE 1 END"
    }

    private static func found(_ wanted: SearchWords.Wanted, weight: Int64) -> SQL {
        let match: SQL =
            switch wanted {
            case .whole(let word): "w.word = \(word)"
            case .beginning(let word): "w.word >= \(word) AND w.word < \(word + "\u{10FFFF}")"
            }
        return "listed.id IN (SELECT w.activity_id FROM activities_word w WHERE \(sql: match) AND w.weight >= \(weight))"
    }

    /// In the campaign or one below it.
    private static func placed(in key: String) -> SQL {
        """
        EXISTS (SELECT 1 FROM activities_placement p
            JOIN view_campaigns_ancestor x ON x.campaign_id = p.campaign_id
            JOIN view_campaigns_campaign c ON c.id = x.ancestor_id
            WHERE p.activity_id = listed.id AND p.published_number IS NOT NULL AND c.key = \(key))
        """
    }

    /// One and the same session must lie in the days and have the places; without sessions the period counts for the days.
    private func sessionCondition(at now: Instant) -> SQL? {
        guard begin != nil || end != nil || places != nil else { return nil }
        var session: [SQL] = ["s.activity_id = listed.id", "s.status <> 'cancelled'"]
        if let begin { session.append("s.local_day >= \(begin)") }
        if let end { session.append("s.local_day <= \(end)") }
        if let places {
            session.append("s.end_at > \(now) AND (s.capacity IS NULL OR s.capacity - s.taken >= \(places))")
        }
        let some: SQL = "EXISTS (SELECT 1 FROM activities_session s WHERE \(sql: session.joined(" AND ")))"
        guard places == nil else { return some }
        var period: [SQL] = [
            "v.period_begin IS NOT NULL", "NOT EXISTS (SELECT 1 FROM activities_session s WHERE s.activity_id = listed.id)",
        ]
        if let begin { period.append("v.period_end >= \(begin)") }
        if let end { period.append("v.period_begin <= \(end)") }
        return "(\(sql: some) OR (\(sql: period.joined(" AND "))))"
    }
}
