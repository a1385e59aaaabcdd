import Campaigns
import Kernel
import Participation
import Storage

/// One figure opened: what is asked of the roll-ups, or of the records, to lay it out one level further down in every dimension.
struct FigureOpening: Sendable {
    /// Of more activities than these the records are not read for a page; the roll-ups answer as far as they are laid out so.
    static let mostRecords = 20_000
    /// How many lines of a dimension a page shows beside the others.
    static let shown = 8

    let question: FigureQuestion
    let term: FigureTerm
    let method: CountingMethod?
    /// The campaigns directly below.
    let children: [Campaign]
    /// The lines to which something for the young alone adds people.
    var atMinors: Set<LineKey> = []
    /// The dimension that is shown whole, and its page.
    var whole: FigureDimension?
    var page = 1

    /// A line as it is read: dimension, key, and the amount by method, or all of it as measured where there are no methods.
    struct Found: Hashable {
        let dimension: FigureDimension
        let key: String
        var shares: MethodShares
    }

    struct LineKey: Hashable, Sendable {
        let dimension: FigureDimension
        let key: String
    }

    var hasMethods: Bool { !FigureTerm.plain.contains { $0.key == term.key } }
    var isOfVenues: Bool { term.key == "venues" || term.key == "venue-times" }
    var isOfCounties: Bool { term.key == FigureTerm.counties.key }

    /// Refuses what the figure is not laid out by: a number that passes a filter over would be another number under its name.
    func requireAnswerable() throws(Refusal) {
        if method != nil, !hasMethods {
            throw Refusal(.invalid, "filter-method", "“\(term.title.zh)”不来自数据填报，不能按依据（method）筛选，请去掉这个条件。", "“\(term.title.en)” rests on no claims, so it is not told by method. Leave that filter out.", field: "method")
        }
        guard isOfVenues else { return }
        var wrong: [String] = question.kind == nil ? [] : ["kind"]
        if question.day != nil { wrong.append("day") }
        wrong += FigureSlice.allCases.filter { $0 != .venueKind && question.slices[$0] != nil }.map(\.rawValue)
        guard let first = wrong.first else { return }
        throw Refusal(
            .invalid, "filter-venues", "场馆数只能按地区和场馆类型细分，不能按 \(wrong.joined(separator: "、")) 筛选，请去掉这个条件。",
            "Venues are laid out by place and by their kind alone, not by \(wrong.joined(separator: ", ")). Leave that filter out.", field: first)
    }

    /// Those that lay the figure out further: not by what narrows it already, but places go down to the county.
    var dimensions: [FigureDimension] {
        FigureDimension.allCases.filter { dimension in
            switch dimension {
            case .place: question.place != .unknown
            case .kind: question.kind == nil && !isOfVenues && !isOfCounties
            case .day: question.day == nil && !isOfVenues && !isOfCounties
            case .campaign: !children.isEmpty
            case .venueKind: question.slices[.venueKind] == nil && !isOfCounties
            default: dimension.slice.map { question.slices[$0] == nil } == true && !isOfVenues && !isOfCounties
            }
        }
    }

    /// Whether a line speaks of minors alone.
    func isOfMinors(_ dimension: FigureDimension, _ key: String) -> Bool {
        let isForMinors = question.isAtMinors || dimension == .audience && AudienceGroup(rawValue: key)?.isOfMinors == true
        return SmallGroups.isOfMinors(term.key, atMinors: isForMinors || atMinors.contains(LineKey(dimension: dimension, key: key)))
    }

    /// Whether every number on the page does.
    var isOfMinors: Bool { SmallGroups.isOfMinors(term.key, atMinors: question.isAtMinors) }

    /// The lines that were read, by dimension, without those in which nothing is counted.
    func breakdowns(_ found: [Found], organisers: Int?) -> [FigureBreakdown] {
        let lines = Dictionary(grouping: found, by: \.dimension)
        return dimensions.compactMap { dimension -> FigureBreakdown? in
            // A stated 0 is told, where somebody stated it.
            let some = (lines[dimension] ?? []).filter { amount($0) > 0 || hasMethods && method == nil && !$0.key.isEmpty }
            // Where nobody stated it there is nothing to lay out.
            guard some.contains(where: { !$0.key.isEmpty }) else { return nil }
            let told = told(some.sorted { $0.key < $1.key }, dimension)
            guard !told.isEmpty else { return nil }
            let total = dimension == .organiser ? organisers ?? told.count : told.count
            return FigureBreakdown(dimension: dimension, lines: cut(told, dimension, isCut: dimension == .organiser && organisers != nil), total: total, same: same(dimension))
        }
    }

