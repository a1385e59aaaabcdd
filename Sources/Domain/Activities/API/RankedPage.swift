import API
import Kernel
import Storage
import Venues

extension ActivityFilter {
    /// Whether the answer has an order of its own: by fit, or by distance.
    var isRanked: Bool { !words.isEmpty || near != nil }
}

extension Transaction {
    /// A page of what fits, in the order of the page `/activities`, from behind the last item that was given on.
    ///
    /// `after` is that item's number in the order and its identity. What was published or withdrawn meanwhile moves the others: of a list
    /// that is sorted whole the item is found wherever it stands now, of a long one that is walked, within a page of where it was.
    func rankedPage(_ asked: ActivityFilter, after: [String]?, limit: Int) throws -> APIPage<ListedActivity> {
        let filter = try resolved(asked)
        let total = try countListed(filter)
        var (start, whole): (Int, [ID<Activity>]?) = (0, nil)
        if total <= filter.few { whole = try listedIDs(filter) }
        if let after {
            guard after.count == 2, let number = Int(after[0]), let last = ID<Activity>(after[1]) else { throw Refusal.cursorUnknown }
            start = try whole.map { $0.firstIndex(of: last).map { $0 + 1 } ?? number } ?? behind(last, at: number, filter, total)
        }
        let ids = try whole.map { Array($0.dropFirst(start).prefix(limit + 1)) } ?? stretch(of: filter, total, from: start, count: limit + 1)
        let items = try measured(try listed(Array(ids.prefix(limit))), from: filter.spot)
        let next = ids.count > limit ? [String(start + limit), ids[limit - 1].text] : nil
        return APIPage(items: items, next: next, total: after == nil ? total : nil)
    }

    /// Where the list goes on behind that item, which was at `number` before.
    private func behind(_ last: ID<Activity>, at number: Int, _ filter: ActivityFilter, _ total: Int) throws -> Int {
        let first = max(0, number - ActivityFilter.pageSize)
        let around = try stretch(of: filter, total, from: first, count: 2 * ActivityFilter.pageSize)
        return around.firstIndex(of: last).map { first + $0 + 1 } ?? number
    }

    private func stretch(of filter: ActivityFilter, _ total: Int, from start: Int, count: Int) throws -> [ID<Activity>] {
        var ids: [ID<Activity>] = []
        while ids.count < count, start + ids.count < total {
            let some = try page(of: filter, total: total, skipping: start + ids.count)
            if some.isEmpty { break }
            ids += some
        }
        return Array(ids.prefix(count))
    }

    /// With the way from `spot` in kilometres, to the metre.
    private func measured(_ items: [ListedActivity], from spot: GeoPoint?) throws -> [ListedActivity] {
        guard let spot, !items.isEmpty else { return items }
        let found = try rows(
            "SELECT id, latitude, longitude FROM activities_listed WHERE id IN (\(list: items.map(\.activity.id))) AND latitude IS NOT NULL"
        ) { row in (try row.id("id", Activity.self), try GeoPoint(row)) }
        let points = Dictionary(found, uniquingKeysWith: { first, _ in first })
        return items.map { item in
            var item = item
            let point: GeoPoint? = points[item.activity.id] ?? nil
            item.distance = point.map { (GlobeSearch.distance(spot, $0) * 1000).rounded() / 1000 }
            return item
        }
    }
}
