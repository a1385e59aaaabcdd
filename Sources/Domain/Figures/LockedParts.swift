import Campaigns
import Kernel
import Storage

/// A locked edition laid out: by place, by kind, by day, each by itself. Nothing is kept of two of them together.
extension Transaction {
    private static let partsAtOnce = 100

    /// Keeps the edition by place, kind and day as the records say it now. Call under the lock of figures.
    func keepParts(of campaign: ID<Campaign>) throws {
        let question = FigureQuestion(campaign)
        let parts: [(RollUp, [FigureLine])] = [
            (.region, try figureLines(question, by: .region("COALESCE(r.county, r.prefecture, r.province, '')"))), (.kind, try figureLines(question, by: .kind)),
            (.day, try figureLines(question, bySession: "COALESCE(s.local_day, '')")),
        ]
        var rows: [SQL] = []
        for (part, lines) in parts {
            for line in lines {
                func add(_ indicator: String, _ method: String, _ value: Int64) {
                    rows.append("(\(campaign), \(part.rawValue), \(line.key), \(indicator), \(method), \(value))")
                }
                for (indicator, value) in [("activities", line.activities), ("sessions", line.sessions), ("booked", line.booked)] where value > 0 { add(indicator, "", value) }
                for (indicator, shares) in line.indicators { for method in CountingMethod.allCases where shares[method] > 0 || shares.total == 0 { add(indicator, method.rawValue, shares[method]) } }
            }
        }
        for begin in stride(from: 0, to: rows.count, by: Self.partsAtOnce) {
            let some = Array(rows[begin..<min(begin + Self.partsAtOnce, rows.count)]).joined(", ")
            try execute("INSERT INTO figures_locked_part (campaign_id, part, key, indicator, method, value) VALUES \(sql: some)")
        }
    }

    /// The lines as they were locked; nil where the edition is not kept that way: two conditions at once, or a lock of before there were parts.
    func lockedLines(_ question: FigureQuestion, by kind: RollUp) throws -> [FigureLine]? {
        guard question.place != .unknown, try number("SELECT 1 FROM figures_locked_part WHERE campaign_id = \(question.campaign) LIMIT 1") != nil else { return nil }
        switch (kind, question.place, question.kind, question.day) {
        case (.region, let place, nil, nil): return try named(lockedPlaces(question.campaign, place), by: .region)
        case (.kind, nil, let wanted, nil): return try named(lockedKeys(question.campaign, .kind, wanted), by: .kind)
        case (.day, nil, nil, let wanted): return try named(lockedKeys(question.campaign, .day, wanted), by: .day)
        default: return nil
        }
    }

    /// The total as it was locked; nil as above.
    func lockedTotal(_ question: FigureQuestion, of lock: FigureLock) throws -> FigureLine? {
        switch (question.place, question.kind, question.day) {
        case (nil, nil, nil): return FigureLine(lock.values)
        case (.within?, nil, nil): return try lockedLines(question, by: .region).map { try FigureLine.together($0) }
        case (nil, let kind?, nil): return try lockedLines(question, by: .kind).map { $0.first { $0.key == kind } ?? FigureLine(key: kind) }
        case (nil, nil, let day?): return try lockedLines(question, by: .day).map { $0.first { $0.key == day } ?? FigureLine(key: day) }
        default: return nil
        }
    }

    private func lockedPlaces(_ campaign: ID<Campaign>, _ place: FigureQuestion.Place?) throws -> [FigureLine] {
        let group = try regionGroup(of: place)
        let condition: SQL = if case .within(let code) = place { "(r.province = \(code) OR r.prefecture = \(code) OR r.county = \(code))" } else { "1 = 1" }
        return try locked(
            """
            SELECT \(sql: group) AS line, p.indicator, p.method, CAST(SUM(p.value) AS BIGINT) AS amount
            FROM figures_locked_part p LEFT JOIN view_region r ON r.code = p.key
            WHERE p.campaign_id = \(campaign) AND p.part = 'region' AND \(sql: condition) GROUP BY 1, p.indicator, p.method
            """)
    }

    private func lockedKeys(_ campaign: ID<Campaign>, _ part: RollUp, _ wanted: String?) throws -> [FigureLine] {
        let condition: SQL = if let wanted { "p.key = \(wanted)" } else { "1 = 1" }
        return try locked(
            """
            SELECT p.key AS line, p.indicator, p.method, p.value AS amount FROM figures_locked_part p
            WHERE p.campaign_id = \(campaign) AND p.part = \(part.rawValue) AND \(sql: condition)
            """)
    }

    private func locked(_ sql: SQL) throws -> [FigureLine] {
        var lines: [String: FigureLine] = [:]
        try each(sql) { row in
            let (key, indicator, value) = (try row.text("line"), try row.text("indicator"), try row.int64("amount"))
            var line = lines[key] ?? FigureLine(key: key)
            switch indicator {
            case "activities": line.activities = value
            case "sessions": line.sessions = value
            case "booked": line.booked = value
            default: line.indicators[indicator, default: MethodShares()][try row.choice("method")] = value
            }
            lines[key] = line
            return true
        }
        return lines.values.sorted { $0.key < $1.key }
    }
}

extension FigureLine {
    init(_ answer: FigureAnswer) {
        self.init(key: "")
        (activities, sessions, booked, indicators) = (answer.activities, answer.sessions, answer.booked, answer.indicators)
    }

    /// Places that lie beside each other as one.
    static func together(_ lines: [FigureLine]) throws -> FigureLine {
        var whole = FigureLine(key: "")
        for line in lines {
            whole.activities += line.activities
            whole.sessions += line.sessions
            whole.booked += line.booked
            for (indicator, shares) in line.indicators { whole.indicators[indicator] = try IndicatorShares.adding(shares, to: whole.indicators[indicator], of: indicator) }
        }
        return whole
    }
}
