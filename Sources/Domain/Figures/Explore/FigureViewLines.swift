import Activities
import Campaigns
import Kernel
import Language
import Markup
import Participation
import Storage
import Web

/// One line of a view: a place, a kind or a day, with what each side has there.
struct FigureViewLine: Sendable {
    struct Amount: Sendable {
        let told: ToldNumber
        /// Nil where the indicator rests on no claims, or the number is not told.
        let shares: MethodShares?

        /// Nil where it is not told.
        var value: Int64? { told.value }

        init(_ told: ToldNumber, _ shares: MethodShares?) { (self.told, self.shares) = (told, told.value == nil ? nil : shares) }
    }

    let key: String
    let name: Phrase
    /// Nil: nobody has stated it.
    let amounts: [Amount?]
    /// Where each number opens.
    let addresses: [Address?]

    var values: [Int64?] { amounts.map { $0.flatMap(\.value) } }
    var isHidden: Bool { amounts.contains { $0.map { $0.value == nil } ?? false } }
}

/// As of when a side's numbers are.
enum FigureViewMoment: Sendable, Hashable {
    /// As they stand now.
    case today
    /// As they were locked, at that moment.
    case locked(Instant)
    /// The edition is locked, and nothing was kept of what is asked: as they stand now.
    case todayOfLocked
}

/// The lines of a view, and its totals. Where two are compared, a locked edition is compared as it was published.
struct FigureViewLines: Sendable {
    let lines: [FigureViewLine]
    let totals: [FigureViewLine.Amount?]
    let moments: [FigureViewMoment]

    init(_ view: FigureView, in tx: Transaction) throws {
        var totals: [FigureViewLine.Amount?] = []
        var found: [[String: FigureLine]] = [], smallLines: [Set<String>] = []
        var order: [(key: String, name: Phrase)] = []
        var moments: [FigureViewMoment] = []
        for side in view.sides {
            let question = view.question(side)
            let lock = try tx.figureLock(question.campaign)
            // Alone a side is shown as it stands now, and says that there is a locked value.
            let whole = try (view.sides.count > 1 ? lock : nil).flatMap { try tx.lockedTotal(question, of: $0) }, locked = try whole.flatMap { _ in try tx.lockedLines(question, by: view.kind) }
            let sum: (value: Int64?, shares: MethodShares?)
            if let lock, let whole, locked != nil {
                sum = (Self.value(view.term, whole), whole.indicators[view.term.key])
                moments.append(.locked(lock.at))
            } else {
                let live = try tx.figures(question)
                sum = (live.value(of: view.term), live.indicators[view.term.key])
                moments.append(lock == nil ? .today : .todayOfLocked)
            }
            let laidOut = try locked ?? tx.rollUp(question, by: view.kind)
            let parts = laidOut.map { $0.shares(of: view.term.key) } + [sum.shares ?? sum.value.map { MethodShares(measured: $0) }]
            // Looked for only where a number, or a part of one, is that small.
            let atMinors = parts.contains { $0?.hasSmallPart == true } ? try Self.linesAtMinors(view, question, tx) : nil
            totals.append(Self.amount(view.term, sum.value, sum.shares, atMinors))
            var byKey: [String: FigureLine] = [:], minors: Set<String> = []
            for line in laidOut {
                let key = Self.key(line, side, view)
                byKey[key.key] = line
                if atMinors?.contains(line.key) == true { minors.insert(key.key) }
                if !order.contains(where: { $0.key == key.key }) { order.append(key) }
            }
            found.append(byKey)
            smallLines.append(minors)
        }
        let sides = zip(found, smallLines).map { Self.amounts(view.term, $0, atMinors: $1) }, amounts = sides.map(\.amounts)
        for place in totals.indices where sides[place].sum.value == nil { totals[place] = totals[place].map { _ in .init(sides[place].sum, nil) } }
        // Where a side has no line, nothing was held there; what nobody stated is unknown.
        let nothing: FigureViewLine.Amount? = FigureTerm.plain.contains { $0.key == view.term.key } ? .init(.number(0), nil) : nil
        let lines = order.map { key, name in
            FigureViewLine(
                key: key, name: name, amounts: amounts.map { $0[key] ?? nothing },
                addresses: zip(view.sides, found).map { side, lines in lines[key].flatMap { Self.address($0, side, view) } })
        }
        (self.totals, self.moments) = (totals, moments)
        self.lines = view.kind == .day ? lines.sorted { $0.key < $1.key } : lines.sorted(by: Self.isBefore)
    }

