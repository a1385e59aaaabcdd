package import Kernel
package import Markup
package import Regions
package import Storage
package import Web

/// A few cards of activities on another room's page, such as what is on at the weekend.
package struct ActivityShelf: Sendable {
    let items: [ListedActivity]
    /// How many there are in all: as many as the list of these days has.
    package let total: Int

    package var isEmpty: Bool { items.isEmpty }

    /// The cards in their grid.
    package func html(_ visit: Visit) -> HTML {
        ul(.class("card-grid"), .role("list")) { for item in items { li { ActivityCard(item: item, visit: visit).html } } }
    }
}

extension Transaction {
    /// What is still to come near a place, the nearest first: a name, or latitude and longitude. Refuses a place that nobody knows.
    package func activityShelf(near place: String, limit: Int) throws -> ActivityShelf {
        guard let near = ActivityNear(place) else {
            throw Refusal(
                .invalid, "near-unknown", "near 应为“纬度,经度”（如 34.27,108.95），或地区、场馆的名称。",
                "Give near as latitude,longitude (34.27,108.95), or the name of a region or a venue.", field: "near")
        }
        var filter = ActivityFilter()
        (filter.near, filter.begin) = (near, now.day(in: .china))
        filter.isComing = true
        let (items, total) = try listed(try resolved(filter))
        return ActivityShelf(items: Array(items.prefix(limit)), total: total)
    }

    /// How many activities there are by province, day and kind; and for each of some stretches of days `limit` of the first of the public
    /// list still to come, as different from each other as it allows. One pass answers all.
    package func activityShelves(
        _ wanted: [(begin: Day, end: Day)], limit: Int, regions: RegionTable
    ) throws -> (facets: ActivityFacets, shelves: [ActivityShelf]) {
        let questions = wanted.map { ShelfQuestion(begin: $0.begin, end: $0.end, first: 2 * ActivityFilter.pageSize) }
        let survey = try survey(ActivityFilter(), first: 0, shelves: questions, regions: regions)
        let shelves = try zip(questions, survey.shelves).map { question, found in
            // What is shown of an activity is its next session: only those whose next one lies in these days.
            let items = try listed(found.ids).filter { item in
                item.session.map { question.begin <= $0.day && $0.day <= question.end && !$0.isOver(at: now) } ?? true
            }
            return ActivityShelf(items: items.mixed(limit), total: found.total)
        }
        return (survey.facets, shelves)
    }
}
