import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// What may be the same as an activity that is about to be entered; the nearest first, at most five.
    ///
    /// - days: on which it takes place, as far as is known. Without them, what is not over counts.
    /// - excluding: the activity itself, where it is kept already.
    func likelyDuplicates(
        of content: ActivityContent, organiser: ID<Organisation>, days: Set<Day>, excluding: ID<Activity>? = nil
    ) throws -> [LikelyDuplicate] {
        let days = days.union(content.period?.days ?? [])
        var near: [(likeness: Double, one: Candidate)] = []
        for one in try candidates(content, organiser, days, excluding) {
            let likeness = TitleLikeness.of(content.title, one.title)
            if likeness >= TitleLikeness.near { near.append((likeness, one)) }
        }
        let held = try daysHeld(by: near.map(\.one))
        let found = near.compactMap { likeness, one -> (Double, LikelyDuplicate)? in
            let common = (held[one.id] ?? []).intersection(days).min()
            guard common != nil || days.isEmpty || held[one.id] == nil else { return nil }
            var reasons: [LikelyDuplicate.Reason] = [.title(isSame: likeness == 1)]
            if one.organiser == organiser { reasons.append(.organiser) }
            if let venue = content.venue, venue == one.venue { reasons.append(.venue) }
            reasons.append(common.map { .day($0) } ?? .daysUnknown)
            let duplicate = LikelyDuplicate(
                activity: one.id, title: one.title, organiser: one.organiserName, isPublic: one.isPublic, isOwn: one.organiser == organiser, reasons: reasons)
            return (likeness, duplicate)
        }
        return found.sorted { ($0.0, $0.1.activity.number) > ($1.0, $1.1.activity.number) }.prefix(5).map(\.1)
    }

    /// Of the same organiser, or public at the same venue; on these days or, without them, not over; the newest of them.
    private func candidates(
        _ content: ActivityContent, _ organiser: ID<Organisation>, _ days: Set<Day>, _ excluding: ID<Activity>?
    ) throws -> [Candidate] {
        let first = days.min().flatMap { LocalTime(day: $0, hour: 0, minute: 0)?.instant(in: content.zone) } ?? now
        let last = days.max().flatMap { LocalTime(day: $0, hour: 23, minute: 59)?.instant(in: content.zone) }
        var conditions: [SQL] = ["a.status <> 'cancelled'", "a.id <> \(excluding?.number ?? 0)", "(a.last_at IS NULL OR a.last_at >= \(first))"]
        if let last { conditions.append("(a.first_at IS NULL OR a.first_at <= \(last))") }
        let select: SQL = """
            SELECT a.id, a.organiser_id, a.shown_number, v.title_zh, v.title_en, v.venue_id, v.period_begin, v.period_end,
                COALESCE(o.name_zh, '') AS organiser_zh, o.name_en AS organiser_en
            FROM activities_activity a
            """
        let names: SQL = "LEFT JOIN view_venues_organisation o ON o.id = a.organiser_id"
        let limits: SQL = "AND \(sql: conditions.joined(" AND ")) ORDER BY a.id DESC LIMIT 1000"
        var found = try rows(
            """
            \(sql: select) JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest \(sql: names)
            WHERE a.organiser_id = \(organiser) \(sql: limits)
            """, Candidate.init)
        guard let venue = content.venue else { return found }
        found += try rows(
            """
            \(sql: select) JOIN activities_version v ON v.activity_id = a.id AND v.number = a.shown_number \(sql: names)
            WHERE v.venue_id = \(venue) AND a.organiser_id <> \(organiser) \(sql: limits)
            """, Candidate.init)
        return found
    }

    /// The days of their sessions, else of their period; nothing for one that has neither.
    private func daysHeld(by candidates: [Candidate]) throws -> [ID<Activity>: Set<Day>] {
        var out: [ID<Activity>: Set<Day>] = [:]
        try each(
            """
            SELECT DISTINCT activity_id, local_day FROM activities_session
            WHERE activity_id IN (\(list: candidates.map(\.id))) AND status <> 'cancelled'
            """
        ) { row in
            out[try row.id("activity_id"), default: []].insert(try row.day("local_day"))
            return true
        }
        for one in candidates where out[one.id] == nil {
            if let period = one.period { out[one.id] = Set(period.days) }
        }
        return out
    }
}

extension ActivityPeriod {
    /// Its days, at most a year of them.
    var days: [Day] { Day.days(from: begin, to: min(end, begin.adding(days: 366))) }
}

/// An activity whose title is to be compared.
private struct Candidate {
    let id: ID<Activity>
    let organiser: ID<Organisation>
    let organiserName: Wording
    let title: Wording
    let venue: ID<Venue>?
    let period: ActivityPeriod?
    let isPublic: Bool

    init(_ row: Row) throws {
        id = try row.id("id")
        organiser = try row.id("organiser_id")
        organiserName = try row.wording("organiser")
        title = try row.wording("title")
        venue = try row.idOrNil("venue_id")
        isPublic = try row.intOrNil("shown_number") != nil
        if let begin = try row.dayOrNil("period_begin"), let end = try row.dayOrNil("period_end") {
            period = ActivityPeriod(begin: begin, end: end)
        } else {
            period = nil
        }
    }
}
