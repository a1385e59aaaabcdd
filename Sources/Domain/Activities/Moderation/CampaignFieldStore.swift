package import Access
package import Campaigns
package import Kernel
import Language
package import Storage
import Venues

/// What a campaign was told of one of its activities.
struct CampaignValue: Sendable {
    let campaign: Wording
    let field: Wording
    let value: String
}

extension Transaction {
    /// What was said at an activity's place in a campaign, by the field's key.
    package func campaignValues(of activity: ID<Activity>, in campaign: ID<Campaign>) throws -> [String: String] {
        let found = try rows("SELECT key, value FROM activities_placement_value WHERE activity_id = \(activity) AND campaign_id = \(campaign)") { row in
            (try row.text("key"), try row.text("value"))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// Says it, by the campaign's organiser; an empty text takes it back. What the rule does not ask for is refused.
    package func setCampaignValues(_ values: [String: String], of activity: ID<Activity>, in campaign: ID<Campaign>, by identity: Identity) throws {
        try identity.require(Activities.takeIn, within: campaignScopes(campaign))
        guard try placement(of: activity, in: campaign) != nil else { throw Refusal.notFound(Activity.noun) }
        let fields = try moderationRule(of: campaign).fields
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let field = fields.first(where: { $0.key == key }) else {
                throw Refusal(
                    .conflict, "no-field", "该活动项目不再需要填写“\(key)”。请刷新页面。", "The campaign does not ask for “\(key)” any more. Reload the page.")
            }
            guard value.count <= CampaignField.most, value.isEmpty || field.choices.isEmpty || field.choices.contains(value) else {
                throw Refusal(
                    .invalid, "field-value", "“\(field.name.zh)”的内容不在选项之内，或超过 \(CampaignField.most) 字。",
                    "“\(field.name.phrase.en)” is none of its choices, or longer than \(CampaignField.most) characters.", field: key)
            }
            if value.isEmpty {
                try execute("DELETE FROM activities_placement_value WHERE activity_id = \(activity) AND campaign_id = \(campaign) AND key = \(key)")
            } else {
                try execute(
                    """
                    INSERT INTO activities_placement_value (activity_id, campaign_id, key, value) VALUES (\(activity), \(campaign), \(key), \(value))
                    ON CONFLICT (activity_id, campaign_id, key) DO UPDATE SET value = excluded.value
                    """)
            }
        }
        try record(
            LedgerEntry(
                "activities.fields-said", "activity", activity, by: identity.account.id.number, payload: "{\"campaign\":\"\(campaign.text)\"}"))
    }

    /// What the public reads of an activity beside what it says itself, from the campaigns that show it.
    func publicCampaignValues(of activity: ID<Activity>) throws -> [CampaignValue] {
        let said = try rows(
            """
            SELECT w.campaign_id, w.key, w.value, c.name_zh, c.name_en
            FROM activities_placement_value w JOIN activities_placement p ON p.activity_id = w.activity_id AND p.campaign_id = w.campaign_id
                JOIN view_campaigns_campaign c ON c.id = w.campaign_id
            WHERE w.activity_id = \(activity) AND p.published_number IS NOT NULL ORDER BY w.campaign_id
            """
        ) { row in
            (campaign: try row.id("campaign_id", Campaign.self), key: try row.text("key"), value: try row.text("value"), name: try row.wording("name"))
        }
        return try Dictionary(grouping: said, by: \.campaign).sorted { $0.key < $1.key }.flatMap { campaign, values in
            try moderationRule(of: campaign).fields.filter(\.isPublic).flatMap { field in
                values.filter { $0.key == field.key }.map { CampaignValue(campaign: $0.name, field: field.name, value: $0.value) }
            }
        }
    }
}
