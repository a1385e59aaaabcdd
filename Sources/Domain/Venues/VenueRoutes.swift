import Kernel
import Rooms
import Storage
import Web

/// The public's pages of venues and networks.
enum VenueRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/venues", .anyone, filters: VenueFilter.names) { visit in
                let filter = try VenueFilter(visit.query, regions: visit.regions)
                let page = visit.pageNumber
                return try await visit.database.read { tx in
                    let found = try tx.venues(filter, page: page)
                    try visit.requirePage(of: found.count, by: VenueFilter.pageSize)
                    return VenueListPage(
                        filter: filter, venues: found.venues, count: found.count,
                        organisations: try tx.organisations(found.venues.compactMap(\.organisationID)),
                        networks: filter.isEmpty && page == 1 ? try tx.networks() : [])
                }.answer(visit)
            },
            .get("/venues/{id}.json", .anyone) { visit in
                let what = Phrase("场馆", "venue")
                let id: ID<Venue> = try visit.id("id", of: what)
                guard let page = try await visit.database.read({ tx in try VenuePage(id, in: tx) }) else { throw Refusal.notFound(what) }
                return .json(VenueJSON.text(page))
            },
            .get("/venues/{id}", .anyone) { visit in
                let what = Phrase("场馆", "venue")
                let id: ID<Venue> = try visit.id("id", of: what)
                guard let page = try await visit.database.read({ tx in try VenuePage(id, in: tx) }) else { throw Refusal.notFound(what) }
                return page.answer(visit, panels: try await house.panelsHTML(on: Venues.venuePanels, id.number, visit))
            },
            .get("/networks/{key}", .anyone, filters: []) { visit in
                let key = visit.parameter("key")
                guard let page = try await visit.database.read({ tx in try NetworkPage(key, in: tx) }) else {
                    throw Refusal.notFound(Phrase("场馆体系", "network"))
                }
                return page.answer(visit, panels: try await house.panelsHTML(on: Venues.networkPanels, page.network.id.number, visit))
            },
        ]
    }
}
