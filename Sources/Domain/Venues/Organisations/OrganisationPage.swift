import Kernel
import Language
import Markup
import Storage
import Web

/// `/organisations/{id}`: what a unit says of itself, and what it runs.
struct OrganisationPage: Sendable {
    let unit: Organisation
    let profile: OrganisationProfile
    let parent: Organisation?
    let venues: [Venue]

    init?(_ id: ID<Organisation>, in tx: Transaction) throws {
        guard let unit = try tx.organisation(id) else { return nil }
        self.unit = unit
        profile = try tx.profile(of: id)
        parent = try unit.parentID.flatMap { try tx.organisation($0) }
        venues = try tx.venues(of: id)
    }

    func answer(_ visit: Visit, panels: HTML) -> Answer {
        visit.page(unit.name.phrase, lede: unit.kind.title) {
            div(.class("stack")) {
                if let about = profile.about { visit.paragraphs(about) }
                dl(.class("facts")) {
                    fact(Phrase("所在地", "Seat"), visit.regionName(unit.region).map { HTML(text: $0) }, visit)
                    fact(Phrase("地址", "Address"), profile.address.map { visit.html($0) }, visit)
                    fact(Phrase("联系方式", "Contact"), profile.contact.map { HTML(text: $0) }, visit)
                    if let parent { fact(Phrase("上级单位", "Part of"), a(.href("/organisations/\(parent.id)")) { visit.html(parent.name) }, visit) }
                }
                if !venues.isEmpty {
                    section {
                        h2 { visit.say(Phrase("场馆", "Venues")) }
                        ul { for venue in venues { li { a(.href("/venues/\(venue.id)")) { visit.html(venue.name) } } } }
                    }
                }
                panels
            }
        }
    }

    @HTMLBuilder private func fact(_ title: Phrase, _ value: HTML?, _ visit: Visit) -> HTML {
        if let value {
            div {
                dt { visit.say(title) }
                dd { value }
            }
        }
    }
}
