package import Campaigns
package import Kernel
import Language
package import Storage
import Venues

/// Where the rules stand.
enum ModerationRuleSchema {
    static let migration = Migration(
        "activities-0018",
        "CREATE TABLE activities_rule (campaign_id \(.key), hours BIGINT NOT NULL, sample BIGINT)",
        """
        CREATE TABLE activities_rule_reason (
            campaign_id BIGINT NOT NULL, position BIGINT NOT NULL, key TEXT \(.binary) NOT NULL, name_zh TEXT NOT NULL, name_en TEXT,
            PRIMARY KEY (campaign_id, key))
        """,
        """
        CREATE TABLE activities_rule_field (
            campaign_id BIGINT NOT NULL, position BIGINT NOT NULL, key TEXT \(.binary) NOT NULL, name_zh TEXT NOT NULL, name_en TEXT,
            choices TEXT NOT NULL, is_public BIGINT NOT NULL CHECK (is_public IN (0, 1)), PRIMARY KEY (campaign_id, key))
        """,
        """
        CREATE TABLE activities_placement_value (
            activity_id BIGINT NOT NULL, campaign_id BIGINT NOT NULL, key TEXT \(.binary) NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (activity_id, campaign_id, key))
        """,
        "CREATE TABLE activities_sharing (campaign_id BIGINT NOT NULL, from_id BIGINT NOT NULL, PRIMARY KEY (campaign_id, from_id))",
        "CREATE INDEX activities_sharing_from ON activities_sharing (from_id)",
        """
        CREATE TABLE activities_verified (
            organisation_id \(.key), since BIGINT NOT NULL, by_id BIGINT NOT NULL)
        """,
        """
        CREATE TABLE activities_spot_check (
            activity_id BIGINT NOT NULL, campaign_id BIGINT NOT NULL, number BIGINT NOT NULL, since BIGINT NOT NULL, why TEXT NOT NULL,
            PRIMARY KEY (activity_id, campaign_id))
        """)

    static let requiredFields = Migration(
        "activities-0022",
        "ALTER TABLE activities_rule_field ADD COLUMN is_required BIGINT NOT NULL DEFAULT 0 CHECK (is_required IN (0, 1))")
}

extension Transaction {
    /// The rule that holds in a campaign: its own, or that of the nearest one above it that has one.
    package func moderationRule(of campaign: ID<Campaign>) throws -> ModerationRule {
        let nearest: SQL = """
            SELECT r.campaign_id, r.hours, r.sample FROM activities_rule r JOIN view_campaigns_ancestor x ON x.ancestor_id = r.campaign_id
            WHERE x.campaign_id = \(campaign)
            ORDER BY (SELECT COUNT(*) FROM view_campaigns_ancestor d WHERE d.campaign_id = r.campaign_id) DESC LIMIT 1
            """
        var rule = ModerationRule()
        rule.takesFrom = try campaignsTaken(by: campaign)
        let found = try row(nearest) { (owner: try $0.id("campaign_id", Campaign.self), hours: try $0.int("hours"), sample: try $0.intOrNil("sample")) }
        guard let found else { return rule }
        (rule.hours, rule.sample) = (found.hours, found.sample)
        (rule.reasons, rule.fields) = (try reasons(of: found.owner), try fields(of: found.owner))
        return rule
    }

    /// The rule that was given to the campaign itself.
    package func ownModerationRule(of campaign: ID<Campaign>) throws -> ModerationRule? {
        let found = try row("SELECT hours, sample FROM activities_rule WHERE campaign_id = \(campaign)") { (try $0.int("hours"), try $0.intOrNil("sample")) }
        guard let found else { return nil }
        var rule = ModerationRule()
        (rule.hours, rule.sample) = found
        (rule.reasons, rule.fields, rule.takesFrom) = (try reasons(of: campaign), try fields(of: campaign), try campaignsTaken(by: campaign))
        return rule
    }

