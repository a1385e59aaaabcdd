import Declaration
import Kernel
import Storage
import TestKit
import Testing

@Suite("Next year's file")
struct CloneTests {
    private func clone(_ yaml: String, campaign: String? = nil) throws -> CampaignClone {
        try CampaignClone.shift(try Toy.read(yaml), CampaignClone.Wish(campaign: campaign), sections: Toy.declarations.sections)
    }

    @Test("keys, editions and dates move by a year, the same weekday; news and waiting sections stay behind")
    func moved() throws {
        let clone = try clone(Sample.full, campaign: "day-2023")
        #expect(clone.file == "day-2024")
        #expect(clone.leftOut == ["notices/first", "notices/second", "schemes/base"])
        #expect(clone.renamed == ["campaigns/day-2023": "campaigns/day-2024", "campaigns/city": "campaigns/city-2024"])
        let next = try Toy.read(clone.yaml, name: "day-2024.yaml")
        #expect(next.records.map(\.key) == ["hall", "hub", "day-2024", "city-2024"])
        let day = DeclaredRecord(next.records[2].value)
        #expect(try day.wording("name") == Phrase("2024年科普日", "Science Day 2024"))
        #expect(try day.integer("edition") == 21 && day.integer("year") == 2024)
        #expect(try day.text("begin") == "2024-09-15" && day.text("end") == "2024-09-21")
        #expect(try day.day("begin").weekday == Day(iso: "2023-09-17")?.weekday)
        #expect(day.records("sessions").map { $0.value["begin"]?.text } == ["2024-09-15T09:00", "2024-09-16T09:00"])
        #expect(day.records("themes").map { $0.value["month"]?.text } == ["2024-03"])
        #expect(!day.has("news") && !day.has("source"))
        let city = DeclaredRecord(next.records[3].value)
        #expect(try city.text("parent") == "day-2024")
        #expect(try city.text("begin") == "2024-09-01" && city.text("end") == "2024-12-31")
        #expect(city.records("placed").map { $0.value["campaign"]?.text } == ["day-2024"])
        #expect(next.records[0].value == (try Toy.read(Sample.full)).records[0].value)
    }

    @Test("only what belongs to the campaign is cloned")
    func part() throws {
        #expect(try clone(Sample.full, campaign: "city").renamed == ["campaigns/city": "campaigns/city-2024"])
        #expect(throws: Refusal.self) { try clone(Sample.full, campaign: "none") }
        let both =
            Sample.campaign(key: "day-2023") + Sample.campaign(key: "day-2024").split(separator: "\n").dropFirst(2).joined(separator: "\n") + "\n"
        #expect(throws: Refusal.self) { try clone(both, campaign: "day-2023") }
        let child = both + Sample.campaign("parent: day-2023", key: "city").split(separator: "\n").dropFirst(2).joined(separator: "\n") + "\n"
        #expect(try clone(child, campaign: "city").yaml.contains("parent: day-2024"))
    }

    @Test("the clone can be applied beside the original, and cloned again", arguments: TestEngine.allCases)
    func applied(engine: TestEngine) async throws {
        let database = try await Toy.database(engine)
        try await Toy.apply(Sample.full, to: database)
        let clone = try clone(Sample.full)
        let plan = try await Toy.apply(clone.yaml, to: database, name: "next.yaml")
        #expect(plan.count(.created) == 2 && plan.count(.unchanged) == 2)
        let again = try CampaignClone.shift(try Toy.read(clone.yaml), sections: Toy.declarations.sections)
        #expect(again.renamed["campaigns/city-2024"] == "campaigns/city-2025")
    }
}
