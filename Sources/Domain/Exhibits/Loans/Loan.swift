import Access
import Kernel
import Language
import Resources
import Storage
import Venues

/// An exhibit that one unit asks of another for some days.
struct Loan: Sendable, Hashable {
    let id: ID<Loan>
    let resourceID: ID<Resource>
    let ownerID: ID<Organisation>
    let borrowerID: ID<Organisation>
    /// How many of it are asked for.
    let wanted: Int
    /// The days of use, the owner's local days.
    let from: Day
    let to: Day
    /// With the days of transport and service before and behind.
    let holdFrom: Day
    let holdTo: Day
    let state: LoanState
    let purpose: String
    /// Where it is to stand.
    let place: String
    let site: SiteFacts
    /// What the exhibit asks of a place, as its form says today.
    let need: SiteNeed
    /// In what the place did not fit when it was asked for; the owner may take it with a reason.
    let misfits: [Misfit.Field]
    let misfitReason: String
    /// Why not everything was packed.
    let missingReason: String
    /// What was said with the last step.
    let remark: String
    let askedBy: ID<Account>?
    let changedAt: Instant
    let name: Wording
    let owner: Wording
    let borrower: Wording

    static let noun = Phrase("这次借展", "loan")
    /// The local days of exhibits: owners sit in China, wherever their things travel.
    static let zone = Zone.china
    static let mostWanted = 20
    static let longest = 400
    /// So many days ahead the last day of use may be.
    static let farthest = 1100
    /// A thing is held from packing to the last day of service: no longer than this.
    static let mostHeld = longest + 2 * ExhibitSheet.mostDays

    init(_ row: Row) throws {
        (id, resourceID, ownerID, borrowerID) = (try row.id("id"), try row.id("resource_id"), try row.id("owner_id"), try row.id("borrower_id"))
        (wanted, from, to) = (try row.int("wanted"), try row.day("from_day"), try row.day("to_day"))
        (holdFrom, holdTo, state) = (try row.day("hold_from"), try row.day("hold_to"), try row.choice("state"))
        (purpose, place, site) = (try row.text("purpose"), try row.text("place"), try SiteFacts(row))
        need = SiteNeed(
            area: try row.intOrNil("need_area"), doorWidth: try row.intOrNil("need_door_width"), doorHeight: try row.intOrNil("need_door_height"),
            floor: try row.intOrNil("need_floor"), power: try row.intOrNil("need_power"), indoor: try row.int64OrNil("needs_indoor") == 1,
            network: try row.int64OrNil("needs_network") == 1)
        misfits = try row.text("misfits").split(separator: " ").compactMap { Misfit.Field(rawValue: String($0)) }
        (misfitReason, missingReason, remark) = (try row.text("misfit_reason"), try row.text("missing_reason"), try row.text("remark"))
        (askedBy, changedAt) = (try row.idOrNil("asked_by"), try row.instant("changed_at"))
        (name, owner, borrower) = (try row.wording("name"), try row.wording("owner"), try row.wording("borrower"))
    }

    /// So many days over the last day; nil while it is not.
    func overdue(on today: Day) -> Int? { state.isOut && to < today ? to.days(until: today) : nil }
}

extension SiteFacts {
    /// The columns `site_…`.
    init(_ row: Row) throws {
        self.init(
            area: try row.intOrNil("site_area"), doorWidth: try row.intOrNil("site_door_width"), doorHeight: try row.intOrNil("site_door_height"),
            floor: try row.intOrNil("site_floor"), power: try row.intOrNil("site_power"), indoor: try row.bool("site_indoor"),
            network: try row.bool("site_network"))
    }
}

/// One thing of a loan: whether it was packed, and how it was found at either end.
struct LoanPiece: Sendable, Hashable {
    let piece: Piece
    /// It was asked for itself; else it goes as a part of a set.
    let isAsked: Bool
    let isPacked: Bool
    let condition: Condition?
    let remark: String
    let backCondition: Condition?
    let backRemark: String

    init(_ row: Row) throws {
        piece = try Piece(row)
        (isAsked, isPacked) = (try row.bool("is_asked"), try row.bool("is_packed"))
        (condition, remark) = (try row.choiceOrNil("condition"), try row.text("remark"))
        (backCondition, backRemark) = (try row.choiceOrNil("back_condition"), try row.text("back_remark"))
    }
}

/// How a thing was found at a handover.
enum Condition: String, Sendable, CaseIterable, SQLConvertible {
    case good, worn, broken, missing

    var title: Phrase {
        switch self {
        case .good: Phrase("完好", "Good")
        case .worn: Phrase("有磨损，可用", "Worn, works")
        case .broken: Phrase("损坏", "Broken")
        case .missing: Phrase("缺失", "Missing")
        }
    }

    /// It becomes a fault ticket.
    var isFault: Bool { self == .broken || self == .missing }
}

/// What a unit asks for.
struct LoanDraft: Sendable {
    var borrower: ID<Organisation>
    var wanted = 1
    var from: Day
    var to: Day
    var purpose: String
    var place: String
    var site: SiteFacts
    /// The unit knows in what its place does not fit, and asks all the same.
    var isDespite = false
}
