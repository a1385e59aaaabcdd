import Campaigns
import Kernel
import Storage

/// What is asked of the records for a rule: each source once, with all codes that are bound to it.
struct ScoreSources: Sendable {
    let codes: [ScoreSource: Set<String>]

    init(_ rule: CommendationRule) {
        var codes: [ScoreSource: Set<String>] = [:]
        for case .figure(let source, let code, _) in rule.indicators.map(\.measure) { codes[source, default: []].insert(code) }
        self.codes = codes
    }
}

/// The numbers of all sources of a rule, for one unit or for all.
struct KnownAmounts: Sendable {
    let tables: [ScoreSource: AmountTable]

    /// What the platform knows of a unit; indicators that are judged are not among them.
    func amounts(of unit: ScoredUnit, under rule: CommendationRule) -> [String: ScoreAmount] {
        var out: [String: ScoreAmount] = [:]
        for one in rule.indicators {
            guard case .figure(let source, let code, _) = one.measure else { continue }
            // Where the unit's region is not known, neither is what took place there.
            out[one.key] = unit.key(in: source).map { (tables[source] ?? AmountTable())[$0].amount(code) } ?? .unknown(missing: 0)
        }
        return out
    }

    /// Units that have held anything themselves, and regions in which anything took place.
    func keys(_ slice: ScoreSource.Slice) -> Set<Int64> { Set(tables.filter { $0.key.slice == slice }.flatMap { $0.value.byKey.keys }) }
}

extension Transaction {
    /// `unit`: only what its page needs.
    func knownAmounts(_ one: Commendation, of unit: ScoredUnit? = nil) throws -> KnownAmounts {
        var tables: [ScoreSource: AmountTable] = [:]
        for (source, codes) in ScoreSources(one.rule).codes {
            if let unit, unit.key(in: source) == nil { continue }
            let campaign = try source.within.map { try campaignID(declared: $0) } ?? one.campaignID
            tables[source] = try amounts(AmountReading(term: one.rule.term, campaign: campaign, slice: source.slice, codes: codes, only: unit?.key(in: source)))
        }
        return KnownAmounts(tables: tables)
    }
}
