import Kernel
import Regions
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
}
