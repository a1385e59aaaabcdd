import Campaigns
import Declaration
import Kernel
import Rooms
import Storage
import Venues

/// Two units that are one: what either joined the kept one has joined, and a flag that either received is its flag.
enum JoiningMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        // What the one that stays has left, the other may still take part in; where both do, the ways of either are its ways.
        try tx.execute(
            """
            DELETE FROM jointactions_joining WHERE organisation_id = \(kept) AND left_at IS NOT NULL
                AND campaign_id IN (SELECT o.campaign_id FROM jointactions_joining o WHERE o.organisation_id = \(old) AND o.left_at IS NULL)
            """)
        let both = try tx.rows(
            """
            SELECT k.campaign_id, k.ways, o.ways AS more FROM jointactions_joining k JOIN jointactions_joining o ON o.campaign_id = k.campaign_id
            WHERE k.organisation_id = \(kept) AND o.organisation_id = \(old) AND k.left_at IS NULL AND o.left_at IS NULL
            """) { (try $0.id("campaign_id", Campaign.self), JoiningWays.read(try $0.text("ways")) + JoiningWays.read(try $0.text("more"))) }
        for (campaign, ways) in both {
            try tx.execute("UPDATE jointactions_joining SET ways = \(JoiningWays.text(ways)) WHERE campaign_id = \(campaign) AND organisation_id = \(kept)")
        }
        for table in ["jointactions_joining", "jointactions_flag"] as [SQL] {
            try tx.execute(
                """
                DELETE FROM \(sql: table) WHERE organisation_id = \(old)
                    AND campaign_id IN (SELECT k.campaign_id FROM \(sql: table) k WHERE k.organisation_id = \(kept))
                """)
            try tx.execute("UPDATE \(sql: table) SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        }
    }
}

/// What refers to organisations and campaigns in this room.
enum JoiningDependants {
    static let all = [
        Dependants(on: "organisations", "次参加联合行动", "joint action that it joined", "joint actions that it joined") { key in
            "SELECT COUNT(*) FROM jointactions_joining j JOIN view_venues_organisation o ON o.id = j.organisation_id WHERE o.key = \(key)"
        },
        Dependants(on: "campaigns", "家参加单位", "unit that joined it", "units that joined it") { key in
            "SELECT COUNT(*) FROM jointactions_joining j JOIN view_campaigns_campaign c ON c.id = j.campaign_id WHERE c.key = \(key)"
        },
    ]
}
