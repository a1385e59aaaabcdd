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

    /// Keeps what is typed. `seen` is what the form showed. Gives what it shows from now on.
    func saveDraft(_ report: AssessmentReport, of id: ID<Assessment>, seen: SeenReport, by identity: Identity) throws -> SeenReport {
        try lock("calls.assessment.\(id.number)")
        guard let old = try assessment(id), let title = try title(old.titleID) else { throw Refusal.notFound(Assessment.noun) }
        try identity.require(Calls.apply, within: try organisationScopes(title.organisationID))
        _ = try Assessment.workflow.transition(from: old.state, on: .file)
        guard title.state.isInForce else { throw Refusal.titleEnded(title) }
        let kept = try draft(of: id)
        if kept.version > 0, kept.report == report { return SeenReport(old.filings, kept.version) }
        try require(seen, of: old, whenFiling: true)
        let version = kept.version + 1
        try execute("UPDATE calls_assessment SET draft = \(report.json), draft_version = \(version) WHERE id = \(id)")
        return SeenReport(old.filings, version)
    }

    /// Refuses what was done before a page that is not the newest any more: another window typed on or filed, or the unit filed anew.
    func require(_ seen: SeenReport, of assessment: Assessment, whenFiling: Bool) throws {
        guard whenFiling else {
            guard seen.filings == assessment.filings else {
                throw Refusal(
                    .conflict, "report-filed-anew", "打开本页之后，单位又填报了一次。下面是新的内容，请看过再评定。",
                    "The unit has filed again since you opened this page. What it says now stands here: look, and decide then.")
            }
            return
        }
        guard seen.filings == assessment.filings, try draft(of: assessment.id).version == seen.draft ?? 0 else {
            throw Refusal(
                .conflict, "report-changed", "打开本页之后，这份报告在别处被修改或填报过，您刚才的内容没有保存。请重新打开本页，核对后再填。",
                "This report was changed or filed in another window since you opened it; what you entered was not kept. Open it again, look, and enter it then.")
        }
    }

    /// Keeps what is filed, with what the platform's own records show at that moment. Refuses what lacks a required answer; less than a
    /// threshold is no reason: the holder says what is so, and the authority rates it.
    func file(_ report: AssessmentReport, of assessment: Assessment, _ title: Title, under rule: AssessmentRule) throws {
        let lacking = ApplicationRules.flaws(in: report.answers, of: rule.report.map { $0.withoutThreshold }, attached: Set(try reportFiles(of: assessment.id).filter { $0.removedFiling == nil }.map(\.field))).first
        if let lacking { throw Refusal(.invalid, "report-incomplete", lacking.says, field: ApplicationForm.name(lacking.field)) }
        guard !report.says.isEmpty || !(rule.report.isEmpty || assessment.state == .rectifying) else { throw Self.saysNothing }
        let known = try KnownFigures(of: title.organisationID, venue: title.venueID, year: assessment.year, in: self)
        let filed = AssessmentReport(says: report.says, answers: report.answers, figures: known.all)
        try execute("UPDATE calls_assessment SET body = \(filed.json), filed_at = \(now), filings = filings + 1, draft = '{}', draft_version = 0 WHERE id = \(assessment.id)")
    }

    static let saysNothing = Refusal(.invalid, "assessment-says", "请填写说明。", "Say what is reported, or why.", field: "says")

    /// What is to be corrected in what was filed last; once it was filed again, what was to be corrected then.
    func remarks(on assessment: Assessment) throws -> [AssessmentRemark] { try remarks(onAll: [assessment])[assessment.id] ?? [] }

    /// The same of many.
    func remarks(onAll assessments: [Assessment]) throws -> [ID<Assessment>: [AssessmentRemark]] {
        guard !assessments.isEmpty else { return [:] }
        let found = try rows("SELECT assessment_id, filing, field, says FROM calls_assessment_remark WHERE assessment_id IN (\(list: assessments.map(\.id))) ORDER BY id") { row in
            (of: try row.id("assessment_id", Assessment.self), filing: try row.int("filing"), remark: AssessmentRemark(field: try row.text("field"), says: try row.text("says")))
        }
        let all = Dictionary(grouping: found, by: \.of)
        var shown: [ID<Assessment>: [AssessmentRemark]] = [:]
        for one in assessments {
            let isAsked = one.state == .returned || one.state == .rectifying
            let late = (all[one.id] ?? []).filter { $0.filing >= (isAsked ? one.filings : one.filings - 1) }, last = late.map(\.filing).max()
            shown[one.id] = late.filter { $0.filing == last }.map(\.remark)
        }
        return shown
    }

    func keep(_ remarks: [AssessmentRemark], on assessment: Assessment, by actor: Int64) throws {
        for remark in remarks {
            let id: ID<AssessmentRemark> = newID()
            try execute(
                """
                INSERT INTO calls_assessment_remark (id, assessment_id, filing, field, says, made_by, made_at)
                VALUES (\(id), \(assessment.id), \(assessment.filings), \(remark.field), \(remark.says), \(actor), \(now))
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
