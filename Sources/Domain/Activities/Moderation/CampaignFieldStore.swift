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
        try keepCampaignValues(values, of: activity, in: campaign, asked: try moderationRule(of: campaign).fields, by: identity.account.id.number)
    }

    /// Says it, by the host who hands the activity to the campaign; refuses where something is missing that the campaign must know.
    func answer(_ values: [String: String], of activity: ID<Activity>, to campaign: ID<Campaign>, by actor: Int64) throws {
        let fields = try moderationRule(of: campaign).fields
        let given = values.filter { !$0.value.isEmpty }
        if !given.isEmpty { try keepCampaignValues(given, of: activity, in: campaign, asked: fields, by: actor) }
        guard fields.contains(where: \.isRequired) else { return }
        let known = try campaignValues(of: activity, in: campaign)
        let missing = fields.filter { $0.isRequired && (known[$0.key] ?? "").isEmpty }
        if let first = missing.first { throw Refusal.campaignFields(missing, first: first) }
    }

    private func keepCampaignValues(
        _ values: [String: String], of activity: ID<Activity>, in campaign: ID<Campaign>, asked fields: [CampaignField], by actor: Int64
    ) throws {
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let field = fields.first(where: { $0.key == key }) else {
                throw Refusal(
                    .conflict, "no-field", "该活动项目不再需要填写“\(key)”。请刷新页面。", "The campaign does not ask for “\(key)” any more. Reload the page.")
            }
            guard value.count <= CampaignField.most, value.isEmpty || field.choices.isEmpty || field.choices.contains(value) else {
                throw Refusal(
                    .invalid, "field-value", "“\(field.name.zh)”的内容不在选项之内，或超过 \(CampaignField.most) 字。",
                    "“\(field.name.phrase.en)” is none of its choices, or longer than \(CampaignField.most) characters.", field: CampaignFieldForm.name(field))
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
                "activities.fields-said", "activity", activity, by: actor, payload: "{\"campaign\":\"\(campaign.text)\"}"))
    }

    /// What campaigns ask for, of those that do.
    func fieldsAsked(by campaigns: [Campaign]) throws -> [ID<Campaign>: [CampaignField]] {
        let all = try rows("SELECT * FROM activities_rule_field ORDER BY campaign_id, position") { row in
            (owner: try row.id("campaign_id", Campaign.self), field: try CampaignField(row))
        }
        guard !all.isEmpty else { return [:] }
        let (rules, fields) = (try moderatedCampaigns(), Dictionary(grouping: all, by: \.owner).mapValues { $0.map(\.field) })
        let asked = campaigns.compactMap { one in rules.ruler(of: one.id).flatMap { fields[$0] }.map { (one.id, $0) } }
        return Dictionary(asked) { first, _ in first }
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

extension Refusal {
    static let campaignFields = "campaign-fields"

    fileprivate static func campaignFields(_ missing: [CampaignField], first: CampaignField) -> Refusal {
        let (zh, en) = (missing.map { "“\($0.name(.zh))”" }.joined(separator: "、"), missing.map { "“\($0.name(.en))”" }.joined(separator: ", "))
        return Refusal(
            .invalid, campaignFields, "提交到该活动项目还须填写\(zh)。", "This campaign has to know \(en) as well. Fill it in and submit again.",
            field: CampaignFieldForm.name(first))
    }
}

extension CampaignField {
    init(_ row: Row) throws {
        self.init(
            key: try row.text("key"), name: try row.wording("name"), choices: try row.text("choices").split(separator: "\n").map(String.init),
            isPublic: try row.bool("is_public"), isRequired: try row.bool("is_required"))
    }
}
