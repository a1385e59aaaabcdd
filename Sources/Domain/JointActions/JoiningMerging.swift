import Declaration
import Kernel
import Rooms
import Storage
import Venues

/// Two units that are one: what either joined the kept one has joined, and a flag that either received is its flag.
enum JoiningMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
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
