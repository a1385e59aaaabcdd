import Kernel
import Language
import Testing

@testable import Rounds

/// How values become points, and points a score.
struct NeedScoreTests {
    @Test func scalesGiveThousandthsOfTheFullMark() {
        #expect(Scale.yes.points(1) == 1000 && Scale.yes.points(0) == 0 && Scale.yes.points(nil) == 0)
        let up = Scale.linear(from: 0, to: 300)
        #expect([-5, 0, 1, 100, 300, 900].map { up.points($0) } == [0, 0, 3, 333, 1000, 1000])
        let down = Scale.linear(from: 100, to: 0)
        #expect([100, 75, 0, 200].map { down.points($0) } == [0, 250, 1000, 0])
        let steps = Scale.steps([.init(atLeast: 1, percent: 50), .init(atLeast: 5, percent: 100)])
        #expect([0, 1, 4, 5].map { steps.points($0) } == [0, 500, 500, 1000])
    }

    @Test func theScoreIsRoundedOnceAndTheWeightedSumDecides() {
        let criteria = [
            Criterion(key: "a", name: Wording("甲"), weight: 2, measure: .noMuseum, scale: .yes),
            Criterion(key: "b", name: Wording("乙"), weight: 1, measure: .declared(question: "q"), scale: .linear(from: 0, to: 3)),
        ]
        let rule = RoundRule(
            lots: [], criteria: criteria, questions: [], lists: [], quota: ProvinceQuota(mostPercent: nil, most: nil, least: 0, others: [:]), mostPerUnit: nil, waitingList: nil, ties: [],
            who: Eligibility(kinds: [], regions: [], levels: [], units: []), daysForCorrection: 0, appealWorkdays: 5, rules: [])
        let full = NeedScore(["a": .known(true), "b": .declared(3)], under: rule)
        #expect(full.score == 100_000 && full.total == 3000)
        let part = NeedScore(["a": .known(true), "b": .declared(1)], under: rule)
        #expect(part.total == 2333 && part.score == 77_767 && Points.text(part.score) == "77.767")
        #expect(NeedScore([:], under: rule).score == 0)
        #expect(Points.text(68_200) == "68.2" && Points.text(71_000) == "71")
    }
}
