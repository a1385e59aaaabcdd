import Access
import Activities
import Formats
import Kernel
import Storage

/// Brings a table of readings in: in one transaction, or, rehearsed or refused, not at all.
struct ReadingImport {
    /// Nil at the command line, where everything may be brought in.
    let identity: Identity?
    let isPlan: Bool
    var goodOnly = false
    /// Beyond it a page lists no more.
    static let listed = 200
    private static let atOnce = 2_000

    struct Report: Sendable {
        var rows = 0
        var taken = 0
        var same = 0
        var refused = 0
        var wrong: [(line: Int?, says: Phrase)] = []
        /// Whether what is said was done.
        var isDone = false
        var activities: Set<ID<Activity>> = []
    }

    private struct TakenBack: Error { let report: Report }

    /// Opens the table anew each time that the unit runs, and reads it to its end. A row of an activity that is not theirs is refused as any other.
    func run(
        _ open: @escaping @Sendable () throws -> ReadingSheet, _ database: Database, progress: @escaping @Sendable (Int, Double?) -> Void = { _, _ in }
    ) async throws -> Report {
        do {
            return try await database.writeAlone { tx in
                var (sheet, report) = (try open(), Report())
                var waiting: [ReadingSheet.Row] = []
                while let next = try sheet.next() {
                    report.rows += 1
                    switch next {
                    case .row(let row): waiting.append(row)
                    case .wrong(let line, let says): refuse(line, says, &report)
                    }
                    if waiting.count == Self.atOnce {
                        try put(waiting, &report, tx)
                        waiting = []
                        progress(report.rows, sheet.share)
                    }
                }
                try put(waiting, &report, tx)
                guard !isPlan, report.refused == 0 || goodOnly else { throw TakenBack(report: report) }
                report.isDone = true
                return report
            }
        } catch let back as TakenBack { return back.report }
    }

    private func put(_ rows: [ReadingSheet.Row], _ report: inout Report, _ tx: Transaction) throws {
        guard !rows.isEmpty else { return }
        let sessions = try tx.sessions(Array(Set(rows.map(\.reading.session))))
        var byActivity: [ID<Activity>: [ReadingSheet.Row]] = [:]
        for row in rows {
            guard let session = sessions[row.reading.session] else {
                refuse(row.line, Phrase("没有场次 \(row.reading.session.text)。", "There is no session \(row.reading.session.text)."), &report)
                continue
            }
            byActivity[session.activity, default: []].append(row)
        }
        for (activity, rows) in byActivity.sorted(by: { $0.key.number < $1.key.number }) {
            if let identity, !identity.may(Participation.deliver, within: try tx.activityScopes(activity)) {
                for row in rows { refuse(row.line, Phrase("您不能为这个活动送交读数。", "You may not deliver readings for this activity."), &report) }
                continue
            }
            // What is wrong is told with all the rest; the whole is taken back at the end unless only the good ones are wanted.
            let outcomes = try tx.takeReadings(rows.map(\.reading), of: activity, goodOnly: true, by: identity?.account.id.number ?? 0)
            report.activities.insert(activity)
            for (row, outcome) in zip(rows, outcomes) {
                switch outcome {
                case .taken: report.taken += 1
                case .same: report.same += 1
                case .wrong(let says): refuse(row.line, says, &report)
                }
            }
        }
    }

    private func refuse(_ line: Int?, _ says: Phrase, _ report: inout Report) {
        report.refused += 1
        if report.wrong.count < Self.listed { report.wrong.append((line, says)) }
    }
}
