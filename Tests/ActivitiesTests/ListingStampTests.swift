import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Activities

/// Formats that are asked for again and again: a 304 while nothing has changed, the whole as soon as something has.
@Suite struct ListingStampTests {
    private static let formats = ["json", "csv", "xlsx", "ics", "atom", "geojson"]

    @Test(arguments: TestEngine.allCases) func whatHasNotChangedIsNotSentAgain(_ engine: TestEngine) async throws {
        let one = try await ListingWorld.make(engine)
        try await one.world.database.ledgerSettled()
        for format in Self.formats {
            let path = "/activities.\(format)?region=610000"
            let tag = try await Self.tag(one, path)
            #expect(try await Self.tag(one, path) == tag)
            let again = try await Self.ask(one, path, knowing: "\"other\", \(tag)")
            #expect(again.status == 304 && again.body.isEmpty && again.headers[.eTag] == tag, "\(format)")
            #expect(try await Self.ask(one, path, knowing: "\"other\"").status == 200)
            // Another question, another language: another answer.
            #expect(try await Self.tag(one, path + "&mode=onsite") != tag)
            #expect(try await Self.tag(one, path, "en") != tag)
            // A wrong question is wrong whatever is known.
            #expect(try await Self.ask(one, path + "&age=x", knowing: "*").status == 400)
        }
        await one.world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func everyChangeShows(_ engine: TestEngine) async throws {
        let one = try await ListingWorld.make(engine)
        try await one.world.database.ledgerSettled()
        let session = try #require(try await one.world.database.read { try $0.sessions(of: one.ids[0]) }.first)
        let changes: [@Sendable (Transaction) throws -> Void] = [
            { tx in
                let later = SessionDraft(begin: session.begin.adding(hours: 1), end: session.end.adding(hours: 1), capacity: session.capacity)
                try tx.changeSession(session, to: later, status: session.status, house: World.house, by: 1)
            },
            { tx in try tx.withdraw(one.ids[1], from: one.world.city, by: one.world.host) },
            { tx in try tx.setStatus(.cancelled, of: one.ids[4], reason: "停电", by: 1) },
        ]
        for change in changes {
            var before: [String: String] = [:]
            for format in Self.formats { before[format] = try await Self.tag(one, "/activities.\(format)") }
            try await one.world.database.write { tx in try change(tx) }
            try await one.world.database.ledgerSettled()
            for format in Self.formats { #expect(try await Self.tag(one, "/activities.\(format)") != before[format], "\(format)") }
        }
        await one.world.database.close()
    }

    /// Places that are taken are told by the tables and not by the calendar, which need not be read again for them.
    @Test(arguments: TestEngine.allCases) func takenPlacesChangeWhatTellsPlaces(_ engine: TestEngine) async throws {
        let one = try await ListingWorld.make(engine)
        try await one.world.database.ledgerSettled()
        var before: [String: String] = [:]
        for format in Self.formats { before[format] = try await Self.tag(one, "/activities.\(format)") }
        try await one.world.database.write { tx in
            try tx.record(LedgerEntry("test.booked", "session", one.ids[0], by: 0, visibility: .unit))
        }
        try await one.world.database.ledgerSettled()
        for format in Self.formats {
            let isSame = try await Self.tag(one, "/activities.\(format)") == before[format]
            #expect(isSame == ["ics", "atom", "geojson"].contains(format), "\(format)")
        }
        await one.world.database.close()
    }

    @Test func aFeedHasNoPagePastItsEnd() async throws {
        let one = try await ListingWorld.make(.sqlite)
        #expect(try await one.get("/activities.atom?page=1").status == 200)
        let past = try await one.get("/activities.atom?page=2")
        #expect(past.status == 400 && String(decoding: past.body, as: UTF8.self).contains("\"parameter\":\"page\""))
        // A feed of nothing has a first page.
        #expect(try await one.get("/activities.atom?region=110000").status == 200)
        await one.world.database.close()
    }

    private static func ask(_ one: ListingWorld, _ path: String, knowing tag: String) async throws -> (status: Int, headers: HTTPFields, body: [UInt8]) {
        var headers = HTTPFields()
        (headers[.acceptLanguage], headers[.ifNoneMatch]) = ("zh-Hans", tag)
        return try await one.site.respond(method: .get, path: path, headers: headers)
    }

    private static func tag(_ one: ListingWorld, _ path: String, _ language: String = "zh-Hans") async throws -> String {
        let answer = try await one.get(path, language)
        #expect(answer.status == 200)
        return try #require(answer.headers[.eTag])
    }
}
