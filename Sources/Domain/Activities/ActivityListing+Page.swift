import Kernel
import Storage

extension ActivityFilter {
    static func pastTheEnd(_ page: Int, total: Int) -> Refusal {
        let last = max(1, (total + pageSize - 1) / pageSize)
        return Refusal(
            .invalid, "page-past-end", "没有第 \(page) 页：共 \(last) 页（page）。请减小页码。",
            "There is no page \(page): the last is page \(last). Give a smaller page.", field: "page")
    }
}

extension Transaction {
    /// The identities of all that fits, in the order of the public list (`ListRank`); eight bytes each.
    func listedIDs(_ asked: ActivityFilter) throws -> [ID<Activity>] { try ranked(asked, first: nil).ids }

    /// The identities of the first that fit, in the order of the public list, and how many fit in all.
    func ranked(_ asked: ActivityFilter, first most: Int?) throws -> (ids: [ID<Activity>], total: Int) {
        let filter = try resolved(asked)
        var ranks = FirstRanks(most)
        var total = 0
        try pass(filter, .repeated) { row, rank in
            total += 1
            ranks.add(rank())
            return true
        }
        return (ranks.ids(), total)
    }

    /// One pass over the tally: each row once, with its place in the list.
    ///
    /// - filter: worked out by `resolved`.
    func pass(_ filter: ActivityFilter, _ rows: ActivityFilter.Rows, _ body: (ActivityTally, () -> ListRank) throws -> Bool) throws {
        let strong: Set<Int64>? = try filter.query(.strong).map { query in
            var ids: Set<Int64> = []
            try numbers(ListedSchema.words.ids(query)) { row in
                ids.insert(row[0])
                return true
            }
            return ids
        }
        // In whole numbers so fine that no two places that differ tie.
        let way: SQL = filter.spot.map { ", CAST(\(sql: GlobeSearch($0, within: filter.within).chord) * 1000000000000000 AS BIGINT)" } ?? ""
        let hasWay = filter.spot != nil
        var seen: Set<Int64>? = try filter.campaign.flatMap { try isWide($0) ? [] : nil }
        let moment = now
        try numbers("SELECT t.id, t.marks, t.days, t.first_at, t.last_at\(sql: way) \(sql: filter.from(at: now, rows))") { numbers in
            let row = ActivityTally(numbers)
            if seen?.insert(row.id).inserted == false { return true }
            return try body(row) { ListRank(row, at: moment, isStrong: strong?.contains(row.id) ?? true, way: hasWay ? numbers[5] : 0) }
        }
    }

    /// Whether there are campaigns below it, so that an activity may stand in several.
    private func isWide(_ campaign: String) throws -> Bool {
        let below: SQL = "SELECT COUNT(*) FROM view_campaigns_ancestor x JOIN view_campaigns_campaign c ON c.id = x.ancestor_id WHERE c.key = \(campaign)"
        return try number(below) ?? 0 > 1
    }
}
