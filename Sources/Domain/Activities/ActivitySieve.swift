import Kernel
import Storage

/// What a pass over the tally asks of each row: the things by which lists are counted beside their filters.
struct ActivitySieve: Sendable {
    /// What a row does not fit.
    struct Misses: OptionSet {
        let rawValue: UInt8
        static let region = Misses(rawValue: 1), kind = Misses(rawValue: 2), mode = Misses(rawValue: 4), days = Misses(rawValue: 8)
    }

    private var regions: Set<Int64>?
    private var kind: Int?
    private var modes: [Int]?
    /// Counted from 1970; nil where no days are asked for.
    let days: ClosedRange<Int>?

    /// - filter: with its region's codes worked out.
    init(_ filter: ActivityFilter) {
        regions = filter.codes.map { Set($0.compactMap { Int64($0) }) }
        kind = filter.kind.map { ActivityTally.number(of: $0) }
        modes = filter.onlyMode.map { [ActivityTally.number(of: $0), ActivityTally.number(of: .both)] }
        let isAsked = filter.begin != nil || filter.end != nil
        days = isAsked ? (filter.begin?.daysSince1970 ?? Int(Int32.min))...max(filter.end?.daysSince1970 ?? Int(Int32.max), filter.begin?.daysSince1970 ?? Int(Int32.min)) : nil
    }

    /// Days are told for what is not long.
    func misses(_ row: ActivityTally) -> Misses {
        var misses: Misses = []
        if let regions, !regions.contains(row.region) { misses.insert(.region) }
        if let kind, kind != row.kindNumber { misses.insert(.kind) }
        if let modes, !modes.contains(row.modeNumber) { misses.insert(.mode) }
        if let days, !row.isLong, !row.isHeld(days) { misses.insert(.days) }
        return misses
    }
}
