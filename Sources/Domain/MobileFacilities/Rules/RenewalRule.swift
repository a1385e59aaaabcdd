import Kernel

/// Which vehicles may be renewed and whose exhibits refreshed, by the published rules (domain.md §3.5): renewal after more than ten years
/// or from 100,000 km on (R60); a refresh for what was allocated in 2019 or earlier (R61). Pure.
struct RenewalRule: Sendable {
    var moreThanYears = 10
    var leastKilometres: Int64 = 100_000
    var refreshUntil = 2019

    static let published = RenewalRule()

    /// Why a vehicle may be renewed, and since when.
    enum Ground: Sendable, Hashable {
        case age(year: Int, since: Day)
        case distance(kilometres: Int64, since: Day)

        var since: Day {
            switch self {
            case .age(_, let since), .distance(_, let since): since
            }
        }
    }

    /// What speaks for a renewal on that day, the oldest ground first; only caravans that are not retired wear out on the road.
    func renewal(of facility: Facility, on today: Day) -> [Ground] {
        guard facility.content.kind == .caravan, facility.state != .retired else { return [] }
        var grounds: [Ground] = []
        // Of the year alone it is certain that more than ten years have passed once the eleventh after it begins.
        if let year = facility.content.year, let since = Day(year: year + moreThanYears + 1, month: 1, day: 1), since <= today {
            grounds.append(.age(year: year, since: since))
        }
        if let kilometres = facility.kilometres, kilometres >= leastKilometres, let since = facility.reachedOn, since <= today {
            grounds.append(.distance(kilometres: kilometres, since: since))
        }
        return grounds.sorted { $0.since < $1.since }
    }

    /// Whether its exhibits may be refreshed.
    func mayRefresh(_ facility: Facility) -> Bool {
        facility.content.kind == .caravan && facility.state != .retired && (facility.content.year.map { $0 <= refreshUntil } ?? false)
    }
}
