import Campaigns
import Kernel
import Participation
package import Storage

extension Transaction {
    /// The numbers of many wishes, each as `figures` has it and in their order, in a few statements: those that differ in their place alone are read
    /// together. A place that has a one-to-one successor means that one. What is missing is nil: unknown.
    package func figureValues(_ wishes: [FigureWish]) throws -> [FigureValue?] {
        let places = try wishedPlaces(wishes)
        var out = [FigureValue?](repeating: nil, count: wishes.count)
        for (base, group) in wishes.byQuestion {
            let lines = try figureLines(base, at: group.map { wishes[$0] }, places)
            for wish in group { out[wish] = lines[wishes[wish].question.place]?.answer.value(of: wishes[wish].indicator) }
        }
        return out
    }

    /// The lines of one question at the places of some wishes.
    private func figureLines(_ base: FigureQuestion, at group: [FigureWish], _ places: WishedPlaces) throws -> [FigureQuestion.Place?: WishedLine] {
        let wanted = Set(group.map(\.question.place))
        var lines: [FigureQuestion.Place?: WishedLine] = [:]
        let isRolledUp = try base.slices.isEmpty && rollUpsAreBuilt()
        if wanted.count <= 8 || !isRolledUp && base.slices.isEmpty {
            for place in wanted {
                var question = base
                question.place = places.current(place)
                lines[place] = WishedLine(try figures(question))
            }
        } else if isRolledUp {
            let cells = try wishedCells(base, Set(group.map(\.indicator)))
            for place in wanted { lines[place] = places.line(of: place).map { cells[$0] ?? WishedLine() } }
        } else {
            lines = try slicedLines(base, at: wanted, places)
        }
        if group.contains(where: { $0.indicator == "counties" }) {
            var sums: [String: Int64] = [:]
            for county in try reachedCounties(base) { for unit in county.units.union([""]) { sums[unit, default: 0] += 1 } }
            for place in wanted { lines[place]?.answer.counties = places.code(of: place).map { sums[$0] ?? 0 } ?? 0 }
        }
        guard group.contains(where: { ["venues", "venue-times"].contains($0.indicator) }) else { return lines }
        let venues = try wishedVenues(base)
        for place in wanted {
            let found = places.line(of: place).flatMap { venues[$0] }
            lines[place]?.answer.venues = found?.venues ?? 0
            lines[place]?.answer.venueTimes = found?.times ?? 0
        }
        return lines
    }

    /// All cells of a campaign, by place.
    private func wishedCells(_ base: FigureQuestion, _ indicators: Set<String>) throws -> [CountedActivity.Line: WishedLine] {
        let grain: FigureGrain = base.kind == nil ? .place : .kind
        let slice: SQL = "c.campaign_id = \(base.campaign) AND c.grain = \(grain.rawValue) AND c.key = \(base.kind ?? "")"
        var out: [CountedActivity.Line: WishedLine] = [:]
        try each("SELECT c.within, c.line, c.activities, c.sessions, c.booked FROM figures_count c WHERE \(sql: slice)") { row in
            var line = WishedLine()
            (line.answer.activities, line.answer.sessions, line.answer.booked) = (try row.int64("activities"), try row.int64("sessions"), try row.int64("booked"))
            out[CountedActivity.Line(within: try row.text("within"), line: try row.text("line"))] = line
            return true
        }
        let claimed = indicators.subtracting(FigureWish.counted).sorted()
        guard !claimed.isEmpty else { return out }
        try each(
            """
            SELECT c.within, c.line, c.indicator, c.measured, c.reported, c.estimated FROM figures_sum c
            WHERE \(sql: slice) AND c.indicator IN (\(list: claimed)) AND c.claims > 0
            """
        ) { row in
            let shares = MethodShares(measured: try row.int64("measured"), reported: try row.int64("reported"), estimated: try row.int64("estimated"))
            let line = CountedActivity.Line(within: try row.text("within"), line: try row.text("line"))
            out[line, default: WishedLine()].answer.indicators[try row.text("indicator")] = shares
            return true
        }
        return out
    }

    /// A narrowed question at many places: laid out once by the lowest unit that is known, then summed upwards.
    private func slicedLines(
        _ base: FigureQuestion, at wanted: Set<FigureQuestion.Place?>, _ places: WishedPlaces
    ) throws -> [FigureQuestion.Place?: WishedLine] {
        let lowest = try figureLines(base, by: .region("COALESCE(r.county, r.prefecture, r.province, '')"))
        var sums: [String: WishedLine] = [:]
        for line in lowest { for place in [""] + places.path(of: line.key) { sums[place, default: WishedLine()].add(line) } }
        var out: [FigureQuestion.Place?: WishedLine] = [:]
        for place in wanted {
            switch places.current(place) {
            case nil: out[place] = sums[""] ?? WishedLine()
            case .within(let code): out[place] = sums[code] ?? WishedLine()
            case .unknown: out[place] = lowest.first { $0.key.isEmpty }.map { WishedLine($0) } ?? WishedLine()
            }
        }
        return out
    }

