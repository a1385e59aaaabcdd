import Kernel
import Language

/// One question of an application form. The form of a call is data: it is kept with the version of the scheme.
struct SchemeField: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable { case text, paragraphs, number, day, choice, file }

    var key: String
    var name: Wording
    var kind: Kind
    var isRequired = false
    /// What is to be given, and how.
    var hint: Wording?
    /// The smallest number that qualifies; in `unit`.
    var atLeast: Int?
    var unit: Wording?
    var choices: [String] = []
    /// What the platform itself knows of the unit, shown beside what is declared.
    var known: KnownFigure?
    /// What the unit's profile answers, filled in when an application begins.
    var profile: ProfileFact?
    /// What the scheme says of blind reading; nil: nothing.
    var declaredBlind: Bool?

    /// Whether an expert may see the answer where the review is blind: a file, and what names the unit, only if the scheme says so.
    var isFitForBlind: Bool { declaredBlind ?? (kind != .file && profile == nil) }

    init(key: String, name: Wording, kind: Kind) { (self.key, self.name, self.kind) = (key, name, kind) }
}

/// What other rooms' records tell of a unit in a year (promise 1: nobody types it again).
enum KnownFigure: String, Sendable, Hashable, CaseIterable {
    /// Days on which a venue of the unit was open, from its calendar.
    case openDays = "open-days"
    /// Of these, rest days and statutory holidays.
    case openRestDays = "open-rest-days"
    /// Activities that the unit held and published.
    case activitiesHeld = "activities-held"
    /// Visits that were measured at its activities.
    case visitsMeasured = "visits-measured"

    var title: Phrase {
        switch self {
        case .openDays: Phrase("开放天数（按开放时间计算）", "Open days, from the opening hours")
        case .openRestDays: Phrase("双休日和节假日开放天数（按开放时间计算）", "Rest days and holidays open, from the opening hours")
        case .activitiesHeld: Phrase("已发布并举办的活动", "Activities published and held")
        case .visitsMeasured: Phrase("实测参观人次", "Visits measured")
        }
    }
}

/// What was declared for a threshold, against what the scheme asks and what the platform knows.
struct ThresholdCheck: Sendable, Hashable {
    let field: SchemeField
    let declared: Int64?
    /// Nil: the platform knows nothing about it.
    let known: Int64?

    init(field: SchemeField, declared: Int64?, known: Int64?) { (self.field, self.declared, self.known) = (field, declared, known) }

    /// Nil where the scheme sets no threshold or nothing is declared yet.
    var isMet: Bool? {
        guard let least = field.atLeast, let declared else { return nil }
        return declared >= Int64(least)
    }

    /// More is declared than the records show.
    var exceedsRecords: Bool {
        guard let declared, let known else { return false }
        return declared > known
    }
}
