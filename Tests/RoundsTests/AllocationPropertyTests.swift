import Kernel
import TestKit
import Testing

@testable import Rounds

/// What must hold in every round, tried on thousands of invented ones (the proof is in the room's DESIGN.md).
struct AllocationPropertyTests {
    @Test func theSameDataInAnyOrderGiveTheSame() {
        var chance = Seeded(11)
        for _ in 0..<400 {
            let (rule, asks) = RuleKit.round(&chance)
            #expect(RuleKit.given(Allocation(asks, under: rule)) == RuleKit.given(Allocation(asks.shuffled(using: &chance), under: rule)))
        }
    }

    @Test func nobodyGetsMoreThanThereIsThanTheQuotaOrThanOneUnitMay() {
        var chance = Seeded(12)
        for _ in 0..<400 {
            let (rule, asks) = RuleKit.round(&chance), made = Allocation(asks, under: rule)
            for (lot, room) in rule.lots.enumerated() {
                var (all, byProvince) = (0, [String: Int]())
                for (ask, given) in zip(made.asks, made.given) {
                    for (want, sets) in zip(ask.wants, given) where want.lot == lot {
                        all += sets
                        byProvince[ask.province, default: 0] += sets
                        #expect(sets <= want.sets)
                    }
                }
                #expect(all <= room.sets)
                for (province, sets) in byProvince { #expect(sets <= rule.quota.most(of: room, in: province)) }
            }
            for given in made.given { #expect(given.reduce(0, +) <= rule.mostPerUnit ?? Int.max) }
        }
    }

    /// The stronger newcomer is the case of the issue; in fact no newcomer at all helps anybody.
    @Test func oneCountyMoreNeverHelpsAnother() {
        var (chance, worse) = (Seeded(13), 0)
        for _ in 0..<2000 {
            let (rule, asks) = RuleKit.round(&chance)
            let newcomer = RuleKit.wish(Int64(asks.count + 1), rule.lots.count, &chance)
            let before = Allocation(asks, under: rule), after = RuleKit.given(Allocation(asks + [newcomer], under: rule))
            for (ask, given) in zip(before.asks, before.given) {
                let now = after[ask.unit] ?? []
                #expect(!Self.isBetter(now, than: given), "\(rule.lots.map(\.sets)) \(asks) \(newcomer) \(given) \(now)")
                if now != given { worse += 1 }
            }
        }
        // Such rounds did come up.
        #expect(worse > 100)
    }

    @Test func aBetterScoreNeverLosesAPlace() {
        var (chance, better) = (Seeded(14), 0)
        for _ in 0..<2000 {
            let (rule, asks) = RuleKit.round(&chance)
            let place = chance.below(asks.count), old = asks[place]
            var raised = asks
            raised[place] = RuleKit.ask(old.unit, score: old.order.total + 1 + chance.below(30), province: old.province, wants: old.wants.map { ($0.lot, $0.sets) })
            let before = RuleKit.given(Allocation(asks, under: rule))[old.unit] ?? [], after = RuleKit.given(Allocation(raised, under: rule))[old.unit] ?? []
            #expect(!Self.isBetter(before, than: after), "\(rule.lots.map(\.sets)) \(asks) \(old) \(before) \(after)")
            if after != before { better += 1 }
        }
        #expect(better > 100)
    }

    /// As its unit sees it: more of what it likes best; and never fewer sets in all.
    private static func isBetter(_ one: [Int], than other: [Int]) -> Bool {
        if one.reduce(0, +) > other.reduce(0, +) { return true }
        for (mine, theirs) in zip(one, other) where mine != theirs { return mine > theirs }
        return false
    }
}
