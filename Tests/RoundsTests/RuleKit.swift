import Kernel
import Language
import TestKit

@testable import Rounds

/// Rules and wishes as tests write them.
enum RuleKit {
    static func rule(lots: [Int], mostPercent: Int? = nil, most: Int? = nil, least: Int = 0, mostPerUnit: Int? = nil) -> RoundRule {
        RoundRule(
            lots: lots.enumerated().map { Lot(key: "lot-\($0)", name: Wording("套"), resource: nil, sets: $1, price: nil, levels: [], needs: nil) }, criteria: [], questions: [], lists: [],
            quota: ProvinceQuota(mostPercent: mostPercent, most: most, least: least, others: [:]), mostPerUnit: mostPerUnit, waitingList: nil, ties: [],
            who: Eligibility(kinds: [], regions: [], levels: [], units: []), daysForCorrection: 0, appealWorkdays: 5, rules: [])
    }

    static func ask(_ unit: Int64, score: Int, province: String = "610000", wants: [(Int, Int)]) -> Ask {
        Ask(unit: unit, province: province, order: RankOrder(total: score, ties: [], lot: RankOrder.drawn("r", unit), unit: unit), wants: wants.map { .init(lot: $0.0, sets: $0.1) })
    }

    /// What each unit was given, by its number.
    static func given(_ made: Allocation) -> [Int64: [Int]] { Dictionary(uniqueKeysWithValues: zip(made.asks.map(\.unit), made.given)) }

    /// An invented round, its quotas such as `RoundShape` takes.
    static func round(_ chance: inout Seeded) -> (RoundRule, [Ask]) {
        let lots = (0..<(1 + chance.below(4))).map { _ in 1 + chance.below(6) }
        let least = chance.below(3) == 0 ? 1 + chance.below(2) : 0
        let mostPerUnit: Int? = least > 0 && lots.count > 1 ? 1 : chance.below(2) == 0 ? nil : 1 + chance.below(3)
        let rule = rule(
            lots: lots, mostPercent: chance.below(2) == 0 ? nil : 20 + chance.below(80), most: chance.below(3) == 0 ? 1 + chance.below(4) : nil, least: least, mostPerUnit: mostPerUnit)
        let asks = (0..<(2 + chance.below(12))).map { unit in wish(Int64(unit + 1), lots.count, &chance) }
        return (rule, asks)
    }

    static func wish(_ unit: Int64, _ lots: Int, _ chance: inout Seeded) -> Ask {
        let order = Array(0..<lots).shuffled(using: &chance).prefix(1 + chance.below(lots))
        return ask(unit, score: chance.below(40), province: "6\(1 + chance.below(4))0000", wants: order.map { ($0, 1 + chance.below(3)) })
    }
}
