import Access
import Campaigns
import Kernel
import Language
import Storage
import TestKit
import Testing

@Suite("The tree of campaigns and its closure")
struct TreeTests {
    private static func add(_ key: String, under parent: ID<Campaign>? = nil, accent: Campaign.Accent? = nil, _ tx: Transaction) throws -> ID<Campaign> {
        let days = (try #require(Day(iso: "2023-09-16")), try #require(Day(iso: "2023-09-24")))
        return try tx.addCampaign(
            key: key, name: Wording(key), kind: .series, parent: parent, begin: days.0, end: days.1, summary: Wording("简介"), accent: accent)
    }

    /// `child>ancestor` for every pair, in order.
    private func closure(_ database: Database) async throws -> [String] {
        try await database.read { tx in
            let keys = Dictionary(uniqueKeysWithValues: try tx.campaigns().map { ($0.id, $0.key) })
            let pairs = try tx.rows("SELECT campaign_id, ancestor_id FROM view_campaigns_ancestor") { row in
                (keys[try row.id("campaign_id")] ?? "?") + ">" + (keys[try row.id("ancestor_id")] ?? "?")
            }
            return pairs.sorted()
        }
    }

    private func move(_ key: String, under parent: String?, _ database: Database) async throws {
        try await database.write { tx in
            var campaign = try #require(try tx.campaign(key: key))
            campaign.parentID = try parent.map { try #require(try tx.campaign(key: $0)).id }
            try tx.save(campaign, by: 0)
        }
    }

    /// aa over bb over cc and dd; ee alone.
    private func tree(_ engine: TestEngine) async throws -> Database {
        let database = try await rooms.database(engine)
        try await database.write { tx in
            let top = try Self.add("aa", accent: .jade, tx)
            let middle = try Self.add("bb", under: top, tx)
            _ = try Self.add("cc", under: middle, tx)
            _ = try Self.add("dd", under: middle, accent: .plum, tx)
            _ = try Self.add("ee", accent: .ochre, tx)
        }
        return database
    }

    private let whole = ["aa>aa", "bb>aa", "bb>bb", "cc>aa", "cc>bb", "cc>cc", "dd>aa", "dd>bb", "dd>dd", "ee>ee"]

    @Test(arguments: TestEngine.allCases)
    func holdsEveryAncestorAndItself(_ engine: TestEngine) async throws {
        let database = try await tree(engine)
        #expect(try await closure(database) == whole)
        let scopes = try await database.read { tx in try tx.campaignScopes(try #require(try tx.campaign(key: "cc")).id) }
        #expect(scopes.map(\.path) == ["/campaign/cc", "/campaign/bb", "/campaign/aa"])
        let above = try await database.read { tx in try tx.ancestors(of: try #require(try tx.campaign(key: "cc")).id) }
        #expect(above.map(\.key) == ["bb", "aa"])
    }

    @Test(arguments: TestEngine.allCases)
    func aMoveTakesEverythingBelowAlong(_ engine: TestEngine) async throws {
        let database = try await tree(engine)
        try await move("bb", under: "ee", database)
        let moved = ["aa>aa", "bb>bb", "bb>ee", "cc>bb", "cc>cc", "cc>ee", "dd>bb", "dd>dd", "dd>ee", "ee>ee"]
        #expect(try await closure(database) == moved)
        try await move("bb", under: nil, database)
        #expect(try await closure(database) == moved.filter { !$0.hasSuffix(">ee") || $0 == "ee>ee" })
        try await move("bb", under: "aa", database)
        #expect(try await closure(database) == whole)
    }

    @Test(arguments: TestEngine.allCases)
    func circlesAreRefused(_ engine: TestEngine) async throws {
        let database = try await tree(engine)
        for (key, parent) in [("aa", "aa"), ("aa", "bb"), ("aa", "dd"), ("bb", "cc")] {
            let refusal = await #expect(throws: Refusal.self) { try await move(key, under: parent, database) }
            #expect(refusal?.code == "campaign-circle")
            #expect(try await closure(database) == whole)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func colourAndZoneComeFromTheNearestThatStatesThem(_ engine: TestEngine) async throws {
        let database = try await tree(engine)
        func accents() async throws -> [String: Campaign.Accent] {
            Dictionary(uniqueKeysWithValues: try await database.read { try $0.campaigns() }.map { ($0.key, $0.accent) })
        }
        #expect(try await accents() == ["aa": .jade, "bb": .jade, "cc": .jade, "dd": .plum, "ee": .ochre])
        try await move("bb", under: "ee", database)
        #expect(try await accents() == ["aa": .jade, "bb": .ochre, "cc": .ochre, "dd": .plum, "ee": .ochre])
        try await database.write { tx in
            var campaign = try #require(try tx.campaign(key: "ee"))
            campaign.ownZone = Zone("Europe/Paris")
            try tx.save(campaign, by: 0)
        }
        #expect(try await database.read { try $0.campaign(key: "cc")?.zone.name } == "Europe/Paris")
        #expect(try await database.read { try $0.campaign(key: "aa")?.zone.name } == "Asia/Shanghai")
    }

    @Test(arguments: TestEngine.allCases)
    func theSameAgainChangesNothing(_ engine: TestEngine) async throws {
        let database = try await tree(engine)
        func lines() async throws -> Int64? { try await database.read { try $0.number("SELECT COUNT(*) FROM ledger_entry") } }
        let before = try await lines()
        try await database.write { tx in
            let parent = try tx.campaign(key: "bb")?.id
            _ = try Self.add("cc", under: parent, tx)
        }
        #expect(try await lines() == before)
        try await move("cc", under: "bb", database)
        #expect(try await lines() == before)
    }

    @Test func daysInTheWrongOrderAreRefused() async throws {
        let database = try await tree(.sqlite)
        let refusal = await #expect(throws: Refusal.self) {
            try await database.write { tx in
                var campaign = try #require(try tx.campaign(key: "ee"))
                campaign.end = campaign.begin.adding(days: -1)
                try tx.save(campaign, by: 0)
            }
        }
        #expect(refusal?.field == "end")
    }
}