    private func wishedVenues(_ base: FigureQuestion) throws -> [CountedActivity.Line: (venues: Int64, times: Int64)] {
        var out: [CountedActivity.Line: (venues: Int64, times: Int64)] = [:]
        let found: SQL = """
            SELECT v.within, v.line, SUM(v.venues) AS venues, SUM(v.times) AS times FROM figures_venue_count v WHERE v.campaign_id = \(base.campaign)
            GROUP BY v.within, v.line
            """
        try each(found) { row in
            out[CountedActivity.Line(within: try row.text("within"), line: try row.text("line"))] = (try row.int64("venues"), try row.int64("times"))
            return true
        }
        return out
    }

    /// The tree as far as the wishes need it, read once.
    private func wishedPlaces(_ wishes: [FigureWish]) throws -> WishedPlaces {
        var codes: Set<String> = []
        for wish in wishes { if case .within(let code) = wish.question.place { codes.insert(code) } }
        var places = WishedPlaces()
        guard !codes.isEmpty else { return places }
        // Where many are asked for, the whole table is read in one go.
        let some: SQL = codes.count > 200 || wishes.contains { !$0.question.slices.isEmpty } ? "1 = 1" : "r.code IN (\(list: codes.sorted()))"
        let found: SQL = """
            SELECT r.code, n.code AS current, n.level, n.province, n.prefecture, n.county FROM view_region r JOIN view_region n ON n.code = r.current
            WHERE \(sql: some)
            """
        try each(found) { row in
            places.byCode[try row.text("code")] = WishedPlaces.Unit(
                current: try row.text("current"), level: try row.text("level"), province: try row.textOrNil("province"), prefecture: try row.textOrNil("prefecture"),
                county: try row.textOrNil("county"))
            return true
        }
        return places
    }
}

extension [FigureWish] {
    /// The places in the list of those that ask the same of different places, under that question about everywhere.
    fileprivate var byQuestion: [(FigureQuestion, [Int])] {
        var out: [(question: FigureQuestion, wishes: [Int])] = []
        var known: [FigureQuestion: Int] = [:]
        for (place, wish) in enumerated() {
            var question = wish.question
            question.place = nil
            // Most ask what the one before them asked; telling that is cheaper than looking it up.
            if out.last?.question == question {
                out[out.count - 1].wishes.append(place)
            } else if let group = known[question] {
                out[group].wishes.append(place)
            } else {
                known[question] = out.count
                out.append((question, [place]))
            }
        }
        return out
    }
}

/// Where codes stand in the tree as it is today.
private struct WishedPlaces {
    struct Unit {
        let current, level: String
        let province, prefecture, county: String?
    }
    var byCode: [String: Unit] = [:]

    func current(_ place: FigureQuestion.Place?) -> FigureQuestion.Place? {
        guard case .within(let code) = place else { return place }
        return .within(byCode[code]?.current ?? code)
    }

    /// Today's code, empty for everywhere; nil where the place is unknown.
    func code(of place: FigureQuestion.Place?) -> String? {
        switch current(place) {
        case nil: ""
        case .within(let code): code
        case .unknown: nil
        }
    }

    /// As a line of the roll-ups; nil for a code that is in no table.
    func line(of place: FigureQuestion.Place?) -> CountedActivity.Line? {
        switch place {
        case nil: return .everywhere
        case .unknown: return CountedActivity.Line(within: "", line: "")
        case .within(let code):
            guard let unit = byCode[code] else { return nil }
            switch unit.level {
            case "province": return CountedActivity.Line(within: "", line: unit.current)
            case "prefecture": return CountedActivity.Line(within: unit.province ?? "", line: unit.current)
            default: return CountedActivity.Line(within: unit.prefecture ?? unit.province ?? "", line: unit.current)
            }
        }
    }

    /// The units over a code, with itself.
    func path(of code: String) -> Set<String> {
        guard let unit = byCode[code] else { return [] }
        return Set([unit.province, unit.prefecture, unit.county].compactMap(\.self))
    }
}

/// What is counted at one place.
private struct WishedLine {
    var answer = FigureAnswer()

    init() {}
    init(_ answer: FigureAnswer) { self.answer = answer }
    init(_ line: FigureLine) { add(line) }

    mutating func add(_ line: FigureLine) {
        answer.activities += line.activities
        answer.sessions += line.sessions
        answer.booked += line.booked
        for (key, shares) in line.indicators {
            for method in CountingMethod.allCases { answer.indicators[key, default: MethodShares()][method] += shares[method] }
        }
    }

}

extension FigureAnswer {
    /// What is counted for one indicator; nil: nobody has stated anything.
    package func value(of indicator: String) -> FigureValue? {
        switch indicator {
        case "activities": FigureValue(value: activities, shares: nil)
        case "sessions": FigureValue(value: sessions, shares: nil)
        case "venues": FigureValue(value: venues, shares: nil)
        case "venue-times": FigureValue(value: venueTimes, shares: nil)
        case "counties": counties.map { FigureValue(value: $0, shares: nil) }
        default: indicators[indicator].map { FigureValue(value: $0.total, shares: $0) }
        }
    }
}
