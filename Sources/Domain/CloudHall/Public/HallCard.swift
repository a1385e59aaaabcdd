import Activities
import Kernel
import Language
package import Markup
import Venues
package import Web

/// A session of the hall as a card: what one can do now stands first, then when it is.
package struct HallCard {
    let item: HallItem
    let visit: Visit

    package init(_ item: HallItem, _ visit: Visit) { (self.item, self.visit) = (item, visit) }

    package var html: HTML {
        article(.class("card")) {
            div(.class("card-motif")) { motif(seed: item.session.activity.number, accent: "indigo", theme: item.title.zh) }
            div(.class("card-body")) {
                p { span(.class("badge", isOn ? "badge-success" : "badge-info")) { visit.say(HallWords.badge(item, at: visit.now)) } }
                h3(.class("card-title")) { a(.href(.within("/live/\(item.session.id.text)"))) { visit.phrases(item.title) } }
                p(.class("hall-when")) { item.session.words(visit.language) }
                p(.class("meta")) { visit.say(HallWords.state(item, at: visit.now)) }
            }
        }
    }

    private var isOn: Bool { item.room.moment(of: item.session, at: visit.now) == .open }
}
