import Activities
import Kernel
import Language
import Markup
import Resources
import Rooms
import Storage
import Venues
import Web

/// What other rooms' pages show of the register: the facilities in a network's region, and those with which an activity is held.
enum FacilityPanel {
    static let network = Panel(on: Venues.networkPanels, order: 30) { visit, subject in
        let found = try await visit.database.read { tx -> (String?, FacilityCounts)? in
            guard let network = try tx.networks().first(where: { $0.id.number == subject }) else { return nil }
            let counts = try tx.facilityCounts(in: network.region)
            return counts.isEmpty ? nil : (network.region, counts)
        }
        guard let (region, counts) = found else { return nil }
        return section(.class("stack"), .id("facilities")) {
            h2 { visit.say(Phrase("流动科普设施", "Mobile facilities")) }
            counts.html(visit)
            p { a(.href(.within("/facilities", query: Query(region.map { [("region", $0)] } ?? [])))) { visit.say(Phrase("查看名单", "The list")) } }
        }
    }

    static let activity = Panel(on: Activities.activityPanels, order: 19) { visit, subject in
        let facilities = try await visit.database.read { tx in
            try tx.rows(
                "SELECT f.* FROM mobilefacilities_activity m JOIN mobilefacilities_facility f ON f.id = m.facility_id WHERE m.activity_id = \(subject) ORDER BY f.number LIMIT 20", Facility.init)
        }
        guard !facilities.isEmpty else { return nil }
        return section(.class("stack"), .id("facilities")) {
            h2 { visit.say(Phrase("使用的流动设施", "Held with")) }
            ul {
                for one in facilities {
                    li {
                        a(.href("/facilities/\(one.id)")) { visit.html(one.content.name) }
                        " · " + visit.say(one.content.kind.title)
                    }
                }
            }
        }
    }

    /// Above the catalogue of resources.
    static let ofCatalogue = Panel(on: Resources.cataloguePanels, order: 20) { visit, _ in
        p { a(.href("/facilities")) { visit.say(Phrase("流动科普设施：流动科技馆、大篷车、校园科技馆", "Mobile museums, caravans and school museums")) } }
    }
}
