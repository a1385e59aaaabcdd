import Access
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Web

/// `/desk/campaigns/{key}/programme/{id}`: what the campaign asks of one of its activities.
enum CampaignFieldRoutes {
    static let routes: [Route] = [
        .get("/desk/campaigns/{key}/programme/{id}", .permitted(Activities.takeIn)) { visit in
            let model = try await load(visit)
            return page(model, CampaignFieldForm.filled(model.fields, model.values, isRequired: false), visit)
        },
        .post("/desk/campaigns/{key}/programme/{id}", .permitted(Activities.takeIn)) { visit in
            let model = try await load(visit)
            var reading = CampaignFieldForm.form(model.fields, isRequired: false).read(visit.posted)
            guard reading.isGood else { return page(model, reading, visit) }
            let (identity, values) = (try visit.signedIn(), CampaignFieldForm.values(reading, model.fields))
            do {
                try await visit.database.write { try $0.setCampaignValues(values, of: model.activity, in: model.campaign.id, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                reading.remark(refusal)
                return page(model, reading, visit)
            }
            return visit.see("/desk/campaigns/\(model.campaign.key)/programme", saying: Phrase("已保存。", "Saved."))
        },
    ]

    private struct Model: Sendable {
        let campaign: Campaign
        let activity: ID<Activity>
        let title: Wording
        let fields: [CampaignField]
        let values: [String: String]
    }

    private static func load(_ visit: Visit) async throws -> Model {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        let id: ID<Activity> = try visit.id("id", of: Activity.noun)
        return try await visit.database.read { tx in
            guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
            try identity.require(Activities.takeIn, within: tx.campaignScopes(campaign.id))
            guard let placement = try tx.placement(of: id, in: campaign.id), let version = try tx.version(placement.number, of: id) else {
                throw Refusal.notFound(Activity.noun)
            }
            return Model(
                campaign: campaign, activity: id, title: version.content.title, fields: try tx.moderationRule(of: campaign.id).fields,
                values: try tx.campaignValues(of: id, in: campaign.id))
        }
    }

    private static func page(_ model: Model, _ reading: FormReading, _ visit: Visit) -> Answer {
        let (key, name) = (model.campaign.key, model.campaign.name.phrase)
        return visit.desk(
            model.title.phrase,
            lede: Phrase("“\(name.zh)”另需填写的内容，只属于本项目，不改动活动本身。", "What “\(name.en)” asks for beside: it belongs to that campaign alone and changes nothing of the activity."),
            trail: [("/desk/campaigns", Phrase("活动项目", "Campaigns")), ("/desk/campaigns/\(key)", name), ("/desk/campaigns/\(key)/programme", Phrase("节目单", "Programme"))],
            status: reading.isGood ? 200 : 422
        ) {
            if model.fields.isEmpty {
                div(.class("empty-state")) {
                    p { visit.say(Phrase("本项目没有另需填写的内容。可在“审核规则”中添加。", "The campaign asks for nothing beside. It can, in “How it is moderated”.")) }
                }
            } else {
                visit.formHTML(reading, action: "/desk/campaigns/\(key)/programme/\(model.activity.text)", submit: Phrase("保存", "Save"))
            }
        }
    }
}
