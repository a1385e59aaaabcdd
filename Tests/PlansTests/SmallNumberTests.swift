import Campaigns
import Figures
import Kernel
import TestKit
import Testing

@testable import Plans

/// Small groups of minors do not show through a number that stands in their place.
@Suite struct SmallNumberTests {
    @Test(arguments: [(3, nil, true), (3, 500, true), (500, 3, true), (500, nil, false), (0, nil, false), (nil, nil, false)] as [(Int64?, Int64?, Bool)])
    func neitherTheCountedNorTheStatedNumberIsTold(_ counted: Int64?, _ own: Int64?, _ isHidden: Bool) {
        var goal = Goal(id: ID(1), taskID: ID(1), key: "g", source: GoalSource(indicator: "school-visits", campaign: ID(1)), reads: .live, targets: [Target(by: day("2023-12-31"), 100)])
        goal.own = own.map { Goal.OwnNumber(value: $0, reason: "补", at: instant("2023-06-01T00:00:00Z"), by: 1) }
        func progress(_ indicator: String) -> GoalProgress {
            var goal = goal
            goal.source = GoalSource(indicator: indicator, campaign: ID(1))
            return GoalProgress(
                goal, goal.source.wish(at: nil), counted: counted.map { FigureValue(value: $0, shares: nil) }, isNotLockedYet: false,
                plan: (begin: day("2023-01-01"), rule: .usual), today: day("2023-06-30"))
        }
        #expect(progress("school-visits").isOfFewMinors == isHidden)
        #expect(!progress("activities").isOfFewMinors)
    }
}