    func amount(_ one: Found) -> Int64 { method.map { one.shares[$0] } ?? one.shares.total }

    private func told(_ some: [Found], _ dimension: FigureDimension) -> [FigureBreakdown.Line] {
        let table = SmallGroups.table(some.map { (value: amount($0), isOfMinors: isOfMinors(dimension, $0.key)) })
        // The sum stands above them as the figure itself.
        guard table.sum.value != nil || isOfMinors else { return [] }
        let lines = zip(some, table.lines).map { one, told in
            FigureBreakdown.Line(key: one.key, amount: amount(one), shares: hasMethods && method == nil && told.value != nil ? one.shares : nil, told: told)
        }
        // By what is told: the order of the others says nothing of them.
        return lines.sorted { ($1.told.value ?? -1, $0.key) < ($0.told.value ?? -1, $1.key) }
    }

    private func cut(_ lines: [FigureBreakdown.Line], _ dimension: FigureDimension, isCut: Bool) -> [FigureBreakdown.Line] {
        guard whole == dimension else { return Array(lines.prefix(Self.shown)) }
        let all = dimension == .day ? lines.sorted { $0.key < $1.key } : lines
        return isCut ? all : Array(all.dropFirst((page - 1) * Transaction.figurePageSize).prefix(Transaction.figurePageSize))
    }

    /// A place that is its own line has nothing below it.
    private func same(_ dimension: FigureDimension) -> String? {
        guard dimension == .place, case .within(let code) = question.place else { return nil }
        return code
    }
}

extension Transaction {
    /// A figure laid out in every dimension; two statements for the lines, some for their names, however much is counted.
    ///
    /// - activities: how many the question's answer holds.
    func breakdowns(_ opening: FigureOpening, activities: Int64) throws -> [FigureBreakdown] {
        guard !SummedIndicators.never.contains(opening.term.key) else { return [] }
        var opening = opening, known = false
        /// Small lines are looked into once, where there are any.
        func looked(_ found: [FigureOpening.Found]) throws -> [FigureOpening.Found] {
            guard !known, SmallGroups.people.contains(opening.term.key), !opening.isOfMinors, found.contains(where: { SmallGroups.isSmall(opening.amount($0)) }) else { return found }
            (opening.atMinors, known) = (try linesAtMinors(opening), true)
            return found
        }
        var breakdowns: [FigureBreakdown]
        if opening.isOfVenues {
            breakdowns = opening.breakdowns(try venueLines(opening), organisers: nil)
        } else if opening.isOfCounties {
            breakdowns = opening.breakdowns(try countyLines(opening), organisers: nil)
        } else if try opening.question.slices.isEmpty && rollUpsAreBuilt(), let cell = try cell(of: opening.question) {
            let (organisers, count) = try organiserLines(opening, cell)
            let found = try looked(cellLines(opening, cell) + organisers)
            breakdowns = opening.breakdowns(found, organisers: count)
            let held = Set(breakdowns.map(\.dimension)).union([.place, .campaign])
            // What no roll-up is laid out by there.
            if cell.grain != .place || cell.line != .everywhere, activities <= FigureOpening.mostRecords {
                let rest = try looked(recordLines(opening).filter { !held.contains($0.dimension) })
                breakdowns = (breakdowns + opening.breakdowns(rest, organisers: nil)).sorted { $0.dimension.rank < $1.dimension.rank }
            }
        } else if activities <= FigureOpening.mostRecords {
            let found = try looked(recordLines(opening))
            breakdowns = opening.breakdowns(found, organisers: nil)
        } else {
            breakdowns = []
        }
        return try breakdowns.map { try named($0, opening) }
    }
}

extension FigureDimension {
    /// Its place among all.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
