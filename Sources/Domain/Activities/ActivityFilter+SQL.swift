import Kernel
import Regions
import Storage

extension ActivityFilter {
    /// How the set is asked for: as sets that are worked out and joined, for counts and for few results; or row by row, while the list is
    /// walked in its order, for the first page of many.
    enum Way { case sets, walk }

    /// `FROM … WHERE …` of what fits.
    func from(at now: Instant, _ strength: TextQuery.Strength = .any, _ way: Way = .sets) -> SQL {
        "FROM activities_listed listed WHERE \(sql: condition(at: now, strength, way))"
    }

    /// `SELECT …` of the identities of what fits: for counts.
    func ids(at now: Instant, _ strength: TextQuery.Strength = .any) -> SQL {
        if isWordsOnly, let query = query(strength) { return ListedSchema.words.ids(query) }
        return isOpen ? "SELECT t.id FROM activities_tally t" : "SELECT listed.id \(sql: from(at: now, strength))"
    }

    /// What the question's words ask; nil without words.
    func query(_ strength: TextQuery.Strength = .any) -> TextQuery? {
        words.isEmpty ? nil : TextQuery(SearchWords.wanted(words), strength)
    }

    /// Whether the words are all that is asked.
    var isWordsOnly: Bool { !words.isEmpty && given == ["q"] && others.isEmpty }
    /// Whether nothing is asked.
    var isOpen: Bool { given.isEmpty && others.isEmpty }

    /// What holds of `listed`, the narrow row of an activity that the public sees.
    func condition(at now: Instant, _ strength: TextQuery.Strength = .any, _ way: Way = .sets) -> SQL {
        var all: [SQL] = []
        if let query = query(strength) {
            let index = ListedSchema.words
            all.append(way == .walk ? index.holds("listed.id", query) : "listed.id IN (\(sql: index.ids(query)))")
        }
        if let codes { all.append("listed.region IN (\(list: codes))") } else if let region {
            all.append("listed.region \(.binary) IN \(sql: RegionCodes.within(region))")
        }
        if let kind { all.append("listed.kind = \(kind)") }
        if modes.count == 1, let mode = modes.first { all.append("listed.mode IN (\(mode), \(AttendanceMode.both))") }
        if isFree { all.append("listed.is_free = 1") }
        let needs = access.reduce(Int64(0)) { $0 | $1.bit }
        if needs > 0 { all.append("(listed.access & \(needs)) = \(needs)") }
        if let age { all.append("(listed.age_min IS NULL OR listed.age_min <= \(age)) AND (listed.age_max IS NULL OR listed.age_max >= \(age))") }
        if let venue { all.append("listed.venue_id = (SELECT vv.id FROM view_venues_venue vv WHERE vv.key = \(venue))") }
        if let theme { all.append(Self.about(theme)) }
        if let campaign { all.append(Self.placed(in: campaign, way)) }
        if let spot { all.append(GlobeSearch(spot, within: within).condition) }
        if let when = sessionCondition(at: now, way) { all.append(when) }
        all += others
        return all.isEmpty ? "1 = 1" : all.joined(" AND ")
    }

    private static func about(_ theme: String) -> SQL {
        """
        ((' ' || listed.themes || ' ') LIKE \("% \(theme.filter { $0 != "%" && $0 != "_" }) %") OR EXISTS (
            SELECT 1 FROM activities_placement p
            WHERE p.activity_id = listed.id AND p.theme = \(theme) AND p.published_number IS NOT NULL))
        """
    }

    /// In the campaign or one below it.
    private static func placed(in key: String, _ way: Way) -> SQL {
        let below: SQL = """
            SELECT x.campaign_id FROM view_campaigns_ancestor x JOIN view_campaigns_campaign c ON c.id = x.ancestor_id WHERE c.key = \(key)
            """
        let placed: SQL = "SELECT p.activity_id FROM activities_placement p WHERE p.published_number IS NOT NULL AND p.campaign_id IN (\(sql: below))"
        return way == .walk ? "EXISTS (\(sql: placed) AND p.activity_id = listed.id)" : "listed.id IN (\(sql: placed))"
    }

    /// One and the same session must lie in the days and have the places; without sessions the period counts for the days.
    private func sessionCondition(at now: Instant, _ way: Way) -> SQL? {
        guard begin != nil || end != nil || places != nil else { return nil }
        guard let places else { return dayCondition(way) }
        var session: [SQL] = [
            "s.status <> 'cancelled'", "s.end_at > \(now)", "(s.capacity IS NULL OR s.capacity - s.taken >= \(places))",
        ]
        if let begin { session.append("s.local_day >= \(begin)") }
        if let end { session.append("s.local_day <= \(end)") }
        if way == .walk { session.append("s.activity_id = listed.id") }
        let found: SQL = "SELECT s.activity_id FROM activities_session s WHERE \(sql: session.joined(" AND "))"
        return way == .walk ? "EXISTS (\(sql: found))" : "listed.id IN (\(sql: found))"
    }

    private func dayCondition(_ way: Way) -> SQL {
        var day: [SQL] = []
        var period: [SQL] = ["i.period_begin IS NOT NULL"]
        if let begin {
            day.append("d.local_day >= \(begin)")
            period.append("i.period_end >= \(begin)")
        }
        if let end {
            day.append("d.local_day <= \(end)")
            period.append("i.period_begin <= \(end)")
        }
        let days: SQL = "SELECT d.activity_id FROM activities_listed_day d WHERE \(sql: day.joined(" AND "))"
        let periods: SQL = "SELECT i.id FROM activities_listed i WHERE \(sql: period.joined(" AND "))"
        if way == .walk {
            return "(EXISTS (\(sql: days) AND d.activity_id = listed.id) OR (listed.period_begin IS NOT NULL AND listed.id IN (\(sql: periods))))"
        }
        return "listed.id IN (\(sql: days) UNION \(sql: periods))"
    }
}
