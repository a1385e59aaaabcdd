import Declaration
import Kernel
import Storage

/// One year's check of a title, as a decision file tells it: what was asked, what the holder filed, what was said of it.
struct DecisionYear: Sendable {
    let assessment: Assessment
    let rule: AssessmentRule
    let report: AssessmentReport
    let remarks: [Remark]
    /// All that was ever filed with it.
    let files: [ReportFile]

    /// What the office said of one answer of a filing.
    struct Remark: Sendable {
        let filing: Int
        let field: String
        let says: String
    }

    /// While a report waits to be rated, and where it was given up, the authority has said nothing.
    var officeSays: String { assessment.state == .filed || assessment.state == .gaveUp ? "" : assessment.says }
    var holderSays: String { assessment.state == .gaveUp ? assessment.says : report.says }

    /// The earliest year first.
    static func all(of title: Title, in tx: Transaction) throws -> [DecisionYear] {
        let rule = try tx.titleRecord(title)?.scheme.scheme.assessment ?? AssessmentRule()
        let assessments = try tx.assessments(of: title.id).sorted { $0.year < $1.year }
        let files = try tx.reportFiles(of: assessments.map(\.id))
        return try assessments.map { one in
            let remarks = try tx.rows("SELECT filing, field, says FROM calls_assessment_remark WHERE assessment_id = \(one.id) ORDER BY id") { row in
                Remark(filing: try row.int("filing"), field: try row.text("field"), says: try row.text("says"))
            }
            return DecisionYear(
                assessment: one, rule: rule, report: try tx.report(of: one.id), remarks: remarks, files: (files[one.id] ?? []).filter { $0.filing <= one.filings })
        }
    }

    var json: DeclaredValue {
        .record(of: [
            "year": assessment.year, "opens_on": assessment.opensOn, "due_on": assessment.dueOn, "state": assessment.state.rawValue,
            "rectify_until": assessment.rectifyUntil, "office_says": officeSays, "holder_says": holderSays, "filings": assessment.filings,
            "answers": DeclaredValue.record(report.answers.answers.mapValues { .text($0) }),
            "records_showed": DeclaredValue.record(Dictionary(uniqueKeysWithValues: report.figures.map { ($0.key.rawValue, .integer($0.value)) })),
            "remarks": DeclaredValue.list(remarks.map { .record(of: ["filing": $0.filing, "field": $0.field, "says": $0.says]) }),
            "files": DeclaredValue.list(files.map(json)),
        ])
    }

    /// From which filing on, and until which, it was part of the report.
    private func json(_ one: ReportFile) -> DeclaredValue {
        .record(of: [
            "field": one.field, "file": DecisionPaperFile(one, year: assessment.year).path, "name": one.name, "from_filing": one.filing,
            "until_filing": one.removedFiling.map { $0 - 1 },
        ])
    }
}
