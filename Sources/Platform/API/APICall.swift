import Kernel
package import Web

/// One request to a resource, its parameters read and checked.
package struct APICall: Sendable {
    package let visit: Visit
    /// The resource's own parameters.
    package let reading: FormReading
    /// How many items a list shall give.
    package let limit: Int
    /// Where a list goes on: what the last answer's `next` was made of. Nil: from the beginning.
    package let after: [String]?
    /// The filters as they were asked, without those of paging.
    package let filters: Query
    let cursor: APICursor
    let question: String

    /// The address of the next page, which begins after the item that these values describe.
    func next(after values: [String]) -> String {
        var query = filters
        if limit != APILimits.usual { query = query.setting("limit", String(limit)) }
        return visit.path + "?" + query.setting("cursor", cursor.text(values, of: question)).encoded
    }

    /// The page of a list that is whole in memory: those after the item that `place` describes.
    package func page<Item>(of all: [Item], place: (Item) -> String) -> APIPage<Item> {
        var rest = all[...]
        if let last = after?.first { rest = rest.drop { place($0) != last }.dropFirst() }
        let items = Array(rest.prefix(limit))
        let hasMore = rest.count > limit
        return APIPage(items: items, next: hasMore ? items.last.map { [place($0)] } : nil, total: all.count)
    }

    /// The number in the cursor, for lists in the order of their identities.
    package var afterNumber: Int64? { after?.first.flatMap { Int64($0) } }
}

/// How many items a list gives at once.
package enum APILimits {
    package static let usual = 50
    package static let most: Int64 = 200
}

/// One page of a list.
package struct APIPage<Item>: Sendable where Item: Sendable {
    package let items: [Item]
    /// What describes the last item's place, where there are more.
    package let next: [String]?
    /// How many there are in all; told on the first page.
    package let total: Int?

    package init(items: [Item], next: [String]?, total: Int?) { (self.items, self.next, self.total) = (items, next, total) }

    /// As lists are answered: the items, how many there are, where it goes on.
    static func frame(of object: APIObject<Item>) -> APIObject<(page: APIPage<Item>, next: String?)> {
        APIObject(object.name + "List") {
            APIField("items", .list(.object(object)), "本页的记录", "The records of this page") { $0.page.items }
            APIField("total", .orNull(.integer), "总数；只在第一页给出，其余为 null", "How many there are in all; on the first page, else null") { $0.page.total }
            APIField("next", .orNull(.address), "下一页的网址；最后一页为 null", "The address of the next page; null on the last") { $0.next }
        }
    }

    /// From one item more than was asked for.
    package init(upTo limit: Int, of found: [Item], total: Int?, place: (Item) -> [String]) {
        items = Array(found.prefix(limit))
        next = found.count > limit ? items.last.map(place) : nil
        self.total = total
    }
}
