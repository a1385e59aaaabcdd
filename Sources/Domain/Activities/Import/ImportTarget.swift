import Kernel

/// What a value of a record becomes.
enum ImportConversion: String, CaseIterable, Sendable {
    case text, html, integer, number, list, choice
    case datesWords = "dates-words"
    case datesISO = "dates-iso"
    case latlonPair = "latlon-pair"
    case yesNo = "yes-no"
}

/// What a field of a mapping fills.
enum ImportTarget: String, CaseIterable, Sendable {
    case externalID = "external_id"
    case title, summary, description, kind, mode, audience
    case ageMin = "age_min"
    case ageMax = "age_max"
    case themes, place, address, point, latitude, longitude, fee, cost
    case bookingNote = "booking_note"
    case access, image
    case imageCredit = "image_credit"
    case contact
    case onlineURL = "online_url"
    /// All times; `begin` and `end` make one session where this gives none.
    case sessions, begin, end
    /// What becomes of it: what the source calls off is cancelled here too.
    case status
    case updated

    /// What its values may be converted by; the first where the mapping is silent.
    var conversions: [ImportConversion] {
        switch self {
        case .externalID, .image, .onlineURL: [.text]
        case .title, .summary, .description, .audience, .place, .address, .fee, .bookingNote, .imageCredit, .contact: [.text, .html, .choice]
        case .kind, .mode, .status: [.choice]
        case .cost: [.choice, .yesNo]
        case .ageMin, .ageMax: [.integer]
        case .themes, .access: [.list]
        case .point: [.latlonPair]
        case .latitude, .longitude: [.number]
        case .sessions, .begin, .end: [.datesWords, .datesISO]
        case .updated: [.datesISO, .datesWords]
        }
    }

    /// The codes that it takes; nil where any text will do.
    var codes: [String]? {
        switch self {
        case .kind: ActivityKind.allCases.map(\.rawValue)
        case .mode: AttendanceMode.allCases.map(\.rawValue)
        case .status: [ActivityStatus.scheduled, .cancelled].map(\.rawValue)
        case .cost: ["free", "paid"]
        case .access: AccessNeed.allCases.map(\.rawValue)
        default: nil
        }
    }

    /// How many characters a text may have.
    var longest: Int {
        switch self {
        case .title, .place, .externalID: 300
        case .description: 50_000
        case .summary, .bookingNote, .image, .onlineURL: 2_000
        default: 1_000
        }
    }
}
