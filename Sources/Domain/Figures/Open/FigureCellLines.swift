import Campaigns
import Kernel
import Storage

/// The lines of an opened figure, of the roll-ups alone.
extension Transaction {
    /// One statement over the few cells that lie directly below a cell.
    func cellLines(_ opening: FigureOpening, _ cell: FigureCell) throws -> [FigureOpening.Found] {
        let table = CellColumns(opening)
        let place = cell.line == .everywhere ? "" : cell.line.line
        var parts: [SQL] = []
        func part(_ name: String, _ value: SQL, grain: FigureGrain, _ condition: SQL) {
            parts.append(table.select(name, value, "c.campaign_id = \(cell.campaign) AND c.grain = \(grain.rawValue) AND \(sql: condition)"))
        }
        part("place", "c.line", grain: cell.grain, "c.within = \(place) AND c.key = \(cell.key)")
        let below = opening.children.map(\.id.number)
        if !below.isEmpty {
            parts.append(
                table.select(
                    "campaign", "CAST(c.campaign_id AS TEXT)",
                    """
                    c.campaign_id IN (\(list: below)) AND c.grain = \(cell.grain.rawValue) AND c.within = \(cell.line.within) AND c.line = \(cell.line.line)
                        AND c.key = \(cell.key)
                    """))
        }
        if cell.grain == .place {
            let here: SQL = "c.within = \(cell.line.within) AND c.line = \(cell.line.line)"
            part("day", "c.key", grain: .day, here)
            part("kind", "c.key", grain: .kind, here)
            part("offer", "c.key", grain: .offer, here)
            if cell.line == .everywhere {
                part("block", "c.key", grain: .block, here)
                part("line", "c.key", grain: .reportingLine, here)
                part("venue_kind", "c.key", grain: .venueKind, here)
            }
        }
        var sums = FoundSums()
        try each(parts.joined(" UNION ALL ")) { row in
            let (name, value) = (try row.text("dim"), try row.text("value"))
            let shares = MethodShares(measured: try row.int64("measured"), reported: try row.int64("reported"), estimated: try row.int64("estimated"))
            if let dimension = FigureDimension(rawValue: name) {
                sums.add(dimension, value, shares)
            } else {
                // Each activity has one theme, one audience and one way.
                let parts = value.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
                for (dimension, part) in zip([FigureDimension.theme, .audience, .mode], parts) { sums.add(dimension, part, shares) }
            }
            return true
        }
        return sums.lines
    }

    /// The organisers with most, and how many there are; all of them where some are told to nobody. Only everywhere.
    func organiserLines(_ opening: FigureOpening, _ cell: FigureCell) throws -> (lines: [FigureOpening.Found], count: Int?) {
        guard cell.grain == .place, cell.line == .everywhere else { return ([], nil) }
        let table = CellColumns(opening)
        let size = opening.whole == .organiser ? Self.figurePageSize : FigureOpening.shown
        let piece: SQL = opening.isOfMinors ? "" : "LIMIT \(size) OFFSET \(opening.whole == .organiser ? (opening.page - 1) * size : 0)"
        var count = 0
        let order: SQL = opening.method.map { SQL.trusted("s.\($0.rawValue)") } ?? "s.measured + s.reported + s.estimated"
        let own = table.select(
            "organiser", "c.key", "c.campaign_id = \(cell.campaign) AND c.grain = \(FigureGrain.organiser.rawValue) AND c.within = \(cell.line.within) AND c.line = \(cell.line.line)")
        let lines = try rows("SELECT s.*, COUNT(*) OVER () AS of_all FROM (\(sql: own)) s WHERE \(sql: order) > 0 ORDER BY \(sql: order) DESC, s.value \(sql: piece)") { row -> FigureOpening.Found in
            count = try row.int("of_all")
            return FigureOpening.Found(
                dimension: .organiser, key: try row.text("value"),
                shares: MethodShares(measured: try row.int64("measured"), reported: try row.int64("reported"), estimated: try row.int64("estimated")))
        }
        return (lines, opening.isOfMinors ? nil : count)
    }

    /// Venues by place and by kind: each once, or once for each campaign that it joined.
    func venueLines(_ opening: FigureOpening) throws -> [FigureOpening.Found] {
        guard try opening.question.slices.isEmpty && rollUpsAreBuilt(), let cell = try cell(of: FigureQuestion(opening.question.campaign, place: opening.question.place)) else {
            return []
        }
        let amount: SQL = opening.term.key == "venues" ? "v.venues" : "v.times"
        let place = cell.line == .everywhere ? "" : cell.line.line
        let below = opening.children.map(\.id.number)
        let here: SQL = "v.within = \(cell.line.within) AND v.line = \(cell.line.line)"
        let own: SQL = "AS value, \(sql: amount) AS amount FROM figures_venue_count v WHERE v.campaign_id = \(cell.campaign)"
        var parts: [SQL] = [
            "SELECT 'place' AS dim, v.line \(sql: own) AND v.within = \(place)", "SELECT 'venue_kind' AS dim, v.kind \(sql: own) AND \(sql: here)",
        ]
        if !below.isEmpty {
            parts.append(
                """
                SELECT 'campaign' AS dim, CAST(v.campaign_id AS TEXT) AS value, \(sql: amount) AS amount FROM figures_venue_count v
                WHERE v.campaign_id IN (\(list: below)) AND \(sql: here)
                """)
        }
        var sums = FoundSums()
        try each(parts.joined(" UNION ALL ")) { row in
            if let dimension = FigureDimension(rawValue: try row.text("dim")) { sums.add(dimension, try row.text("value"), MethodShares(measured: try row.int64("amount"))) }
            return true
        }
        return sums.lines
    }
}

/// From which of the two tables of cells a figure comes, and from which columns.
private struct CellColumns {
    private let columns: SQL
    private let condition: SQL

    init(_ opening: FigureOpening) {
        if opening.hasMethods {
            columns = "c.measured, c.reported, c.estimated FROM figures_sum c"
            condition = "c.indicator = \(opening.term.key) AND c.claims > 0"
        } else {
            let name: SQL =
                switch opening.term.key {
                case "sessions": "sessions"
                case "booked": "booked"
                default: "activities"
                }
            columns = "c.\(sql: name) AS measured, CAST(0 AS BIGINT) AS reported, CAST(0 AS BIGINT) AS estimated FROM figures_count c"
            condition = "c.\(sql: name) > 0"
        }
    }

    func select(_ name: String, _ value: SQL, _ slice: SQL) -> SQL {
        "SELECT \(sql: .trusted("'\(name)'")) AS dim, \(sql: value) AS value, \(sql: columns) WHERE \(sql: slice) AND \(sql: condition)"
    }
}

/// Lines that are added up as they come.
struct FoundSums {
    private var sums: [FigureDimension: [String: MethodShares]] = [:]

    mutating func add(_ dimension: FigureDimension, _ key: String, _ shares: MethodShares) {
        for method in CountingMethod.allCases { sums[dimension, default: [:]][key, default: MethodShares()][method] += shares[method] }
    }

    var lines: [FigureOpening.Found] { sums.flatMap { dimension, lines in lines.map { FigureOpening.Found(dimension: dimension, key: $0, shares: $1) } } }
}
