import Access
import Kernel
import Language
import Storage
import Venues

/// Everything behind one decision, as far as its reader may see it: inputs in all their versions, opinions, experts with the reasons for
/// choosing them, scores, conflicts, minutes, notices, objections, the title with its yearly checks and its end, and the ledger's entries with their proof.
struct DecisionRecord: Sendable {
    struct Version: Sendable {
        let number: Int
        let body: ApplicationBody
        let digest: String
        let isFrozen: Bool
        let madeAt: Instant
    }

    struct Opinion: Sendable {
        let step: String
        let version: Int
        let verdict: String
        let says: String
        let by: Wording?
        let madeAt: Instant
    }

    let reader: DecisionReader
    let madeAt: Instant
    let view: ApplicationView
    let authority: Organisation?
    let versions: [Version]
    let remarks: [(version: Int, field: String, says: String)]
    let opinions: [Opinion]
    let sheets: [Sheet]
    /// Names by expert; numbers for the applicant.
    let judges: [ID<Expert>: String]
    /// Experts of the pool that may not review this application, and why; empty for the applicant.
    let conflicts: [(expert: String, why: [Conflict])]
    let meetings: [(meeting: Meeting, item: Meeting.Item)]
    let notices: [(notice: Notice, item: Notice.Item)]
    /// Those against this item; `secret` for the office that handles them only.
    let objections: [(objection: Objection, secret: ObjectionSecret?)]
    /// What inspectors found; nil where nobody went, and for the applicant.
    let inspection: Inspection?
    /// The files of all versions, the scans of sealed pages, what came with objections, for the office that handles them, and with yearly reports.
    let papers: [DecisionPaperFile]
    let title: Title?
    /// How the title was checked year by year.
    let years: [DecisionYear]
    let ledger: LedgerExtract

    init(of application: Application, for reader: DecisionReader, by identity: Identity, in tx: Transaction) throws {
        (self.reader, madeAt, view) = (reader, tx.now, try ApplicationView(application, in: tx))
        let id = application.id
        authority = try tx.organisation(view.scheme.authorityID)
        versions = try tx.rows("SELECT * FROM calls_application_version WHERE application_id = \(id) ORDER BY version") { row in
            Version(
                number: try row.int("version"), body: try ApplicationBody(json: try row.text("body")), digest: try row.text("digest"),
                isFrozen: try row.bool("is_frozen"), madeAt: try row.instant("made_at"))
        }
        remarks = try tx.rows("SELECT version, field, says FROM calls_remark WHERE application_id = \(id) ORDER BY id") { row in
            (try row.int("version"), try row.text("field"), try row.text("says"))
        }
        opinions = try Self.opinions(on: id, in: tx)
        sheets = try tx.sheets(of: id)
        judges = try Self.judges(sheets, reader, in: tx)
        conflicts = reader == .applicant ? [] : try Self.conflicts(application, in: tx)
        meetings = try tx.decisions(on: id)
        notices = try Self.notices(with: id, in: tx)
        let placed = notices
        objections = reader == .applicant ? [] : try Self.objections(placed, reader, identity, in: tx)
        inspection = reader == .applicant ? nil : try tx.inspection(of: id)
        let evidence = reader == .supervision ? try objections.flatMap { try DecisionPaperFile.all(of: $0.objection.id, in: tx) } : []
        title = try tx.row("SELECT * FROM calls_title WHERE application_id = \(id)", Title.init)
        years = try title.map { try DecisionYear.all(of: $0, in: tx) } ?? []
        let reports = years.flatMap { year in year.files.map { DecisionPaperFile($0, year: year.assessment.year) } }
        papers = try DecisionPaperFile.all(of: id, versions: versions.map(\.number), in: tx) + evidence + reports
        var subjects: [(noun: String, id: Int64)] = [("application", id.number), ("call", application.callID.number)]
        subjects += notices.map { ("notice", $0.notice.id.number) }
        subjects += objections.map { ("objection", $0.objection.id.number) }
        if let title { subjects.append(("title", title.id.number)) }
        subjects += years.map { ("assessment", $0.assessment.id.number) }
        ledger = try LedgerCheckpoints.extract(tx, about: subjects) { reader.mayRead($0) }
    }

    private static func opinions(on id: ID<Application>, in tx: Transaction) throws -> [Opinion] {
        try tx.rows(
            """
            SELECT p.*, o.name_zh AS by_zh, o.name_en AS by_en FROM calls_opinion p LEFT JOIN view_venues_organisation o ON o.id = p.organisation_id
            WHERE p.application_id = \(id) ORDER BY p.made_at, p.step
            """) { row in
                Opinion(
                    step: try row.text("step"), version: try row.int("version"), verdict: try row.text("verdict"), says: try row.text("says"),
                    by: try row.textOrNil("by_zh").map { Wording($0, try row.textOrNil("by_en")) }, madeAt: try row.instant("made_at"))
            }
    }

    private static func judges(_ sheets: [Sheet], _ reader: DecisionReader, in tx: Transaction) throws -> [ID<Expert>: String] {
        guard reader != .applicant else {
            return Dictionary(sheets.enumerated().map { ($1.expertID, String($0 + 1)) }, uniquingKeysWith: { first, _ in first })
        }
        let ids = sheets.map(\.expertID)
        let names = try tx.rows("SELECT id, name FROM calls_expert WHERE id IN (\(list: ids))") { (try $0.id("id", Expert.self), try $0.text("name")) }
        return Dictionary(names, uniquingKeysWith: { first, _ in first })
    }

    private static func conflicts(_ application: Application, in tx: Transaction) throws -> [(expert: String, why: [Conflict])] {
        let table = try ConflictTable(of: application.callID, in: tx)
        return try tx.experts().compactMap { expert in
            let why = table.conflicts(application.id, expert.id)
            return why.isEmpty ? nil : (expert.name, why.sorted { $0.rawValue < $1.rawValue })
        }
    }

    private static func notices(with id: ID<Application>, in tx: Transaction) throws -> [(notice: Notice, item: Notice.Item)] {
        let found = try tx.rows(
            """
            SELECT n.id, i.position FROM calls_notice n JOIN calls_notice_item i ON i.notice_id = n.id WHERE i.application_id = \(id) ORDER BY n.begins_on, n.id
            """) { (try $0.id("id", Notice.self), try $0.int("position")) }
        return try found.compactMap { id, position in
            guard let notice = try tx.notice(id), let item = try tx.items(of: id).first(where: { $0.position == position }) else { return nil }
            return (notice, item)
        }
    }

    private static func objections(
        _ notices: [(notice: Notice, item: Notice.Item)], _ reader: DecisionReader, _ identity: Identity, in tx: Transaction
    ) throws -> [(objection: Objection, secret: ObjectionSecret?)] {
        try notices.flatMap { notice, item in
            try tx.objections(to: notice.id).filter { $0.position == item.position }
        }.map { one in (one, reader == .supervision ? try tx.open(one, for: identity) : nil) }
    }
}
