package import Activities
import Campaigns
import Kernel
package import Language
package import Storage
import Venues

/// One session of the hall, as its lists show it.
package struct HallItem: Sendable {
    package let room: OnlineRoom
    package let session: ActivitySession
    package let title: Wording
}

/// What the hall shows: what is on, what comes, what can be watched.
package struct HallList: Sendable {
    package var now: [HallItem] = []
    package var next: [HallItem] = []
    package var recordings: [HallItem] = []

    package static let most = 60
    /// How far ahead it looks.
    static let days = 30

    package var isEmpty: Bool { now.isEmpty && next.isEmpty && recordings.isEmpty }
}

/// What the hall is asked for.
package struct HallFilter: Sendable, Hashable {
    package var campaign: String?
    package var theme: String?
    package init(campaign: String? = nil, theme: String? = nil) { (self.campaign, self.theme) = (campaign, theme) }
    package var isEmpty: Bool { campaign == nil && theme == nil }
}

extension Transaction {
    package func hallList(_ filter: HallFilter) throws -> HallList {
        var list = HallList()
        for item in try hallItems(near(days: HallList.days), filter, order: "s.begin_at, s.session_id") {
            if now >= item.room.window(of: item.session).lowerBound { list.now.append(item) } else { list.next.append(item) }
        }
        list.recordings = try hallItems("r.recorded_at IS NOT NULL AND s.end_at <= \(now)", filter, order: "r.recorded_at DESC, s.session_id DESC")
        return list
    }

    /// What has begun and is not over: for pages that lead to the hall.
    package func hallNow() throws -> [HallItem] {
        try hallItems("\(sql: near(days: 1)) AND s.begin_at <= \(now)", HallFilter(), order: "s.begin_at DESC, s.session_id DESC")
    }

    private func near(days: Int) -> SQL {
        let today = now.day(in: .china)
        return """
            s.local_day >= \(today.adding(days: -2)) AND s.local_day <= \(today.adding(days: days)) AND s.status <> 'cancelled' AND s.end_at > \(now)
                AND r.join_url IS NOT NULL
            """
    }

    private func hallItems(_ condition: SQL, _ filter: HallFilter, order: StaticString) throws -> [HallItem] {
        let counted: SQL =
            if let campaign = filter.campaign {
                """
                EXISTS (SELECT 1 FROM view_activities_counted c JOIN view_campaigns_ancestor x ON x.campaign_id = c.campaign_id
                    JOIN view_campaigns_campaign k ON k.id = x.ancestor_id WHERE c.activity_id = r.activity_id AND k.key = \(campaign))
                """
            } else {
                "EXISTS (SELECT 1 FROM view_activities_counted c WHERE c.activity_id = r.activity_id)"
            }
        let found = try rows(
            """
            SELECT r.*, t.title_zh, t.title_en FROM cloudhall_room r
                JOIN view_activities_session s ON s.activity_id = r.activity_id AND s.session_id = r.session_id
                JOIN view_activities_title t ON t.activity_id = r.activity_id
            WHERE \(sql: condition) AND \(sql: counted) ORDER BY \(sql: .trusted("\(order)")) LIMIT \(filter.theme == nil ? HallList.most : 4 * HallList.most)
            """
        ) { (room: try OnlineRoom($0), title: try $0.wording("title")) }
        let sessions = try self.sessions(found.map(\.room.session))
        var items = found.compactMap { one in sessions[one.room.session].map { HallItem(room: one.room, session: $0, title: one.title) } }
        if let theme = filter.theme { items = try items.filter { try isAbout(theme, $0.room.activity) } }
        return Array(items.prefix(HallList.most))
    }

    private func isAbout(_ theme: String, _ id: ID<Activity>) throws -> Bool {
        guard let activity = try activity(id), let version = try shownVersion(of: activity) else { return false }
        return try version.content.themes.contains(theme) || placements(of: id).contains { $0.theme == theme }
    }
}
