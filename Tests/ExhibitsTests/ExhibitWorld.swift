import Access
import Activities
import Campaigns
import Figures
import Kernel
import Language
import Participation
import People
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Calls
@testable import Exhibits
@testable import Resources

/// A museum that lends exhibits and sets, a county museum and a school that borrow, and somebody who has nothing to do with either.
struct ExhibitWorld {
    let database: Database
    let clock: TestClock
    let site: Site
    let museum: ID<Organisation>
    let county: ID<Organisation>
    let school: ID<Organisation>
    let owner: Browser
    let borrower: Browser
    let other: Browser
    let visitor: Browser
    /// A set with a prism and a mirror in it by its sheet, and a wing that is lent by itself.
    let set: ID<Resource>
    let prism: ID<Resource>
    let wing: ID<Resource>

    static let house = TestHouse(
        People.module, Messages.module, Venues.module, Campaigns.module, Activities.module, Participation.module, Figures.module, Calls.module,
        Resources.module, Exhibits.module)
    static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])

    static func make(_ engine: TestEngine) async throws -> ExhibitWorld {
        let clock = TestClock("2026-03-02T02:00:00Z")
        let database = try await house.database(engine, clock: clock.clock)
        _ = try await house.apply(file, to: database)
        let units = try await database.read { tx in try ["museum", "county", "school"].map { try #require(try tx.organisation(key: $0)).id } }
        let things = try await database.read { tx in try ["optics", "prism", "wing"].map { try #require(try tx.exhibit(key: $0)).id } }
        let site = try await house.site(database)
        return ExhibitWorld(
            database: database, clock: clock, site: site, museum: units[0], county: units[1], school: units[2],
            owner: try await .signedIn("owner@example.org", Grant(.host, over: .organisation(units[0].number)), at: site),
            borrower: try await .signedIn("borrower@example.org", Grant(.host, over: .organisation(units[1].number)), at: site),
            other: try await .signedIn("other@example.org", Grant(.host, over: .organisation(units[2].number)), at: site), visitor: Browser(site),
            set: things[0],
            prism: things[1], wing: things[2])
    }

    /// One thing of an exhibit.
    func piece(_ exhibit: ID<Resource>, _ number: String, in set: ID<Piece>? = nil) async throws -> ID<Piece> {
        try await database.write { tx in try tx.addPiece(of: try #require(try tx.exhibit(exhibit)), number: number, place: "store", set: set, by: 0) }
    }

    /// A set with a prism in it.
    func wholeSet(_ number: String) async throws -> (set: ID<Piece>, prism: ID<Piece>) {
        let whole = try await piece(set, number)
        return (whole, try await piece(prism, number + "-1", in: whole))
    }

    static let hall = SiteFacts(area: 400, doorWidth: 1500, doorHeight: 2200, floor: 500, power: 5000, indoor: true, network: true)

    func ask(_ exhibit: ID<Resource>, _ from: String, _ to: String, by borrower: ID<Organisation>? = nil, wanted: Int = 1) async throws -> ID<Loan> {
        let draft = LoanDraft(borrower: borrower ?? county, wanted: wanted, from: day(from), to: day(to), purpose: "展览", place: "一层", site: Self.hall)
        return try await database.write { tx in try tx.ask(draft, for: exhibit, by: Self.program) }
    }

    /// Held for exactly the days of use, unless told otherwise.
    func reserve(_ loan: ID<Loan>, _ pieces: [ID<Piece>], before: Int = 0, after: Int = 0) async throws {
        let draft = ReservationDraft(pieces: pieces, daysBefore: before, daysAfter: after)
        try await database.write { tx in try tx.reserve(loan, draft, by: Self.program) }
    }

    func state(_ loan: ID<Loan>) async throws -> LoanState { try await database.read { tx in try #require(try tx.loan(loan)).state } }

    func thing(_ id: ID<Piece>) async throws -> Piece { try await database.read { tx in try #require(try tx.piece(id)) } }

    /// Packed whole and sent, received in good order.
    func deliver(_ loan: ID<Loan>) async throws {
        try await database.write { tx in
            let pieces = try tx.pieces(of: loan).map(\.piece.id)
            try tx.tick(pieces, of: loan, by: Self.program)
            try tx.pack(loan, missing: "", by: Self.program)
            try tx.step(loan, .send, by: Self.program)
            try tx.accept(loan, pieces.map { Finding(piece: $0, condition: .good, remark: "") }, siteChecked: true, remark: "", by: Self.program)
        }
    }

    func bringBack(_ loan: ID<Loan>, _ condition: Condition = .good) async throws {
        try await database.write { tx in
            try tx.step(loan, .giveBack, by: Self.program)
            let pieces = try tx.pieces(of: loan).filter(\.isPacked).map(\.piece.id)
            try tx.inspect(
                loan, pieces.map { Finding(piece: $0, condition: condition, remark: condition == .good ? "" : "碎了") }, remark: "", by: Self.program)
        }
    }

    static let file = """
        kepu: 1
        organisations:
          - {key: museum, name: {zh: "市科技馆", en: "City Museum"}, kind: museum, region: "610113"}
          - {key: county, name: {zh: "县科技馆", en: "County Museum"}, kind: museum, region: "610122"}
          - {key: school, name: {zh: "第一中学", en: "First School"}, kind: school, region: "610116"}
        campaigns:
          - key: action-2026
            name: {zh: "联合行动", en: "Joint action"}
            kind: mobile-action
            year: 2026
            begin: "2026-03-01"
            end: "2026-12-31"
            accent: jade
            summary: {zh: "健康", en: "Health"}
        resources:
          - {key: optics, name: {zh: "光学套展", en: "Optics set"}, kind: exhibit-set, organisation: museum, summary: {zh: "一套。", en: "A set."}}
          - {key: prism, name: {zh: "三棱镜", en: "Prism"}, kind: exhibit, organisation: museum, summary: {zh: "一件。", en: "One."}}
          - {key: wing, name: {zh: "机翼", en: "Wing"}, kind: exhibit, organisation: museum, summary: {zh: "一件。", en: "One."}}
          - {key: panels, name: {zh: "展板", en: "Panels"}, kind: panels, organisation: museum, summary: {zh: "一套。", en: "Some."}}
        exhibits:
          - key: form
            name: {zh: "展品登记表", en: "Form of an exhibit"}
            campaign: action-2026
            announced_count: 12
            kinds: [{zh: "互动", en: "Interactive"}]
            fields: [{zh: "科学原理", en: "Science principle"}]
            steps: [{key: call, name: {zh: "征集", en: "Call"}}]
        """
}
