import Declaration
import Kernel
import Rooms
import Storage
import Venues

/// Two bodies that are one: their visits, people and conclusions are those of the one that stays; where both took part, one of them is enough, and
/// what either agreed to is agreed. A record that then waits for nobody any more stands.
enum VisitMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try tx.execute(
            """
            UPDATE workingvisits_body SET
                agreed_by = (SELECT o.agreed_by FROM workingvisits_body o WHERE o.visit_id = workingvisits_body.visit_id AND o.organisation_id = \(old)),
                agreed_at = (SELECT o.agreed_at FROM workingvisits_body o WHERE o.visit_id = workingvisits_body.visit_id AND o.organisation_id = \(old))
            WHERE organisation_id = \(kept) AND agreed_at IS NULL
                AND EXISTS (SELECT 1 FROM workingvisits_body o WHERE o.visit_id = workingvisits_body.visit_id AND o.organisation_id = \(old))
            """)
        try tx.execute(
            """
            DELETE FROM workingvisits_body WHERE organisation_id = \(old)
                AND EXISTS (SELECT 1 FROM workingvisits_body k WHERE k.visit_id = workingvisits_body.visit_id AND k.organisation_id = \(kept))
            """)
        try tx.execute("UPDATE workingvisits_body SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        try tx.execute("UPDATE workingvisits_person SET organisation_id = \(kept) WHERE organisation_id = \(old)")
        try tx.execute("UPDATE workingvisits_conclusion SET owner_id = \(kept) WHERE owner_id = \(old)")
        try tx.execute("UPDATE workingvisits_visit SET keeper_id = \(kept) WHERE keeper_id = \(old)")
        let settled = try tx.rows(
            """
            SELECT v.id FROM workingvisits_visit v JOIN workingvisits_body m ON m.visit_id = v.id AND m.organisation_id = \(kept)
            WHERE v.state = \(VisitState.recorded) AND NOT EXISTS (SELECT 1 FROM workingvisits_body b WHERE b.visit_id = v.id AND b.agreed_at IS NULL) ORDER BY v.id
            """) { try $0.id("id", WorkingVisit.self) }
        for visit in settled {
            try tx.execute("UPDATE workingvisits_visit SET state = \(VisitState.agreed), changed_at = \(tx.now) WHERE id = \(visit)")
            try tx.record(LedgerEntry("workingvisits.agreed", "visit", visit, by: 0, visibility: .unit))
        }
    }
}

/// What refers to organisations, venues and campaigns in this room.
enum VisitDependants {
    static let all = [
        Dependants(on: "organisations", "次调研交流", "working visit", "working visits") { key in
            "SELECT COUNT(*) FROM workingvisits_body b JOIN view_venues_organisation o ON o.id = b.organisation_id WHERE o.key = \(key)"
        },
        Dependants(on: "venues", "次调研交流", "working visit", "working visits") { key in
            "SELECT COUNT(*) FROM workingvisits_visit v JOIN view_venues_venue p ON p.id = v.venue_id WHERE p.key = \(key)"
        },
        Dependants(on: "campaigns", "次调研交流", "working visit", "working visits") { key in
            "SELECT COUNT(*) FROM workingvisits_visit v JOIN view_campaigns_campaign c ON c.id = v.campaign_id WHERE c.key = \(key)"
        },
    ]
}
