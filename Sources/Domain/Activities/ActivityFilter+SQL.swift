import Kernel
import Storage

extension ActivityFilter {
    /// What a statement over `t`, the tally of what the public sees, gives.
    enum Rows {
        /// Each activity that fits, once.
        case fitting
        /// As `fitting`; what stands in several campaigns may come several times.
        case repeated
        /// As `repeated`, and those that would fit with another region, kind or mode, on other days or without places left.
        case around
    }

    /// `FROM … WHERE …` of activities; the identity is `t.id`, the narrow row `listed` is there where it is asked. Of a filter that
    /// `tx.resolved` has worked out.
    func from(at now: Instant, _ rows: Rows = .fitting) -> SQL {
        var from: SQL = "FROM activities_tally t"
        var all: [SQL] = []
        // What the words find comes in the order of the identities, so that the tally is gone through from its beginning to its end.
        if let query = query() { from = "FROM (\(sql: ListedSchema.words.ids(query))) w JOIN activities_tally t ON t.id = w.id" }
        if isComing { all.append(ActivityTally.isComing(at: now)) }
        if isFree { all.append(ActivityTally.isFree) }
        if needs > 0 { all.append(ActivityTally.meets(needs)) }
        if let age { all.append(ActivityTally.isFor(age: age)) }
        if let campaign {
            if rows == .fitting {
                all.append("t.id IN (SELECT p.activity_id FROM activities_placement p WHERE \(sql: Self.placed(in: campaign)))")
            } else {
                from = "\(sql: from) JOIN activities_placement p ON p.activity_id = t.id AND \(sql: Self.placed(in: campaign))"
            }
        }
        if rows != .around { all += sieved(at: now) }
        if !rare.isEmpty {
            from = "\(sql: from) JOIN activities_listed listed ON listed.id = t.id"
            all += rare
        }
        return all.isEmpty ? from : "\(sql: from) WHERE \(sql: all.joined(" AND "))"
    }

    /// `SELECT …` of the identities of what fits: for counts.
    func ids(at now: Instant) -> SQL {
        if isWordsOnly, let query = query() { return ListedSchema.words.ids(query) }
        return "SELECT t.id \(sql: from(at: now))"
    }

    /// What the question's words ask; nil without words.
    func query(_ strength: TextQuery.Strength = .any) -> TextQuery? {
        words.isEmpty ? nil : TextQuery(SearchWords.wanted(words), strength)
    }

    /// Whether the words are all that is asked: the text index has exactly what the public sees, and alone gives the answer.
    var isWordsOnly: Bool { !words.isEmpty && given == ["q"] && others.isEmpty && !isComing }

    /// What a pass over the rows around asks by itself (`ActivitySieve`): the region, the kind, the mode, the days and the places.
    private func sieved(at now: Instant) -> [SQL] {
        var all: [SQL] = []
        // By the region's index, not by the marks: a county is a few hundred of half a million.
        if let codes { all.append("t.id IN (SELECT l.id FROM activities_listed l WHERE l.region IN (\(list: codes)))") }
        if let kind { all.append(ActivityTally.has(kind)) }
        if let mode = onlyMode { all.append(ActivityTally.has(mode)) }
        if places != nil { all.append("t.id IN (SELECT s.activity_id FROM activities_session s WHERE \(sql: session(at: now)))") } else if let held {
            all.append(held)
        }
        return all
    }

    /// Where one way to take part is asked for; what is held both ways fits either.
    var onlyMode: AttendanceMode? { modes.count == 1 ? modes.first.flatMap { AttendanceMode(rawValue: $0) } : nil }

    /// Of `listed`: what is asked rarely, or finds few.
    var rare: [SQL] {
        var all: [SQL] = []
        if let venue { all.append("listed.venue_id = (SELECT vv.id FROM view_venues_venue vv WHERE vv.key = \(venue))") }
        if let theme { all.append(Self.about(theme)) }
        if let spot { all.append(GlobeSearch(spot, within: within).condition) }
        return all + others
    }

    /// The sum of the needs' bits.
    var needs: Int64 { access.reduce(Int64(0)) { $0 | $1.bit } }

    private static func about(_ theme: String) -> SQL {
        """
        ((' ' || listed.themes || ' ') LIKE \("% \(theme.filter { $0 != "%" && $0 != "_" }) %") OR EXISTS (
            SELECT 1 FROM activities_placement p
            WHERE p.activity_id = listed.id AND p.theme = \(theme) AND p.published_number IS NOT NULL))
        """
    }

    /// What holds of `p`, a placement, where the public sees it in the campaign or one below it.
    static func placed(in key: String) -> SQL {
        """
        p.published_number IS NOT NULL AND p.campaign_id IN (
            SELECT x.campaign_id FROM view_campaigns_ancestor x JOIN view_campaigns_campaign c ON c.id = x.ancestor_id WHERE c.key = \(key))
        """
    }

    /// What holds of `s`, a session to come that has the places left, on one of the days.
    func session(at now: Instant, day: SQL = "s.local_day") -> SQL {
        var all: [SQL] = ["s.status <> 'cancelled'", "s.end_at > \(now)"]
        if let places { all.append("(s.capacity IS NULL OR s.capacity - s.taken >= \(places))") }
        if let begin { all.append("\(sql: day) >= \(begin)") }
        if let end { all.append("\(sql: day) <= \(end)") }
        return all.joined(" AND ")
    }

    /// Held on one of the days; without sessions the period counts. Nil where no days are asked for.
    private var held: SQL? {
        guard begin != nil || end != nil else { return nil }
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
        return """
            t.id IN (SELECT d.activity_id FROM activities_listed_day d WHERE \(sql: day.joined(" AND "))
            UNION SELECT i.id FROM activities_listed i WHERE \(sql: period.joined(" AND ")))
            """
    }
}
