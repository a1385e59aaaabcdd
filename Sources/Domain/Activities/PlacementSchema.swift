import Kernel
import Rooms
import Storage

/// What the moderators' queue needs of a placement's row.
enum PlacementSchema {
    /// A queue goes by the region of the version in question; of half a million published placements it reads nothing.
    static let regions = Migration(
        "activities-0017",
        "ALTER TABLE activities_placement ADD COLUMN region TEXT \(.binary)",
        """
        UPDATE activities_placement SET region = (
            SELECT v.region FROM activities_version v WHERE v.activity_id = activities_placement.activity_id AND v.number = activities_placement.number)
        """,
        """
        CREATE INDEX activities_placement_region ON activities_placement (state, region, since, activity_id, campaign_id)
        WHERE state <> 'published'
        """)

    /// The region of a version, for the placement's row.
    static func region(of activity: ID<Activity>, _ number: Int) -> SQL {
        "(SELECT v.region FROM activities_version v WHERE v.activity_id = \(activity) AND v.number = \(number))"
    }

    static let check = RecordCheck(Phrase("审核归属地区与所提交的版本一致", "Placements stand with the region of the version in question")) { tx in
        let differing: SQL = """
            SELECT p.activity_id, p.campaign_id FROM activities_placement p
                JOIN activities_version v ON v.activity_id = p.activity_id AND v.number = p.number
            WHERE COALESCE(v.region, '') <> COALESCE(p.region, '') ORDER BY p.activity_id, p.campaign_id LIMIT 20
            """
        return try tx.rows(differing) { row in
            let (activity, campaign) = (try row.id("activity_id", Activity.self).text, try row.int64("campaign_id"))
            return Phrase(
                "活动 \(activity) 在活动项目 \(campaign) 中的审核地区与其版本不符。",
                "Activity \(activity) stands with another region in campaign \(campaign) than its version names.")
        }
    }
}
