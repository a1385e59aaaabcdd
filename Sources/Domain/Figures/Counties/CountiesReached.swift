import Campaigns
import Kernel
package import Storage

/// One county that is reached: at least one activity of the question is counted there.
struct ReachedCounty: Sendable, Hashable {
    let code: String
    let name: Phrase
    /// Nil where the county stands directly below a province, or below nothing.
    let prefecture: String?
    let province: String?
    let activities: Int64

    /// Its place one level below another: a province of the whole, what stands directly below a province, itself below a prefecture.
    func line(below place: FigurePlace?) -> String {
        switch place?.level {
        case nil: province ?? code
        case "province": prefecture ?? code
        default: code
        }
    }

    /// All units in which it lies, itself among them.
    var units: Set<String> { Set([province, prefecture, code].compactMap(\.self)) }
}

extension Transaction {
    /// How many counties are reached (the dictionary's *counties*): each once, as the map stands today.
    package func countiesReached(_ question: FigureQuestion) throws -> Int64 {
        guard question.place != .unknown else { return 0 }
        guard let cells = try countyCells(question) else { return Int64(try reachedCounties(question).count) }
        return try number("SELECT COUNT(*) \(sql: cells)") ?? 0
    }

    /// The same counties, those with most activities first.
    func reachedCounties(_ question: FigureQuestion) throws -> [ReachedCounty] {
        guard question.place != .unknown else { return [] }
        let columns: SQL = "r.code, r.name_zh, r.name_en, r.prefecture, r.province"
        if let cells = try countyCells(question) {
            return try rows("SELECT \(sql: columns), c.activities \(sql: cells) ORDER BY c.activities DESC, r.code") { try ReachedCounty($0, activities: $0.int64("activities")) }
        }
        let lines = try figureLines(question, by: .region("COALESCE(r.county, '')")).filter { !$0.key.isEmpty && $0.activities > 0 }
        let activities = Dictionary(lines.map { ($0.key, $0.activities) }, uniquingKeysWith: +)
        return try rows("SELECT \(sql: columns) FROM view_region r WHERE r.code IN (\(list: lines.map(\.key))) ORDER BY r.code") { row in
            try ReachedCounty(row, activities: activities[row.text("code")] ?? 0)
        }.sorted { ($1.activities, $0.code) < ($0.activities, $1.code) }
    }

    /// How many were reached as the edition was locked; nil where a lock kept nothing by place.
    func lockedCounties(_ campaign: ID<Campaign>) throws -> Int64? {
        try row(
            """
            SELECT COUNT(*) AS parts, COUNT(DISTINCT r.code) AS counties FROM figures_locked_part p LEFT JOIN view_region r ON r.code = p.key AND r.level = 'county'
            WHERE p.campaign_id = \(campaign) AND p.part = 'region' AND p.indicator = 'activities' AND p.value > 0
            """) { try $0.int64("parts") > 0 ? $0.int64("counties") : nil } ?? nil
    }

    /// How many of them lie in each place one level down, and in each campaign below.
    func countyLines(_ opening: FigureOpening) throws -> [FigureOpening.Found] {
        var place: FigurePlace?
        if case .within(let code) = opening.question.place { place = try figurePlace(code) }
        let below = Dictionary(grouping: try reachedCounties(opening.question)) { $0.line(below: place) }
        let places = below.map { FigureOpening.Found(dimension: .place, key: $0.key, shares: MethodShares(measured: Int64($0.value.count))) }
        let campaigns = try opening.children.map { child in
            var question = opening.question
            question.campaign = child.id
            return FigureOpening.Found(dimension: .campaign, key: String(child.id.number), shares: MethodShares(measured: try countiesReached(question)))
        }
        return places + campaigns
    }

    /// The counties among the cells of the roll-ups, from `FROM` on; nil where none are laid out so.
    private func countyCells(_ question: FigureQuestion) throws -> SQL? {
        var whole = question
        whole.place = nil
        guard try whole.slices.isEmpty && rollUpsAreBuilt(), let cell = try cell(of: whole) else { return nil }
        let inside: SQL =
            switch question.place {
            case .within(let code): "AND (r.province = \(code) OR r.prefecture = \(code) OR r.code = \(code))"
            default: ""
            }
        return """
            FROM figures_count c JOIN view_region r ON r.code = c.line AND r.level = 'county'
            WHERE c.campaign_id = \(cell.campaign) AND c.grain = \(cell.grain.rawValue) AND c.key = \(cell.key) AND c.activities > 0 \(sql: inside)
            """
    }
}

extension ReachedCounty {
    fileprivate init(_ row: Row, activities: Int64) throws {
        (code, name) = (try row.text("code"), Phrase(try row.text("name_zh"), try row.text("name_en")))
        (prefecture, province, self.activities) = (try row.textOrNil("prefecture"), try row.textOrNil("province"), activities)
    }
}
