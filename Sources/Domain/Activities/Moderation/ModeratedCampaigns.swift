import Campaigns
import Kernel
import Language
import Storage
import Venues

/// All campaigns with what their rules say to a queue: how long something may wait, why it is not taken. Read in one statement.
struct ModeratedCampaigns: Sendable {
    struct One: Sendable {
        let id: ID<Campaign>
        let key: String
        let name: Wording
        let parent: ID<Campaign>?
        /// As its own rule names them.
        let ownHours: Int?
        var ownReasons: [ModerationRule.Reason] = []
    }

    /// The newest first.
    private(set) var all: [One] = []
    private var places: [ID<Campaign>: Int] = [:]

    /// The hours of every campaign for which some rule names them.
    var hours: [ID<Campaign>: Int] {
        Dictionary(uniqueKeysWithValues: all.compactMap { one in ruled(one.id)?.ownHours.map { (one.id, $0) } })
    }

    func hours(in campaign: ID<Campaign>) -> Int { ruled(campaign)?.ownHours ?? ModerationRule.standardHours }

    /// The campaign whose rule holds in this one.
    func ruler(of campaign: ID<Campaign>) -> ID<Campaign>? { ruled(campaign)?.id }

    /// Every reason that the rules of these campaigns list, each once.
    func reasons(of campaigns: [ID<Campaign>]) -> [ModerationRule.Reason] {
        var found: [ModerationRule.Reason] = []
        for campaign in Set(campaigns).sorted() {
            for reason in ruled(campaign)?.ownReasons ?? [] where !found.contains(where: { $0.text == reason.text }) { found.append(reason) }
        }
        return found
    }

    /// The nearest campaign above, or the campaign itself, that has a rule.
    private func ruled(_ campaign: ID<Campaign>) -> One? {
        var next: ID<Campaign>? = campaign
        // A tree of campaigns has no circles; whoever counts needs no proof of it.
        for _ in 0...all.count {
            guard let id = next, let place = places[id] else { return nil }
            if all[place].ownHours != nil { return all[place] }
            next = all[place].parent
        }
        return nil
    }

    fileprivate mutating func add(_ row: Row) throws {
        let id = try row.id("id", Campaign.self)
        let place = places[id] ?? all.count
        if place == all.count {
            places[id] = place
            all.append(
                One(
                    id: id, key: try row.text("key"), name: try row.wording("name"), parent: try row.idOrNil("parent_id"), ownHours: try row.intOrNil("hours")))
        }
        if let key = try row.textOrNil("reason") { all[place].ownReasons.append(.init(key: key, name: try row.wording("reason"))) }
    }
}

extension Transaction {
    func moderatedCampaigns() throws -> ModeratedCampaigns {
        var campaigns = ModeratedCampaigns()
        try each(
            """
            SELECT c.id, c.key, c.parent_id, c.name_zh, c.name_en, r.hours, q.key AS reason, q.name_zh AS reason_zh, q.name_en AS reason_en
            FROM view_campaigns_campaign c LEFT JOIN activities_rule r ON r.campaign_id = c.id
                LEFT JOIN activities_rule_reason q ON q.campaign_id = c.id
            ORDER BY c.begin_day DESC, c.id, q.position
            """
        ) { row in
            try campaigns.add(row)
            return true
        }
        return campaigns
    }
}
