import Calls
import Kernel
import Testing

@testable import Calls

/// How sheets become one score: the worked example of the rules page, and what must hold for any sheets.
@Suite struct ScoreFormulaTests {
    let criteria = [
        ReviewRule.Criterion(key: "work", name: Phrase("工作", "Work"), most: 100, weight: 3), ReviewRule.Criterion(key: "site", name: Phrase("场地", "Site"), most: 10, weight: 1),
    ]

    @Test(arguments: [
        (["work": 80, "site": 7], 77_500), (["work": 100, "site": 10], 100_000), (["work": 0, "site": 0], 0), (["work": 1, "site": 0], 750), (["work": 33, "site": 3], 32_250),
    ]) func aSheetIsWeighted(_ scores: [String: Int], _ total: Int) {
        #expect(ScoreFormula.total(scores, criteria) == total)
    }

    @Test(arguments: [["work": 80], ["work": 101, "site": 1], ["work": -1, "site": 1], [:]]) func whatIsMissingOrOutOfRangeHasNoTotal(_ scores: [String: Int]) {
        #expect(ScoreFormula.total(scores, criteria) == nil)
    }

    @Test func thirdsAreRoundedOnce() {
        let three = (1...3).map { ReviewRule.Criterion(key: "c\($0)", name: Phrase("", ""), most: 3, weight: 1) }
        #expect(ScoreFormula.total(["c1": 1, "c2": 1, "c3": 0], three) == 22_222)
        #expect(ScoreFormula.total(["c1": 2, "c2": 2, "c3": 1], three) == 55_556)
    }

    @Test func highestAndLowestAreDropped() {
        var formula = ScoreFormula()
        #expect(formula.combined([]) == nil && formula.combined([70_000, 80_000]) == 75_000)
        (formula.dropsHighest, formula.dropsLowest) = (true, true)
        #expect(formula.combined([10_000, 70_000, 80_000, 90_000, 100_000]) == 80_000)
        #expect(formula.combined([10_000, 70_000, 100_000]) == 70_000)
        // Of two nothing is dropped: one would decide alone.
        #expect(formula.combined([60_000, 80_000]) == 70_000)
    }

    @Test func strictAndMildExpertsWeighTheSame() {
        let sheets = [("strict", 40_000), ("strict", 60_000), ("mild", 80_000), ("mild", 100_000)].map { (expert: $0.0, total: $0.1) }
        let moved = ScoreFormula.normalised(sheets)
        #expect(moved[0] == moved[2] && moved[1] == moved[3] && moved[0] < moved[1])
        #expect(moved.reduce(0, +) == 280_000)
    }

    /// Whatever the sheets: the order of sheets changes nothing, and the score lies between the lowest and the highest.
    @Test func holdsForAnySheets() {
        var chance = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let totals = (0..<Int.random(in: 1...9, using: &chance)).map { _ in Int.random(in: 0...100_000, using: &chance) }
            var formula = ScoreFormula()
            (formula.dropsHighest, formula.dropsLowest) = (.random(), .random())
            let score = formula.combined(totals)
            #expect(score == formula.combined(totals.shuffled()))
            if let score, let low = totals.min(), let high = totals.max() { #expect((low...high).contains(score)) }
        }
    }

    @Test(arguments: [(86_500, "86.5"), (100_000, "100"), (77_003, "77.003"), (0, "0"), (50, "0.05")]) func pointsAreReadable(_ thousandths: Int, _ text: String) {
        #expect(Points.text(thousandths) == text)
    }
}
