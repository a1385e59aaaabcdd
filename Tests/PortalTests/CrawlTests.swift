import Access
import Ballots
import Calls
import CloudHall
import Kernel
import Rooms
import Storage
import TestKit
import Testing
@testable import Portal

/// Every link leads somewhere, for everybody: no 403, no 404, no 5xx.
@Suite("Crawling the demonstration")
struct CrawlTests {
    /// A small demonstration with its accounts, all with one password.
    private static func demonstration(_ engine: TestEngine) async throws -> Database {
        let database = try await World.database(engine)
        try await DemoProgramme.load(240, into: database)
        for part in [DemoClaims.part, DemoBookings.part, DemoDoor.part] + CloudHall.module.demo + Ballots.module.demo + Calls.module.demo { try await part.load(World.house, database) }
        let hash = try await Passwords.hash(of: Token("a long password"))
        try await database.write { tx in try DemoAccounts.add(passwordHash: hash, tx) }
        return database
    }

    @Test(arguments: TestEngine.allCases)
    func everyLinkOfEveryRoleLeadsSomewhere(_ engine: TestEngine) async throws {
        let database = try await Self.demonstration(engine)
        var visitor = Crawl(try await World.browser(database), who: "visitor", each: 8)
        try await visitor.follow(from: ["/"])
        #expect(visitor.problems == [])
        #expect(visitor.seen.count > 60)
        let shared = PublicAddresses()
        let problems = try await withThrowingTaskGroup(of: [String].self) { group in
            for account in DemoAccounts.all { group.addTask { try await Self.problems(of: account.login, account.role.name, shared, database) } }
            return try await group.reduce([], +)
        }
        #expect(problems == [])
    }

    /// What one account cannot open: everything of its desk, and of what all see what no other account has opened yet.
    private static func problems(of login: String, _ who: String, _ shared: PublicAddresses, _ database: Database) async throws -> [String] {
        let browser = try await World.browser(database)
        try await browser.signIn(login, "a long password")
        #expect(browser.page.path == "/desk")
        var crawl = Crawl(browser, who: who, each: 2, shared: shared)
        try await crawl.follow(from: ["/desk", "/"])
        return crawl.problems
    }
}

/// Public pages that some account has opened: what they show does not depend on the account.
private actor PublicAddresses {
    private var opened: Set<String> = []
    func open(_ address: String) -> Bool { opened.insert(address).inserted }
}

/// Follows links breadth first: at the desk three of each kind, in public as many as is said.
private struct Crawl {
    private let browser: Browser
    private let who: String
    /// How many public pages of the same kind are visited.
    private let each: Int
    private(set) var seen: Set<String> = []
    private var kinds: [String: Int] = [:]
    private(set) var problems: [String] = []

    private let shared: PublicAddresses?

    init(_ browser: Browser, who: String, each: Int, shared: PublicAddresses? = nil) { (self.browser, self.who, self.each, self.shared) = (browser, who, each, shared) }

    mutating func follow(from starts: [String]) async throws {
        var waiting = starts.map { (from: "", to: $0) }
        var next = 0
        while next < waiting.count {
            let (from, address) = waiting[next]
            next += 1
            guard await isWanted(address) else { continue }
            let page = try await browser.go(address)
            if page.status != 200 { problems.append("\(who): \(from) → \(address): \(page.status)") }
            guard page.headers["content-type"]?.hasPrefix("text/html") == true else { continue }
            // These rooms stand without the API; its examples are asked in APITests and Tests/Outside.
            for link in page.links where !Self.leadsSomewhere(link) { problems.append("\(who): \(address) → \(link): no address") }
            waiting += page.links.filter { $0.hasPrefix("/") && !$0.hasPrefix("/api/") }.map { (from: address, to: String($0.prefix { $0 != "#" })) }
        }
    }

    /// Within this site from its root, within the page, or somewhere else by its whole address.
    private static func leadsSomewhere(_ link: String) -> Bool {
        ["/", "#", "?", "http://", "https://", "mailto:", "tel:", "geo:", "webcal:", "data:"].contains { link.hasPrefix($0) }
    }

    /// To the host's stream or recording, on another site (LiveJourneyTests).
    private static func leadsAway(_ address: String) -> Bool { address.hasPrefix("/live/") && (address.contains("/join/") || address.contains("/watch/")) }

    /// Once each; the same page in the other language is not followed.
    private mutating func isWanted(_ address: String) async -> Bool {
        guard !address.contains("lang="), !Self.leadsAway(address), seen.insert(address).inserted else { return false }
        let isDesk = address.hasPrefix("/desk") || address.hasPrefix("/door")
        if !isDesk, address != "/", let shared, await !shared.open(address) { return false }
        let kind = Self.kind(of: address)
        kinds[kind, default: 0] += 1
        return kinds[kind, default: 0] <= (isDesk ? 3 : each)
    }

    /// The address with its identities left out, and of its parameters only how many there are up to two: filters combine without end.
    private static func kind(of address: String) -> String {
        let halves = address.split(separator: "?", maxSplits: 1)
        let path = (halves.first ?? "").split(separator: "/").map { step in step.count == 13 && step.contains(where: \.isNumber) ? "…" : step }
        let parameters = halves.count < 2 ? 0 : min(2, halves[1].split(separator: "&").count)
        return path.joined(separator: "/") + "?\(parameters)"
    }
}
