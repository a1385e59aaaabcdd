import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// What this room shows on the pages of campaigns and venues, and of activities themselves.
enum ActivityPanels {
    static let all: [Panel] = [
        Panel(on: Campaigns.headPanels) { visit, subject in
            guard let campaign = try await visit.database.read({ try $0.campaign(ID(subject)) }) else { return nil }
            return ActivityFeeds.head(of: Query([("campaign", campaign.key)]), visit)
        },
        Panel(on: Campaigns.campaignPanels, order: 15) { visit, subject in
            let series = try await visit.database.read { try $0.series(in: ID<Campaign>(subject)) }
            return series.isEmpty ? nil : SeriesView(series: series, visit: visit).html
        },
        Panel(on: Campaigns.campaignPanels, order: 20) { visit, subject in
            let id = ID<Campaign>(subject)
            guard let (campaign, count, items) = try await visit.database.read({ tx -> (Campaign, Int, [ListedActivity])? in
                guard let campaign = try tx.campaign(id) else { return nil }
                var filter = ActivityFilter()
                filter.campaign = campaign.key
                let found = try tx.listed(filter)
                return (campaign, found.total, found.items.mixed(6))
            }), !items.isEmpty else { return nil }
            let more = Address.within("/activities", query: Query([("campaign", campaign.key)]))
            return panel(Phrase("活动", "Activities"), count: count, items: items, more: more, visit)
        },
        Panel(on: Venues.venuePanels, order: 20) { visit, subject in
            let id = ID<Venue>(subject)
            guard let (venue, lines, items) = try await visit.database.read({ tx -> (Venue, [VenueProgramme.Line], [ListedActivity])? in
                guard let venue = try tx.venue(id) else { return nil }
                let lines = try tx.venueProgramme(id)
                var filter = ActivityFilter()
                filter.venue = venue.key
                return (venue, lines, lines.isEmpty ? Array(try tx.listed(filter).items.prefix(6)) : [])
            }) else { return nil }
            let more = Address.within("/activities", query: Query([("venue", venue.key)]))
            if !lines.isEmpty { return VenueProgramme(lines: lines, more: more, visit: visit).html }
            return items.isEmpty ? nil : panel(Phrase("在这里的活动", "Activities here"), count: nil, items: items, more: more, visit)
        },
        Panel(on: Activities.activityPanels, order: 80) { visit, subject in
            let (items, hasPlace) = try await visit.database.read { tx -> ([ListedActivity], Bool) in
                let content = try tx.activity(ID(subject)).flatMap { try tx.shownVersion(of: $0) }?.content
                return (try tx.similar(to: ID(subject), regions: visit.regions), content?.region != nil)
            }
            guard !items.isEmpty else { return nil }
            return section(.id("similar")) {
                h2 { visit.say(hasPlace ? Phrase("附近的类似活动", "Similar, not far away") : Phrase("类似的活动", "Similar activities")) }
                ul(.class("card-grid"), .role("list")) { for item in items { li { ActivityCard(item: item, visit: visit).html } } }
            }
        },
    ]

    private static func panel(_ title: Phrase, count: Int?, items: [ListedActivity], more: Address, _ visit: Visit) -> HTML {
        section(.class("stack")) {
            div(.class("section-head")) {
                h2 { visit.say(title) }
                a(.href(more)) {
                    if let count {
                        visit.say(Phrase("全部 ", "All "))
                        element("data", .data("figure", "listed"), .value(String(count))) { Numerals.count(count, visit.language) }
                        visit.say(Phrase(" 项", ""))
                    } else { visit.say(Phrase("全部活动", "All activities")) }
                }
            }
            ul(.class("card-grid"), .role("list")) { for item in items { li { ActivityCard(item: item, visit: visit).html } } }
        }
    }
}
