import Kernel
import Regions
import Storage
import TestKit
import Testing
@testable import Venues
import Web

extension VenueFilter {
    /// From names and values, as an address gives them.
    init(_ values: [String: String]) throws { try self.init(Query(values.map { ($0.key, $0.value) }), regions: .china2023) }
}

@Suite("The filters of the list of venues")
struct VenueFilterTests {
    @Test func areReadFromTheAddress() throws {
        let filter = try VenueFilter(["q": "馆", "kind": "science-museum", "status": "planned", "region": "610000"])
        #expect(filter.words == "馆")
        #expect(filter.kind == .scienceMuseum)
        #expect(filter.status == .planned)
        #expect(filter.region == "610000")
        #expect(try VenueFilter(["q": "", "kind": "", "utm_source": "x"]).isEmpty)
    }

    @Test(arguments: [("kind", "castle"), ("status", "open"), ("region", "999999")])
    func nameWhatTheyDoNotUnderstand(name: String, value: String) throws {
        let refusal = #expect(throws: Refusal.self) { try VenueFilter([name: value]) }
        #expect(refusal?.field == name)
        #expect(refusal?.phrase.en.contains(value) == true)
    }

    @Test func refuseMoreWordsThanAnybodyLooksFor() async throws {
        #expect(throws: Never.self) { try VenueFilter(["q": String(repeating: "馆", count: 100)]) }
        #expect(#expect(throws: Refusal.self) { try VenueFilter(["q": String(repeating: "馆", count: 101)]) }?.field == "q")
    }

    @Test(arguments: [("page=1", 200), ("page=", 200), ("page=2", 400), ("page=0", 400), ("page=x", 400)])
    func knowWhereTheListEnds(_ query: String, _ status: Int) async throws {
        let database = try await rooms.database(.sqlite)
        #expect(try await Browser(try await rooms.site(database)).go("/venues?" + query).status == status)
        await database.close()
    }
}
