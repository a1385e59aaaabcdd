import Declaration
import Kernel
import Language
import Testing
import Web

@testable import Calls

/// The pure rules: quotas by region, far sheets, the worked example, what differs between two versions, the form of a scheme.
@Suite struct SchemeRuleTests {
    @Test(arguments: [
        (Scheme.Level.national, "610113", "610000"), (.provincial, "610113", "610100"), (.municipal, "610113", "610113"), (.district, "610113", "610113"),
    ]) func theLevelBelow(_ level: Scheme.Level, _ code: String, _ region: String) { #expect(RegionQuota.region(of: code, level) == region) }

    @Test func whatIsHeldIsNotLeft() {
        #expect(RegionQuota(region: "610113", most: 3, used: 1, held: 1).left == 1)
        #expect(RegionQuota(region: "610113", most: 1, used: 1, held: 2).left == 0)
    }

    private func sheet(_ application: Int64, _ expert: Int64, _ points: Int) -> SheetStatistics.Signed {
        .init(application: ID(application), expert: ID(expert), total: points * ScoreFormula.parts)
    }

    @Test func aSheetIsFarFromTheMedianOfTheOthers() {
        let found = SheetStatistics([sheet(1, 1, 80), sheet(1, 2, 82), sheet(1, 3, 60), sheet(2, 1, 70), sheet(2, 3, 20), sheet(3, 1, 90), sheet(3, 2, 90), sheet(3, 3, 71)])
        // Of two sheets nobody can say which is far; 19 points are not far; 21 from the median of 80 and 82 are.
        #expect(found.outliers.map(\.sheet) == [sheet(1, 3, 60)])
        #expect(found.outliers.first?.median == 81_000 && found.outliers.first?.distance == 21_000)
        #expect(found.judges.map(\.sheets) == [3, 2, 3])
        #expect(found.judges[0].spread.mean == 80_000)
    }

    @Test(arguments: [([Int](), 0), ([5], 5), ([1, 2], 2), ([3, 1, 2], 2), ([4, 1, 3, 2], 3)]) func middles(_ totals: [Int], _ middle: Int) {
        #expect(SheetStatistics.median(totals) == middle)
    }

    @Test func theExampleIsComputedByTheFormula() throws {
        var rule = ReviewRule()
        #expect(FormulaExample(rule) == nil)
        rule.criteria = [
            .init(key: "work", name: Phrase("工作", "Work"), most: 100, weight: 3), .init(key: "site", name: Phrase("场地", "Site"), most: 10, weight: 1),
        ]
        (rule.formula.dropsHighest, rule.formula.dropsLowest) = (true, true)
        let example = try #require(FormulaExample(rule))
        for line in example.lines { #expect(ScoreFormula.total(["work": line.scores[0], "site": line.scores[1]], rule.criteria) == line.total) }
        #expect(example.lines.count { $0.isDropped } == 2)
        let kept = example.lines.filter { !$0.isDropped }.map(\.total)
        #expect(ScoreFormula().combined(kept) == example.result)
        let (most, least) = (example.lines.map(\.total).max(), example.lines.map(\.total).min())
        #expect(Set(example.lines.filter(\.isDropped).map(\.total)) == Set([most, least].compactMap { $0 }))
    }

    private let body = DeclaredValue.record([
        "key": .text("base"), "level": .text("municipal"), "name": .record(["zh": .text("办法"), "en": .text("Measure")]),
        "review": .record(["experts": .integer(3), "criteria": .list([SchemeRuleTests.criterion(100)])]),
    ])

    private static func criterion(_ most: Int64) -> DeclaredValue {
        .record(["key": .text("work"), "name": .record(["zh": .text("工作"), "en": .text("Work")]), "most": .integer(most), "weight": .integer(1)])
    }

    @Test func differencesNameTheirPlace() {
        let after = body.setting(["review", "experts"], to: .integer(5)).setting(["notice", "workdays"], to: .integer(7)).setting(["name", "en"], to: .text("The measure"))
        let changes = SchemeChange.between(body, after)
        #expect(changes.map(\.path) == ["name", "notice", "review.experts"])
        #expect(changes.last?.before == .integer(3) && changes.last?.after == .integer(5))
        #expect(SchemeChange.between(body, body).isEmpty)
        let criteria = body.setting(["review", "criteria"], to: .list([Self.criterion(50)]))
        #expect(SchemeChange.between(body, criteria).map(\.path) == ["review.criteria[work].most"])
    }

    @Test func aFormThatNobodyTouchedChangesNothing() {
        let form = SchemeForm(body)
        let filled = form.filled
        #expect(form.body(from: filled) == body)
        #expect(filled.text("experts") == "3" && filled.isChecked("needed") && filled.text("workdays") == "5")
    }

    @Test func whatIsSilentStaysSilent() {
        let form = SchemeForm(body)
        var values = Dictionary(form.filled.posted.fields.pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        values["workdays"] = "7"
        values["only_one"] = nil
        let changed = form.body(from: form.form.filled(values))
        #expect(changed.at(["notice", "workdays"]) == .integer(7) && changed.at(["notice", "first_day_counts"]) == nil)
        #expect(changed.at(["recommendation", "only_one"]) == .boolean(false) && changed.at(["assessment"]) == nil)
        #expect(changed.at(["review"]) == body.at(["review"]))
    }
}
