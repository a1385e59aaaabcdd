import Access
import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/joining` and `/desk/campaigns/{key}/joining`: a unit takes part in a campaign with activities that are there already.
enum JoiningRoutes {
    static let path = "/desk/joining"

    static let routes: [Route] = [
        .get(path, .permitted(Activities.enter)) { visit in
            let campaigns = try await visit.database.read { try $0.campaigns() }.filter { isOpen($0, visit) }
            return list(campaigns.sorted { ($0.begin, $0.key) < ($1.begin, $1.key) }, visit)
        },
        .get("/desk/campaigns/{key}/joining", .permitted(Activities.enter)) { visit in try await page(visit).answer },
        .post("/desk/campaigns/{key}/joining", .permitted(Activities.enter)) { visit in try await join(visit) },
    ]

    /// On a campaign's own page, for hosts.
    static let panel = Panel(on: Campaigns.campaignPanels, order: 10) { visit, subject in
        guard let identity = visit.identity, identity.mayAnywhere(Activities.enter) else { return nil }
        guard let campaign = try await visit.database.read({ try $0.campaign(ID(subject)) }), isOpen(campaign, visit) else { return nil }
        return p(.class("actions")) {
            a(.class("button", "button-primary"), .href("/desk/campaigns/\(campaign.key)/joining")) { visit.say(Phrase("我们单位也参加", "Take part with our unit")) }
        }
    }

    /// A campaign takes activities until its last day.
    private static func isOpen(_ campaign: Campaign, _ visit: Visit) -> Bool { campaign.phase(on: visit.now.day(in: campaign.zone)) != .over }

    private static func list(_ campaigns: [Campaign], _ visit: Visit) -> Answer {
        visit.desk(
            Phrase("参加活动项目", "Take part in a campaign"), lede: Phrase("选一个活动项目，把单位已有的活动提交进去。", "Choose a campaign and submit your unit's activities to it."),
            trail: [("/desk/activities", Phrase("我的活动", "My activities"))]
        ) {
            if campaigns.isEmpty {
                div(.class("empty-state")) { p { visit.say(Phrase("现在没有正在进行或即将开始的活动项目。", "No campaign is on or coming just now.")) } }
            }
            ul(.class("session-list"), .role("list")) {
                for campaign in campaigns {
                    li {
                        div {
                            p { strong { campaign.name(visit.language) } }
                            p(.class("meta")) { campaign.dates(visit.language) }
                        }
                        a(.class("button"), .href("/desk/campaigns/\(campaign.key)/joining")) {
                            visit.say(Phrase("参加", "Take part"))
                            span(.class("visually-hidden")) { " " + campaign.name(visit.language) }
                        }
                    }
                }
            }
        }
    }

    private static func page(_ visit: Visit) async throws -> JoiningPage {
        let identity = try visit.signedIn()
        let key = visit.parameter("key")
        let isAll = visit.query["all"] != nil
        return try await visit.database.read { tx in
            guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
            let form = JoiningPage.form(try tx.blocks(of: campaign.id), try tx.moderationRule(of: campaign.id).fields)
            return JoiningPage(campaign: campaign, lines: try tx.attachable(to: campaign, all: isAll, for: identity), isAll: isAll, reading: form.empty, visit: visit)
        }
    }

    private static func join(_ visit: Visit) async throws -> Answer {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        let ids = Set(visit.posted.fields.all("activity").compactMap { ID<Activity>($0) }).sorted { $0.number < $1.number }
        var asked = try await page(visit)
        guard isOpen(asked.campaign, visit) else {
            throw Refusal(.conflict, "campaign-over", "该活动项目已经结束，不再接收活动。", "This campaign is over and takes no more activities.")
        }
        asked.reading = asked.reading.form.read(visit.posted)
        asked.ticked = Set(ids)
        if ids.isEmpty { asked.reading.remark("", Phrase("请先勾选要提交的活动。", "Tick the activities to be submitted first.")) }
        guard asked.reading.isGood else { return asked.answer }
        let (block, values) = (asked.reading.textOrNil("block"), CampaignFieldForm.values(of: visit.posted.fields))
        let outcomes = try await visit.database.write { tx in
            let campaign = try tx.requireCampaign(key)
            return try tx.join(ids, to: campaign.id, block: block, saying: values, by: identity)
        }
        var told = try await page(visit)
        told.outcomes = outcomes
        return told.answer
    }
}