    /// The largest first; what is unknown at the end.
    private static func isBefore(_ one: FigureViewLine, _ other: FigureViewLine) -> Bool {
        let (a, b) = (one.values.map { $0 ?? -1 }, other.values.map { $0 ?? -1 })
        return a == b ? one.key < other.key : b.lexicographicallyPrecedes(a)
    }

    /// Two editions are compared by the day of each, so that the third stands beside the third.
    private static func key(_ line: FigureLine, _ side: FigureView.Side, _ view: FigureView) -> (key: String, name: Phrase) {
        guard view.kind == .day, Set(view.sides.map(\.campaign.id)).count > 1, let day = Day(iso: line.key) else { return (line.key, line.fullName) }
        let number = day.daysSince1970 - side.campaign.begin.daysSince1970 + 1
        // As a text in its order, days before the first one too.
        return (String(number + 1_000_000), number > 0 ? Phrase("第 \(number) 天", "Day \(number)") : Phrase("开始前 \(1 - number) 天", "\(Plural.en(1 - number, "day", "days")) before"))
    }

    /// To which of a side's lines something for the young alone adds people; nil where it adds none to any.
    private static func linesAtMinors(_ view: FigureView, _ question: FigureQuestion, _ tx: Transaction) throws -> Set<String>? {
        guard SmallGroups.people.contains(view.term.key) else { return nil }
        let found = try tx.linesAtMinors(FigureOpening(question: question, term: view.term, method: nil, children: []))
        return found.isEmpty ? nil : Set(found.filter { $0.dimension == view.kind.dimension }.map(\.key))
    }

    /// What is told of a side's lines, each beside the others.
    private static func amounts(_ term: FigureTerm, _ lines: [String: FigureLine], atMinors: Set<String>) -> (amounts: [String: FigureViewLine.Amount?], sum: ToldNumber) {
        let keys = lines.keys.sorted(), values = keys.map { value(term, lines[$0]) }
        let table = SmallGroups.table(zip(keys, values).map { (value: $1 ?? 0, isOfMinors: SmallGroups.isOfMinors(term.key, atMinors: atMinors.contains($0))) })
        let told = zip(zip(keys, values), table.lines).map { line, told in
            let shares = lines[line.0]?.indicators[term.key], hides = atMinors.contains(line.0) && shares?.hasSmallMethod == true
            return (line.0, line.1.map { _ in FigureViewLine.Amount(told, hides ? nil : shares) })
        }
        return (Dictionary(told, uniquingKeysWith: { first, _ in first }), table.sum)
    }

    private static func value(_ term: FigureTerm, _ line: FigureLine?) -> Int64? {
        switch term.key {
        case "activities": line?.activities ?? 0
        case "sessions": line?.sessions ?? 0
        case "booked": line?.booked ?? 0
        default: line?.indicators[term.key]?.total
        }
    }

    /// What a side is called, with whether its numbers are locked.
    func name(_ place: Int, in view: FigureView) -> Phrase {
        guard case .locked = moments[place] else { return view.sides[place].name }
        return view.sides[place].name + Phrase("（锁定值）", " (as locked)")
    }

    /// - atMinors: nil where nothing for the young alone is in it.
    private static func amount(_ term: FigureTerm, _ value: Int64?, _ shares: MethodShares?, _ atMinors: Set<String>?) -> FigureViewLine.Amount? {
        let hides = atMinors != nil && shares?.hasSmallMethod == true
        return value.map { .init(SmallGroups.told($0, ofMinors: SmallGroups.isOfMinors(term.key, atMinors: atMinors != nil)), hides ? nil : shares) }
    }

    private static func address(_ line: FigureLine, _ side: FigureView.Side, _ view: FigureView) -> Address? {
        guard value(view.term, line) ?? 0 > 0, !(view.kind == .day && line.key.isEmpty) else { return nil }
        var pairs: [(name: String, value: String)] = [(view.kind.rawValue, line.key.isEmpty ? "unknown" : line.key)]
        if view.kind != .region, let place = side.place { pairs.append(("region", place.code)) }
        if view.kind != .kind, let kind = view.activityKind { pairs.append(("kind", kind.rawValue)) }
        if view.kind != .day, let day = view.day { pairs.append(("day", day)) }
        return .within("/figures/\(side.campaign.key)/\(view.term.key)", query: Query(pairs))
    }
}
