import Kernel
import Storage

extension Transaction {
    /// Whether the roll-ups have read everything once; until then figures are asked of the records themselves.
    package func rollUpsAreBuilt() throws -> Bool { try number("SELECT done FROM figures_sweep WHERE name = 'all'") == 1 }

    /// The cell of a question's total; nil where no roll-up is laid out by what it asks.
    func cell(of question: FigureQuestion) throws -> FigureCell? {
        guard let line = try line(of: question.place) else { return nil }
        if !question.slices.isEmpty { return slicedCell(of: question, line) }
        switch (question.kind, question.day) {
        case (nil, nil): return FigureCell(campaign: question.campaign.number, grain: .place, line: line, key: "")
        case (let kind?, nil): return FigureCell(campaign: question.campaign.number, grain: .kind, line: line, key: kind)
        case (nil, let day?): return FigureCell(campaign: question.campaign.number, grain: .day, line: line, key: day)
        default: return nil
        }
    }

    /// Everywhere some slices have cells of their own.
    private func slicedCell(of question: FigureQuestion, _ line: CountedActivity.Line) -> FigureCell? {
        guard line == .everywhere, question.kind == nil, question.day == nil, question.slices.count == 1, let (slice, value) = question.slices.first else { return nil }
        let grain: FigureGrain? =
            switch slice {
            case .block: .block
            case .line: .reportingLine
            case .organiser: .organiser
            case .venueKind: .venueKind
            case .theme, .mode, .audience: nil
            }
        return grain.map { FigureCell(campaign: question.campaign.number, grain: $0, line: line, key: value) }
    }

    /// Where a place stands as a line; nil for a code that is in no table.
    private func line(of place: FigureQuestion.Place?) throws -> CountedActivity.Line? {
        switch place {
        case nil: return .everywhere
        case .unknown: return CountedActivity.Line(within: "", line: "")
        case .within(let code):
            guard let place = try figurePlace(code) else { return nil }
            switch place.level {
            case "province": return CountedActivity.Line(within: "", line: place.code)
            case "prefecture": return CountedActivity.Line(within: place.province ?? "", line: place.code)
            default: return CountedActivity.Line(within: place.prefecture ?? place.province ?? "", line: place.code)
            }
        }
    }

    /// What a cell holds, as a line of that key.
    func rolledUp(_ cell: FigureCell) throws -> FigureLine {
        let condition: SQL = "c.line = \(cell.line.line) AND c.key = \(cell.key)"
        return try rolledUp(cell, by: "c.line", condition).first ?? FigureLine(key: "")
    }

    /// The lines within the cell's place, each with the cell's key: the provinces of the whole, the counties of a prefecture.
    func rolledUpPlaces(within: String, _ cell: FigureCell) throws -> [FigureLine] {
        let one = FigureCell(campaign: cell.campaign, grain: cell.grain, line: CountedActivity.Line(within: within, line: ""), key: cell.key)
        return try rolledUp(one, by: "c.line", "c.key = \(cell.key)")
    }

    /// One place laid out by the values of another grain.
    func rolledUpKeys(_ cell: FigureCell, grain: FigureGrain) throws -> [FigureLine] {
        let one = FigureCell(campaign: cell.campaign, grain: grain, line: cell.line, key: "")
        return try rolledUp(one, by: "c.key", "c.line = \(cell.line.line)")
    }

    /// The same for keys from one text up to before another.
    func rolledUpKeys(_ cell: FigureCell, from first: String, to end: String) throws -> [FigureLine] {
        try rolledUp(cell, by: "c.key", "c.line = \(cell.line.line) AND c.key >= \(first) AND c.key < \(end)")
    }

    private func rolledUp(_ cell: FigureCell, by column: SQL, _ condition: SQL) throws -> [FigureLine] {
        var lines: [String: FigureLine] = [:]
        let slice: SQL = "c.campaign_id = \(cell.campaign) AND c.grain = \(cell.grain.rawValue) AND c.within = \(cell.line.within) AND \(sql: condition)"
        try each("SELECT \(sql: column) AS value, c.activities, c.sessions, c.booked FROM figures_count c WHERE \(sql: slice)") { row in
            let sum = CellCounts(activities: try row.int64("activities"), sessions: try row.int64("sessions"), booked: try row.int64("booked"))
            guard !sum.isZero else { return true }
            var line = FigureLine(key: try row.text("value"))
            (line.activities, line.sessions, line.booked) = (sum.activities, sum.sessions, sum.booked)
            lines[line.key] = line
            return true
        }
        try each(
            "SELECT \(sql: column) AS value, c.indicator, c.measured, c.reported, c.estimated FROM figures_sum c WHERE \(sql: slice) AND c.claims > 0"
        ) { row in
            let key = try row.text("value")
            let shares = MethodShares(measured: try row.int64("measured"), reported: try row.int64("reported"), estimated: try row.int64("estimated"))
            lines[key, default: FigureLine(key: key)].indicators[try row.text("indicator")] = shares
            return true
        }
        return lines.values.sorted { $0.key < $1.key }
    }

    /// Distinct venues, and venue-times, of the campaign at a place, by the kind of venue.
    package func rolledUpVenues(_ question: FigureQuestion) throws -> [VenueLine] {
        guard let line = try line(of: question.place) else { return [] }
        return try rows(
            """
            SELECT v.kind, v.venues, v.times FROM figures_venue_count v
            WHERE v.campaign_id = \(question.campaign) AND v.within = \(line.within) AND v.line = \(line.line) AND v.venues > 0 ORDER BY v.kind
            """) { VenueLine(kind: try $0.text("kind"), venues: try $0.int64("venues"), times: try $0.int64("times")) }
    }
}

/// Venues of one kind: distinct ones, and once for each campaign that they joined.
package struct VenueLine: Sendable, Hashable {
    /// The raw text of a venue's kind.
    package let kind: String
    package let venues: Int64
    package let times: Int64
}
