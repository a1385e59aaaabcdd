import Access
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
@testable import Venues

@Suite("Opening hours from the form and the file to the page")
struct HoursJourneyTests {
    private static let hours: [String: String] = [
        "hours_tuesday": "9:00-17:00", "hours_wednesday": "9:00-17:00", "hours_sunday": "9:00—12:00，13:30—17:00", "hours_holidays": "open",
        "hours_last_entry": "45", "hours_special": "2026-10-01 2026-10-07 9:00-18:00\n2026-12-31 闭馆", "directions_zh": "地铁3号线。\n馆内可停车。",
    ]

    private func desk(_ engine: TestEngine) async throws -> (Database, Browser, ID<Organisation>) {
        let database = try await rooms.database(engine)
        let mine = try await database.write { try $0.addOrganisation(key: "mine", name: Wording("我馆", "Mine"), kind: .museum, region: "610113") }
        let browser = try await Browser.signedIn(Grant(.host, over: .organisation(mine.number)), at: rooms.site(database))
        return (database, browser, mine)
    }

    private static let venue = ["name_zh": "新馆", "name_en": "New Hall", "kind": "science-museum", "organisation": "mine", "status": "operating"]

    @Test(arguments: TestEngine.allCases)
    func areEnteredKeptAndShown(_ engine: TestEngine) async throws {
        let (database, browser, mine) = try await desk(engine)
        try await browser.go("/desk/venues/new")
        try await browser.submit("/desk/venues", Self.venue.merging(Self.hours) { $1 })
        let venue = try #require(try await database.read { try $0.venues(of: mine) }.first)
        let hours = try #require(venue.hours)
        #expect(hours.week.map(\.description) == ["", "09:00-17:00", "09:00-17:00", "", "", "", "09:00-12:00, 13:30-17:00"])
        #expect(hours.holidays == .open && hours.lastEntry == 45)
        #expect(hours.special.map(\.spans.description) == ["09:00-18:00", ""])
        // The form comes back as it was filled, and changes nothing.
        try await browser.go("/desk/venues/\(venue.id)")
        try await browser.submit("/desk/venues/\(venue.id)", [:])
        #expect(try await database.read { try $0.venue(venue.id) }?.hours == hours)
        let page = try await browser.go("/venues/\(venue.id)")
        for words in ["Opening hours", "Tuesday, Wednesday", "09:00–12:00, 13:30–17:00", "Last entry 45 minutes before closing", "Open on public holidays"] {
            #expect(page.text.contains(words), "\(words)")
        }
        let pieces = [
            #""openingHoursSpecification":[{"@type":"OpeningHoursSpecification","dayOfWeek":["https://schema.org/Tuesday","https://schema.org/Wednesday"],"opens":"09:00","closes":"17:00"}"#,
            #""validFrom":"2026-12-31","validThrough":"2026-12-31","opens":"00:00","closes":"00:00""#, #""@type":"Museum""#,
        ]
        for piece in pieces { #expect(page.html.contains(piece), "\(piece)") }
        let json = try await browser.go("/venues/\(venue.id).json").html
        #expect(json.contains(#""tuesday":"09:00-17:00""#) && json.contains(#""monday":null"#) && json.contains(#""lastEntry":45"#))
    }

    @Test(arguments: [
        ("hours_monday", "17:00-9:00"), ("hours_special", "next week closed"), ("hours_special", "2026-10-01 2026-10-07 9:00-18:00\n2026-10-05 closed"),
        ("hours_last_entry", "soon"), ("hours_holidays", "maybe"),
    ])
    func wrongOnesAreRemarkedOn(_ field: String, _ value: String) async throws {
        let (database, browser, mine) = try await desk(.sqlite)
        try await browser.go("/desk/venues/new")
        let page = try await browser.submit("/desk/venues", Self.venue.merging(Self.hours) { $1 }.merging([field: value]) { $1 })
        #expect(page.status == 422)
        #expect(page.html.contains("remark-\(field)"))
        #expect(try await database.read { try $0.venues(of: mine) }.isEmpty)
    }

    private static let file = """
        kepu: 1
        venues:
          - key: hall
            name: {zh: "馆", en: "Hall"}
            kind: museum
            status: operating
            hours:
              tuesday: "09:00-17:00"
              sunday: "09:00-12:00, 13:30-17:00"
              holidays: open
              last_entry: 60
              special:
                - {begin: "2026-12-31"}
                - {begin: "2026-10-01", end: "2026-10-07", hours: "09:00-18:00"}
            directions: {zh: "地铁3号线", en: "Metro line 3"}
            source: [S0]
        """

    @Test(arguments: TestEngine.allCases)
    func areDeclaredInAFile(_ engine: TestEngine) async throws {
        let database = try await rooms.database(engine)
        _ = try await rooms.apply(Self.file, to: database)
        #expect(try await rooms.apply(Self.file, to: database).changesNothing)
        let hours = try #require(try await database.read { try $0.venue(key: "hall") }?.hours)
        #expect(hours.special.map(\.begin.iso) == ["2026-10-01", "2026-12-31"])
        let text = try await rooms.export(database)
        #expect(try await rooms.apply(text, to: database).changesNothing)
    }

    @Test(arguments: [
        ("\"09:00-17:00\"", "\"9:00-17:00\""), ("\"09:00-17:00\"", "\"17:00-09:00\""), ("holidays: open", "holidays: maybe"), ("last_entry: 60", "last_entry: 0"),
        ("end: \"2026-10-07\"", "end: \"2026-09-30\""), ("{begin: \"2026-12-31\"}", "{begin: \"2026-10-05\"}"), ("sunday:", "funday:"),
    ])
    func wrongOnesAreRefusedInAFile(_ right: String, _ wrong: String) async throws {
        let database = try await rooms.database(.sqlite)
        let text = Self.file.replacing(right, with: wrong)
        #expect(text != Self.file)
        await #expect(throws: DeclarationProblems.self) { _ = try await rooms.apply(text, to: database) }
        #expect(try await database.read { try $0.venue(key: "hall") } == nil)
    }
}
