package import Kernel
package import Language
import Campaigns
import Declaration
import Storage
import Venues

/// A yearly action plan: chapters of key tasks, the body that steers it, and how progress is judged (domain M32).
package struct ActionPlan: Sendable, Hashable {
    package struct Chapter: Sendable, Hashable {
        package let key: String
        package let name: Wording
    }

    static let noun = Phrase("该计划", "plan")

    package let id: ID<ActionPlan>
    package let key: String
    package var name: Wording
    var summary: Wording?
    /// The body that steers: it issues tasks and verifies them.
    var authorityID: ID<Organisation>
    /// The edition whose figures tasks are bound to, unless they name another.
    var campaignID: ID<Campaign>
    /// Last year's plan, with which this one is compared.
    var previousID: ID<ActionPlan>?
    var year: Int
    var begin: Day
    var end: Day
    var region: String?
    /// Days after the end of a quarter by which its report is due.
    var reportDays: Int
    var rule: LightRule
    /// Nil: it is being drawn up, and nobody but who draws it up sees it.
    var issuedAt: Instant?
    var rules: [PlanRule] = []
    var chapters: [Chapter] = []
    var provenance = Provenance()

    var term: ClosedRange<Day> { begin...max(begin, end) }
    var isIssued: Bool { issuedAt != nil }
}

/// A sentence of a plan's own rules.
struct PlanRule: Sendable, Hashable {
    let key: String
    let text: Wording
    let sources: [String]
}

extension ActionPlan {
    /// The row without its chapters.
    init(_ row: Row) throws {
        (id, key, name) = (try row.id("id"), try row.text("key"), try row.wording("name"))
        (summary, authorityID, campaignID) = (try row.wordingOrNil("summary"), try row.id("authority_id"), try row.id("campaign_id"))
        (previousID, year, region) = (try row.idOrNil("previous_id"), try row.int("year"), try row.textOrNil("region"))
        (begin, end) = (try row.day("begin_day"), try row.day("end_day"))
        reportDays = try row.int("report_days")
        rule = LightRule(green: try row.int("green"), amber: try row.int("amber"))
        issuedAt = try row.instantOrNil("issued_at")
        rules = PlanRule.read(try row.text("rules"))
        provenance = try row.provenance()
    }
}

extension PlanRule {
    /// From the declared records as they are kept.
    static func read(_ json: String) -> [PlanRule] {
        guard let elements = DeclaredValue(json: json)?.elements else { return [] }
        return elements.map(DeclaredRecord.init).compactMap { record in
            guard let text = try? record.name("text") else { return nil }
            return PlanRule(key: record.key, text: text, sources: record.texts("source"))
        }
    }

    var declared: DeclaredValue { .record(of: ["key": key, "text": text.phrase, "source": sources]) }
}
