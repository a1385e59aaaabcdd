import Kernel

/// Where an activity stands in the public list. What has all words of the question in its title comes first; then what is on or to come,
/// what has no days, what is over; then, with `near`, the nearest; then the soonest, and of what is over the latest.
struct ListRank: Comparable, Sendable {
    private let group: Int64
    private let way: Int64
    private let moment: Int64
    private let turn: Int64

    /// - way: how far it is, in any unit; the same for all where nobody asked.
    init(_ row: ActivityTally, at now: Instant, isStrong: Bool, way: Int64 = 0) {
        let state: Int64 = row.lastAt == 0 ? 1 : row.lastAt >= now.microseconds ? 0 : 2
        group = state + (isStrong ? 0 : 3)
        self.way = way
        moment = state == 0 ? row.firstAt : state == 2 ? -row.lastAt : 0
        turn = state == 2 ? -row.id : row.id
    }

    var id: ID<Activity> { ID(abs(turn)) }

    static func < (one: ListRank, other: ListRank) -> Bool {
        if one.group != other.group { return one.group < other.group }
        if one.way != other.way { return one.way < other.way }
        if one.moment != other.moment { return one.moment < other.moment }
        return one.turn < other.turn
    }
}

/// The first of many ranks, without keeping them all.
struct FirstRanks: Sendable {
    private let most: Int
    private var ranks: [ListRank] = []
    /// What stands behind this one is not among the first.
    private var last: ListRank?

    /// Keeps the first `most`; all where it is nil.
    init(_ most: Int?) { self.most = most ?? .max / 4 }

    mutating func add(_ rank: ListRank) {
        if let last, last < rank { return }
        ranks.append(rank)
        if ranks.count > 2 * most + 64 { trim() }
    }

    private mutating func trim() {
        ranks.sort()
        ranks.removeLast(max(0, ranks.count - most))
        if ranks.count == most { last = ranks.last }
    }

    /// In their order.
    consuming func ids() -> [ID<Activity>] {
        trim()
        return ranks.map(\.id)
    }
}