    /// Gives a campaign its rule, or takes it away. What waits already is measured by the new hours.
    package func put(_ rule: ModerationRule?, of campaign: ID<Campaign>, by actor: Int64) throws {
        guard try ownModerationRule(of: campaign) != rule else { return }
        if let rule { try check(rule, of: campaign) }
        for table in ["activities_rule", "activities_rule_reason", "activities_rule_field", "activities_sharing"] as [SQL] {
            try execute("DELETE FROM \(sql: table) WHERE campaign_id = \(campaign)")
        }
        if let rule {
            try execute("INSERT INTO activities_rule (campaign_id, hours, sample) VALUES (\(campaign), \(rule.hours), \(rule.sample))")
            for (position, reason) in rule.reasons.enumerated() {
                try execute(
                    """
                    INSERT INTO activities_rule_reason (campaign_id, position, key, name_zh, name_en)
                    VALUES (\(campaign), \(position), \(reason.key), \(reason.name.zh), \(reason.name.en))
                    """)
            }
            for (position, field) in rule.fields.enumerated() {
                try execute(
                    """
                    INSERT INTO activities_rule_field (campaign_id, position, key, name_zh, name_en, choices, is_public, is_required)
                    VALUES (\(campaign), \(position), \(field.key), \(field.name.zh), \(field.name.en), \(field.choices.joined(separator: "\n")),
                        \(field.isPublic), \(field.isRequired))
                    """)
            }
            for source in rule.takesFrom { try execute("INSERT INTO activities_sharing (campaign_id, from_id) VALUES (\(campaign), \(source))") }
        }
        try record(LedgerEntry("activities.rule-changed", "campaign", campaign, by: actor, payload: "{\"hours\":\(rule?.hours ?? ModerationRule.standardHours)}"))
    }

    private func reasons(of campaign: ID<Campaign>) throws -> [ModerationRule.Reason] {
        try rows("SELECT key, name_zh, name_en FROM activities_rule_reason WHERE campaign_id = \(campaign) ORDER BY position") { row in
            ModerationRule.Reason(key: try row.text("key"), name: try row.wording("name"))
        }
    }

    private func fields(of campaign: ID<Campaign>) throws -> [CampaignField] {
        try rows("SELECT * FROM activities_rule_field WHERE campaign_id = \(campaign) ORDER BY position", CampaignField.init)
    }

    private func campaignsTaken(by campaign: ID<Campaign>) throws -> [ID<Campaign>] {
        try rows("SELECT from_id FROM activities_sharing WHERE campaign_id = \(campaign) ORDER BY from_id") { try $0.id("from_id") }
    }

    private func check(_ rule: ModerationRule, of campaign: ID<Campaign>) throws {
        guard ModerationRule.hours.contains(rule.hours) else {
            throw Refusal(
                .invalid, "rule-hours", "审核时限应为 \(ModerationRule.hours.lowerBound) 至 \(ModerationRule.hours.upperBound) 小时。",
                "The time limit is between \(ModerationRule.hours.lowerBound) and \(ModerationRule.hours.upperBound) hours.", field: "hours")
        }
        if let sample = rule.sample, !ModerationRule.samples.contains(sample) {
            throw Refusal(.invalid, "rule-sample", "抽查比例应为 0 至 100。", "The share is between 0 and 100 percent.", field: "sample")
        }
        guard Set(rule.reasons.map(\.key)).count == rule.reasons.count, rule.reasons.allSatisfy({ !$0.name.zh.isEmpty }) else {
            throw Refusal(.invalid, "rule-reasons", "同一条理由出现两次，请删去一条。", "One reason stands twice. Remove one of them.", field: "reasons")
        }
        guard Set(rule.fields.map(\.key)).count == rule.fields.count, Set(rule.fields.map(\.name.zh)).count == rule.fields.count,
            rule.fields.count <= CampaignField.count
        else {
            throw Refusal(
                .invalid, "rule-fields", "字段不能重名，最多 \(CampaignField.count) 个。", "Fields have different names, and there are at most \(CampaignField.count).",
                field: "fields")
        }
        guard !rule.takesFrom.contains(campaign) else {
            throw Refusal(.invalid, "rule-itself", "活动项目不能共享自己的活动。", "A campaign does not take from itself.", field: "takes_from")
        }
    }
}
