import Declaration
import Rooms
import Storage
import Venues

/// Two units that are one: what either offers and used is the kept one's.
enum ResourceMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try tx.execute("UPDATE resources_resource SET owner_id = \(kept) WHERE owner_id = \(old)")
        // Days on which both fetched it are one day.
        try tx.execute(
            """
            INSERT INTO resources_download (resource_id, number, organisation_id, local_day, times)
            SELECT resource_id, number, CAST(\(kept) AS BIGINT), local_day, times FROM resources_download d WHERE d.organisation_id = \(old)
            ON CONFLICT (resource_id, number, organisation_id, local_day) DO UPDATE SET times = resources_download.times + excluded.times
            """)
        try tx.execute("DELETE FROM resources_download WHERE organisation_id = \(old)")
        try tx.execute("UPDATE resources_use SET organisation_id = \(kept) WHERE organisation_id = \(old)")
    }
}

/// What refers to organisations and campaigns in this room.
enum ResourceDependants {
    static let all = [
        Dependants(on: "organisations", "项资源", "resource", "resources") { key in
            "SELECT COUNT(*) FROM resources_resource r JOIN view_venues_organisation o ON o.id = r.owner_id WHERE o.key = \(key)"
        },
        Dependants(on: "campaigns", "项资源", "resource", "resources") { key in
            "SELECT COUNT(*) FROM resources_resource r JOIN view_campaigns_campaign c ON c.id = r.campaign_id WHERE c.key = \(key)"
        },
        Dependants(on: "campaigns", "种参与方式", "way to take part", "ways to take part") { key in
            "SELECT COUNT(*) FROM resources_way w JOIN view_campaigns_campaign c ON c.id = w.campaign_id WHERE c.key = \(key)"
        },
    ]
}
