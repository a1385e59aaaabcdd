import Kernel

/// Everything of one activity that figures are made of, as it stood when it was read; the roll-ups hold the sum of what follows from these.
struct CountedActivity: Codable, Hashable {
    /// Where a unit of the region tree stands as a line: within the unit above it. All of it is the empty line within `everywhere`.
    struct Line: Codable, Hashable {
        static let everywhere = Line(within: "*", line: "")
        /// Codes of the tree, or empty: within the whole, or a region that nobody stated.
        let within: String
        let line: String
    }

    /// How the activity stands in one campaign with all below it.
    struct Standing: Codable, Hashable {
        let campaign: Int64
        let lines: [Line]
        let kind: String
        let mode: String
        let audience: String
        let theme: String
        let block: String
        let organiser: Int64
        /// The organiser's reporting line; empty where it has none.
        let reports: String
        let sessions: Int64
        /// Where it takes place, by the campaigns of it, itself or below, in which the activity is placed.
        var venues: [Venue] = []
    }

    struct Venue: Codable, Hashable {
        let direct: Int64
        let venue: Int64
        let kind: String
        let lines: [Line]
    }

    struct Claimed: Codable, Hashable {
        /// The local day of the session; empty for claims about the whole activity.
        let day: String
        let indicator: String
        let method: String
        let value: Int64
        let claims: Int64
    }

    var standings: [Standing] = []
    /// Sessions that take place, by their local day.
    var days: [String: Int64] = [:]
    var booked: [String: Int64] = [:]
    var claimed: [Claimed] = []

    /// Where it counts nowhere, nothing else matters.
    var isNothing: Bool { standings.isEmpty }

    /// The lines of a place: within the whole, its province, its prefecture.
    static func lines(province: String?, prefecture: String?, county: String?) -> [Line] {
        guard let province else { return [.everywhere, Line(within: "", line: "")] }
        var lines = [Line.everywhere, Line(within: "", line: province), Line(within: province, line: prefecture ?? county ?? province)]
        if let prefecture { lines.append(Line(within: prefecture, line: county ?? prefecture)) }
        return lines
    }
}
