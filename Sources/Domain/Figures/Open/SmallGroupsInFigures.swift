import Kernel
import Participation
import Storage

/// In what a figure speaks of a small group of minors: where something that is for the young alone adds some people to it.
///
/// A line of fewer than five people holds such a group if anything for the young alone is among them, whatever the line is: a county, a day, an organiser.
extension Transaction {
    /// The lines of an opened figure to which something for the young alone, of which some session has few, adds people.
    func linesAtMinors(_ opening: FigureOpening) throws -> Set<FigureOpening.LineKey> {
        let few = smallClaims(opening.term.key)
        guard try row("SELECT 1 AS found FROM (\(sql: few) LIMIT 1) q", { _ in true }) == true else { return [] }
        return Set(try recordLines(opening, among: few).filter { opening.amount($0) > 0 }.map { FigureOpening.LineKey(dimension: $0.dimension, key: $0.key) })
    }

    /// What is for the young alone and has a claim, or bookings, of fewer than five people: nothing else can be in a line of fewer.
    private func smallClaims(_ indicator: String) -> SQL {
        let small: SQL = "BETWEEN 1 AND \(SmallGroups.least - 1)"
        return indicator == "booked"
            ? "SELECT b.activity_id FROM view_participation_booked b WHERE b.value \(sql: small) AND \(sql: SmallGroups.areForMinors("b.activity_id"))"
            : "SELECT c.activity_id FROM view_participation_counted c WHERE c.indicator = \(indicator) AND c.value \(sql: small) AND \(sql: SmallGroups.areForMinors("c.activity_id"))"
    }

    /// The lines of a roll-up, and its total, as they are told to everybody.
    ///
    /// - answer: the total of the same question; nil where it stands nowhere beside the lines.
    package func withoutSmallGroups(_ lines: [FigureLine], by kind: RollUp, _ question: FigureQuestion, total answer: FigureAnswer? = nil) throws -> (lines: [FigureLine], answer: FigureAnswer?) {
        var (lines, answer) = (lines, answer)
        let order = lines.indices.sorted { lines[$0].key < lines[$1].key }
        for indicator in SmallGroups.people.sorted() {
            let amounts = lines.map { $0.shares(of: indicator) }, total = answer?.shares(of: indicator)
            let isAlways = SmallGroups.isOfMinors(indicator, atMinors: question.isAtMinors)
            // Only a small number, or a small part of one, could be such a group.
            guard (amounts + [total]).contains(where: { $0?.hasSmallPart == true }) else { continue }
            let opening = FigureOpening(question: question, term: FigureTerm(indicator, Phrase("", ""), unit: Phrase("", ""), Phrase("", "")), method: nil, children: [])
            let atMinors = try isAlways ? [] : linesAtMinors(opening)
            guard isAlways || !atMinors.isEmpty else { continue }
            func isOfMinors(_ key: String) -> Bool { isAlways || atMinors.contains(FigureOpening.LineKey(dimension: kind.dimension, key: key)) }
            let table = SmallGroups.table(order.map { (value: amounts[$0]?.total ?? 0, isOfMinors: isOfMinors(lines[$0].key)) })
            for (place, told) in zip(order, table.lines) {
                if told.value == nil { lines[place].hide(indicator, told) } else if amounts[place]?.hasSmallMethod == true, isOfMinors(lines[place].key) { lines[place].withoutShares.insert(indicator) }
            }
            guard let sum = total else { continue }
            let told = SmallGroups.told(sum.total, ofMinors: true)
            if told.value == nil || table.sum.value == nil { answer?.hide(indicator, told.value == nil ? told : table.sum) } else if sum.hasSmallMethod { answer?.withoutShares.insert(indicator) }
        }
        return (lines, answer)
    }

    /// The same of a total that stands alone.
    package func withoutSmallGroups(_ answer: FigureAnswer, _ question: FigureQuestion) throws -> FigureAnswer {
        try withoutSmallGroups([], by: .region, question, total: answer).answer ?? answer
    }
}

extension MethodShares {
    /// Whether one of the methods has few.
    var hasSmallMethod: Bool { CountingMethod.allCases.contains { SmallGroups.isSmall(self[$0]) } }
    var hasSmallPart: Bool { SmallGroups.isSmall(total) || hasSmallMethod }
}

/// A line or a total, of which numbers of people may be hidden.
protocol HidingSmallGroups {
    var booked: Int64 { get set }
    var indicators: [String: MethodShares] { get set }
    var hidden: [String: ToldNumber] { get set }
}

extension FigureLine: HidingSmallGroups {}
extension FigureAnswer: HidingSmallGroups {}

extension HidingSmallGroups {
    /// An indicator's number, bookings too.
    func shares(of indicator: String) -> MethodShares? { indicator == "booked" ? MethodShares(measured: booked) : indicators[indicator] }

    mutating func hide(_ indicator: String, _ told: ToldNumber) {
        hidden[indicator] = told
        if indicator == "booked" { booked = 0 } else { indicators[indicator] = nil }
    }
}

extension RollUp {
    var dimension: FigureDimension {
        switch self {
        case .region: .place
        case .kind: .kind
        case .day: .day
        }
    }
}
