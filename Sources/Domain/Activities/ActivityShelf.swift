package import Kernel
package import Markup
package import Storage
package import Web

/// A few cards of activities on another room's page, such as what is on at the weekend.
package struct ActivityShelf: Sendable {
    let items: [ListedActivity]
    /// How many there are in all.
    package let total: Int

    package var isEmpty: Bool { items.isEmpty }

    /// The cards in their grid.
    package func html(_ visit: Visit) -> HTML {
        ul(.class("card-grid"), .role("list")) { for item in items { li { ActivityCard(item: item, visit: visit).html } } }
    }
}

extension Transaction {
    /// Public activities with a session between two days, cancelled ones left out: the first `limit` of the public list.
    package func activityShelf(from begin: Day, to end: Day, limit: Int) throws -> ActivityShelf {
        var filter = ActivityFilter()
        (filter.begin, filter.end) = (begin, end)
        filter.others = ["listed.status <> 'cancelled'", "listed.last_at >= \(now)"]
        let found = try listed(filter)
        return ActivityShelf(items: Array(found.items.prefix(limit)), total: found.total)
    }
}
