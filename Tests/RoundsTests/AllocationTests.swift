import Kernel
import Language
import TestKit
import Testing

@testable import Rounds

/// The rule on invented rounds: who receives what, and why.
struct AllocationTests {
    @Test func whoStandsHighestReceivesFirstWhateverTheOrderOfInput() {
        let rule = RuleKit.rule(lots: [3])
        let asks = [RuleKit.ask(1, score: 50, wants: [(0, 2)]), RuleKit.ask(2, score: 90, wants: [(0, 2)]), RuleKit.ask(3, score: 70, wants: [(0, 1)])]
        let there = Allocation(asks, under: rule), back = Allocation(asks.reversed(), under: rule)
        #expect(RuleKit.given(there) == [1: [0], 2: [2], 3: [1]])
        #expect(RuleKit.given(back) == RuleKit.given(there))
        #expect(there.waiting(for: 0, most: nil) == [2])
        #expect(there.hindrance(of: 2, 0, under: rule) == .stock(last: 1, setAside: 0))
    }

    @Test func lastSetsAreGivenInPart() {
        let rule = RuleKit.rule(lots: [3])
        let made = Allocation([RuleKit.ask(1, score: 90, wants: [(0, 2)]), RuleKit.ask(2, score: 80, wants: [(0, 2)])], under: rule)
        #expect(RuleKit.given(made) == [1: [2], 2: [1]])
        #expect(made.hindrance(of: 1, 0, under: rule) == .stock(last: 1, setAside: 0))
    }

    @Test func aProvinceHasNoMoreThanItsQuota() {
        let rule = RuleKit.rule(lots: [4], mostPercent: 50)
        let asks = (1...4).map { RuleKit.ask(Int64($0), score: 100 - $0, province: $0 == 4 ? "620000" : "610000", wants: [(0, 1)]) }
        let made = Allocation(asks, under: rule)
        #expect(RuleKit.given(made) == [1: [1], 2: [1], 3: [0], 4: [1]])
        #expect(made.hindrance(of: 2, 0, under: rule) == .quota(last: 1))
    }

    @Test func whatIsSetAsideForAProvinceGoesToItsBestEvenFromBehind() {
        let rule = RuleKit.rule(lots: [2], least: 1)
        let asks = [RuleKit.ask(1, score: 90, wants: [(0, 2)]), RuleKit.ask(2, score: 80, wants: [(0, 1)]), RuleKit.ask(3, score: 10, province: "620000", wants: [(0, 1)])]
        let made = Allocation(asks, under: rule)
        #expect(RuleKit.given(made) == [1: [1], 2: [0], 3: [1]])
        #expect(made.hindrance(of: 1, 0, under: rule) == .stock(last: 0, setAside: 1))
        // What no unit of a province asks for is not kept.
        #expect(RuleKit.given(Allocation(Array(asks.prefix(2)), under: rule)) == [1: [2], 2: [0]])
    }

    @Test func aUnitReceivesWhatItLikesBestAndNoMoreThanOneUnitMay() {
        let rule = RuleKit.rule(lots: [1, 5], mostPerUnit: 2)
        let asks = [RuleKit.ask(1, score: 90, wants: [(0, 1), (1, 4)]), RuleKit.ask(2, score: 80, wants: [(0, 1), (1, 1)])]
        let made = Allocation(asks, under: rule)
        #expect(RuleKit.given(made) == [1: [1, 1], 2: [0, 1]])
        #expect(made.hindrance(of: 0, 1, under: rule) == .enough)
        #expect(made.waiting(for: 0, most: 2) == [1] && made.waiting(for: 1, most: 2).isEmpty)
    }

    @Test func setsThatAreGivenBackGoToTheNextWithinTheQuota() {
        let choice = LotChoice(sets: 3, most: [2, 3], least: [0, 0])
        // The first gave one of two back; the second's province has all that it may have, so the third receives it.
        #expect(Succession.next([1, 1, 0], missing: [0, 1, 1], provinces: [0, 0, 1], by: choice) == [0, 0, 1])
        // With room in its province the second comes first.
        #expect(Succession.next([0, 1, 1], missing: [0, 1, 1], provinces: [0, 0, 1], by: choice) == [0, 1, 0])
    }

    @Test func equalScoresArePartedByTheNamedCriteriaThenByANumberThatNobodyChose() {
        let one = RankOrder(total: 500, ties: [300], lot: 9, unit: 1), other = RankOrder(total: 500, ties: [200], lot: 1, unit: 2)
        #expect(one < other)
        #expect(RankOrder(total: 500, ties: [300], lot: 8, unit: 3) < one)
        #expect(RankOrder.drawn("round-a", 7) != RankOrder.drawn("round-b", 7))
    }
}
