import Kernel
import Language
package import Rooms
package import Storage

/// What the ledger's entries about organisations, venues, networks and agreements say.
enum VenuesLedger {
    static let words = [
        LedgerWord("venues.site-stated", "写明了场地条件", "stated the site of"), LedgerWord("venues.organisation-added", "添加了单位", "added"), LedgerWord("venues.organisation-changed", "更改了单位", "changed"),
        LedgerWord("venues.organisation-merged", "并入了另一单位", "merged into another"),
        LedgerWord("venues.organisation-took-over", "合并了另一单位", "took over another"),
        LedgerWord("venues.unit-named", "报来了名单中没有的单位", "named as missing"), LedgerWord("venues.unit-answered", "处理了报来的单位", "answered"),
        LedgerWord("venues.venue-added", "添加了场馆", "added"), LedgerWord("venues.venue-changed", "更改了场馆", "changed"),
        LedgerWord("venues.network-added", "添加了场馆网络", "added"), LedgerWord("venues.network-changed", "更改了场馆网络", "changed"),
        LedgerWord("venues.network-removed", "移除了场馆网络", "removed"), LedgerWord("venues.agreement-added", "添加了协议", "added"),
        LedgerWord("venues.agreement-changed", "更改了协议", "changed"), LedgerWord("venues.agreement-removed", "移除了协议", "removed"),
        LedgerWord("venues.agreement-confirmed", "代表一方确认了协议", "agreed for a party to"), LedgerWord("venues.agreement-declined", "代表一方谢绝了协议", "declined for a party"),
        LedgerWord("venues.agreement-agreed", "作为最后一方确认了协议", "agreed as the last one to"),
    ]

    static let nouns = [
        LedgerNoun("organisation", "单位", "organisation") { tx, ids in
            try tx.ledgerRecords("SELECT id, name_zh, name_en FROM venues_organisation WHERE id IN (\(list: ids))") { "/organisations/\(try $0.id("id", Organisation.self))" }
        },
        LedgerNoun("venue", "场馆", "venue") { tx, ids in
            try tx.ledgerRecords("SELECT id, name_zh, name_en FROM venues_venue WHERE id IN (\(list: ids))") { "/venues/\(try $0.id("id", Venue.self))" }
        },
        LedgerNoun("network", "场馆网络", "network") { tx, ids in
            try tx.ledgerRecords("SELECT id, key, name_zh, name_en FROM venues_network WHERE id IN (\(list: ids))") { "/networks/\(try $0.text("key"))" }
        },
        LedgerNoun("agreement", "协议", "agreement"), LedgerNoun("wanted-unit", "报来的单位", "unit that was named"),
    ]
}

extension Transaction {
    /// What rows of `id`, `name_zh` and `name_en` are called in the ledger, and where everybody sees them; nil for what is not public.
    package func ledgerRecords(_ rows: SQL, at path: @escaping (Row) throws -> String?) throws -> [Int64: LedgerNoun.Record] {
        let found = try self.rows(rows) { row in (try row.int64("id"), LedgerNoun.Record(try row.wording("name").phrase, at: try path(row))) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
