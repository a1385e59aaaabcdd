import Access
import App
import Calls
import Foundation
import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

/// What is blind or sealed stays so: everybody but those who may asks for every address of the program, and searches for what is hidden.
@Suite struct SecrecyTests {
    /// Who may read what; everybody else may not.
    private enum Reader: CaseIterable {
        case visitor, administrator, office, otherOffice, moderator, host, otherHost, recommender, otherRecommender, firstJudge, secondJudge, supervisor, otherSupervisor,
            analyst, door

        /// The unit behind the application, and that it applied.
        var knowsApplicant: Bool { [.administrator, .office, .host, .recommender].contains(self) }
        /// What the first expert wrote.
        var knowsRemark: Bool { [.administrator, .office, .firstJudge].contains(self) }
        /// Who objected.
        var knowsObjector: Bool { self == .supervisor }
        var isJudge: Bool { self == .firstJudge || self == .secondJudge }
    }

    @Test(arguments: TestEngine.allCases) func nobodyLearnsWhatIsHidden(_ engine: TestEngine) async throws {
        let world = try await SecrecyWorld.make(engine)
        var leaks: [String] = [], asked = 0
        for reader in Reader.allCases {
            let browser = try await browser(reader, world)
            var paths = world.paths
            paths += try await browser.go("/desk/messages").links.filter { $0.hasPrefix("/desk/messages/") }
            for path in paths {
                let page = try await browser.go(path)
                asked += 1
                leaks += Self.leaks(page, at: path, reader, world).map { "\(reader) at \(path) (\(page.status)): \($0)" }
                if page.status >= 500 { leaks.append("\(reader) at \(path): \(page.status)") }
            }
            leaks += try await Self.tellsApart(browser, reader, world)
        }
        #expect(leaks.isEmpty, "\(leaks.prefix(40).joined(separator: "\n"))")
        #expect(asked > 1500, "\(asked)")
        await world.kepu.database.close()
    }

