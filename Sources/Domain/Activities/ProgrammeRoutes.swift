import Access
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Web

/// `/desk/campaigns/{key}/programme`: the organiser's programme, and taking in what others have published.
enum ProgrammeRoutes {
    static let routes: [Route] = [
        .get("/desk/campaigns/{key}/programme", .permitted(Activities.takeIn)) { visit in try await page(visit) },
        .post("/desk/campaigns/{key}/programme", .permitted(Activities.takeIn)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            guard let activity = ID<Activity>(visit.posted.fields["activity"] ?? "") else { throw Refusal.notFound(Activity.noun) }
            try await visit.database.write { tx in
                let campaign = try tx.requireCampaign(key)
                try tx.takeIn(activity, into: campaign.id, by: identity)
            }
            return visit.see("/desk/campaigns/\(key)/programme", saying: Phrase("已纳入，无需重新填报。", "Taken in; nobody has to enter it again."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> Answer {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        let words = String((visit.query["q"] ?? "").prefix(100))
        let (campaign, own, others, hasFields) = try await visit.database.read { tx in
            guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
            try identity.require(Activities.takeIn, within: tx.campaignScopes(campaign.id))
            return (
                campaign, try tx.programme(of: campaign.id), try tx.takeable(into: campaign.id, words: words),
                try !tx.moderationRule(of: campaign.id).fields.isEmpty
            )
        }
        return visit.desk(
            campaign.name.phrase + Phrase("：节目单", ": programme"),
            lede: Phrase("共 \(own.count) 项已发布的活动", own.count == 1 ? "1 published activity" : "\(own.count) published activities"),
            trail: [("/desk/campaigns", Phrase("活动项目", "Campaigns")), ("/desk/campaigns/\(key)", campaign.name.phrase)]
        ) {
            section(.class("stack")) {
                if own.isEmpty { div(.class("empty-state")) { p { visit.say(Phrase("还没有活动。", "Nothing yet.")) } } } else { table(own, (.withdraw, { "/desk/activities/\($0.text)/placements/\(key)/withdrawal" }), fields: hasFields ? "/desk/campaigns/\(key)/programme" : nil, visit) }
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("纳入其他活动项目的活动", "Take in what other campaigns have published")) }
                Markup.form(.method(.post), .action("/desk/campaigns/\(key)/programme"), .class("actions")) {
                    visit.csrfField
                    label(.for("activity")) { visit.say(Phrase("按编号（13 位，见活动网址）", "By its number, the 13 letters in its address")) }
                    input(.type("text"), .id("activity"), .name("activity"), .maxlength(13), .autocomplete("off"))
                    button(.class("button"), .type("submit")) { visit.say(PlacementEvent.takeIn.title) }
                }
                Markup.form(.method(.get), .action("/desk/campaigns/\(key)/programme"), .class("actions"), .role("search")) {
                    label(.for("q")) { visit.say(Phrase("查找", "Find")) }
                    input(.type("search"), .id("q"), .name("q"), .value(words), .maxlength(100))
                    button(.class("button", "button-quiet"), .type("submit")) { visit.say(Phrase("查找", "Find")) }
                }
                table(others, (.takeIn, { _ in "/desk/campaigns/\(key)/programme" }), visit)
            }
        }
    }

    private static func table(
        _ items: [ListedActivity], _ step: (event: PlacementEvent, address: (ID<Activity>) -> String), fields: String? = nil, _ visit: Visit
    ) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                tbody {
                    for item in items {
                        tr {
                            th(.scope("row")) { a(.href("/activities/\(item.activity.id)")) { item.content.title(visit.language) } }
                            td { item.session?.words(visit.language) ?? visit.say(ActivityWords.period(item.content.period)) }
                            td { item.placeName?(visit.language) ?? visit.say(RegionWords.full(item.content.region, in: visit.regions)) }
                            if let fields {
                                td { a(.href(.within("\(fields)/\(item.activity.id)"))) { visit.say(Phrase("补充内容", "What is asked beside")) } }
                            }
                            td {
                                visit.postButton(
                                    step.event.title, posts: step.address(item.activity.id), fields: [("activity", item.activity.id.text)],
                                    style: "button-quiet")
                            }
                        }
                    }
                }
            }
        }
    }
}

extension Transaction {
    /// What a campaign itself shows, the earliest first; at most 500.
    func programme(of campaign: ID<Campaign>) throws -> [ListedActivity] {
        let ids = try rows(
            """
            SELECT a.id FROM activities_placement p JOIN activities_activity a ON a.id = p.activity_id
            WHERE p.campaign_id = \(campaign) AND p.published_number IS NOT NULL ORDER BY a.first_at NULLS LAST, a.id LIMIT 500
            """
        ) { try $0.id("id", Activity.self) }
        return try listed(ids)
    }

    /// What the public sees and this campaign does not have, or has in an older version: found by words, the soonest first.
    func takeable(into campaign: ID<Campaign>, words: String) throws -> [ListedActivity] {
        var filter = ActivityFilter()
        filter.words = words
        filter.others = [
            """
            NOT EXISTS (SELECT 1 FROM activities_placement t WHERE t.activity_id = listed.id AND t.campaign_id = \(campaign)
                AND (t.state = 'refused' OR t.published_number = (SELECT a.shown_number FROM activities_activity a WHERE a.id = listed.id)))
            """
        ]
        return try listed(filter).items
    }
}
