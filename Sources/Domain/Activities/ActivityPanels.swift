import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// What this room shows on the pages of campaigns and venues.
enum ActivityPanels {
    static let all: [Panel] = [
        Panel(on: Campaigns.campaignPanels, order: 20) { visit, subject in
            let id = ID<Campaign>(subject)
            guard let (campaign, count, items) = try await visit.database.read({ tx -> (Campaign, Int, [ListedActivity])? in
                guard let campaign = try tx.campaign(id) else { return nil }
                var filter = ActivityFilter()
                filter.campaign = campaign.key
                let count = try tx.number(
                    """
                    SELECT COUNT(DISTINCT n.activity_id) FROM view_activities_counted n
                        JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id WHERE x.ancestor_id = \(id)
                    """)
                return (campaign, Int(count ?? 0), Array(try tx.listed(filter).items.prefix(6)))
            }), !items.isEmpty else { return nil }
            let more = Address.within("/activities", query: Query([("campaign", campaign.key)]))
            return panel(Phrase("活动", "Activities"), count: count, items: items, more: more, visit)
        },
        Panel(on: Venues.venuePanels, order: 20) { visit, subject in
            let id = ID<Venue>(subject)
            guard let (venue, items) = try await visit.database.read({ tx -> (Venue, [ListedActivity])? in
                guard let venue = try tx.venue(id) else { return nil }
                var filter = ActivityFilter()
                filter.venue = venue.key
                return (venue, Array(try tx.listed(filter).items.prefix(6)))
            }), !items.isEmpty else { return nil }
            let more = Address.within("/activities", query: Query([("venue", venue.key)]))
            return panel(Phrase("在这里的活动", "Activities here"), count: nil, items: items, more: more, visit)
        },
    ]

    private static func panel(_ title: Phrase, count: Int?, items: [ListedActivity], more: Address, _ visit: Visit) -> HTML {
        section(.class("stack")) {
            div(.class("section-head")) {
                h2 {
                    visit.say(title)
                    if let count {
                        HTML(text: " ")
                        element("data", .data("figure", "activities"), .value(String(count))) { Numerals.count(count, visit.language) }
                    }
                }
                a(.href(more)) { visit.say(Phrase("全部活动", "All activities")) }
            }
            ul(.class("card-grid"), .role("list")) { for item in items { li { ActivityCard(item: item, visit: visit).html } } }
        }
    }
}
