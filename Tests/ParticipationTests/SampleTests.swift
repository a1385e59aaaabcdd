import Activities
import Kernel
@testable import Participation
import Rooms
import Testing

/// Head counts by sampling, and what is odd about numbers: pure.
@Suite struct SampleTests {
    private func code(_ body: () throws(Refusal) -> Void) -> String? {
        do throws(Refusal) { try body() } catch { return error.code }
        return nil
    }

    @Test func strips() throws {
        // Mean 12, spread 3, of ten strips: 120 ± t(2) · 10 · 3/√3 · √0.7.
        let sample = HeadCountSample(strips: [12, 15, 9], of: 10)
        #expect(sample.estimate == 120 && sample.error == 63)
        #expect(sample.words.en == "120 ± 63: 3 of 10 equal strips counted, 36 people in them")
        // All strips counted: nothing is estimated.
        let whole = HeadCountSample(strips: [12, 15, 9], of: 3)
        #expect(whole.estimate == 36 && whole.error == 0)
        // More strips say more.
        let many = HeadCountSample(strips: Array(repeating: [12, 15, 9], count: 10).flatMap { $0 }, of: 100)
        #expect(many.estimate == 1200 && many.error < 100 && many.error > 60)
        #expect(HeadCountSample(strips: [7, 7], of: 9).error == 0)
    }

    @Test func moments() throws {
        let sample = HeadCountSample(moments: [40, 60, 50], open: 240, stay: 60)
        #expect(sample.estimate == 200 && sample.error == 100)
        #expect(HeadCountSample(moments: [0, 0], open: 60, stay: 30).estimate == 0)
    }

    @Test func whatIsNoSample() throws {
        #expect(code { () throws(Refusal) in try HeadCountSample(strips: [5], of: 4).check() } == "sample-counts")
        #expect(code { () throws(Refusal) in try HeadCountSample(strips: [5, -1], of: 4).check() } == "sample-counts")
        #expect(code { () throws(Refusal) in try HeadCountSample(strips: [5, 1_000_001], of: 4).check() } == "sample-counts")
        #expect(code { () throws(Refusal) in try HeadCountSample(strips: [5, 6, 7], of: 2).check() } == "sample-parts")
        #expect(code { () throws(Refusal) in try HeadCountSample(moments: [5, 6], open: 0, stay: 5).check() } == "sample-minutes")
        #expect(code { () throws(Refusal) in try HeadCountSample(strips: [5, 6], of: 4).check() } == nil)
        #expect(HeadCountSample.counts("12, 15，9、 3\n4") == [12, 15, 9, 3, 4])
        for text in ["", "  ", "12 many", "1.5 2", "99999999999999999999 1"] { #expect(HeadCountSample.counts(text) == nil, "\(text)") }
    }

    @Test func aHabitIsNotOneNumber() throws {
        #expect([49, 50, 75, 100, 1_050, 1_100, 12_000, 12_500].map { UnitHabit.isRound($0) } == [false, true, false, true, false, true, true, false])
        #expect(UnitHabit(stated: 4, round: 4).habit(with: 200) == nil)
        #expect(UnitHabit(stated: 5, round: 5).habit(with: 200) == 6)
        #expect(UnitHabit(stated: 5, round: 5).habit(with: 201) == nil)
        #expect(UnitHabit(stated: 99, round: 60).habit(with: 200) == nil)
        #expect(UnitHabit(stated: 99, round: 74).habit(with: 200) == 100)
    }

    @Test func bandsOfTheField() throws {
        func kinds(_ value: Int64, _ kind: ActivityKind, whole: Bool = false) -> [ClaimWarning.Kind] {
            var facts = WarningFacts(indicator: "visits", value: value, isWhole: whole)
            facts.kind = kind
            return facts.warnings.map(\.kind)
        }
        #expect(kinds(3_000, .lecture) == [] && kinds(3_001, .lecture) == [.aboveUsual])
        #expect(kinds(80_001, .exhibition) == [.aboveUsual])
        #expect(kinds(2_999, .tour, whole: true) == [.belowUsual] && kinds(50_001, .tour, whole: true) == [])
    }

    @Test func aDraftThatContradictsItself() throws {
        func draft(_ values: [String: Int64]) -> ResultsDraft {
            var draft = ResultsDraft(activity: ID(1), session: ID(2))
            draft.values = values
            return draft
        }
        func code(_ values: [String: Int64], _ change: (inout ResultsDraft) -> Void = { _ in }) -> String? {
            var one = draft(values)
            change(&one)
            do throws(Refusal) { try one.check() } catch { return error.code }
            return nil
        }
        #expect(code([:]) == "results-empty")
        #expect(code(["visits": 0]) == nil)
        #expect(code(["visits": -1]) == "value")
        #expect(code(["visits": 1_000_000_000_000]) == "value")
        #expect(code(["visits": 10, "school-visits": 11]) == "part-above-whole")
        #expect(code(["visits": 10, "school-visits": 1, "school-times": 2]) == "schools-without-pupils")
        #expect(code(["watched": 10]) == "watched-seconds")
        #expect(code(["watched": 10]) { $0.watchedSeconds = 30 } == nil)
        #expect(code(["visits": 99]) { $0.sample = HeadCountSample(strips: [12, 15, 9], of: 10) } == "sample-and-number")
        #expect(code([:]) { $0.sample = HeadCountSample(strips: [12, 15, 9], of: 10) } == nil)
        #expect(draft(["visits": 19, "staff-times": 3]).fingerprint == "")
        #expect(draft(["visits": 20, "staff-times": 3, "media-reports": 0]).fingerprint == "staff-times=3 visits=20")
    }
}
