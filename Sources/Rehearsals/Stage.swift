import Access
package import App
import Jobs
package import Kernel
package import Rehearsal
import Storage
import Venues
package import Web

/// Where a rehearsal is played: the whole program in process, a clock that stands until it is moved, and somebody at a browser for every
/// role. Nothing is done behind the pages but what the terminal does on a real system: accounts, and files that are applied.
package final class Stage {
    package let kepu: Kepu
    package let site: Site
    let clock: StandingClock
    private let tell: @Sendable (Phrase) -> Void
    private var browsers: [String: Browser] = [:]
    /// One password for all who play, new with each rehearsal.
    private let password = Token().text
    private var hash = ""

    /// - Parameters:
    ///   - kepu: opened on an empty database with `clock`'s clock.
    ///   - tell: hears each step and each check as it is done.
    package init(_ kepu: Kepu, clock: StandingClock, publicFolder: String = "Public", tell: @escaping @Sendable (Phrase) -> Void) async throws {
        (self.kepu, self.clock, self.tell) = (kepu, clock, tell)
        site = try await kepu.site(publicFolder: publicFolder)
        hash = try await Passwords.hash(of: Token(password))
    }

    /// Moves the clock to a wall-clock time in China, and does what became due meanwhile.
    func at(_ iso: String, _ says: Phrase) async throws {
        guard let time = LocalTime(iso: iso) else { throw RehearsalProblem("no time: \(iso)") }
        clock.move(to: time.instant(in: .china))
        _ = try await kepu.jobs.runDue()
        let when = "\(time.day.iso) \(time.clock)"
        tell(Phrase("\(when)  \(says.zh)", "\(when)  \(says.en)"))
    }

    /// A line below the step.
    func note(_ says: Phrase) { tell(Phrase("    \(says.zh)", "    \(says.en)")) }

    /// Holds what came out against what must come out, and says it.
    func expect(_ what: Phrase, _ found: (some Equatable & Sendable)?, is wanted: some Equatable & Sendable) throws {
        guard let found, "\(found)" == "\(wanted)" else {
            throw RehearsalProblem("\(what.en): wanted \(wanted), found \(found.map { "\($0)" } ?? "nothing")")
        }
        note(Phrase("\(what.zh)：\(wanted)", "\(what.en): \(wanted)"))
    }

    /// Holds a page against the status and the words that it must have; says what stood there instead.
    @discardableResult
    func require(_ page: PageSeen, _ status: Int = 200, says words: String...) throws -> PageSeen {
        let missing = words.first { !page.text.contains($0) }
        guard page.status == status, missing == nil else {
            let lacks = missing.map { " without “\($0)”" } ?? ""
            throw RehearsalProblem("\(page.path) answers \(page.status)\(lacks), \(status) was due: \(page.text.prefix(1500))")
        }
        return page
    }

    /// Makes an account with a role over an organisation of the applied files; without one, over everything.
    func enrol(_ name: String, _ role: Role, over organisation: String? = nil) async throws {
        guard let organisation else { return try await enrol(name, role, within: .all) }
        try await enrol(name, role, within: try await kepu.database.read(Self.scope(of: organisation)))
    }

    func enrol(_ name: String, _ role: Role, within scope: Scope) async throws {
        let hash = hash
        try await kepu.database.write { tx in
            let login = Self.login(name)
            let account = try tx.account(login: login)?.account.id ?? tx.addAccount(login: login, name: name, passwordHash: hash)
            try tx.grant(Grant(role, over: scope), to: account)
        }
    }

    private static func scope(of organisation: String) -> @Sendable (Transaction) throws -> Scope {
        { tx in
            guard let unit = try tx.organisation(key: organisation) else { throw RehearsalProblem("no organisation \(organisation)") }
            return .organisation(unit.id.number)
        }
    }

    // MARK: What an address needs of a record that the files name by its key

    func organisationID(_ key: String) async throws -> String { try await id("SELECT id FROM view_venues_organisation WHERE key = \(key)", key) }
    func campaignID(_ key: String) async throws -> String { try await id("SELECT id FROM view_campaigns_campaign WHERE key = \(key)", key) }
    func resourceID(_ key: String) async throws -> String { try await id("SELECT id FROM view_resources_resource WHERE key = \(key)", key) }

    private func id(_ statement: SQL, _ key: String) async throws -> String {
        guard let number = try await kepu.database.read({ try $0.number(statement) }) else { throw RehearsalProblem("there is no “\(key)”") }
        return Crockford.text(number)
    }

    static func login(_ name: String) -> String { "\(name)@example.org" }

    /// The browser of one who plays, signed in: again where the session has ended since.
    func actor(_ name: String) async throws -> Browser {
        let browser = browsers[name] ?? Browser(site)
        browsers[name] = browser
        let page = try await browser.go("/desk")
        if page.form(to: "/sign-in") != nil || page.status != 200 { try await browser.signIn(Self.login(name), password) }
        try require(try await browser.go("/desk"))
        return browser
    }

    /// The public.
    func visitor() -> Browser { Browser(site) }
}

/// What did not come out, in words for whoever mends it.
package struct RehearsalProblem: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
