/// By what a roll-up is laid out, beside the campaign and the place.
enum FigureGrain: Int, Sendable, CaseIterable {
    /// Nothing else.
    case place = 1
    case day, kind
    /// `theme day`: the course of one theme at one place.
    case themeDay
    /// `theme audience mode`: by any of them too, as each activity has one of each.
    case offer
    /// Everywhere alone: by block, by the organiser's number, and by reporting line.
    case block, organiser, reportingLine
    /// Everywhere alone: by the kind of venue.
    case venueKind
}

/// One cell of the roll-ups: a campaign with all below it, a place as a line within another, and a value of the grain.
struct FigureCell: Hashable {
    let campaign: Int64
    let grain: FigureGrain
    let line: CountedActivity.Line
    let key: String
}

/// What is counted in a cell.
struct CellCounts: Hashable {
    var activities: Int64 = 0
    var sessions: Int64 = 0
    var booked: Int64 = 0

    var isZero: Bool { activities == 0 && sessions == 0 && booked == 0 }

    static func += (a: inout CellCounts, b: CellCounts) {
        a.activities += b.activities
        a.sessions += b.sessions
        a.booked += b.booked
    }
}

/// An indicator of a cell: what its counted claims say, by method, and how many there are. Without a claim it is unknown, not 0.
struct CellClaims: Hashable {
    var shares = MethodShares()
    var claims: Int64 = 0

    var isZero: Bool { claims == 0 && shares == MethodShares() }

    static func += (a: inout CellClaims, b: CellClaims) {
        for method in CountingMethod.allCases { a.shares[method] += b.shares[method] }
        a.claims += b.claims
    }
}

struct FigureClaimCell: Hashable {
    let cell: FigureCell
    let indicator: String
}

/// A venue of a campaign, by the campaign below it in which the activity is placed itself.
struct FigureVenueCell: Hashable {
    let campaign: Int64
    let venue: Int64
    let direct: Int64
    let kind: String
    let lines: [CountedActivity.Line]
}

/// An activity on a day at a place, for the list of those with most visits.
struct FigureBestCell: Hashable {
    let campaign: Int64
    let activity: Int64
    let place: String
    let day: String
}
