import Access
import Activities
import Declaration
import Kernel
import Logging
import Regions
import Rooms
import Storage
import TestKit
import Web

/// The rooms up to this one, with their addresses and campaign files.
enum TestHouse {
    static let declarations = Declarations(
        sections: World.house.sections, checks: DeclarationChecks(isRegion: { RegionTable.china2023[$0] != nil }))

    static func site(_ database: Database) async throws -> Site {
        let modules = World.house.modules
        let frame = SiteFrame(
            name: Phrase("科普", "Kepu"), links: modules.flatMap(\.navigation), desk: modules.flatMap(\.desk), assetVersion: "t", banner: nil)
        return try await Site(
            routes: World.house.routes, database: database, frame: frame, publicFolder: "Public", logger: Logger(label: "test"))
    }

    /// A browser in which an account with these grants has signed in.
    static func browser(_ login: String, _ grants: [Grant], _ database: Database, _ site: Site) async throws -> Browser {
        let hash = try await Passwords.hash("a long password")
        try await database.write { tx in
            let account = try tx.addAccount(login: login, name: login, passwordHash: hash)
            for grant in grants { try tx.grant(grant, to: account) }
        }
        let browser = Browser(site)
        try await browser.signIn(login, "a long password")
        return browser
    }
}
