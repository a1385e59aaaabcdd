import Kernel
import Rooms
import Storage
import Venues

/// Two units that are one: what either applied for, holds, recommended, knows or was tied to is the affair of the one that stays.
///
/// What was published under a name keeps that name (`calls_notice_item`), and the ledger stays as it was.
enum UnitMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try moveApplications(tx, old, kept)
        try moveTitles(tx, old, kept)
        try tx.execute("UPDATE calls_notice_item SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        try tx.execute("UPDATE calls_opinion SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        try tx.execute("UPDATE calls_expert SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        try moveOnce(tx, "calls_expert_tie", "other.expert_id = calls_expert_tie.expert_id AND other.kind = calls_expert_tie.kind", old, kept)
        try moveOnce(tx, "calls_deadline", "other.call_id = calls_deadline.call_id", old, kept)
        try moveAuthority(tx, old, kept)
    }

    /// A unit applies once to a call. Where both did, that of the unit which goes is withdrawn, and stays where it was to be read; what a
    /// decision rests on is never touched.
    private static func moveApplications(_ tx: Transaction, _ old: Int64, _ kept: Int64) throws {
        let twice = try tx.rows(
            """
            SELECT a.* FROM calls_application a WHERE a.organisation_id = \(old) AND EXISTS (
                SELECT 1 FROM calls_application b WHERE b.organisation_id = \(kept) AND b.call_id = a.call_id
                    AND COALESCE(b.venue_id, 0) = COALESCE(a.venue_id, 0)) ORDER BY a.id
            """, Application.init)
        let open = [ApplicationState.draft, .submitted, .returned, .recommended, .passed].map(\.rawValue)
        for one in twice {
            let changed = try tx.execute(
                """
                UPDATE calls_application SET state = \(ApplicationState.withdrawn), changed_at = \(tx.now) WHERE id = \(one.id) AND state IN (\(list: open))
                """)
            guard changed == 1 else { continue }
            try tx.count(.moved(from: one.state, to: .withdrawn), in: one.callID)
            try tx.record(LedgerEntry("calls.withdrawn", "application", one.id, by: 0, reason: "两个单位合并", visibility: .unit))
        }
        try tx.execute(
            """
            UPDATE calls_application SET organisation_id = \(kept) WHERE organisation_id = \(old) AND NOT EXISTS (
                SELECT 1 FROM calls_application b WHERE b.organisation_id = \(kept) AND b.call_id = calls_application.call_id
                    AND COALESCE(b.venue_id, 0) = COALESCE(calls_application.venue_id, 0))
            """)
        try tx.execute("UPDATE calls_application SET recommender_id = \(kept) WHERE recommender_id = \(old)")
    }

    /// One holder has one title of a scheme: of two in force the older is renewed by the newer.
    private static func moveTitles(_ tx: Transaction, _ old: Int64, _ kept: Int64) throws {
        try tx.execute("UPDATE calls_title SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        let titles = try tx.rows(
            """
            SELECT * FROM calls_title WHERE organisation_id = \(kept) AND state IN (\(list: [TitleState.valid.rawValue, TitleState.rectifying.rawValue]))
            ORDER BY granted_on DESC, id DESC
            """, Title.init)
        var seen: Set<Holding> = []
        for title in titles where !seen.insert(Holding(scheme: title.schemeID, venue: title.venueID)).inserted {
            try tx.end(title, as: .replaced, on: tx.now.day(in: Notice.zone), ground: "", clause: "", by: 0)
        }
    }

    private struct Holding: Hashable {
        let scheme: ID<SchemeRecord>
        let venue: ID<Venue>?
    }

    /// Where both are named in one line, once is enough.
    private static func moveOnce(_ tx: Transaction, _ table: SQL, _ same: SQL, _ old: Int64, _ kept: Int64) throws {
        try tx.execute(
            """
            DELETE FROM \(sql: table) WHERE organisation_id = \(old) AND EXISTS (
                SELECT 1 FROM \(sql: table) other WHERE other.organisation_id = \(kept) AND \(sql: same))
            """)
        try tx.execute("UPDATE \(sql: table) SET organisation_id = \(kept) WHERE organisation_id = \(old)")
    }

    /// An authority that goes leaves its schemes and its keys; the key of the one that stays signs from now on.
    private static func moveAuthority(_ tx: Transaction, _ old: Int64, _ kept: Int64) throws {
        try tx.execute("UPDATE calls_scheme SET authority_id = \(kept) WHERE authority_id = \(old)")
        try tx.execute(
            """
            UPDATE calls_key SET retired_at = \(tx.now) WHERE authority_id = \(old) AND retired_at IS NULL AND EXISTS (
                SELECT 1 FROM calls_key k WHERE k.authority_id = \(kept) AND k.retired_at IS NULL)
            """)
        try tx.execute("UPDATE calls_key SET authority_id = \(kept) WHERE authority_id = \(old)")
    }
}
