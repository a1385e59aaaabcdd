import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Activities

/// Words that are made anew, and characters that are written in several ways.
@Suite struct RewordingTests {
    private static func found(_ words: String, _ database: Database) async throws -> [String] {
        var filter = ActivityFilter()
        filter.words = words
        let asked = filter
        return try await database.read { try $0.listed(asked).items.map(\.content.title.zh).sorted() }
    }

    private static func publish(_ titles: [String], _ world: World) async throws -> [ID<Activity>] {
        try await world.database.write { tx in
            try titles.map { title in
                let id = try tx.addActivity(world.draft(title))
                try tx.place(id, in: world.city)
                return id
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func eitherWayOfWritingFindsTheOther(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        _ = try await Self.publish(["头发的科学", "臺灣科學教育館", "发电机"], world)
        for words in ["头发", "頭髮", "頭发"] { #expect(try await Self.found(words, world.database) == ["头发的科学"], "\(words)") }
        for words in ["台湾", "臺灣", "科学教育馆", "科學教育館", "taiwankexue", "twkx"] {
            #expect(try await Self.found(words, world.database) == ["臺灣科學教育館"], "\(words)")
        }
        #expect(try await Self.found("發電機", world.database) == ["发电机"])
        await world.database.close()
    }

    /// A database of before: the words are others, and the migration has named whom they belong to.
    @Test(arguments: TestEngine.allCases) func wordsAreMadeAnewAFewAtATime(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        let ids = try await Self.publish(["臺灣的魚", "火星", "金星", "木星", "水星"], world)
        try await world.database.write { tx in
            for id in ids {
                try tx.put(id.number, strong: ["old"], weak: [], in: ListedSchema.words)
                try tx.execute("INSERT INTO activities_rewording (id) VALUES (\(id))")
            }
            try tx.withdraw(ids[4], from: world.city, by: world.host)
        }
        #expect(try await Self.found("old", world.database).count == 4)
        #expect(try await world.database.write { try $0.reword(3) })
        #expect(try await Self.found("old", world.database) == ["木星"])
        #expect(try await Self.found("台湾", world.database) == ["臺灣的魚"])
        #expect(try await world.database.write { try $0.reword(3) })
        #expect(try await !world.database.write { try $0.reword(3) })
        #expect(try await Self.found("old", world.database).isEmpty)
        #expect(try await Self.found("星", world.database) == ["木星", "火星", "金星"])
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM activities_rewording") } == 0)
        await world.database.close()
    }
}
