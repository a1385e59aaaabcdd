import Rooms
import Storage
import Venues

/// Two organisers that are one: their activities are the activities of the one that stays.
enum OrganiserMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try tx.execute(
            """
            UPDATE activities_activity SET organiser_id = \(kept), changed_at = \(tx.now), revision = revision + 1 WHERE organiser_id = \(old)
            """)
        try tx.execute("UPDATE activities_counted SET organiser_id = \(kept) WHERE organiser_id = \(old)")
        // Where both were named in the same role, once is enough.
        try tx.execute(
            """
            DELETE FROM activities_role WHERE organisation_id = \(old) AND EXISTS (
                SELECT 1 FROM activities_role r
                WHERE r.activity_id = activities_role.activity_id AND r.role = activities_role.role AND r.organisation_id = \(kept))
            """)
        try tx.execute("UPDATE activities_role SET organisation_id = \(kept) WHERE organisation_id = \(old)")
    }
}
