import Kernel
import Language
import Rooms
import Storage

/// What the ledger's entries about organisations, venues, networks and agreements say.
enum VenuesLedger {
    static let words = [
        LedgerWord("venues.organisation-added", "添加了单位", "added"), LedgerWord("venues.organisation-changed", "更改了单位", "changed"),
        LedgerWord("venues.organisation-merged", "并入了另一单位", "merged into another"),
        LedgerWord("venues.organisation-took-over", "合并了另一单位", "took over another"),
        LedgerWord("venues.unit-named", "报来了名单中没有的单位", "named as missing"), LedgerWord("venues.unit-answered", "处理了报来的单位", "answered"),
        LedgerWord("venues.venue-added", "添加了场馆", "added"), LedgerWord("venues.venue-changed", "更改了场馆", "changed"),
        LedgerWord("venues.network-added", "添加了场馆网络", "added"), LedgerWord("venues.network-changed", "更改了场馆网络", "changed"),
        LedgerWord("venues.network-removed", "移除了场馆网络", "removed"), LedgerWord("venues.agreement-added", "添加了协议", "added"),
        LedgerWord("venues.agreement-changed", "更改了协议", "changed"), LedgerWord("venues.agreement-removed", "移除了协议", "removed"),
    ]

    static let nouns = [
        LedgerNoun("organisation", "单位", "organisation") { tx, id in
            try tx.organisation(ID(id)).map { LedgerNoun.Record($0.name.phrase, at: "/organisations/\($0.id)") }
        },
        LedgerNoun("venue", "场馆", "venue") { tx, id in
            try tx.venue(ID(id)).map { LedgerNoun.Record($0.name.phrase, at: "/venues/\($0.id)") }
        },
        LedgerNoun("network", "场馆网络", "network") { tx, id in
            try tx.networks().first { $0.id.number == id }.map { LedgerNoun.Record($0.name.phrase, at: "/networks/\($0.key)") }
        },
        LedgerNoun("agreement", "协议", "agreement"), LedgerNoun("wanted-unit", "报来的单位", "unit that was named"),
    ]
}
