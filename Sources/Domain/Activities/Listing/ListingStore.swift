import Kernel
import Storage
import Venues

extension Transaction {
    /// One page of all that fits, the latest changes first, and how many there are in all.
    func changedIDs(_ filter: ActivityFilter, page: Int, size: Int) throws -> (ids: [ID<Activity>], total: Int) {
        let filter = try resolved(filter)
        let ids = try rows(
            """
            SELECT a.id FROM activities_activity a WHERE a.id IN (\(sql: filter.ids(at: now)))
            ORDER BY a.changed_at DESC, a.id DESC LIMIT \(size) OFFSET \((page - 1) * size)
            """
        ) { row in try row.id("id", Activity.self) }
        return (ids, try countListed(filter))
    }

    /// When the public last saw a change of anything.
    func lastListingChange() throws -> Instant? {
        try number("SELECT MAX(changed_at) FROM activities_activity").map { Instant(microseconds: $0) }
    }

    /// Activities by identity, in that order, with the sessions of those days. What the public sees no longer comes in the version that
    /// it saw last.
    func listedRecords(_ ids: [ID<Activity>], _ days: ListedDays) throws -> [ListedRecord] {
        guard !ids.isEmpty else { return [] }
        var sessions: [ID<Activity>: [ActivitySession]] = [:]
        try each("SELECT * FROM activities_session WHERE activity_id IN (\(list: ids)) ORDER BY activity_id, begin_at, id") { row in
            let session = try ActivitySession(row)
            if days.contains(session.day) { sessions[session.activity, default: []].append(session) }
            return true
        }
        let campaigns = try campaignKeys(of: ids)
        let found = try rows(
            """
            SELECT listed.*, v.*
            FROM activities_activity listed
                JOIN activities_version v ON v.activity_id = listed.id AND v.number = COALESCE(listed.shown_number, listed.gone_number)
            WHERE listed.id IN (\(list: ids))
            """
        ) { row in
            (activity: try Activity(row), version: try ActivityVersion(row), changed: try row.instant("changed_at"), revision: try row.int("revision"),
                gone: try row.instantOrNil("gone_at"))
        }
        let venues = try venues(found.compactMap(\.version.content.venue))
        let organisers = try organisations(found.map(\.activity.organiser))
        var byID: [ID<Activity>: ListedRecord] = [:]
        for one in found {
            let keys = campaigns[one.activity.id]
            byID[one.activity.id] = ListedRecord(
                activity: one.activity, version: one.version, changedAt: one.changed, revision: one.revision,
                goneAt: one.activity.isPublic ? nil : one.gone, venue: one.version.content.venue.flatMap { venues[$0] },
                organiser: organisers[one.activity.organiser], campaigns: keys?.own ?? [], lineage: keys?.all ?? [],
                sessions: sessions[one.activity.id] ?? [])
        }
        return ids.compactMap { byID[$0] }
    }

    /// What is no longer in the list and would be: taken away since `since`, the latest first.
    func goneIDs(since: Instant, limit: Int) throws -> [ID<Activity>] {
        try rows(
            """
            SELECT id FROM activities_activity WHERE gone_at >= \(since) AND shown_number IS NULL AND gone_number IS NOT NULL
            ORDER BY gone_at DESC, id DESC LIMIT \(limit)
            """
        ) { row in try row.id("id", Activity.self) }
    }

    /// What is public and has a cancelled session in those days: it may have left a list that asks for them.
    func cancelledIDs(_ days: ListedDays, limit: Int) throws -> [ID<Activity>] {
        guard !days.isOpen else { return [] }
        var when: [SQL] = ["s.status = 'cancelled'"]
        if let begin = days.begin { when.append("s.local_day >= \(begin)") }
        if let end = days.end { when.append("s.local_day <= \(end)") }
        return try rows(
            """
            SELECT DISTINCT s.activity_id FROM activities_session s JOIN activities_activity a ON a.id = s.activity_id
            WHERE \(sql: when.joined(" AND ")) AND a.shown_number IS NOT NULL ORDER BY s.activity_id DESC LIMIT \(limit)
            """
        ) { row in try row.id("activity_id", Activity.self) }
    }

    private func campaignKeys(of ids: [ID<Activity>]) throws -> [ID<Activity>: (own: [String], all: Set<String>)] {
        var out: [ID<Activity>: (own: [String], all: Set<String>)] = [:]
        try each(
            """
            SELECT p.activity_id, p.published_number, c.key, CASE WHEN x.ancestor_id = p.campaign_id THEN 1 ELSE 0 END AS is_own
            FROM activities_placement p
                JOIN view_campaigns_ancestor x ON x.campaign_id = p.campaign_id
                JOIN view_campaigns_campaign c ON c.id = x.ancestor_id
            WHERE p.activity_id IN (\(list: ids)) ORDER BY p.activity_id, p.campaign_id
            """
        ) { row in
            let id: ID<Activity> = try row.id("activity_id")
            let key = try row.text("key")
            var keys = out[id] ?? ([], [])
            if try row.bool("is_own"), try row.intOrNil("published_number") != nil { keys.own.append(key) }
            keys.all.insert(key)
            out[id] = keys
            return true
        }
        return out
    }
}
