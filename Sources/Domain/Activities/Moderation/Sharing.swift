import Campaigns
import Jobs
import Kernel
import Regions
import Storage

/// Campaigns that show what others publish: a city's festival and the national day, each the other's (domain M12).
///
/// A moderator's decision is shared at once (`share`). What came in otherwise, or was published before the campaigns agreed, follows here.
enum Sharing {
    static let job = JobKind(name: "activities-sharing", schedule: .every(seconds: 600)) { context in
        while try await context.database.write({ try $0.shareNext(few) }) {}
        try await context.database.write { try context.complete(in: $0) }
    }

    /// So many at a time: others who write wait no longer than that takes.
    private static let few = 100
}

extension Transaction {
    /// Takes in the next of what campaigns take from others and do not show yet; false where nothing is left.
    func shareNext(_ limit: Int) throws -> Bool {
        let pairs = try rows("SELECT campaign_id, from_id FROM activities_sharing ORDER BY campaign_id, from_id") { row in
            (taker: try row.id("campaign_id", Campaign.self), source: try row.id("from_id", Campaign.self))
        }
        for pair in pairs {
            guard let taker = try campaign(pair.taker) else { continue }
            let inside: SQL = taker.region.map { "AND v.region \(.binary) IN \(sql: RegionCodes.within($0))" } ?? ""
            let missing = try rows(
                """
                SELECT p.activity_id, p.campaign_id, p.published_number FROM activities_placement p
                    JOIN view_campaigns_ancestor x ON x.campaign_id = p.campaign_id AND x.ancestor_id = \(pair.source)
                    JOIN activities_version v ON v.activity_id = p.activity_id AND v.number = p.published_number
                WHERE p.campaign_id <> \(pair.taker) \(sql: inside)
                    AND NOT EXISTS (SELECT 1 FROM activities_placement t WHERE t.activity_id = p.activity_id AND t.campaign_id = \(pair.taker))
                ORDER BY p.activity_id, p.campaign_id LIMIT \(limit)
                """
            ) { (try $0.id("activity_id", Activity.self), try $0.int("published_number"), try $0.id("campaign_id", Campaign.self)) }
            for (activity, number, source) in missing { try share(activity, number, publishedIn: source, by: 0) }
            if !missing.isEmpty { return true }
        }
        return false
    }
}
