import Kernel
import Language

/// How a round came out: asked and given by province and by group, so that anybody can judge whether it was fair.
struct FairnessReport: Sendable, Hashable {
    /// Of one province or one group.
    struct Line: Sendable, Hashable {
        var units = 0
        /// Units that received something.
        var served = 0
        var asked = 0
        var given = 0
    }

    struct Group: Sendable, Hashable {
        let criterion: String
        var yes = Line()
        var no = Line()
    }

    var total = Line()
    /// By the province's code, in its order.
    var provinces: [(code: String, line: Line)] = []
    /// For every criterion that is yes or no.
    var groups: [Group] = []

    /// What one declaration contributes: its province, what was asked and given, and its answers of yes or no.
    struct Entry: Sendable {
        let province: String
        let asked: Int
        let given: Int
        let isYes: [String: Bool]
    }

    init(_ entries: [Entry], criteria: [String]) {
        var byProvince: [String: Line] = [:]
        groups = criteria.map { Group(criterion: $0) }
        for one in entries {
            total.add(one)
            byProvince[one.province, default: Line()].add(one)
            for place in groups.indices {
                if one.isYes[groups[place].criterion] == true { groups[place].yes.add(one) } else { groups[place].no.add(one) }
            }
        }
        provinces = byProvince.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    static func == (a: FairnessReport, b: FairnessReport) -> Bool {
        a.total == b.total && a.groups == b.groups && a.provinces.map(\.code) == b.provinces.map(\.code) && a.provinces.map(\.line) == b.provinces.map(\.line)
    }
    func hash(into hasher: inout Hasher) { hasher.combine(total) }
}

extension FairnessReport.Line {
    fileprivate mutating func add(_ one: FairnessReport.Entry) {
        units += 1
        if one.given > 0 { served += 1 }
        asked += one.asked
        given += one.given
    }
}

extension FairnessReport {
    init(_ trial: RoundTrial) {
        let rule = trial.round.rule
        let named = Self.criteria(of: rule)
        self.init(trial.lines.map { Entry(province: $0.declaration.province, asked: $0.asked, given: $0.given, isYes: Self.yes($0.score.parts)) }, criteria: named)
    }

    /// The criteria that part units into two groups.
    static func criteria(of rule: RoundRule) -> [String] { rule.criteria.filter { FactWords.isYesOrNo($0, rule) }.map(\.key) }

    static func yes(_ parts: [NeedScore.Part]) -> [String: Bool] {
        Dictionary(parts.map { ($0.criterion, $0.fact.value.map { $0 != 0 } ?? false) }, uniquingKeysWith: { first, _ in first })
    }
}
