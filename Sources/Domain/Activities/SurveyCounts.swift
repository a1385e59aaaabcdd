import Kernel
import Language

/// A survey in the making: counts by each value, and the first of the list.
struct SurveyCounts {
    /// What a question about days has found so far.
    struct Shelf {
        let question: ShelfQuestion
        let days: ClosedRange<Int>
        var ranks: FirstRanks
        var total = 0

        init(_ question: ShelfQuestion) {
            self.question = question
            days = question.begin.daysSince1970...max(question.begin, question.end).daysSince1970
            ranks = FirstRanks(question.first)
        }

        mutating func add(_ row: ActivityTally, at now: Instant, rank: () -> ListRank) {
            total += 1
            if !row.isCancelled, row.lastAt >= now.microseconds { ranks.add(rank()) }
        }
    }

    private(set) var total = 0
    /// By the number of the region's code.
    private(set) var regions: [Int64: Int] = [:]
    private(set) var days: [(day: Day, count: Int)]
    private(set) var ranks: FirstRanks
    var shelves: [Shelf]
    /// Counted from 1970.
    let today: Int
    private var kindCounts = [Int](repeating: 0, count: 64)
    private var modeCounts = [Int](repeating: 0, count: 4)
    private let wantsRanks: Bool
    private static let window: UInt64 = (1 << ActivityFacets.dayCount) - 1

    init(from today: Day, first most: Int, shelves: [ShelfQuestion]) {
        self.today = today.daysSince1970
        days = (0..<ActivityFacets.dayCount).map { (today.adding(days: $0), 0) }
        ranks = FirstRanks(most)
        wantsRanks = most > 0
        self.shelves = shelves.map(Shelf.init)
    }

    /// - held: one bit for each day from today on.
    mutating func add(_ row: ActivityTally, _ misses: ActivitySieve.Misses, held: UInt64, rank: () -> ListRank) {
        if misses.isEmpty {
            total += 1
            if wantsRanks { ranks.add(rank()) }
        }
        if row.region != 0, misses.subtracting(.region).isEmpty { regions[row.region, default: 0] += 1 }
        if misses.subtracting(.kind).isEmpty { kindCounts[row.kindNumber] += 1 }
        if misses.subtracting(.mode).isEmpty { modeCounts[row.modeNumber] += 1 }
        guard misses.subtracting(.days).isEmpty else { return }
        var left = held & Self.window
        while left != 0 {
            days[left.trailingZeroBitCount].count += 1
            left &= left - 1
        }
    }

    /// Puts what is not long where it belongs.
    mutating func shelve(_ row: ActivityTally, at now: Instant, rank: () -> ListRank) {
        for place in shelves.indices where row.isHeld(shelves[place].days) { shelves[place].add(row, at: now, rank: rank) }
    }

    var kinds: [ActivityKind: Int] { Self.named(ActivityTally.kinds, kindCounts) }
    var modes: [AttendanceMode: Int] { Self.named(ActivityTally.modes, modeCounts) }

    private static func named<T: Hashable>(_ values: [T], _ counts: [Int]) -> [T: Int] {
        let pairs = values.enumerated().map { ($1, counts[$0 + 1]) }
        return Dictionary(pairs.filter { $0.1 > 0 }, uniquingKeysWith: +)
    }
}
