import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// A proposed list, made public for a number of working days so that anyone may object before it counts (domain.md M02).
struct Notice: Sendable {
    /// One of those on the list, with what is proposed for it.
    struct Item: Sendable, Hashable {
        let position: Int
        let action: NoticeAction
        let organisationID: ID<Organisation>?
        let applicationID: ID<Application>?
        let titleID: ID<Title>?
        /// As it was published: a unit that is renamed afterwards keeps this name here.
        let name: Wording
        let category: String?
        let says: String
        /// The measure's ground, as it was published: what a cancelling rests on; nil for the rest.
        let ground: Scheme.Ground?
        /// What was put right since an objection was upheld; empty for the rest.
        let remedy: String
        /// What became of it: granted, struck, carried out; nil while that is open.
        var outcome: String?
    }

    let id: ID<Notice>
    let callID: ID<Call>?
    let schemeID: ID<SchemeRecord>?
    let campaignID: ID<Campaign>?
    let title: Wording
    /// What stands above the list, and whom one may turn to: for the matter, and for supervision.
    let text: String
    let contact: String
    let supervision: String
    /// Whether an objection is heard that bears no name, as the measure says.
    let allowsAnonymous: Bool
    let begin: Day
    let end: Day
    let workdays: Int
    let countsFirstDay: Bool
    let state: NoticeState
    let supersedesID: ID<Notice>?
    let supersededByID: ID<Notice>?
    let publishedAt: Instant?

    static let noun = Phrase("公示", "notice")

    init(_ row: Row) throws {
        guard let body = DeclaredValue(json: try row.text("body")) else { throw StorageError.notNull("calls_notice.body") }
        (id, callID, schemeID) = (try row.id("id"), try row.idOrNil("call_id"), try row.idOrNil("scheme_id"))
        (campaignID, title) = (try row.idOrNil("campaign_id"), try row.wording("title"))
        text = body["text"]?.text ?? ""
        contact = body["contact"]?.text ?? ""
        supervision = body["supervision"]?.text ?? ""
        allowsAnonymous = body["anonymous"]?.text == "1"
        (begin, end, workdays) = (try row.day("begins_on"), try row.day("ends_on"), try row.int("workdays"))
        (countsFirstDay, state) = (try row.bool("counts_first"), try row.choice("state"))
        (supersedesID, supersededByID) = (try row.idOrNil("supersedes_id"), try row.idOrNil("superseded_by"))
        publishedAt = try row.instantOrNil("published_at")
    }

    /// The zone in which its days are counted.
    static let zone = Zone.china

    /// The first moment at which an objection is too late.
    var closesAt: Instant? { LocalTime(day: end.adding(days: 1), hour: 0, minute: 0)?.instant(in: Self.zone) }
}

extension Notice.Item {
    /// The application or the title that it is about.
    var subject: Int64 { applicationID?.number ?? titleID?.number ?? 0 }

    /// Why, in the words that stay with the title: the ground, then the facts.
    var reason: String { [ground?.text.zh ?? "", says].filter { !$0.isEmpty }.joined(separator: "：") }

    private static func ground(_ row: Row) throws -> Scheme.Ground? {
        let key = try row.text("ground")
        return key.isEmpty ? nil : Scheme.Ground(key: key, text: try row.wording("ground"), clause: try row.text("clause"))
    }

    init(_ row: Row) throws {
        self.init(
            position: try row.int("position"), action: try row.choice("action"), organisationID: try row.idOrNil("organisation_id"),
            applicationID: try row.idOrNil("application_id"), titleID: try row.idOrNil("title_id"), name: try row.wording("name"),
            category: try row.textOrNil("category"), says: try row.text("says"), ground: try Self.ground(row), remedy: try row.text("remedy"), outcome: try row.textOrNil("outcome"))
    }
}
