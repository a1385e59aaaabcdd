import Campaigns
import Kernel
import Language
import Markup
import Storage
import Web

/// On a campaign's page: its main events with their parts.
struct SeriesView {
    let series: [(whole: ListedActivity, parts: [ListedActivity])]
    let visit: Visit

    var html: HTML {
        section(.id("series"), .class("stack")) {
            h2 { visit.say(Phrase("主要活动及其组成", "Main events and their parts")) }
            for one in series {
                div(.class("series")) {
                    h3 { a(.href("/activities/\(one.whole.activity.id)")) { one.whole.content.title(visit.language) } }
                    if !one.whole.content.summary.isEmpty { p { one.whole.content.summary(visit.language) } }
                    ul(.class("programme"), .role("list")) { for part in one.parts { li { row(part) } } }
                }
            }
        }
    }

    private func row(_ part: ListedActivity) -> HTML {
        HTML {
            span(.class("programme-time")) { part.session?.words(visit.language) ?? visit.say(ActivityWords.period(part.content.period)) }
            div {
                a(.href("/activities/\(part.activity.id)")) { part.content.title(visit.language) }
                if let line = RegionWords.line(part.placeName?(visit.language), part.content.region, visit) { p(.class("meta")) { line } }
            }
        }
    }
}

extension Transaction {
    /// The umbrellas that a campaign itself shows, with their public parts; none where it has more than a page can tell apart.
    func series(in campaign: ID<Campaign>) throws -> [(whole: ListedActivity, parts: [ListedActivity])] {
        let most = 4
        let ids = try rows(
            """
            SELECT a.id FROM activities_placement p JOIN activities_activity a ON a.id = p.activity_id
            WHERE p.campaign_id = \(campaign) AND p.published_number IS NOT NULL AND a.is_umbrella = 1 AND a.shown_number IS NOT NULL
                AND EXISTS (SELECT 1 FROM activities_activity c WHERE c.parent_id = a.id AND c.shown_number IS NOT NULL)
            ORDER BY a.first_at NULLS LAST, a.id LIMIT \(most + 1)
            """
        ) { row in try row.id("id", Activity.self) }
        guard ids.count <= most else { return [] }
        return try listed(ids).map { whole in (whole, try listed(Array(try children(of: whole.activity.id).map(\.id).prefix(40)))) }
    }
}
