import Kernel
import Language
import Participation
import Storage

/// One activity as part of a figure.
struct FigureRecord: Sendable {
    let activity: Int64
    let title: Wording
    /// What is told of its number.
    var told: ToldNumber
    /// Nil where the figure has no methods, or the number is not told.
    var shares: MethodShares?
}

/// The activities that a figure is made of, some of them.
struct FigureRecordList: Sendable {
    var items: [FigureRecord] = []
    var total = 0
    /// What stands above them in place of their sum; nil where the sum may.
    var hiddenSum: ToldNumber?
}

/// One venue as part of the figures *venues* and *venue-times*.
struct VenueRecord: Sendable {
    let venue: Int64
    let name: Wording
    let activities: Int64
    /// In how many campaigns.
    let times: Int64
}

/// The venues of a question: some of them, how many there are, and how often they joined a campaign.
struct VenueRecordList: Sendable {
    var items: [VenueRecord] = []
    var venues: Int64 = 0
    var times: Int64 = 0
}

extension Transaction {
    static var figurePageSize: Int { 50 }

    /// The activities that a figure is made of, the largest first. A peak is shown as the highest one and never summed.
    ///
    /// Small groups of minors stand at the end, together with all numbers as small, in no order that says anything of them.
    ///
    /// - activities: how many the question's answer holds. Of very many, visits are asked of the roll-ups; activities with 0 are then not listed.
    func figureRecords(_ opening: FigureOpening, activities: Int64, page: Int) throws -> FigureRecordList {
        let isRolledUp = try activities > RecordSource.many && opening.question.isOfBest && opening.term.key == "visits" && opening.method == nil && rollUpsAreBuilt()
        let source = isRolledUp ? RecordSource(best: opening.question) : RecordSource(opening)
        var list = FigureRecordList()
        let hiding = try hiding(opening, source, &list)
        let tail = Array(hiding.withheld)
        let order: SQL = hiding.isEverything ? "g.activity_id" : "CASE WHEN g.amount < \(source.tail) OR g.activity_id IN (\(list: tail)) THEN 0 ELSE g.amount END DESC, g.activity_id"
        let some: SQL = "SELECT g.* FROM (\(sql: source.each)) g ORDER BY \(sql: order) LIMIT \(Self.figurePageSize) OFFSET \((page - 1) * Self.figurePageSize)"
        list.items = try rows(
            "SELECT g.*, t.title_zh, t.title_en FROM (\(sql: some)) g JOIN view_activities_title t ON t.activity_id = g.activity_id ORDER BY \(sql: order)"
        ) { row in
            FigureRecord(
                activity: try row.int64("activity_id"), title: Wording(try row.text("title_zh"), try row.textOrNil("title_en")),
                told: .number(try row.int64("amount")), shares: source.hasShares ? try MethodShares(row) : nil)
        }
        if isRolledUp { try addShares(to: &list.items, opening.question) }
        guard hiding.small > 0 else { return list }
        let few = list.items.filter { SmallGroups.isSmall($0.told.value ?? 0) }.map(\.activity)
        let small = try opening.isOfMinors ? Set(few) : activitiesForMinors(among: few)
        for place in list.items.indices {
            let one = list.items[place]
            guard hiding.isEverything && one.told != .number(0) || small.contains(one.activity) || hiding.withheld.contains(one.activity) else { continue }
            list.items[place].told = hiding.isEverything || hiding.withheld.contains(one.activity) ? .withheld : .few
            list.items[place].shares = nil
        }
        return list
    }

