import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues

/// `moderation` in a campaign file: how a campaign's moderators work. The key is the campaign's.
enum ModerationRuleSection {
    static let section = Section(
        "moderation", order: 55, noun: Phrase("审核规则", "moderation rule"), shape: shape, isEdition: true, apply: apply, current: current,
        hasRecords: { _, _ in false },
        withdraw: { tx, key, context in
            if let campaign = try tx.campaign(key: key) { try tx.put(nil, of: campaign.id, by: context.actor) }
        })

    private static let reason = Shape(.key, .required("name", .wording(max: 200)))

    private static let field = Shape(
        .key, .required("name", .wording(max: 100)), .optional("choices", .list(of: .text(max: 100))), .optional("public", .boolean, default: false),
        .optional("required", .boolean, default: false, about: Phrase("提交到本项目时必填", "Nothing is handed in without it")))

    private static let shape = Shape(
        .key, .required("campaign", .reference(to: "campaigns"), about: Phrase("活动项目；key 与其相同", "The campaign, whose key is the rule's too")),
        .optional(
            "hours", .integer(ModerationRule.hours), default: ModerationRule.standardHours,
            about: Phrase("审核时限（小时），超过后转到上一级", "Once something has waited so long, the level above may act as well")),
        .optional(
            "sample", .integer(ModerationRule.samples),
            about: Phrase("免审单位直接发布后的抽查比例（%）；不填则不免审", "Of what verified organisations publish at once, how many percent are looked at; absent: they wait")),
        .optional("reasons", .records(reason), about: Phrase("不予采用的常用理由", "Why activities are not taken")),
        .optional("fields", .records(field), about: Phrase("本项目另需填写的内容", "What this campaign asks for beside")),
        .optional(
            "takes_from", .list(of: .reference(to: "campaigns")),
            about: Phrase("这些活动项目发布的，本项目也展示", "What these campaigns publish, this one shows as well"))
    ) { record in
        guard let campaign = try? record.textOrNil("campaign"), campaign != record.key else { return [] }
        return [.init("key", found: Phrase("“\(record.key)”", "“\(record.key)”"), expected: Phrase("与 campaign 相同：\(campaign)", "the same as the campaign: \(campaign)"))]
    }

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        var rule = ModerationRule()
        rule.hours = try record.integerOrNil("hours") ?? ModerationRule.standardHours
        rule.sample = try record.integerOrNil("sample")
        rule.reasons = try record.records("reasons").map { ModerationRule.Reason(key: $0.key, name: try $0.name("name")) }
        rule.fields = try record.records("fields").map { one in
            CampaignField(
                key: one.key, name: try one.name("name"), choices: one.texts("choices"), isPublic: try one.boolean("public"),
                isRequired: try one.boolean("required"))
        }
        rule.takesFrom = try record.texts("takes_from").map { try tx.campaignID(declared: $0) }.sorted()
        try tx.put(rule, of: try tx.campaignID(declared: try record.text("campaign")), by: context.actor)
    }

    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let campaign = try tx.campaign(key: key), let rule = try tx.ownModerationRule(of: campaign.id) else { return nil }
        let reasons: [DeclaredValue] = rule.reasons.map { .record(of: ["key": $0.key, "name": $0.name.phrase]) }
        let fields: [DeclaredValue] = rule.fields.map { one in
            .record(of: ["key": one.key, "name": one.name.phrase, "choices": one.choices, "public": one.isPublic, "required": one.isRequired])
        }
        return .record(of: [
            "key": key, "campaign": key, "hours": rule.hours, "sample": rule.sample, "reasons": reasons, "fields": fields,
            "takes_from": try rule.takesFrom.compactMap { try tx.campaign($0)?.key },
        ])
    }
}
