import Access
import Kernel
import Storage
import Venues
import Declaration

/// A unit's application to a call, with the version of its text that counts.
struct Application: Sendable {
    let id: ID<Application>
    let callID: ID<Call>
    let organisationID: ID<Organisation>
    /// The venue for which the title is sought; nil: the unit itself.
    let venueID: ID<Venue>?
    let category: String?
    let state: ApplicationState
    let version: Int
    /// Given when it is first submitted: `0007`.
    let number: String?
    /// By what experts know it where the review is blind.
    let blindCode: String
    let recommenderID: ID<Organisation>?
    /// The title that it would renew, by the short form; nil: the whole form.
    let renewsID: ID<Title>?
    /// The unit's seat when it applied.
    let region: String?
    let submittedAt: Instant?
    let changedAt: Instant
    /// Combined from the signed sheets, in thousandths of a point; nil while it is not combined.
    let score: Int?
    let place: Int?
    /// What the last decision said.
    let remark: String

    static let noun = Phrase("申报", "application")

    init(_ row: Row) throws {
        (id, callID, organisationID) = (try row.id("id"), try row.id("call_id"), try row.id("organisation_id"))
        (venueID, category, state) = (try row.idOrNil("venue_id"), try row.textOrNil("category"), try row.choice("state"))
        (version, number, blindCode) = (try row.int("version"), try row.textOrNil("number"), try row.text("blind_code"))
        (recommenderID, region, renewsID) = (try row.idOrNil("recommender_id"), try row.textOrNil("region"), try row.idOrNil("renews_id"))
        (submittedAt, changedAt) = (try row.instantOrNil("submitted_at"), try row.instant("changed_at"))
        (score, place, remark) = (try row.intOrNil("score"), try row.intOrNil("place"), try row.text("remark"))
    }
}

extension Application {
    /// That the office is to check it: it is recommended, or needs nobody to recommend it. `table` is its name in the statement.
    static func waitsForCheck(_ table: SQL) -> SQL {
        "(\(sql: table).state = 'recommended' OR (\(sql: table).state = 'submitted' AND \(sql: table).recommender_id IS NULL))"
    }
}

/// What an application says in one version: the answers by the keys of the scheme's fields.
struct ApplicationBody: Sendable, Hashable {
    var answers: [String: String]

    init(_ answers: [String: String] = [:]) { self.answers = answers.filter { !$0.value.isEmpty } }

    init(json: String) throws {
        guard case .record(let fields) = DeclaredValue(json: json) else { throw StorageError.notNull("calls_application_version.body") }
        self.init(fields.compactMapValues(\.text))
    }

    /// Canonical: the keys in order.
    var json: String {
        JSONText.object(answers.sorted { $0.key < $1.key }.map { ($0.key, JSONText.quote($0.value)) })
    }

    /// SHA-256 of the canonical text and of the attachments' digests, in hexadecimal: what the printed form carries.
    func digest(attachments: [String]) -> String {
        Digest.of([json] + attachments.sorted())
    }

    subscript(_ key: String) -> String? { answers[key] }
    func number(_ key: String) -> Int64? { answers[key].flatMap { Int64($0) } }
}
