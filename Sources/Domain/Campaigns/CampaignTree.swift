import Kernel
import Language
import Storage

extension Transaction {
    /// Puts a campaign with all its descendants under `parent` (nil: at the top), and keeps the closure true.
    ///
    /// One tree at a time: two moves that each look harmless could make a circle together.
    func place(_ campaign: ID<Campaign>, under parent: ID<Campaign>?, named name: Wording) throws {
        try lock("campaigns.tree")
        if let parent { try refuseCircle(campaign, under: parent, named: name) }
        try execute(
            """
            INSERT INTO campaigns_ancestor (campaign_id, ancestor_id, distance) VALUES (\(campaign), \(campaign), 0)
            ON CONFLICT (campaign_id, ancestor_id) DO NOTHING
            """)
        // What lies below leaves everything above, and takes the new ancestors.
        try execute(
            """
            DELETE FROM campaigns_ancestor
            WHERE campaign_id IN (SELECT b.campaign_id FROM campaigns_ancestor b WHERE b.ancestor_id = \(campaign))
                AND ancestor_id NOT IN (SELECT b.campaign_id FROM campaigns_ancestor b WHERE b.ancestor_id = \(campaign))
            """)
        guard let parent else { return }
        try execute(
            """
            INSERT INTO campaigns_ancestor (campaign_id, ancestor_id, distance)
            SELECT below.campaign_id, above.ancestor_id, below.distance + above.distance + 1
            FROM campaigns_ancestor below CROSS JOIN campaigns_ancestor above
            WHERE below.ancestor_id = \(campaign) AND above.campaign_id = \(parent)
            """)
    }

    private func refuseCircle(_ campaign: ID<Campaign>, under parent: ID<Campaign>, named name: Wording) throws {
        let isBelow = try number("SELECT COUNT(*) FROM campaigns_ancestor WHERE campaign_id = \(parent) AND ancestor_id = \(campaign)") ?? 0
        guard isBelow == 0, parent != campaign else {
            throw Refusal(
                .invalid, "campaign-circle", "“\(name.zh)”不能隶属于自己或自己的下级活动。请另选上级。",
                "“\(name.phrase.en)” cannot belong to itself or to a campaign below it. Choose another parent.", field: "parent")
        }
        let exists = try number("SELECT COUNT(*) FROM campaigns_ancestor WHERE campaign_id = \(parent)") ?? 0
        guard exists > 0 else {
            throw Refusal(.invalid, "campaign-parent", "没有这个上级活动。请另选上级。", "There is no such parent campaign. Choose another.", field: "parent")
        }
    }
}
