import Declaration
import Kernel
import Storage

/// One year's check of a title, as a decision file tells it: what was asked, what the holder filed, what was said of it.
struct DecisionYear: Sendable {
    let assessment: Assessment
    let rule: AssessmentRule
    let report: AssessmentReport
    let remarks: [AssessmentRemark]

    /// The earliest year first.
    static func all(of title: Title, in tx: Transaction) throws -> [DecisionYear] {
        let rule = try tx.titleRecord(title)?.scheme.scheme.assessment ?? AssessmentRule()
        return try tx.assessments(of: title.id).sorted { $0.year < $1.year }.map { one in
            DecisionYear(assessment: one, rule: rule, report: try tx.report(of: one.id), remarks: try tx.remarks(on: one.id))
        }
    }

    var json: DeclaredValue {
        .record(of: [
            "year": assessment.year, "opens_on": assessment.opensOn, "due_on": assessment.dueOn, "state": assessment.state.rawValue,
            "rectify_until": assessment.rectifyUntil, "office_says": assessment.says, "holder_says": report.says,
            "answers": DeclaredValue.record(report.answers.answers.mapValues { .text($0) }),
            "records_showed": DeclaredValue.record(Dictionary(uniqueKeysWithValues: report.figures.map { ($0.key.rawValue, .integer($0.value)) })),
            "remarks": DeclaredValue.list(remarks.map { .record(of: ["field": $0.field, "says": $0.says]) }),
        ])
    }
}
