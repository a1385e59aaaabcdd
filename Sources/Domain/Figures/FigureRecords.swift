import Kernel
import Language
import Storage

/// One activity as part of a figure.
struct FigureRecord: Sendable {
    let activity: Int64
    let title: Wording
    let amount: Int64
    /// Nil where the figure has no methods.
    let shares: MethodShares?
}

/// One venue as part of the figures *venues* and *venue-times*.
struct VenueRecord: Sendable {
    let venue: Int64
    let name: Wording
    let activities: Int64
    /// In how many campaigns.
    let times: Int64
}

extension Transaction {
    static var figurePageSize: Int { 50 }

    /// The activities that a figure is made of, the largest first. A peak is shown as the highest one and never summed.
    func figureRecords(_ question: FigureQuestion, _ indicator: String, method: CountingMethod?, page: Int) throws -> (items: [FigureRecord], total: Int) {
        var amount: SQL = "COUNT(*)"
        var joins: SQL = FigureQuestion.sessions
        var condition = question.conditions()
        var methods: SQL = ""
        switch indicator {
        case "activities":
            amount = "COUNT(s.session_id)"
            joins = SQL("LEFT ") + FigureQuestion.sessions
        case "sessions": break
        case "booked":
            (amount, joins, condition) = ("SUM(b.value)", FigureQuestion.booked, question.conditions(FigureQuestion.takesPlace, "b.value > 0"))
        default:
            joins = FigureQuestion.claims
            condition = question.conditions(FigureQuestion.takesPlace, "c.indicator = \(indicator)")
            if let method { condition += " AND c.method = \(method.rawValue)" }
            amount = SummedIndicators.never.contains(indicator) ? "MAX(c.value)" : "SUM(c.value)"
            methods = """
                , SUM(CASE WHEN c.method = 'measured' THEN c.value ELSE 0 END) AS measured
                , SUM(CASE WHEN c.method = 'reported' THEN c.value ELSE 0 END) AS reported
                , SUM(CASE WHEN c.method = 'estimated' THEN c.value ELSE 0 END) AS estimated
                """
        }
        let from: SQL = "FROM \(sql: question.activities) \(sql: joins) JOIN view_activities_title t ON t.activity_id = a.activity_id WHERE \(sql: condition)"
        let total = try number("SELECT COUNT(DISTINCT a.activity_id) \(sql: from)") ?? 0
        let sums = !methods.isEmpty && !SummedIndicators.never.contains(indicator)
        let items = try rows(
            """
            SELECT a.activity_id, t.title_zh, t.title_en, \(sql: amount) AS amount \(sql: methods) \(sql: from)
            GROUP BY a.activity_id, t.title_zh, t.title_en ORDER BY amount DESC, a.activity_id
            LIMIT \(Self.figurePageSize) OFFSET \((page - 1) * Self.figurePageSize)
            """
        ) { row in
            FigureRecord(
                activity: try row.int64("activity_id"), title: Wording(try row.text("title_zh"), try row.textOrNil("title_en")),
                amount: try row.int64("amount"), shares: sums ? try MethodShares(row) : nil)
        }
        return (items, Int(total))
    }

    /// The venues of a campaign, those with most activities first.
    func venueRecords(_ question: FigureQuestion, page: Int) throws -> (items: [VenueRecord], total: Int) {
        let from: SQL = """
            FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                JOIN view_venues_venue v ON v.id = n.venue_id WHERE x.ancestor_id = \(question.campaign)
            """
        let total = try number("SELECT COUNT(DISTINCT v.id) \(sql: from)") ?? 0
        let items = try rows(
            """
            SELECT v.id, v.name_zh, v.name_en, COUNT(DISTINCT n.activity_id) AS activities, COUNT(DISTINCT n.campaign_id) AS times \(sql: from)
            GROUP BY v.id, v.name_zh, v.name_en ORDER BY activities DESC, v.id
            LIMIT \(Self.figurePageSize) OFFSET \((page - 1) * Self.figurePageSize)
            """
        ) { row in
            VenueRecord(
                venue: try row.int64("id"), name: Wording(try row.text("name_zh"), try row.textOrNil("name_en")),
                activities: try row.int64("activities"), times: try row.int64("times"))
        }
        return (items, Int(total))
    }
}

extension MethodShares {
    fileprivate init(_ row: Row) throws {
        self.init(measured: try row.int64("measured"), reported: try row.int64("reported"), estimated: try row.int64("estimated"))
    }
}