    /// On what the visits of these few rest.
    private func addShares(to items: inout [FigureRecord], _ question: FigureQuestion) throws {
        let ids = items.map(\.activity)
        let day: SQL = question.day.map { "AND s.local_day = \($0)" } ?? ""
        var shares: [Int64: MethodShares] = [:]
        try each(
            """
            SELECT c.activity_id \(sql: RecordSource.methods) FROM view_participation_counted c
                LEFT JOIN view_activities_session_day s ON s.activity_id = c.activity_id AND s.session_id = c.session_id
            WHERE c.activity_id IN (\(list: ids)) AND c.indicator = 'visits' AND \(sql: FigureQuestion.takesPlace) \(sql: day) GROUP BY c.activity_id
            """
        ) { row in
            shares[try row.int64("activity_id")] = try MethodShares(row)
            return true
        }
        for place in items.indices { items[place].shares = shares[items[place].activity] }
    }

    /// What is to be hidden among the records of a figure.
    private struct Hiding {
        /// How many small groups of minors there are.
        var small: Int64 = 0
        var withheld: Set<Int64> = []
        var isEverything = false
    }

    /// Counts the records, and chooses which are withheld so that no small group can be computed: by their numbers, which say nothing of what is counted.
    private func hiding(_ opening: FigureOpening, _ source: RecordSource, _ list: inout FigureRecordList) throws -> Hiding {
        var hiding = Hiding(), sum: Int64 = 0, all: Int64 = 0, some: Int64 = 0
        let minors: SQL = opening.isOfMinors ? "1 = 1" : SmallGroups.areForMinors("g.activity_id")
        let isSmall: SQL = source.isOfPeople ? "CASE WHEN g.amount > 0 AND g.amount < \(SmallGroups.least) THEN CASE WHEN \(sql: minors) THEN 1 ELSE 0 END ELSE 0 END" : "0"
        try each(
            """
            SELECT COUNT(*) AS records, COALESCE(SUM(h.amount), 0) AS total, COALESCE(SUM(CASE WHEN h.amount > 0 THEN 1 ELSE 0 END), 0) AS filled, COALESCE(SUM(h.small), 0) AS small, COALESCE(SUM(h.small * h.amount), 0) AS small_sum
            FROM (SELECT g.amount, \(sql: isSmall) AS small FROM (\(sql: source.each)) g) h
            """
        ) { row in
            (list.total, all, some) = (try row.int("records"), try row.int64("total"), try row.int64("filled"))
            (hiding.small, sum) = (try row.int64("small"), try row.int64("small_sum"))
            return false
        }
        guard hiding.small > 0 else { return hiding }
        // As in `SmallGroups.table`.
        if all == sum, SmallGroups.isSmall(all), some < SmallGroups.least - 1 {
            list.hiddenSum = .few
            return hiding
        }
        // Not the largest, which everybody wants to see, where others do.
        for most: Int64 in [49, 999, .max] {
            let candidates = try rows(
                """
                SELECT g.activity_id, g.amount FROM (\(sql: source.each)) g WHERE g.amount >= \(SmallGroups.least) AND g.amount <= \(most)
                ORDER BY g.activity_id LIMIT 200
                """
            ) { (try $0.int64("activity_id"), try $0.int64("amount")) }
            let values = candidates.map { (value: $0.1, isOfMinors: true) }
            if let count = SmallGroups.companions(of: hiding.small, sum: sum, among: values, most: most) {
                hiding.withheld = Set(candidates.prefix(count).map(\.0))
                return hiding
            }
        }
        hiding.isEverything = true
        if all < 2 * some { list.hiddenSum = .withheld }
        return hiding
    }

