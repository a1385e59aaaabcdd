import Access
package import Declaration
package import Kernel
import Logging
import Regions
package import Rooms
package import Storage
package import Web

/// Some rooms as a test lives in them: their tables, their pages and their campaign files.
package struct TestHouse: Sendable {
    package let house: House

    package init(_ modules: Module...) { house = House(modules) }

    /// With the divisions of every edition that the database holds.
    package func declarations(_ database: Database) async throws -> Declarations {
        let regions = try await database.read { try $0.regions() }
        return Declarations(sections: house.sections, dependants: house.dependants, checks: DeclarationChecks(isRegion: { regions[$0] != nil }))
    }

    /// A fresh database with the tables of these rooms, of campaign files and of regions.
    package func database(_ engine: TestEngine, clock: Clock = .system) async throws -> Database {
        let rooms = [(room: "declaration", migrations: Declarations.migrations)] + house.migrations
        let name = rooms.flatMap { room in room.migrations.map(\.name) }.joined(separator: " ")
        let place = try await engine.place(likeAll: name) { place in try await place.database(clock: TestTemplates.clock, rooms: rooms).close() }
        return try await place.database(clock: clock, rooms: rooms)
    }

    package func site(_ database: Database, secure: Bool = false, turnstile: Turnstile = Turnstile(), publicFolder: String = "Public") async throws -> Site {
        let frame = SiteFrame(
            name: Phrase("科普", "Kepu"), links: house.modules.flatMap(\.navigation), desk: house.modules.flatMap(\.desk), assetVersion: "t",
            banner: nil, inbox: House.inbox)
        var logger = Logger(label: "test")
        logger.logLevel = .error
        return try await Site(routes: house.routes, database: database, frame: frame, publicFolder: publicFolder, secure: secure, turnstile: turnstile, logger: logger)
    }

    /// Applies one campaign file. A file that is applied again under its name takes back what it no longer declares.
    @discardableResult
    package func apply(_ text: String, as name: String = "test", to database: Database, overwrite: Bool = false) async throws -> Plan {
        try await declarations(database).apply([(name: name + ".yaml", bytes: Array(text.utf8))], to: database, overwrite: overwrite)
    }

    /// The campaign file of that name as the database holds it.
    package func export(_ database: Database) async throws -> String {
        let declarations = try await declarations(database)
        return try await database.read { try declarations.export($0, file: "test") }
    }
}
