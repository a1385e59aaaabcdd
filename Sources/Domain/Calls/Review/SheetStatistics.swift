import Kernel
import Storage

/// How far signed sheets lie apart: each judge's mean and spread over a call, and sheets far from their panel (issue 5, point 3).
struct SheetStatistics: Sendable {
    /// One signed sheet.
    struct Signed: Sendable, Hashable {
        let application: ID<Application>
        let expert: ID<Expert>
        /// In thousandths of a point.
        let total: Int
    }

    struct Judge: Sendable, Hashable {
        let expert: ID<Expert>
        let sheets: Int
        let spread: Spread
    }

    struct Outlier: Sendable, Hashable {
        let sheet: Signed
        /// The median of the other sheets of the same application.
        let median: Int
        var distance: Int { abs(sheet.total - median) }
    }

    /// A sheet is far out where it lies at least this far from the median of the panel's other sheets, in thousandths of a point.
    static let far = 20 * ScoreFormula.parts
    /// With fewer sheets than this nobody can say who is far out.
    static let fewest = 3

    let judges: [Judge]
    /// The farthest first.
    let outliers: [Outlier]
    let all: Spread

    init(_ sheets: [Signed]) {
        var byExpert: [ID<Expert>: [Int]] = [:], byApplication: [ID<Application>: [Signed]] = [:]
        for sheet in sheets {
            byExpert[sheet.expert, default: []].append(sheet.total)
            byApplication[sheet.application, default: []].append(sheet)
        }
        all = Spread(sheets.map(\.total))
        judges = byExpert.map { Judge(expert: $0.key, sheets: $0.value.count, spread: Spread($0.value)) }.sorted { $0.expert.number < $1.expert.number }
        var outliers: [Outlier] = []
        for panel in byApplication.values where panel.count >= Self.fewest {
            for sheet in panel {
                let others = panel.filter { $0.expert != sheet.expert }.map(\.total)
                let one = Outlier(sheet: sheet, median: Self.median(others))
                if one.distance >= Self.far { outliers.append(one) }
            }
        }
        self.outliers = outliers.sorted { ($1.distance, $0.sheet.application.number, $0.sheet.expert.number) < ($0.distance, $1.sheet.application.number, $1.sheet.expert.number) }
    }

    /// The middle value, of an even number the mean of the two in the middle, half up; 0 of none.
    static func median(_ totals: [Int]) -> Int {
        guard !totals.isEmpty else { return 0 }
        let sorted = totals.sorted(), middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle] + 1) / 2
    }
}

extension Transaction {
    /// Of all signed sheets of a call, in one statement.
    func sheetStatistics(of call: ID<Call>) throws -> SheetStatistics {
        SheetStatistics(
            try rows(
                """
                SELECT application_id, expert_id, total FROM calls_sheet WHERE call_id = \(call) AND state = \(Sheet.State.signed) AND total IS NOT NULL
                ORDER BY application_id, expert_id
                """) { row in
                    SheetStatistics.Signed(application: try row.id("application_id"), expert: try row.id("expert_id"), total: try row.int("total"))
                })
    }
}
