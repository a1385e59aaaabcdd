import API
import Kernel
import Language
import Regions
import Storage
import Web

/// Venues and networks at `/api/v1`.
enum VenueAPI {
    static let resources = [list, item, networks, network]

    private static let parameters = [
        APIParameter(
            FormField("q", "名称或地址", "Name or address", .text(max: 100), hint: Phrase("也可用拼音", "pinyin works too")), example: "科技馆"),
        APIParameter(FormField("region", "地区", "Region", .text(max: 12), hint: Phrase("行政区划代码", "the code of an administrative unit")), isOpen: true, example: "610000"),
        APIParameter(FormField("kind", "类型", "Kind", .choice(Venue.Kind.allCases.map { .init($0.rawValue, $0.title) })), example: "museum"),
        APIParameter(FormField("status", "状态", "State", .choice(Venue.Status.allCases.map { .init($0.rawValue, $0.title) })), example: "operating"),
    ]

    private static let list = APIResource.list(
        "/venues", name: "listVenues", Phrase("场馆", "Venues"), says: Phrase("按录入的先后排列。", "In the order in which they were entered."), parameters,
        of: Venue.json,
        examples: [APIExample("陕西省的场馆", "Venues in Shaanxi", ("region", "610000")), APIExample("前两个科技馆", "Two science museums", ("kind", "science-museum"), ("limit", "2"))]
    ) { call in
        let filter = try VenueFilter(call.filters, regions: call.visit.regions)
        let (after, limit) = (call.afterNumber, call.limit)
        return try await call.visit.database.read { tx in
            let found = try tx.venues(filter, after: after ?? 0, limit: limit + 1)
            let total = after == nil ? try tx.venueCount(filter) : nil
            return APIPage(upTo: limit, of: found, total: total) { [String($0.id.number)] }
        }
    }

    private static let item = APIResource.item(
        "/venues/{id}", name: "readVenue", Phrase("一个场馆", "One venue"), [.path("id", "场馆的标识", "The venue's identity")], of: VenuePage.json,
        examples: [
            APIExample(Phrase("一个场馆", "One venue")) { tx in
                try tx.venues(VenueFilter(Query(), regions: .china2023), after: 0, limit: 1).first.map { [("id", $0.id.text)] }
            }
        ]
    ) { call in
        let what = Phrase("场馆", "venue")
        let id: ID<Venue> = try call.visit.id("id", of: what)
        guard let page = try await call.visit.database.read({ tx in try VenuePage(id, in: tx) }) else { throw Refusal.notFound(what) }
        return page
    }

    private static let networks = APIResource.list(
        "/networks", name: "listNetworks", Phrase("“1+N”场馆体系", "“1+N” networks"), of: Network.json,
        examples: [APIExample("全部", "All of them")]
    ) { call in
        let all = try await call.visit.database.read { try $0.networks() }
        return call.page(of: all) { $0.key }
    }

    private static let network = APIResource.item(
        "/networks/{key}", name: "readNetwork", Phrase("一个场馆体系", "One network"), [.path("key", "体系的 key", "The network's key")], of: Network.json,
        examples: [APIExample(Phrase("一个场馆体系", "One network")) { tx in try tx.networks().first.map { [("key", $0.key)] } }]
    ) { call in
        let key = call.visit.parameter("key")
        guard let found = try await call.visit.database.read({ try $0.network(key: key) }) else { throw Refusal.notFound(Phrase("场馆体系", "network")) }
        return found
    }

    /// What the ledger's public entries mean for readers of the API.
    static let changes = [
        APIChanges(of: "venue") { _, record in
            let id = Crockford.text(record.entry.subject)
            return APIChange("venue", id, record.entry.kind == "venues.venue-added" ? .added : .updated, path: "/venues/\(id)")
        },
        APIChanges(of: "network") { tx, record in
            let id = ID<Network>(record.entry.subject)
            let kinds: [String: APIChange.Kind] = ["venues.network-added": .added, "venues.network-removed": .removed]
            let key = try tx.networkKey(id)
            return APIChange("network", id.text, kinds[record.entry.kind] ?? .updated, path: key.map { "/networks/\($0)" })
        },
    ]
}

extension Transaction {
    /// The venues that fit, in the order of their identities.
    func venues(_ filter: VenueFilter, after: Int64, limit: Int) throws -> [Venue] {
        try rows("SELECT * FROM venues_venue WHERE \(sql: filter.condition) AND id > \(after) ORDER BY id LIMIT \(limit)", Venue.init)
    }

    func venueCount(_ filter: VenueFilter) throws -> Int {
        Int(try number("SELECT COUNT(*) FROM venues_venue WHERE \(sql: filter.condition)") ?? 0)
    }

    func networkKey(_ id: ID<Network>) throws -> String? {
        try row("SELECT key FROM venues_network WHERE id = \(id)") { try $0.text("key") }
    }
}
