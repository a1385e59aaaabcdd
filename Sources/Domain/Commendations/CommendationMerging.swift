import Declaration
import Kernel
import Rooms
import Storage
import Venues

/// Two units that are one: what either stated is the affair of the one that stays; where both did, that unit's own stands. Rankings that are still
/// worked out count them as one from the next time on; a public list keeps whom it named, under the name that stays.
enum CommendationMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try tx.execute(
            """
            UPDATE commendations_material SET organisation_id = \(kept) WHERE organisation_id = \(old) AND NOT EXISTS (
                SELECT 1 FROM commendations_material o
                WHERE o.organisation_id = \(kept) AND o.rule_id = commendations_material.rule_id AND o.indicator = commendations_material.indicator)
            """)
        try tx.execute(
            """
            UPDATE commendations_standing SET organisation_id = \(kept) WHERE organisation_id = \(old) AND NOT EXISTS (
                SELECT 1 FROM commendations_standing o WHERE o.organisation_id = \(kept) AND o.rule_id = commendations_standing.rule_id)
            """)
        try tx.execute("UPDATE commendations_rule SET authority_id = \(kept) WHERE authority_id = \(old)")
    }
}

/// What refers to organisations and campaigns in this room.
enum CommendationDependants {
    static let all = [
        Dependants(on: "organisations", "个表扬办法", "commendation", "commendations") { key in
            "SELECT COUNT(*) FROM commendations_rule r JOIN view_venues_organisation o ON o.id = r.authority_id WHERE o.key = \(key)"
        },
        Dependants(on: "organisations", "份表扬材料", "statement for a commendation", "statements for commendations") { key in
            "SELECT COUNT(*) FROM commendations_material m JOIN view_venues_organisation o ON o.id = m.organisation_id WHERE o.key = \(key)"
        },
        Dependants(on: "campaigns", "个表扬办法", "commendation", "commendations") { key in
            "SELECT COUNT(*) FROM commendations_rule r JOIN view_campaigns_campaign c ON c.id = r.campaign_id WHERE c.key = \(key)"
        },
    ]
}
