import Rooms
import Storage
import Venues

/// Two bodies that are one: their parts in campaigns, and what they said, are those of the one that stays.
enum BodyMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        // Where both were named in the same role, once is enough.
        try tx.execute(
            """
            DELETE FROM campaigns_role WHERE organisation_id = \(old) AND EXISTS (
                SELECT 1 FROM campaigns_role r
                WHERE r.campaign_id = campaigns_role.campaign_id AND r.role = campaigns_role.role AND r.organisation_id = \(kept))
            """)
        try tx.execute("UPDATE campaigns_role SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        try tx.execute("UPDATE campaigns_theme SET host_id = \(kept) WHERE host_id = \(old)")
        try tx.execute("UPDATE campaigns_news SET unit_id = \(kept) WHERE unit_id = \(old)")
    }
}
