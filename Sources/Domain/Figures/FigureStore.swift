package import Storage

extension Transaction {
    /// Everything that is counted for the question: of the roll-ups, where they are laid out by what it asks, else of the records.
    package func figures(_ question: FigureQuestion) throws -> FigureAnswer {
        guard try rollUpsAreBuilt(), let cell = try cell(of: question) else { return try recountedFigures(question) }
        var answer = FigureAnswer()
        let whole = try rolledUp(cell)
        (answer.activities, answer.sessions, answer.booked, answer.indicators) = (whole.activities, whole.sessions, whole.booked, whole.indicators)
        for line in try rolledUpVenues(FigureQuestion(question.campaign)) {
            answer.venues += line.venues
            answer.venueTimes += line.times
        }
        return answer
    }

    /// The same, of the records themselves, each in one statement: what the roll-ups must always say.
    package func recountedFigures(_ question: FigureQuestion) throws -> FigureAnswer {
        var answer = FigureAnswer()
        let whole = try figureLines(question, by: .whole).first
        if let whole { (answer.activities, answer.sessions, answer.booked, answer.indicators) = (whole.activities, whole.sessions, whole.booked, whole.indicators) }
        let venues = try venueCounts(question)
        (answer.venues, answer.venueTimes) = venues
        return answer
    }

    /// Distinct venues, and pairs of a campaign and a venue, over the rows of the campaign and those below it.
    private func venueCounts(_ question: FigureQuestion) throws -> (Int64, Int64) {
        let rows: SQL = """
            SELECT DISTINCT n.campaign_id, n.venue_id FROM view_activities_counted n
                JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id WHERE x.ancestor_id = \(question.campaign) AND n.venue_id IS NOT NULL
            """
        let sql: SQL = "SELECT COUNT(DISTINCT p.venue_id) AS venues, COUNT(*) AS times FROM (\(sql: rows)) p"
        return try row(sql) { (try $0.int64("venues"), try $0.int64("times")) } ?? (0, 0)
    }

    /// The counts by the values of a group.
    func figureLines(_ question: FigureQuestion, by group: FigureGroup) throws -> [FigureLine] {
        guard question.day == nil else { return try figureLines(question, bySession: group.expression) }
        guard question.slices.isEmpty else { return try slicedLines(question, by: group.expression) }
        var lines: [String: FigureLine] = [:]
        for (key, sum) in try countedLines(question, by: group) {
            var line = FigureLine(key: key)
            (line.activities, line.sessions) = (sum.activities, sum.sessions)
            lines[key] = line
        }
        return try claimed(question, by: group.expression, into: lines)
    }

    /// The same where the question is narrowed further.
    private func slicedLines(_ question: FigureQuestion, by group: SQL) throws -> [FigureLine] {
        var lines: [String: FigureLine] = [:]
        try each(
            """
            SELECT \(sql: group) AS line, COUNT(*) AS activities, SUM(a.sessions) AS sessions FROM \(sql: question.activities)
            WHERE \(sql: question.conditions()) GROUP BY 1
            """
        ) { row in
            var line = FigureLine(key: try row.text("line"))
            (line.activities, line.sessions) = (try row.int64("activities"), try row.int64("sessions"))
            lines[line.key] = line
            return true
        }
        return try claimed(question, by: group, into: lines)
    }

    /// The counts by the values of `group`, an expression over `a`, `r` and the session `s` without parameters.
    func figureLines(_ question: FigureQuestion, bySession group: SQL) throws -> [FigureLine] {
        var lines: [String: FigureLine] = [:]
        try each(
            """
            SELECT \(sql: group) AS line, COUNT(DISTINCT a.activity_id) AS activities, COUNT(*) AS sessions
            FROM \(sql: question.activities) \(sql: FigureQuestion.sessions) WHERE \(sql: question.conditions()) GROUP BY 1
            """
        ) { row in
            var line = FigureLine(key: try row.text("line"))
            (line.activities, line.sessions) = (try row.int64("activities"), try row.int64("sessions"))
            lines[line.key] = line
            return true
        }
        return try claimed(question, by: group, into: lines)
    }

    /// The lines with what was booked and stated.
    private func claimed(_ question: FigureQuestion, by group: SQL, into lines: [String: FigureLine]) throws -> [FigureLine] {
        var lines = lines
        func collect(_ sql: SQL, _ store: (inout FigureLine, Row) throws -> Void) throws {
            try each(sql) { row in
                let key = try row.text("line")
                try store(&lines[key, default: FigureLine(key: key)], row)
                return true
            }
        }
        try collect(
            """
            SELECT \(sql: group) AS line, SUM(b.value) AS amount
            FROM \(sql: question.activities(among: FigureQuestion.withBookings)) \(sql: FigureQuestion.booked)
            WHERE \(sql: question.conditions(FigureQuestion.takesPlace)) GROUP BY 1
            """) { $0.booked = try $1.int64("amount") }
        try collect(
            """
            SELECT \(sql: group) AS line, c.indicator, c.method, SUM(c.value) AS amount
            FROM \(sql: question.activities(among: FigureQuestion.withClaims)) \(sql: FigureQuestion.claims)
            WHERE \(sql: question.conditions(FigureQuestion.takesPlace, SummedIndicators.only)) GROUP BY 1, c.indicator, c.method
            """) { line, row in
                line.indicators[try row.text("indicator"), default: MethodShares()][try row.choice("method")] = try row.int64("amount")
            }
        return lines.values.sorted { $0.key < $1.key }
    }
}

/// Indicators whose values are never summed: a peak of one session says nothing about two, and who watched for three seconds is not who watched for half
/// an hour (counting.md §1).
package enum SummedIndicators {
    package static let never: Set<String> = ["peak", "watched"]
    static let only: SQL = "c.indicator NOT IN ('peak', 'watched')"
}
