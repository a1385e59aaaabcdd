import Kernel
import Markup
import Storage
import Venues
import Web

/// `/campaigns`: what is on or coming first, then past editions, the latest first; what belongs to another campaign stands on that one's page.
struct CampaignListPage: Sendable {
    let campaigns: [Campaign]
    let children: [ID<Campaign>: [Campaign]]

    init(_ tx: Transaction) throws {
        campaigns = try tx.campaigns()
        children = Dictionary(grouping: campaigns.filter { $0.parentID != nil }, by: { $0.parentID ?? $0.id })
    }

    func answer(_ visit: Visit) -> Answer {
        let isCurrent = { (one: Campaign) in one.phase(on: visit.now.day(in: one.zone)) != .over }
        // A part of one that is current itself stands on that one's card.
        let known = Set(campaigns.filter(isCurrent).map(\.id))
        let current = campaigns.filter { one in isCurrent(one) && !(one.parentID.map(known.contains) ?? false) }
            .sorted { ($0.begin, $0.id) < ($1.begin, $1.id) }
        let past = campaigns.filter { $0.parentID == nil && !current.contains($0) }.sorted { ($0.year, $0.begin, $0.id) > ($1.year, $1.begin, $1.id) }
        return visit.page(
            Phrase("活动项目", "Campaigns"),
            lede: Phrase("全国科普日、联合行动、科技周和系列活动：每一届都在这里，从方案到结果。", "Science days, joint actions, weeks and series: every edition, from its plan to its results.")
        ) {
            if campaigns.isEmpty {
                div(.class("empty-state")) {
                    motif(seed: 7, accent: "indigo", theme: "")
                    h2 { visit.say(Phrase("还没有活动项目", "No campaign yet")) }
                    p { visit.say(Phrase("应用活动文件后，会在这里显示。", "They appear here once a campaign file has been applied.")) }
                }
            }
            if !current.isEmpty { group(Phrase("正在进行和即将开始", "On now and coming"), current, visit) }
            if !past.isEmpty { group(Phrase("往届", "Past editions"), past, visit) }
        }
    }

    private func group(_ title: Phrase, _ campaigns: [Campaign], _ visit: Visit) -> HTML {
        section {
            div(.class("section-head")) { h2 { visit.say(title) } }
            ul(.class("card-grid"), .role("list")) {
                for campaign in campaigns { li { CampaignCard(campaign: campaign, parts: children[campaign.id, default: []]).html(visit) } }
            }
        }
    }
}
