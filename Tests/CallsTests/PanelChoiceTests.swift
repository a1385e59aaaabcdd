import Kernel
import Testing

@testable import Calls

/// Who is chosen to review: never against a conflict, evenly, and the same every time.
@Suite struct PanelChoiceTests {
    static func experts(_ count: Int) -> [Expert] {
        (1...count).map { number in
            Expert(id: ID(Int64(number)), name: "E\(number)", region: ["610000", "110000", "310000", "440000"][number % 4], fields: number % 3 == 0 ? ["rural"] : ["venues"])
        }
    }

    static func applicants(_ count: Int) -> [PanelChoice.Applicant] {
        (1...count).map { PanelChoice.Applicant(id: ID(Int64(1000 + $0)), category: $0 % 5 == 0 ? "rural" : "venues", region: nil) }
    }

    @Test func nobodyReviewsAgainstAConflict() {
        let blocked: @Sendable (ID<Application>, ID<Expert>) -> Set<Conflict> = { application, expert in
            (application.number + expert.number) % 7 == 0 ? [.sameTree] : []
        }
        let seats = PanelChoice(experts: Self.experts(30), conflicts: blocked).seats(5, for: Self.applicants(200))
        #expect(seats.count == 1000)
        #expect(seats.allSatisfy { blocked($0.application, $0.expert).isEmpty })
        let panels = Dictionary(grouping: seats, by: \.application)
        #expect(panels.values.allSatisfy { Set($0.map(\.expert)).count == 5 })
    }

    @Test func theLoadIsEven() {
        let seats = PanelChoice(experts: Self.experts(40), conflicts: { _, _ in [] }).seats(3, for: Self.applicants(400))
        let known = Dictionary(grouping: seats.filter(\.knowsField), by: \.expert).mapValues(\.count)
        #expect(seats.count(where: { !$0.knowsField }) == 0)
        let venues = Self.experts(40).filter { $0.fields == ["venues"] }.map { known[$0.id] ?? 0 }
        let rural = Self.experts(40).filter { $0.fields == ["rural"] }.map { known[$0.id] ?? 0 }
        for group in [venues, rural] { #expect((group.max() ?? 0) - (group.min() ?? 0) <= 4, "\(group)") }
    }

    @Test func oneOfAnotherProvinceIsPreferred() {
        let seats = PanelChoice(experts: Self.experts(24), conflicts: { _, _ in [] }).seats(3, for: Self.applicants(50))
        #expect(seats.count { $0.isOwnProvince } > 140, "\(seats.count { $0.isOwnProvince }) of \(seats.count)")
    }

    /// A reason says what is known: of one expert without a region nobody says that they are from elsewhere.
    @Test func theReasonIsTrue() {
        func reasons(_ regions: [String?]) -> [String] {
            let experts = regions.enumerated().map { Expert(id: ID(Int64($0 + 1)), name: "E", region: $1, fields: ["venues"]) }
            return PanelChoice(experts: experts, conflicts: { _, _ in [] }).seats(regions.count, for: Self.applicants(1)).map(\.reason.en)
        }
        #expect(reasons([nil]) == ["knows the category; no region is noted; 0 given before"])
        #expect(reasons(["610000"]) == ["knows the category; 0 given before"])
        #expect(
            reasons(["610000", "610100", "110000"]) == [
                "knows the category; 0 given before", "knows the category; of another province than those chosen before; 0 given before",
                "knows the category; another of the panel is of the same province; 0 given before",
            ])
    }

    @Test func itIsTheSameEveryTime() {
        let choice = PanelChoice(experts: Self.experts(17), conflicts: { $0.number % 3 == 0 && $1.number % 2 == 0 ? [.worked] : [] })
        #expect(choice.seats(3, for: Self.applicants(60)) == choice.seats(3, for: Self.applicants(60)))
    }

    @Test func whereTooFewAreFreeFewerAreGiven() {
        let seats = PanelChoice(experts: Self.experts(3), conflicts: { _, expert in expert.number == 1 ? [.excluded] : [] }).seats(3, for: Self.applicants(1))
        #expect(seats.map(\.expert.number).sorted() == [2, 3])
    }
}
