import Kernel
import Language
import Markup
import Web

/// A venue in a list.
struct VenueCard {
    let venue: Venue
    let `operator`: Wording?

    func html(_ visit: Visit) -> HTML {
        article(.class("card")) {
            div(.class("card-motif")) { motif(seed: venue.id.number, accent: "indigo", theme: "") }
            div(.class("card-body")) {
                p(.class("kicker")) { visit.say(venue.kind.title) }
                h3(.class("card-title")) { a(.href("/venues/\(venue.id)")) { visit.title(venue.name) } }
                if let place = visit.regionName(venue.region) { p(.class("card-place")) { place } }
                if let name = `operator`, name != venue.name { p(.class("meta")) { visit.html(name) } }
                if venue.status == .operating, let hours = venue.hours {
                    div(.class("card-foot")) { OpeningHoursView(hours: hours, now: visit.now.local(in: .china)).standing(visit) }
                }
                if venue.status != .operating { div(.class("card-foot")) { venue.status.badge(visit) } }
            }
        }
    }
}

extension Venue.Status {
    func badge(_ visit: Visit) -> HTML {
        let tone = self == .operating ? "badge-success" : self == .planned ? "badge-info" : "badge-warning"
        return span(.class("badge", tone)) { visit.say(title) }
    }
}
