import Kernel
import Language
import Storage
import Venues
import Workflow

/// How a title stands.
enum TitleState: String, WorkflowWord, SQLConvertible {
    case valid, rectifying, revoked, expired, replaced

    var title: Phrase {
        switch self {
        case .valid: Phrase("有效", "Valid")
        case .rectifying: Phrase("限期整改", "To rectify by a date")
        case .revoked: Phrase("已撤销", "Revoked")
        case .expired: Phrase("已到期", "Expired")
        case .replaced: Phrase("已由新称号接续", "Renewed by another")
        }
    }

    /// Of a title that is neither run out nor taken back, as it is kept.
    static let inForce = [TitleState.valid.rawValue, TitleState.rectifying.rawValue]

    /// Whether its holder may use it.
    var isInForce: Bool { self == .valid || self == .rectifying }
}

/// A title that was granted: whose, under which scheme, from when, until when, and how it ended. History is never overwritten.
struct Title: Sendable {
    let id: ID<Title>
    /// What `/verify/{code}` takes: long enough that nobody finds one by trying.
    let code: String
    /// As printed: `西安示范基地 2022-007`.
    let number: String
    let schemeID: ID<SchemeRecord>
    let schemeVersion: Int
    let organisationID: ID<Organisation>
    let venueID: ID<Venue>?
    let category: String?
    let region: String?
    let batch: Int?
    let grantedOn: Day
    /// The last day; nil: until it is taken back.
    let validUntil: Day?
    let state: TitleState
    let endedOn: Day?
    /// Why it was taken back, and the clause.
    let ground: String
    let clause: String
    let noticeID: ID<Notice>?
    let applicationID: ID<Application>?
    /// Its place among all titles: in the lists of states by which credentials are checked.
    let statusIndex: Int

    static let noun = Phrase("称号", "title")

    init(_ row: Row) throws {
        (id, code, number) = (try row.id("id"), try row.text("code"), try row.text("number"))
        (schemeID, schemeVersion, organisationID) = (try row.id("scheme_id"), try row.int("scheme_version"), try row.id("organisation_id"))
        (venueID, category, region) = (try row.idOrNil("venue_id"), try row.textOrNil("category"), try row.textOrNil("region"))
        (batch, grantedOn, validUntil) = (try row.intOrNil("batch"), try row.day("granted_on"), try row.dayOrNil("valid_until"))
        (state, endedOn) = (try row.choice("state"), try row.dayOrNil("ended_on"))
        (ground, clause) = (try row.text("ground"), try row.text("clause"))
        (noticeID, applicationID, statusIndex) = (try row.idOrNil("notice_id"), try row.idOrNil("application_id"), try row.int("status_index"))
    }

    /// Whether it may be used on that day.
    func isValid(on day: Day) -> Bool {
        guard grantedOn <= day else { return false }
        if let endedOn, day >= endedOn { return false }
        return validUntil.map { day <= $0 } ?? true
    }
}
