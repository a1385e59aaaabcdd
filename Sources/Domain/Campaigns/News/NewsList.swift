import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// News in a list: the day, the title, and whose it is where that is not clear.
struct NewsList: Sendable {
    let items: [NewsItem]
    var campaigns: [ID<Campaign>: Campaign] = [:]
    var units: [ID<Organisation>: Organisation] = [:]

    init(items: [NewsItem]) { self.items = items }

    /// With the names of campaigns and units.
    init(items: [NewsItem], in tx: Transaction) throws {
        self.items = items
        let about = Set(items.compactMap(\.campaignID)), speaking = items.compactMap(\.unitID)
        let found = about.isEmpty ? [] : try tx.campaigns().filter { about.contains($0.id) }
        campaigns = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        units = speaking.isEmpty ? [:] : try tx.organisations(speaking)
    }

    func html(_ visit: Visit) -> HTML {
        ul(.class("news-list")) {
            for item in items {
                li {
                    Markup.time(.datetime(item.day.iso)) { Dates.plain(item.day, visit.language) }
                    div {
                        a(.href("/news/\(item.id)")) { visit.html(item.title) }
                        if let line = about(item, visit) { p(.class("meta")) { line } }
                    }
                }
            }
        }
    }

    private func about(_ item: NewsItem, _ visit: Visit) -> String? {
        var parts: [String] = item.kind == .announcement ? [] : [visit.say(item.kind.title)]
        if let unit = item.unitID.flatMap({ units[$0] }) { parts.append(unit.name(visit.language)) }
        if let campaign = item.campaignID.flatMap({ campaigns[$0] }) { parts.append(campaign.name(visit.language)) }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}
