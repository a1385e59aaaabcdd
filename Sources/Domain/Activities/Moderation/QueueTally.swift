import Kernel
import Regions
import Storage

/// How much waits in a region, and since when.
struct QueueRegion: Sendable {
    let region: Region
    var waiting: Int
    var since: Instant
}

/// How many placements of a queue are in each state, and where and since when they are there.
struct QueueTally: Sendable {
    private(set) var states: [PlacementState: Int] = [:]
    /// How much was published without a moderator and waits for a look.
    private(set) var spotChecks = 0
    private var lines: [(state: PlacementState, region: String, amount: Int, since: Instant)] = []

    /// A row of `state`, `region`, `amount`, `since`; without a state the spot checks.
    mutating func add(_ row: Row) throws {
        let amount = try row.int("amount")
        guard try !row.text("state").isEmpty else {
            spotChecks = amount
            return
        }
        let state: PlacementState = try row.choice("state")
        states[state, default: 0] += amount
        if let region = try row.textOrNil("region") { lines.append((state, region, amount, try row.instant("since"))) }
    }

    /// How much of one state lies in each part of a region, or of the country, the longest waiting first.
    func regions(_ state: PlacementState, within region: String?, in table: RegionTable) -> [QueueRegion] {
        var parts: [String: QueueRegion] = [:]
        let depth = region.map { table.todaysPath(of: $0).count } ?? 0
        for line in lines where line.state == state {
            let path = table.todaysPath(of: line.region)
            guard let part = path.dropFirst(depth).first ?? path.last else { continue }
            let known = parts[part.code]
            parts[part.code] = QueueRegion(
                region: part, waiting: (known?.waiting ?? 0) + line.amount, since: min(known?.since ?? line.since, line.since))
        }
        return parts.values.sorted { ($0.since, $0.region.code) < ($1.since, $1.region.code) }
    }
}