    /// Of a sealed entry the ledger shows that it is there, and when: not who made it, nor what it is, nor about what; and nobody finds it by
    /// asking for that. Whoever holds the very power over such records reads it.
    @Test(arguments: TestEngine.allCases) func theLedgerKeepsWhatIsSealed(_ engine: TestEngine) async throws {
        let world = try await SecrecyWorld.make(engine)
        let count = try await world.kepu.database.read { tx in
            (all: try tx.number("SELECT COUNT(*) FROM ledger_entry WHERE visibility = 'sealed'") ?? 0,
             objections: try tx.number("SELECT COUNT(*) FROM ledger_entry WHERE visibility = 'sealed' AND noun = 'objection'") ?? 0)
        }
        #expect(count.objections == 1 && count.all > 3)
        let kinds = ["calls.sheet-signed", "calls.objection-received", "digest"]
        for reader in [Reader.administrator, .analyst] {
            let browser = try await browser(reader, world)
            let table = try await browser.go("/desk/ledger.csv?lang=en").html
            #expect(kinds.allSatisfy { !table.contains($0) } && table.contains("calls.submitted"), "\(reader)")
            #expect(table.ranges(of: "(sealed),(sealed),").count == Int(count.all), "\(reader)")
            #expect(try await browser.go("/desk/ledger?lang=en").text.contains("(sealed)"))
            for query in ["kind=calls.sheet-signed", "kind=calls.objection-received", "noun=objection", "noun=objection&id=\(world.objection)", "who=e1@example.org&noun=application"] {
                let page = try await browser.go("/desk/ledger?lang=en&" + query)
                #expect(page.status == 200 && page.text.contains("Nothing in the record fits these filters."), "\(reader) \(query)")
                #expect(try await browser.go("/desk/ledger.csv?lang=en&" + query).html.split(separator: "\r\n").count == 1, "\(reader) \(query)")
            }
            let changes = try await browser.go("/api/v1/changes").html
            #expect(kinds.allSatisfy { !changes.contains($0) })
        }
        // A supervisor of everything who also reads the ledger sees what became of objections, and nothing of sheets.
        let both = Browser(world.site)
        try await both.signIn("analyst@example.org", "a long password")
        try await world.kepu.database.write { tx in
            try tx.grant(Grant(.supervisor, over: .all), to: try #require(try tx.account(login: "analyst@example.org")).account.id)
        }
        let table = try await both.go("/desk/ledger.csv?lang=en").html
        #expect(table.contains("calls.objection-received") && !table.contains("calls.sheet-signed"))
        #expect(table.ranges(of: "(sealed),(sealed),").count == Int(count.all - count.objections))
        #expect(try await both.go("/desk/ledger.csv?lang=en&noun=objection").html.split(separator: "\r\n").count == 2)
        await world.kepu.database.close()
    }

    /// What stands on a page beyond what its own address already says.
    private static func leaks(_ page: PageSeen, at path: String, _ reader: Reader, _ world: SecrecyWorld) -> [String] {
        let asked = path.removingPercentEncoding ?? path
        func tells(_ secret: String) -> Bool { !asked.contains(secret) && page.html.contains(secret) }
        var found: [String] = []
        if !reader.knowsObjector { found += world.objector.filter(tells) }
        if !reader.knowsRemark, tells(world.remark) { found.append(world.remark) }
        // Who audits the ledger reads who did something to which application; never what it says.
        guard !reader.knowsApplicant, reader != .analyst || !path.hasPrefix("/desk/ledger") else { return found }
        // That there is such a unit is public; that it is behind this application is not.
        let isTold = tells(world.application) || tells(world.blindCode)
        if isTold, !reader.isJudge { found.append("the application") }
        if isTold || asked.contains(world.application) || asked.contains(world.blindCode) { found += world.names.filter(tells) }
        return found
    }

    /// An application that is not theirs answers as one that does not exist.
    private static func tellsApart(_ browser: Browser, _ reader: Reader, _ world: SecrecyWorld) async throws -> [String] {
        guard !reader.knowsApplicant, !reader.isJudge, reader != .supervisor else { return [] }
        var found: [String] = []
        for path in world.hidden {
            let real = try await browser.go(path), none = try await browser.go(path.replacing(world.application, with: world.nothing).replacing(world.objection, with: world.nothing))
            if real.status != none.status || real.text != none.text { found.append("\(reader) learns from \(path): \(real.status), \(none.status)") }
        }
        return found
    }

    private func browser(_ reader: Reader, _ world: SecrecyWorld) async throws -> Browser {
        let all = Scope.all, bureau = Scope.organisation(world.bureau), other = Scope.organisation(world.otherUnit)
        let name = "\(reader)".lowercased()
        switch reader {
        case .visitor: return Browser(world.site)
        case .administrator: return try await .signedIn("\(name)@example.org", Grant(.administrator, over: all), at: world.site)
        case .office: return try await .signedIn("\(name)@example.org", Grant(.organiser, over: bureau), at: world.site)
        case .otherOffice: return try await .signedIn("\(name)@example.org", Grant(.organiser, over: other), at: world.site)
        case .moderator: return try await .signedIn("\(name)@example.org", Grant(.moderator, over: .region(["610000"])), at: world.site)
        case .host: return try await .signedIn("\(name)@example.org", Grant(.host, over: .organisation(world.unit)), at: world.site)
        case .otherHost: return try await .signedIn("\(name)@example.org", Grant(.host, over: other), at: world.site)
        case .recommender: return try await .signedIn("\(name)@example.org", Grant(.recommender, over: .organisation(world.district)), at: world.site)
        case .otherRecommender: return try await .signedIn("\(name)@example.org", Grant(.recommender, over: other), at: world.site)
        case .supervisor: return try await .signedIn("\(name)@example.org", Grant(.supervisor, over: bureau), at: world.site)
        case .otherSupervisor: return try await .signedIn("\(name)@example.org", Grant(.supervisor, over: other), at: world.site)
        case .analyst: return try await .signedIn("\(name)@example.org", Grant(.analyst, over: all), at: world.site)
        case .door: return try await .signedIn("\(name)@example.org", Grant(.door, over: all), at: world.site)
        case .firstJudge, .secondJudge:
            let browser = Browser(world.site)
            try await browser.signIn(reader == .firstJudge ? "e1@example.org" : "e2@example.org", SecrecyWorld.password)
            return browser
        }
    }
}
