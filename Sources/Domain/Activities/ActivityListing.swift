import Kernel
import Language
import Storage
import Venues

/// One activity as lists show it.
struct ListedActivity: Sendable {
    let activity: Activity
    let content: ActivityContent
    let placeName: Wording?
    let accent: String
    let theme: String
    /// The next session, or the last one where all are over.
    var session: ActivitySession?
    var sessionCount = 0
    /// How far away it is, in kilometres, where the list was asked for what is near a place.
    var distance: Double?
}

extension Transaction {
    /// One page of the public list, and how many there are in all, in the order of `ListRank`. Refuses a page that lies past the end.
    func listed(_ asked: ActivityFilter) throws -> (items: [ListedActivity], total: Int) {
        let filter = try resolved(asked)
        let found = try ranked(filter, first: filter.page * ActivityFilter.pageSize)
        return (try items(of: filter, found.ids, total: found.total), found.total)
    }

    /// The filter's page of a list of which the first are known. Refuses a page that lies past the end.
    func items(of filter: ActivityFilter, _ first: [ID<Activity>], total: Int) throws -> [ListedActivity] {
        let skipped = (filter.page - 1) * ActivityFilter.pageSize
        guard filter.page == 1 || skipped < total else { throw ActivityFilter.pastTheEnd(filter.page, total: total) }
        return try measured(try listed(Array(first.dropFirst(skipped).prefix(ActivityFilter.pageSize))), from: filter.spot)
    }

    /// With the way from `spot` in kilometres, to the metre.
    func measured(_ items: [ListedActivity], from spot: GeoPoint?) throws -> [ListedActivity] {
        guard let spot, !items.isEmpty else { return items }
        let points = try points(of: items.map(\.activity.id))
        return items.map { item in
            var item = item
            item.distance = points[item.activity.id].map { (GlobeSearch.distance(spot, $0) * 1000).rounded() / 1000 }
            return item
        }
    }

    private func points(of ids: [ID<Activity>]) throws -> [ID<Activity>: GeoPoint] {
        let found = try rows("SELECT id, latitude, longitude FROM activities_listed WHERE id IN (\(list: ids)) AND latitude IS NOT NULL") { row in
            (try row.id("id", Activity.self), try GeoPoint(row))
        }
        return Dictionary(found.compactMap { id, point in point.map { (id, $0) } }, uniquingKeysWith: { first, _ in first })
    }

    /// Activities by identity, in that order, as lists show them. Those that the public does not see are left out.
    func listed(_ ids: [ID<Activity>]) throws -> [ListedActivity] {
        guard !ids.isEmpty else { return [] }
        let looks = try looks(of: ids)
        let sessions = try sessionsShown(of: ids)
        let found = try rows(
            """
            SELECT listed.*, v.*, venue.name_zh AS venue_zh, venue.name_en AS venue_en
            FROM activities_activity listed JOIN activities_version v ON v.activity_id = listed.id AND v.number = listed.shown_number
                LEFT JOIN view_venues_venue venue ON venue.id = v.venue_id
            WHERE listed.id IN (\(list: ids))
            """
        ) { row in
            let content = try ActivityContent(row), activity = try Activity(row)
            let look = looks[activity.id]
            var item = ListedActivity(
                activity: activity, content: content, placeName: try row.wordingOrNil("venue") ?? content.place?.name,
                accent: look?.accent ?? "indigo", theme: look?.theme ?? content.themes.first ?? content.kind.rawValue)
            item.session = sessions[activity.id]?.session
            item.sessionCount = sessions[activity.id]?.count ?? 0
            return item
        }
        let byID = Dictionary(found.map { ($0.activity.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
    }

    private func looks(of ids: [ID<Activity>]) throws -> [ID<Activity>: (accent: String, theme: String?)] {
        let found = try rows(
            """
            SELECT p.activity_id, c.accent, p.theme FROM activities_placement p JOIN view_campaigns_campaign c ON c.id = p.campaign_id
            WHERE p.activity_id IN (\(list: ids)) AND p.published_number IS NOT NULL ORDER BY p.is_taken_in, p.campaign_id
            """
        ) { row in (try row.id("activity_id", Activity.self), (accent: try row.text("accent"), theme: try row.textOrNil("theme"))) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    private func sessionsShown(of ids: [ID<Activity>]) throws -> [ID<Activity>: (session: ActivitySession, count: Int)] {
        var out: [ID<Activity>: (session: ActivitySession, count: Int)] = [:]
        let sessions = try rows(
            "SELECT * FROM activities_session WHERE activity_id IN (\(list: ids)) ORDER BY activity_id, begin_at, id", ActivitySession.init)
        for session in sessions {
            guard let kept = out[session.activity] else {
                out[session.activity] = (session, 1)
                continue
            }
            let isBetter = kept.session.isOver(at: now) || (kept.session.status == .cancelled && session.status != .cancelled)
            out[session.activity] = (isBetter ? session : kept.session, kept.count + 1)
        }
        return out
    }
}
