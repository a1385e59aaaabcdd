import Declaration
import Kernel
import Rooms
import Storage
import Venues

/// Two units that are one: what either declared and received is the affair of the one that stays. Where both declared in a round, that of the unit
/// which goes is withdrawn while nothing rests on it, and stays where it was to be read.
enum RoundMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try giveWay(in: tx, old: old, kept: kept)
        // A draft of the one that stays, never handed in, gives way to what the other handed in.
        let gone = try tx.rows(
            """
            SELECT id FROM rounds_declaration WHERE organisation_id = \(kept) AND submitted_at IS NULL AND state IN ('draft', 'withdrawn') AND EXISTS (
                SELECT 1 FROM rounds_declaration o WHERE o.organisation_id = \(old) AND o.round_id = rounds_declaration.round_id AND o.submitted_at IS NOT NULL AND o.state <> 'withdrawn')
            """) { try $0.id("id", RoundDeclaration.self) }
        try tx.dropPapers(of: gone)
        try tx.execute(
            """
            DELETE FROM rounds_declaration WHERE organisation_id = \(kept) AND submitted_at IS NULL AND state IN ('draft', 'withdrawn') AND EXISTS (
                SELECT 1 FROM rounds_declaration o WHERE o.organisation_id = \(old) AND o.round_id = rounds_declaration.round_id AND o.submitted_at IS NOT NULL AND o.state <> 'withdrawn')
            """)
        let twice = try tx.rows(
            """
            SELECT d.id FROM rounds_declaration d WHERE d.organisation_id = \(old) AND d.state IN ('draft', 'submitted', 'returned', 'accepted')
                AND EXISTS (SELECT 1 FROM rounds_declaration o WHERE o.organisation_id = \(kept) AND o.round_id = d.round_id) ORDER BY d.id
            """) { try $0.id("id", RoundDeclaration.self) }
        for id in twice {
            try tx.execute("UPDATE rounds_declaration SET state = \(DeclarationState.withdrawn), changed_at = \(tx.now) WHERE id = \(id)")
            try tx.record(LedgerEntry("rounds.withdrawn", "round-declaration", id, by: 0, reason: "两个单位合并", visibility: .unit))
        }
        try tx.execute(
            """
            UPDATE rounds_declaration SET organisation_id = \(kept) WHERE organisation_id = \(old) AND NOT EXISTS (
                SELECT 1 FROM rounds_declaration o WHERE o.organisation_id = \(kept) AND o.round_id = rounds_declaration.round_id)
            """)
        try tx.execute("UPDATE rounds_round SET authority_id = \(kept) WHERE authority_id = \(old)")
    }
}

extension RoundMerging {
    /// What the one that stays handed in and withdrew takes no place: it goes to the other unit, to be read there, and that unit's own comes in its stead.
    private static func giveWay(in tx: Transaction, old: Int64, kept: Int64) throws {
        let pairs = try tx.rows(
            """
            SELECT d.id AS withdrawn, o.id AS other FROM rounds_declaration d JOIN rounds_declaration o ON o.round_id = d.round_id AND o.organisation_id = \(old)
            WHERE d.organisation_id = \(kept) AND d.state = 'withdrawn' AND d.submitted_at IS NOT NULL AND o.state <> 'withdrawn' ORDER BY d.id
            """) { (withdrawn: try $0.id("withdrawn", RoundDeclaration.self), other: try $0.id("other", RoundDeclaration.self)) }
        for pair in pairs {
            // A unit has one in a round: the place between is nobody's.
            try tx.execute("UPDATE rounds_declaration SET organisation_id = \(-pair.withdrawn.number) WHERE id = \(pair.withdrawn)")
            try tx.execute("UPDATE rounds_declaration SET organisation_id = \(kept) WHERE id = \(pair.other)")
            try tx.execute("UPDATE rounds_declaration SET organisation_id = \(old) WHERE id = \(pair.withdrawn)")
        }
    }
}

/// What refers to organisations and campaigns in this room.
enum RoundDependants {
    static let all = [
        Dependants(on: "organisations", "个轮次", "round", "rounds") { key in
            "SELECT COUNT(*) FROM rounds_round r JOIN view_venues_organisation o ON o.id = r.authority_id WHERE o.key = \(key)"
        },
        Dependants(on: "organisations", "份实体资源申报", "declaration", "declarations") { key in
            "SELECT COUNT(*) FROM rounds_declaration d JOIN view_venues_organisation o ON o.id = d.organisation_id WHERE o.key = \(key)"
        },
        Dependants(on: "campaigns", "个轮次", "round", "rounds") { key in
            "SELECT COUNT(*) FROM rounds_round r JOIN view_campaigns_campaign c ON c.id = r.campaign_id WHERE c.key = \(key)"
        },
    ]
}
