import Declaration
import Rooms
import Storage
import Venues

/// Two units that are one: what either owns, holds, lends and borrows is the kept one's.
enum ExhibitMerging {
    static let merging = Merging(of: Venues.organisationMerge) { tx, old, kept in
        try tx.execute("UPDATE exhibits_piece SET owner_id = \(kept) WHERE owner_id = \(old)")
        try tx.execute("UPDATE exhibits_piece SET holder_id = \(kept) WHERE holder_id = \(old)")
        try tx.execute("UPDATE exhibits_loan SET owner_id = \(kept) WHERE owner_id = \(old)")
        try tx.execute("UPDATE exhibits_loan SET borrower_id = \(kept) WHERE borrower_id = \(old)")
    }
}

/// What refers to organisations and campaigns in this room.
enum ExhibitDependants {
    static let all = [
        Dependants(on: "organisations", "件展品实物", "exhibit", "exhibits") { key in
            "SELECT COUNT(*) FROM exhibits_piece p JOIN view_venues_organisation o ON o.id = p.owner_id OR o.id = p.holder_id WHERE o.key = \(key)"
        },
        Dependants(on: "organisations", "次借展", "loan", "loans") { key in
            "SELECT COUNT(*) FROM exhibits_loan l JOIN view_venues_organisation o ON o.id = l.owner_id OR o.id = l.borrower_id WHERE o.key = \(key)"
        },
        Dependants(on: "campaigns", "张展品表", "exhibit form", "exhibit forms") { key in
            "SELECT COUNT(*) FROM exhibits_declared d JOIN view_campaigns_campaign c ON c.id = d.campaign_id WHERE c.key = \(key)"
        },
    ]
}