    /// The venues of a campaign, those with most activities first.
    func venueRecords(_ question: FigureQuestion, page: Int) throws -> VenueRecordList {
        var conditions: [SQL] = ["x.ancestor_id = \(question.campaign)"]
        switch question.place {
        case .within(let code): conditions.append("(r.province = \(code) OR r.prefecture = \(code) OR r.county = \(code))")
        case .unknown: conditions.append("r.code IS NULL")
        case nil: break
        }
        if let kind = question.slices[.venueKind] { conditions.append("v.kind = \(kind)") }
        let from: SQL = """
            FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                JOIN view_venues_venue v ON v.id = n.venue_id LEFT JOIN view_region r ON r.code = v.region WHERE \(sql: conditions.joined(" AND "))
            """
        var list = VenueRecordList()
        try each("SELECT COUNT(DISTINCT p.id) AS venues, COUNT(*) AS times FROM (SELECT DISTINCT n.campaign_id, v.id \(sql: from)) p") { row in
            (list.venues, list.times) = (try row.int64("venues"), try row.int64("times"))
            return false
        }
        list.items = try rows(
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
        return list
    }
}

/// How the activities of a figure are read, with what each adds to it.
private struct RecordSource {
    /// `activity_id`, `amount`, and the three methods where there are some.
    let each: SQL
    let hasShares: Bool
    let isOfPeople: Bool
    /// Below this the order of the amounts is not told.
    var tail: Int64 { isOfPeople ? SmallGroups.least : 0 }
    /// More activities than these are not all read for one page.
    static let many: Int64 = 5_000
    static let methods: SQL = """
        , SUM(CASE WHEN c.method = 'measured' THEN c.value ELSE 0 END) AS measured
        , SUM(CASE WHEN c.method = 'reported' THEN c.value ELSE 0 END) AS reported
        , SUM(CASE WHEN c.method = 'estimated' THEN c.value ELSE 0 END) AS estimated
        """

    /// Visits of the roll-ups, narrowed by place and day alone.
    init(best question: FigureQuestion) {
        (hasShares, isOfPeople) = (false, true)
        var conditions: [SQL] = ["b.campaign_id = \(question.campaign)", "b.visits > 0"]
        if let day = question.day { conditions.append("b.day = \(day)") }
        if case .within(let code) = question.place {
            conditions.append("b.place IN (SELECT r.code FROM view_region r WHERE r.province = \(code) OR r.prefecture = \(code) OR r.county = \(code))")
        }
        each = "SELECT b.activity_id, SUM(b.visits) AS amount FROM figures_best b WHERE \(sql: conditions.joined(" AND ")) GROUP BY b.activity_id"
    }

    init(_ opening: FigureOpening) {
        let question = opening.question, indicator = opening.term.key
        isOfPeople = SmallGroups.people.contains(indicator)
        var amount: SQL = "COUNT(*)", joins: SQL = FigureQuestion.sessions, condition = question.conditions(), methods: SQL = "", few: SQL?
        switch indicator {
        case "activities":
            amount = "COUNT(s.session_id)"
            joins = SQL("LEFT ") + FigureQuestion.sessions
        case "sessions": break
        case "booked":
            (amount, joins, few) = ("SUM(b.value)", FigureQuestion.booked, FigureQuestion.withBookings)
            condition = question.conditions(FigureQuestion.takesPlace, "b.value > 0")
        default:
            (joins, few) = (FigureQuestion.claims, FigureQuestion.withClaims)
            condition = question.conditions(FigureQuestion.takesPlace, "c.indicator = \(indicator)")
            if let method = opening.method { condition += " AND c.method = \(method.rawValue)" }
            amount = SummedIndicators.never.contains(indicator) ? "MAX(c.value)" : "SUM(c.value)"
            methods = Self.methods
        }
        hasShares = !methods.isEmpty && !SummedIndicators.never.contains(indicator)
        each = "SELECT a.activity_id, \(sql: amount) AS amount \(sql: methods) FROM \(sql: question.activities(among: few)) \(sql: joins) WHERE \(sql: condition) GROUP BY a.activity_id"
    }
}

extension FigureQuestion {
    /// Whether it is narrowed by place and day alone, as the list of the most visited is.
    fileprivate var isOfBest: Bool { slices.isEmpty && kind == nil && place != .unknown }
}

extension MethodShares {
    fileprivate init(_ row: Row) throws {
        self.init(measured: try row.int64("measured"), reported: try row.int64("reported"), estimated: try row.int64("estimated"))
    }
}
