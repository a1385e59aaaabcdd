import Access
import Campaigns
import Kernel
import Language
import Markup
import Resources
import Rooms
import Storage
import Venues
import Web

/// On an action's page: how many take part, in which ways, and how to join them.
enum ParticipantsPanel {
    static let panel = Panel(on: Campaigns.campaignPanels, order: 13) { visit, subject in
        let id = ID<Campaign>(subject)
        let found = try await visit.database.read { tx -> Model? in
            let count = try tx.joiningCount(of: id)
            let ways = try tx.ways(of: id)
            guard count.units > 0 || !ways.isEmpty, let campaign = try tx.campaign(id) else { return nil }
            var kinds: [Way.Kind] = []
            for way in ways where !kinds.contains(way.kind) { kinds.append(way.kind) }
            return Model(campaign: campaign, count: count, ways: ways, byWay: count.units > 0 ? try tx.joiningCounts(of: id, by: kinds) : [])
        }
        return found.map { html($0, visit) }
    }

    private struct Model: Sendable {
        let campaign: Campaign
        let count: JoiningCount
        let ways: [Way]
        let byWay: [(kind: Way.Kind, units: Int)]
    }

    private static func html(_ model: Model, _ visit: Visit) -> HTML {
        let path = "/campaigns/\(model.campaign.key)/participants"
        return section(.class("stack"), .id("participants")) {
            h2 { visit.say(Phrase("参加单位", "Who takes part")) }
            if model.count.units == 0 {
                p { visit.say(Phrase("还没有单位参加。", "Nobody takes part yet.")) }
            } else {
                p { a(.href(.within(path))) { visit.say(model.count.says) } }
                if !model.byWay.isEmpty {
                    ul {
                        for one in model.byWay where one.units > 0 {
                            li {
                                a(.href(.within(path, query: Query([("way", one.kind.rawValue)])))) {
                                    visit.html(model.ways.first { $0.kind == one.kind }?.name ?? Wording(""))
                                    visit.say(Phrase("：\(one.units) 家", ": \(one.units)"))
                                }
                            }
                        }
                    }
                }
            }
            if !model.ways.isEmpty, model.campaign.phase(on: visit.now.day(in: model.campaign.zone)) != .over { join(model.campaign, visit) }
            if visit.identity?.mayAnywhere(JointActions.award) == true, model.count.units > 0 {
                p { a(.href("/desk/campaigns/\(model.campaign.key)/flags")) { visit.say(Phrase("登记授旗", "Note the flags")) } }
            }
        }
    }

    /// Whoever works for a unit goes on from here, also before they have signed in.
    @HTMLBuilder private static func join(_ campaign: Campaign, _ visit: Visit) -> HTML {
        let path: Address = "/desk/campaigns/\(campaign.key)/taking-part"
        if visit.identity?.mayAnywhere(JointActions.join) == true {
            p(.class("actions")) { a(.class("button", "button-primary"), .href(path)) { visit.say(Phrase("参加这项行动", "Join this action")) } }
        } else if visit.identity == nil {
            p { a(.href(path)) { visit.say(Phrase("我单位要参加（先登录）", "My unit wants to join (sign in first)")) } }
        }
    }
}
