import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

/// A report as its holder left it, with the number of its last saving.
struct AssessmentDraft: Sendable {
    let report: AssessmentReport
    /// 0: nothing was typed yet.
    let version: Int
}

/// What an office says of one answer that is to be corrected.
struct AssessmentRemark: Sendable, Hashable {
    let field: String
    let says: String
}

extension Transaction {
    /// What was filed last.
    func report(of assessment: ID<Assessment>) throws -> AssessmentReport {
        try row("SELECT body FROM calls_assessment WHERE id = \(assessment)") { try AssessmentReport(json: try $0.text("body")) } ?? AssessmentReport()
    }

    /// What is typed so far.
    func draft(of assessment: ID<Assessment>) throws -> AssessmentDraft {
        let found = try row("SELECT draft, draft_version FROM calls_assessment WHERE id = \(assessment)") { row in
            AssessmentDraft(report: try AssessmentReport(json: try row.text("draft")), version: try row.int("draft_version"))
        }
        return found ?? AssessmentDraft(report: AssessmentReport(), version: 0)
    }

    /// Keeps what is typed. `seen` is the saving that the form showed. Gives the number of this one.
    func saveDraft(_ report: AssessmentReport, of id: ID<Assessment>, seen: Int, by identity: Identity) throws -> Int {
        guard let old = try assessment(id), let title = try title(old.titleID) else { throw Refusal.notFound(Assessment.noun) }
        try identity.require(Calls.apply, within: try organisationScopes(title.organisationID))
        _ = try Assessment.workflow.transition(from: old.state, on: .file)
        guard title.state.isInForce else { throw Refusal.titleEnded(title) }
        let kept = try draft(of: id)
        if kept.version > 0, kept.report == report { return kept.version }
        let changed = try execute(
            "UPDATE calls_assessment SET draft = \(report.json), draft_version = draft_version + 1 WHERE id = \(id) AND draft_version = \(seen)")
        guard changed == 1 else {
            throw Refusal(
                .conflict, "report-changed", "这份报告刚被他人修改，您的内容没有保存。请刷新后再填。", "Somebody has just changed this report; yours was not kept. Reload and enter it again.")
        }
        return seen + 1
    }

    /// Keeps what is filed, with what the platform's own records show at that moment. Refuses what lacks a required answer; less than a
    /// threshold is no reason: the holder says what is so, and the authority rates it.
    func file(_ report: AssessmentReport, of assessment: Assessment, _ title: Title, under rule: AssessmentRule) throws {
        let lacking = ApplicationRules.flaws(in: report.answers, of: rule.report.map { $0.withoutThreshold }, attached: []).first
        if let lacking { throw Refusal(.invalid, "report-incomplete", lacking.says, field: ApplicationForm.name(lacking.field)) }
        guard !report.says.isEmpty || !(rule.report.isEmpty || assessment.state == .rectifying) else { throw Self.saysNothing }
        let known = try KnownFigures(of: title.organisationID, venue: title.venueID, year: assessment.year, in: self)
        let filed = AssessmentReport(says: report.says, answers: report.answers, figures: known.all)
        try execute("UPDATE calls_assessment SET body = \(filed.json), filed_at = \(now), draft = '{}', draft_version = 0 WHERE id = \(assessment.id)")
    }

    static let saysNothing = Refusal(.invalid, "assessment-says", "请填写说明。", "Say what is reported, or why.", field: "says")

    /// Those of the last return.
    func remarks(on assessment: ID<Assessment>) throws -> [AssessmentRemark] {
        try rows(
            """
            SELECT field, says FROM calls_assessment_remark WHERE assessment_id = \(assessment) AND made_at = (
                SELECT MAX(made_at) FROM calls_assessment_remark WHERE assessment_id = \(assessment)) ORDER BY id
            """) { AssessmentRemark(field: try $0.text("field"), says: try $0.text("says")) }
    }

    func keep(_ remarks: [AssessmentRemark], on assessment: ID<Assessment>, by actor: Int64) throws {
        for remark in remarks {
            let id: ID<AssessmentRemark> = newID()
            try execute(
                """
                INSERT INTO calls_assessment_remark (id, assessment_id, field, says, made_by, made_at)
                VALUES (\(id), \(assessment), \(remark.field), \(remark.says), \(actor), \(now))
                """)
        }
    }
}

extension SchemeField {
    /// The same, asking no least.
    fileprivate var withoutThreshold: SchemeField {
        var copy = self
        copy.atLeast = nil
        return copy
    }
}
