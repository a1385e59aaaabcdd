import Kernel
import Storage

extension ActivityFilter {
    /// The order of the public list: what has all words of the question in its title comes first; then what is on or to come, what has no
    /// days, what is over; then, with `near`, the nearest; then the soonest, and of what is over the latest.
    func order(at now: Instant) -> SQL {
        var keys: [SQL] = []
        if let query = query(.strong) { keys.append("CASE WHEN \(sql: ListedSchema.words.holds("listed.id", query)) THEN 0 ELSE 1 END") }
        return "ORDER BY \(sql: (keys + moments(at: now)).joined(", "))"
    }

    fileprivate func moments(at now: Instant) -> [SQL] {
        var keys: [SQL] = ["CASE WHEN listed.last_at >= \(now) THEN 0 WHEN listed.last_at IS NULL THEN 1 ELSE 2 END"]
        if let spot { keys.append(GlobeSearch(spot, within: within).chord) }
        keys.append("CASE WHEN listed.last_at >= \(now) THEN listed.first_at ELSE -listed.last_at END")
        keys.append("CASE WHEN listed.last_at < \(now) THEN -listed.id ELSE listed.id END")
        return keys
    }

    static func pastTheEnd(_ page: Int, total: Int) -> Refusal {
        let last = max(1, (total + pageSize - 1) / pageSize)
        return Refusal(
            .invalid, "page-past-end", "没有第 \(page) 页：共 \(last) 页（page）。请减小页码。",
            "There is no page \(page): the last is page \(last). Give a smaller page.", field: "page")
    }
}

/// A stretch of the list in which one index gives the order.
private enum Stretch: CaseIterable {
    case coming, undated, over

    func condition(_ now: Instant) -> SQL {
        switch self {
        case .coming: "listed.is_over = 0 AND listed.last_at >= \(now)"
        case .undated: "listed.last_at IS NULL"
        case .over: "listed.last_at < \(now)"
        }
    }

    var order: SQL {
        switch self {
        case .coming: "ORDER BY listed.first_at, listed.id"
        case .undated: "ORDER BY listed.id"
        case .over: "ORDER BY listed.last_at DESC, listed.id DESC"
        }
    }
}

extension Transaction {
    /// The identities of all that fits, in the order of the public list; eight bytes each.
    func listedIDs(_ asked: ActivityFilter) throws -> [ID<Activity>] {
        let filter = try resolved(asked)
        var ids: [ID<Activity>] = []
        try stream("SELECT listed.id \(sql: filter.from(at: now)) \(sql: filter.order(at: now))") { row in
            ids.append(try row.id("id"))
            return true
        }
        return ids
    }

    /// The identities of one page. Few results are sorted; many are walked along an index, so that a first page costs the same however many
    /// there are.
    func page(of filter: ActivityFilter, total: Int, skipping skipped: Int) throws -> [ID<Activity>] {
        var walk = ListWalk(left: ActivityFilter.pageSize, skip: skipped)
        guard let query = filter.query(), !query.isEmpty else {
            try go(along: filter, .any, total, &walk)
            return walk.ids
        }
        let strong = try countListed(filter, .strong)
        try go(along: filter, .strong, strong, &walk)
        try go(along: filter, .weak, total - strong, &walk)
        return walk.ids
    }

    private func go(along filter: ActivityFilter, _ strength: TextQuery.Strength, _ count: Int, _ walk: inout ListWalk) throws {
        guard walk.left > 0, count > 0 else { return }
        guard walk.skip < count else {
            walk.skip -= count
            return
        }
        if count <= filter.few || filter.spot != nil {
            let order = filter.moments(at: now).joined(", ")
            return walk.take(try identities("\(sql: filter.from(at: now, strength)) ORDER BY \(sql: order)", walk))
        }
        for stretch in Stretch.allCases where walk.left > 0 {
            let from: SQL = "\(sql: filter.from(at: now, strength, .walk)) AND \(sql: stretch.condition(now))"
            let found = try identities("\(sql: from) \(sql: stretch.order)", walk)
            if found.isEmpty, walk.skip > 0 {
                let passed = try number("SELECT COUNT(*) \(sql: filter.from(at: now, strength)) AND \(sql: stretch.condition(now))") ?? 0
                walk.skip -= Int(passed)
            } else {
                walk.take(found)
            }
        }
    }

    private func identities(_ rest: SQL, _ walk: ListWalk) throws -> [ID<Activity>] {
        try rows("SELECT listed.id \(sql: rest) LIMIT \(walk.left) OFFSET \(walk.skip)") { try $0.id("id", Activity.self) }
    }
}

/// How far a page has been filled.
private struct ListWalk {
    var ids: [ID<Activity>] = []
    var left: Int
    var skip: Int

    init(left: Int, skip: Int) { (self.left, self.skip) = (left, skip) }

    mutating func take(_ found: [ID<Activity>]) {
        ids += found
        left -= found.count
        skip = 0
    }
}
