import Access
import Declaration
import Kernel
import Logging
import People
import Regions
import Rooms
import Storage
import TestKit
import Venues
import Web

/// People and Venues, as far as these tests need them.
enum TestHouse {
    static let house = House([People.module, Venues.module])

    static let declarations = Declarations(
        sections: house.sections, checks: DeclarationChecks(isRegion: { RegionTable.china2023[$0] != nil }))

    static func database(_ engine: TestEngine) async throws -> Database {
        try await engine.database(rooms: [(room: "declaration", migrations: Declarations.migrations)] + house.migrations)
    }

    static func site(_ database: Database) async throws -> Site {
        let frame = SiteFrame(
            name: Phrase("科普", "Kepu"), links: house.modules.flatMap(\.navigation), desk: house.modules.flatMap(\.desk), assetVersion: "t",
            banner: nil)
        return try await Site(
            routes: house.routes, database: database, frame: frame, publicFolder: "Public", logger: Logger(label: "test"))
    }

    /// Adds an account with one role and signs it in.
    static func signedIn(_ role: Role, over scope: Scope, _ database: Database) async throws -> Browser {
        let hash = try await Passwords.hash("a long password")
        try await database.write { tx in
            let account = try tx.addAccount(login: "who@example.org", name: "Who", passwordHash: hash)
            try tx.grant(Grant(role, over: scope), to: account)
        }
        let browser = Browser(try await site(database))
        try await browser.signIn("who@example.org", "a long password")
        return browser
    }
}

extension String {
    /// How often `part` stands in it.
    func count(of part: String) -> Int { ranges(of: part).count }
}
