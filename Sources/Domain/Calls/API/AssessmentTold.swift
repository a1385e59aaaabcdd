import Access
import Kernel
import Language
import Storage
import Venues

/// An assessment as the API tells it: what was filed, never what is typed.
struct AssessmentTold: Sendable {
    struct Answer: Sendable {
        let field: SchemeField
        let text: String?
        let files: [ReportFile]
        let known: Int?
        let remark: String?
    }

    let assessment: Assessment
    let number: String
    let holder: Wording
    let organisationID: ID<Organisation>
    /// In the version under which the title was granted.
    let scheme: SchemeRecord
    let isMine: Bool
    let report: AssessmentReport
    let answers: [Answer]

    /// - files: all that ever came with the report.
    fileprivate init(_ line: Line, _ scheme: SchemeRecord, files: [ReportFile], remarks: [AssessmentRemark]) {
        (assessment, number, holder, organisationID) = (line.assessment, line.number, line.holder, line.organisationID)
        (self.scheme, isMine, report) = (scheme, line.isMine, line.report)
        let filed = files.filter { $0.isOf(line.assessment.filings) }
        answers = (scheme.scheme.assessment?.report ?? []).map { field in
            Answer(
                field: field, text: line.report.answers[field.key], files: filed.filter { $0.field == field.key },
                known: field.known.flatMap { line.report.figures[$0] }.map { Int($0) }, remark: remarks.first { $0.field == field.key }?.says)
        }
    }

    var says: String { assessment.state == .gaveUp ? assessment.says : report.says }
    /// While a report waits to be rated, and where it was given up, the authority has said nothing.
    var officeSays: String { assessment.state == .filed || assessment.state == .gaveUp ? "" : assessment.says }
    var records: [String: Int] { Dictionary(report.figures.map { ($0.key.rawValue, Int($0.value)) }, uniquingKeysWith: { first, _ in first }) }
    var page: String { (isMine ? "/desk/titles/assessments/" : "/desk/assessments/") + assessment.id.text }

    /// What one statement tells of it.
    fileprivate struct Line: Sendable {
        let assessment: Assessment
        let number: String
        let holder: Wording
        let organisationID: ID<Organisation>
        let isMine: Bool
        let report: AssessmentReport
        let version: SchemeVersionKey

        init(_ row: Row) throws {
            (assessment, number, holder) = (try Assessment(row), try row.text("number"), try row.wording("holder"))
            (organisationID, isMine) = (try row.id("organisation_id"), try row.bool("is_mine"))
            report = try AssessmentReport(json: try row.text("body"))
            version = SchemeVersionKey(scheme: try row.id("scheme_id"), number: try row.int("scheme_version"))
        }
    }

    fileprivate struct SchemeVersionKey: Sendable, Hashable {
        let scheme: ID<SchemeRecord>
        let number: Int
    }
}

extension Transaction {
    /// Those that this person files or rates, the earliest first, with what was filed: a few statements, however many there are.
    func assessments(for identity: Identity, where conditions: [SQL], limit: Int) throws -> [AssessmentTold] {
        let mine = try OrganisationReach.condition("t.organisation_id", identity.scopes(of: Calls.apply))
        let rated = try OrganisationReach.condition("s.authority_id", identity.scopes(of: Calls.review))
        let all: [SQL] = ["(\(sql: mine) OR \(sql: rated))"] + conditions
        let found = try rows(
            """
            SELECT a.*, t.number, t.organisation_id, t.scheme_id, t.scheme_version, CASE WHEN \(sql: mine) THEN 1 ELSE 0 END AS is_mine, \(sql: Holder.names)
            FROM calls_assessment a JOIN calls_title t ON t.id = a.title_id JOIN calls_scheme s ON s.id = t.scheme_id \(sql: Holder.join("t"))
            WHERE \(sql: all.joined(" AND ")) ORDER BY a.id LIMIT \(limit)
            """, AssessmentTold.Line.init)
        var schemes: [AssessmentTold.SchemeVersionKey: SchemeRecord] = [:]
        for key in Set(found.map(\.version)) { schemes[key] = try scheme(key.scheme, version: key.number) }
        let files = try reportFiles(of: found.map(\.assessment.id)), remarks = try remarks(onAll: found.map(\.assessment))
        return found.compactMap { line in
            let id = line.assessment.id
            return schemes[line.version].map { AssessmentTold(line, $0, files: files[id] ?? [], remarks: remarks[id] ?? []) }
        }
    }
}
