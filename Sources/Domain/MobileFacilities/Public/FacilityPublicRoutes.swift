import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/facilities`: the register for everybody.
enum FacilityPublicRoutes {
    static let routes: [Route] = [
        .get("/facilities", .anyone, filters: FacilityFilter.names) { visit in
            let filter = try FacilityFilter(visit.query)
            let found = try await visit.database.read { tx in
                (try tx.facilityCounts(in: filter.region), try tx.facilities(filter, page: visit.pageNumber))
            }
            try visit.requirePage(of: found.1.total, by: FacilityFilter.size)
            return visit.page(
                Phrase("流动科普设施", "Mobile facilities"),
                lede: Phrase("流动科技馆、科普大篷车、农村中学科技馆和校园科技馆。配发、在用、退役分别计数。", "Mobile museums, caravans, school museums. Allocated, in service and retired are counted apart.")
            ) {
                if !found.0.isEmpty { found.0.html(visit) }
                FacilityList.filters(filter, at: "/facilities", visit)
                FacilityList.html(found.1.lines, at: "/facilities", visit)
                visit.pager(page: visit.pageNumber, total: found.1.total, size: FacilityFilter.size)
            }
        },
        .get("/facilities/{id}", .anyone, filters: []) { visit in
            let id: ID<Facility> = try visit.id("id", of: Facility.noun)
            let found = try await visit.database.read { tx -> (FacilityView, [FacilityTrip])? in
                guard let facility = try tx.facility(id) else { return nil }
                return (try FacilityView(facility, in: tx), try tx.trips(of: id, publicOnly: true, most: 30))
            }
            guard let (view, trips) = found else { throw Refusal.notFound(Facility.noun) }
            return visit.page(view.facility.content.name.phrase, trail: [("/facilities", Phrase("流动科普设施", "Mobile facilities"))]) {
                view.facts(visit)
                view.renewal(visit)
                if !trips.isEmpty {
                    section(.class("stack")) {
                        h2 { visit.say(Phrase("去过哪里", "Where it has been")) }
                        FacilityTrip.list(trips, visit)
                    }
                }
            }
        },
    ]
}
