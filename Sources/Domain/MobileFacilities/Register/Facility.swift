import Kernel
import Language
import Storage
import Venues
import Workflow

/// One thing of the register: a mobile-museum set, a caravan, a school's museum.
struct Facility: Sendable, Hashable {
    static let noun = Phrase("这个流动科普设施", "mobile facility")

    let id: ID<Facility>
    /// By which people and spreadsheets know it; unique.
    let number: String
    var content: FacilityContent
    let state: FacilityState
    let stateSince: Day
    /// Why it was retired or came back, as was said last.
    let reason: String
    /// What its odometers ran in all; nil: never read.
    let kilometres: Int64?
    /// The day of the first reading at which the renewal rule's distance was reached.
    let reachedOn: Day?
    let changedAt: Instant

    init(id: ID<Facility>, number: String, content: FacilityContent, state: FacilityState, kilometres: Int64? = nil, reachedOn: Day? = nil) {
        (self.id, self.number, self.content, self.state, self.kilometres, self.reachedOn) = (id, number, content, state, kilometres, reachedOn)
        (stateSince, reason, changedAt) = (Day(daysSince1970: 0), "", Instant(microseconds: 0))
    }

    init(_ row: Row) throws {
        (id, number, content) = (try row.id("id"), try row.text("number"), try FacilityContent(row))
        (state, stateSince, reason) = (try row.choice("state"), try row.day("state_since"), try row.text("reason"))
        (kilometres, reachedOn, changedAt) = (try row.int64OrNil("kilometres"), try row.dayOrNil("reached_on"), try row.instant("changed_at"))
    }
}

/// What the register says of it.
struct FacilityContent: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case set = "museum-set"
        case caravan
        case ruralSchool = "rural-school-museum"
        case campus = "campus-museum"

        var title: Phrase {
            switch self {
            case .set: Phrase("流动科技馆", "Mobile museum set")
            case .caravan: Phrase("科普大篷车", "Science caravan")
            case .ruralSchool: Phrase("农村中学科技馆", "Rural-middle-school museum")
            case .campus: Phrase("校园科技馆", "Campus museum")
            }
        }
    }

    /// Of a caravan (domain.md M30).
    enum VehicleType: String, Sendable, CaseIterable, SQLConvertible {
        case one = "1"
        case two = "2"
        case three = "3"
        case four = "4"

        var title: Phrase {
            switch self {
            case .one: Phrase("Ⅰ型", "Type I")
            case .two: Phrase("Ⅱ型", "Type II")
            case .three: Phrase("Ⅲ型", "Type III")
            case .four: Phrase("Ⅳ型", "Type IV")
            }
        }
    }

    /// Who runs it from day to day.
    enum OperatorKind: String, Sendable, CaseIterable, SQLConvertible {
        case association, museum, school, society, company

        var title: Phrase {
            switch self {
            case .association: Phrase("科协", "Science association")
            case .museum: Phrase("科技馆", "Museum")
            case .school: Phrase("学校", "School")
            case .society: Phrase("社会组织（社会化运行）", "Social organisation (social operation)")
            case .company: Phrase("企业（社会化运行）", "Company (social operation)")
            }
        }

        var isSocial: Bool { self == .society || self == .company }
    }

    var kind: Kind
    var name: Wording
    var ownerID: ID<Organisation>
    /// Nil: its owner.
    var operatorID: ID<Organisation>?
    var operatorKind: OperatorKind
    var region: String
    var type: VehicleType?
    var plate: String?
    /// In which it was allocated.
    var year: Int?
    var note = ""

    init(kind: Kind, name: Wording, owner: ID<Organisation>, operatorKind: OperatorKind, region: String) {
        (self.kind, self.name, ownerID, self.operatorKind, self.region) = (kind, name, owner, operatorKind, region)
    }

    init(_ row: Row) throws {
        (kind, name, ownerID, operatorID) = (try row.choice("kind"), try row.wording("name"), try row.id("owner_id"), try row.idOrNil("operator_id"))
        (operatorKind, region, type) = (try row.choice("operator_kind"), try row.text("region"), try row.choiceOrNil("type"))
        (plate, year, note) = (try row.textOrNil("plate"), try row.intOrNil("year"), try row.text("note"))
    }
}

/// Allocated is not in service, and neither is retired: three counts that are never one.
enum FacilityState: String, WorkflowWord, SQLConvertible {
    case allocated
    case inService = "in-service"
    case retired

    var title: Phrase {
        switch self {
        case .allocated: Phrase("已配发，未投入使用", "Allocated, not in service yet")
        case .inService: Phrase("在用", "In service")
        case .retired: Phrase("已退役", "Retired")
        }
    }
}

enum FacilityEvent: String, WorkflowWord {
    case commission, suspend, retire, reinstate

    var title: Phrase {
        switch self {
        case .commission: Phrase("投入使用", "Put into service")
        case .suspend: Phrase("停用", "Take out of service")
        case .retire: Phrase("退役", "Retire")
        case .reinstate: Phrase("恢复登记", "Bring back")
        }
    }
}

extension Facility {
    /// From the allocation to the end; drawn in `docs/workflows.md`.
    static let workflow: Workflow<FacilityState, FacilityEvent> = {
        typealias W = Workflow<FacilityState, FacilityEvent>
        let keep = "mobile.keep"
        var lines = W.on(.commission, from: .allocated, to: .inService, by: keep, records: "mobile.commissioned")
        lines += W.on(.suspend, from: .inService, to: .allocated, by: keep, records: "mobile.suspended")
        lines += W.on(.retire, from: .allocated, .inService, to: .retired, by: keep, records: "mobile.retired")
        lines += W.on(.reinstate, from: .retired, to: .allocated, by: keep, records: "mobile.reinstated")
        return W(of: noun, begins: .allocated, lines)
    }()
}
