package import Kernel
package import Language
package import Storage
package import Venues

/// One dated edition of a joint action, day, week or series; it may have a parent, whose figures it enters.
package struct Campaign: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case day, month, week, series
        case jointAction = "joint-action"
        case specialAction = "special-action"
        case festival
        case mainEvent = "main-event"
        case conference, contest
        case mobileAction = "mobile-action"
        case plan
    }

    /// How exact the first and the last day are.
    package enum Precision: String, Sendable, CaseIterable, SQLConvertible { case day, month, year }

    /// The colour of its pages.
    package enum Accent: String, Sendable, CaseIterable, SQLConvertible { case cinnabar, indigo, jade, ochre, plum, slate, azure }

    /// How a figure or a date that was garbled in the source was read.
    package enum Repaired: String, Sendable, CaseIterable, SQLConvertible { case confirmed, inferred }

    package let id: ID<Campaign>
    /// Its address is `/campaigns/{key}`, its scope `/campaign/{key}`.
    package let key: String
    package var name: Wording
    package var kind: Kind
    package var parentID: ID<Campaign>?
    /// The how-manieth.
    package var edition: Int?
    package var year: Int
    /// First and last day, both included.
    package var begin: Day
    package var end: Day
    package var precision: Precision
    /// As declared; nil takes the parent's. What holds is `zone`.
    package var ownZone: Zone?
    /// Nil: the whole country.
    package var region: String?
    /// As declared; nil takes the parent's. What holds is `accent`.
    package var ownAccent: Accent?
    package var motto: Wording?
    package var summary: Wording
    package var repaired: Repaired?
    package var provenance: Provenance
    /// Its own zone, else the nearest ancestor's, else China's.
    package private(set) var zone: Zone = .china
    /// Its own colour, else the nearest ancestor's, else indigo.
    package private(set) var accent: Accent = .indigo

    package init(
        id: ID<Campaign>, key: String, name: Wording, kind: Kind, parentID: ID<Campaign>?, year: Int, begin: Day, end: Day, summary: Wording
    ) {
        (self.id, self.key, self.name, self.kind, self.parentID) = (id, key, name, kind, parentID)
        (self.year, self.begin, self.end, self.summary) = (year, begin, end, summary)
        (precision, provenance) = (.day, Provenance())
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.id("id"), key: try row.text("key"), name: try row.wording("name"), kind: try row.choice("kind"),
            parentID: try row.idOrNil("parent_id"), year: try row.int("year"), begin: try row.day("begin_day"), end: try row.day("end_day"),
            summary: try row.wording("summary"))
        edition = try row.intOrNil("edition")
        precision = try row.choice("precision")
        region = try row.textOrNil("region")
        motto = try row.wordingOrNil("motto")
        repaired = try row.choiceOrNil("repaired")
        provenance = try row.provenance()
        ownZone = try row.textOrNil("own_zone").flatMap { Zone($0) }
        ownAccent = try row.choiceOrNil("own_accent")
        zone = try row.textOrNil("zone").flatMap { Zone($0) } ?? .china
        accent = try row.choiceOrNil("accent") ?? .indigo
    }

    /// Whether two say the same; what is inherited does not count.
    package func declaresSame(as other: Campaign) -> Bool {
        var copy = self
        (copy.zone, copy.accent) = (other.zone, other.accent)
        return copy == other
    }
}

extension Campaign {
    /// When it takes place, as exactly as is known: `2023年9月16日至24日`, `2022年9月至12月`.
    package func dates(_ tongue: Tongue) -> String { Dates.span(begin, end, tongue) }

    /// Where `today` stands: before, within or after its days.
    package func phase(on today: Day) -> Phase { today < begin ? .coming : today > end ? .over : .running }

    package enum Phase: Sendable { case coming, running, over }
}

extension Campaign.Phase {
    package var title: Phrase {
        switch self {
        case .coming: Phrase("即将开始", "Coming")
        case .running: Phrase("正在进行", "On now")
        case .over: Phrase("已结束", "Over")
        }
    }
}

extension Campaign.Kind {
    package var title: Phrase {
        switch self {
        case .day: Phrase("科普日", "Science day")
        case .month: Phrase("科普月", "Science month")
        case .week: Phrase("科技周", "Science week")
        case .series: Phrase("系列活动", "Series")
        case .jointAction: Phrase("联合行动", "Joint action")
        case .specialAction: Phrase("专项行动", "Special action")
        case .festival: Phrase("科学嘉年华", "Festival")
        case .mainEvent: Phrase("主场活动", "Main event")
        case .conference: Phrase("会议", "Conference")
        case .contest: Phrase("赛事", "Contest")
        case .mobileAction: Phrase("流动科普行动", "Action of mobile facilities")
        case .plan: Phrase("年度工作", "Plan")
        }
    }
}

extension Campaign.Accent {
    package var title: Phrase {
        switch self {
        case .cinnabar: Phrase("朱砂", "Cinnabar")
        case .indigo: Phrase("靛蓝", "Indigo")
        case .jade: Phrase("翠玉", "Jade")
        case .ochre: Phrase("赭石", "Ochre")
        case .plum: Phrase("梅紫", "Plum")
        case .slate: Phrase("青灰", "Slate")
        case .azure: Phrase("天青", "Azure")
        }
    }
}
