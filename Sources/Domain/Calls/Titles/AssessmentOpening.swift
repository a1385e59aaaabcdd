import Kernel
import Storage

extension Transaction {
    /// Opens every year of a title that is due and nobody has asked for yet, the earliest first, and notes when the next one is: only what is due
    /// is looked at, however many titles there are.
    func openAssessments(_ today: Day) throws {
        let titles = try rows(
            """
            SELECT * FROM calls_title WHERE state IN (\(list: TitleState.inForce)) AND (assess_on IS NULL OR assess_on <= \(today)) ORDER BY granted_on, id
            """, Title.init)
        // Where a measure asks for no assessment, none is ever due.
        let never = "9999-12-31"
        var (rules, next): (AssessmentRules, [String: [ID<Title>]]) = (AssessmentRules(), [:])
        for title in titles {
            guard let rule = try rules.rule(of: title, in: self) else {
                next[never, default: []].append(title.id)
                continue
            }
            let calendar = AssessmentCalendar(grantedOn: title.grantedOn, rule)
            for year in calendar.years(by: today) { try open(year, of: title, calendar.window(of: year, on: today)) }
            next[calendar.next(after: today)?.iso ?? never, default: []].append(title.id)
        }
        for (day, ids) in next {
            for start in stride(from: 0, to: ids.count, by: 500) {
                try execute("UPDATE calls_title SET assess_on = \(day) WHERE id IN (\(list: Array(ids[start..<min(start + 500, ids.count)])))")
            }
        }
    }

    private func open(_ year: Int, of title: Title, _ window: (opens: Day, due: Day)) throws {
        let id: ID<Assessment> = newID()
        let changed = try execute(
            """
            INSERT INTO calls_assessment (id, title_id, year, opens_on, due_on, state)
            VALUES (\(id), \(title.id), \(year), \(window.opens), \(window.due), \(AssessmentState.open)) ON CONFLICT (title_id, year) DO NOTHING
            """)
        guard changed == 1 else { return }
        try record(LedgerEntry("calls.assessment-opened", "assessment", id, by: 0, visibility: .unit))
        try tellHolder(ofOpened: id, title, year: year, due: window.due)
    }
}
