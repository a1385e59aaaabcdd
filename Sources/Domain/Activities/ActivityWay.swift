import Kernel
import Language
import Markup
import Regions
import Venues
import Web

/// How one gets to an activity: the place in words, its point for a map program, and what else is near. No map is drawn.
struct ActivityWay {
    let model: PublicActivity
    let visit: Visit

    private var content: ActivityContent { model.content }

    var html: HTML {
        section(.id("way"), .class("stack", "way")) {
            h2 { visit.say(content.mode == .online ? Phrase("怎样参加", "How to take part") : Phrase("怎样到达", "How to get there")) }
            if content.mode != .online { onSite }
            if content.mode != .onsite { online }
        }
    }

    @HTMLBuilder private var onSite: HTML {
        if let venue = model.venue {
            p(.class("way-name")) { a(.href("/venues/\(venue.id)")) { venue.name(visit.language) } }
            place(venue.address, venue.point)
        } else if let named = content.place {
            p(.class("way-name")) { named.name(visit.language) }
            place(named.address, named.point)
        }
        p { visit.say(RegionWords.full(content.region, in: visit.regions)) }
        if let city { p { a(.href("/activities?region=\(city.code)")) { visit.say(Phrase("\(city.nameZH)的其他活动", "More in \(city.nameEN)")) } } }
    }

    @HTMLBuilder private func place(_ address: Wording?, _ point: GeoPoint?) -> HTML {
        if let address { p { address(visit.language) } }
        if let point { p { PlacePoint.link(point, visit) } }
    }

    @HTMLBuilder private var online: HTML {
        if content.mode == .both { p(.class("way-name")) { visit.say(Phrase("也可线上参加", "Or online")) } }
        if let url = content.onlineURL, let address = Address(outside: url) {
            p { a(.href(address), .rel("noopener nofollow")) { url } }
        } else {
            p { visit.say(Phrase("线上参加，网址尚未公布。", "Online; the address is not announced yet.")) }
        }
    }

    /// The city or prefecture, where the region lies in one; else the province.
    private var city: Region? {
        guard let code = content.region else { return nil }
        let path = visit.regions.todaysPath(of: code)
        return path.dropFirst().first ?? path.first
    }
}
