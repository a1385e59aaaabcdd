package import API
import Access
package import Declaration
import Files
package import Jobs
package import Kernel
package import Logging
package import Outbox
package import Regions
package import Rooms
package import Storage
import StoragePostgres
import StorageSQLite
package import Web

/// The program assembled: the house, its database, its site and its jobs.
package struct Kepu: Sendable {
    package static let version = "0.1.0"
    package let house: House
    package let database: Database
    /// The administrative units of every edition that the database holds.
    package let regions: RegionShelf
    package let logger: Logger

    /// Opens `sqlite:PATH` or `postgres://…`, brings its tables up to date, and loads the table of regions where it is missing.
    ///
    /// Throws one `Refusal` in one sentence where the database is missing, read-only, full, locked or newer than the program.
    ///
    /// - Parameters:
    ///   - secret: the installation's key; what lies open in the database is sealed under it at once.
    ///   - files: the folder in which files of any size lie; nil for the one beside the database's file, where it is one.
    package static func open(
        _ address: String, house: House = .kepu, clock: Clock = .system, secret: InstallationKey? = nil, files: String? = nil, logger: Logger
    ) async throws -> Kepu {
        try await open(
            on: engine(address, logger: logger), house: house, clock: clock, secret: secret, files: files ?? filesFolder(beside: address), logger: logger)
    }

    /// `files` beside a SQLite file; nil where the database is no file.
    package static func filesFolder(beside address: String) -> String? {
        guard address.hasPrefix("sqlite:") else { return nil }
        let path = address.dropFirst("sqlite:".count)
        return (path.lastIndex(of: "/").map { path[...$0] } ?? "") + "files"
    }

    /// The same on an engine that is open already.
    package static func open(
        on engine: any Engine, house: House = .kepu, clock: Clock = .system, secret: InstallationKey? = nil, files: String? = nil, logger: Logger
    ) async throws -> Kepu {
        let database = try await Database.start(
            on: engine, rooms: tables(of: house), program: version, clock: clock, installationKey: secret, files: files)
        try await database.writeAlone { tx in
            try tx.loadRegions()
            try tx.sealSecrets()
        }
        return Kepu(house: house, database: database, regions: try await RegionShelf(database), logger: logger)
    }

    /// Which migrations the database lacks; nothing is changed.
    package static func pendingMigrations(_ address: String, house: House = .kepu, logger: Logger) async throws -> [String] {
        let engine = try await engine(address, logger: logger)
        let names = try await Migrator(engine, rooms: tables(of: house), program: version, clock: .system).plan()
        await engine.close()
        return names
    }

    /// The tool that reads and applies campaign files, with the sections of all rooms.
    package var declarations: Declarations {
        Declarations(sections: house.sections, dependants: house.dependants, checks: DeclarationChecks(isRegion: { [regions] in regions.table[$0] != nil }))
    }

    /// What sends: mail, text messages, webhooks; a service beside the jobs, so that a slow mail server holds up none of them.
    package func outbox(_ settings: OutboxSettings) -> Outbox {
        Outbox(database, settings, feed: WebhookFeeds.feed(of: house), logger: logger)
    }

    /// What keeps roll-ups in step with the records.
    package var followers: FollowerRunner { FollowerRunner(database, house.followers, logger: logger) }

    package var jobs: JobRunner { JobRunner(database, kinds: house.jobs + [LedgerJobs.seal, APIJobs.forgetOld, UploadJobs.forgetOld], logger: logger) }

    /// - Parameters:
    ///   - publicFolder: the folder with style sheets and scripts.
    ///   - grace: for how long after a write visitors may still see a page as it was; none in tests.
    ///   - banner: a line above every page.
    ///   - policy: how much of the API one address may use.
    ///   - proxies: addresses of our own proxies, whose word on the address behind them is taken.
    package func site(
        publicFolder: String, banner: Phrase? = nil, secure: Bool = false, grace: Duration = .zero, policy: APIPolicy = APIPolicy(),
        proxies: Set<String> = [], address: String? = nil
    ) async throws -> Site {
        try await database.read { try $0.requireNoRotation() }
        let frame = SiteFrame(
            name: Phrase("科普", "Kepu"), links: house.modules.flatMap(\.navigation), desk: house.modules.flatMap(\.desk),
            assetVersion: AssetVersion.of(publicFolder), banner: banner,
            search: SiteFrame.Search("/activities", words: "q", begin: "begin", end: "end"), inbox: House.inbox,
            address: address)
        let api = try await APIService(house.api, operations: house.operations, changes: house.changes, policy: policy, database: database)
        return try await Site(
            routes: house.routes + api.routes + HealthRoutes.routes, database: database, frame: frame, publicFolder: publicFolder, regions: regions,
            secure: secure, grace: grace,
            proxies: proxies, logger: logger)
    }

    /// Every migration, in the order in which they are applied.
    package static func tables(of house: House) -> [(room: String, migrations: [Migration])] {
        [("regions", RegionsSchema.migrations), ("declaration", Declarations.migrations)] + house.migrations
    }

    private static func engine(_ address: String, logger: Logger) async throws -> any Engine {
        if address.hasPrefix("sqlite:") {
            return try await SQLiteEngine.open(path: String(address.dropFirst("sqlite:".count)), holding: Migrator.mark)
        }
        if address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") {
            return try await PostgresEngine.open(address: address, logger: logger)
        }
        throw Refusal(
            .invalid, "database-address", "数据库地址应为 sqlite:PATH 或 postgres://…，现为“\(address)”。",
            "A database address is sqlite:PATH or postgres://…, not “\(address)”.")
    }
}
