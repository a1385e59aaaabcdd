import API
import Kernel
import Storage

extension ActivityFilter {
    /// Whether the answer has an order of its own: by fit, or by distance.
    var isRanked: Bool { !words.isEmpty || near != nil }
}

extension Transaction {
    /// A page of what fits, in the order of the page `/activities`, from behind the last item that was given on.
    ///
    /// `after` is that item's number in the order and its identity. What was published or withdrawn meanwhile moves the others: the item is
    /// looked for within some pages of where it was, and taken to be where it was if it is not found there.
    func rankedPage(_ asked: ActivityFilter, after: [String]?, limit: Int) throws -> APIPage<ListedActivity> {
        let filter = try resolved(asked)
        guard let after else {
            let found = try ranked(filter, first: limit + 1)
            return try page(filter, found.ids, from: 0, limit, total: found.total)
        }
        guard after.count == 2, let number = Int(after[0]), (0...10_000_000).contains(number), let last = ID<Activity>(after[1]) else {
            throw Refusal.cursorUnknown
        }
        let ids = try ranked(filter, first: number + Self.moved + limit + 1).ids
        return try page(filter, ids, from: ids.firstIndex(of: last).map { $0 + 1 } ?? number, limit, total: nil)
    }

    /// So far an item may have moved between two pages.
    private static var moved: Int { 1000 }

    private func page(
        _ filter: ActivityFilter, _ first: [ID<Activity>], from start: Int, _ limit: Int, total: Int?
    ) throws -> APIPage<ListedActivity> {
        let ids = Array(first.dropFirst(start).prefix(limit + 1))
        let items = try measured(try listed(Array(ids.prefix(limit))), from: filter.spot)
        return APIPage(items: items, next: ids.count > limit ? [String(start + limit), ids[limit - 1].text] : nil, total: total)
    }
}
