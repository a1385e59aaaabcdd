import Campaigns
import Kernel
import Language
import Markup
import Storage
import Web

/// What a campaign has to know before it takes an activity: asked once the activity is handed in without it.
struct CampaignQuestionPage {
    let activity: ID<Activity>
    let title: Wording
    let campaign: Campaign
    let reading: FormReading
    let visit: Visit

    /// With what the campaign knows already, what was sent now, and a remark on each field that is missing or wrong.
    static func load(_ activity: ID<Activity>, _ key: String, _ refusal: Refusal, _ visit: Visit) async throws -> CampaignQuestionPage {
        try await visit.database.read { tx in
            let campaign = try tx.requireCampaign(key)
            let fields = try tx.moderationRule(of: campaign.id).fields
            let sent = CampaignFieldForm.values(of: visit.posted.fields)
            let known = try tx.campaignValues(of: activity, in: campaign.id).merging(sent) { $1 }
            let form = CampaignFieldForm.form(fields)
            var reading = form.read(CampaignFieldForm.filled(fields, known).posted)
            if reading.isGood { reading.remark(refusal) }
            return CampaignQuestionPage(
                activity: activity, title: try tx.latestVersion(of: activity)?.content.title ?? Wording(""), campaign: campaign, reading: reading,
                visit: visit)
        }
    }

    var answer: Answer {
        let (name, base) = (campaign.name.phrase, "/desk/activities/\(activity.text)")
        return visit.desk(
            title.phrase,
            lede: Phrase(
                "“\(name.zh)”还要知道以下内容，只用于该活动项目。还没有提交。", "“\(name.en)” has to know this as well; no other campaign hears of it. Nothing is submitted yet."),
            trail: [("/desk/activities", Phrase("我的活动", "My activities")), (base, title.phrase)], status: 422
        ) {
            visit.formHTML(reading, action: base + "/placements", submit: Phrase("提交审核", "Submit")) {
                for part in ["campaign", "block", "theme", "another"] {
                    if let value = visit.posted.fields[part] { input(.type("hidden"), .name(part), .value(value)) }
                }
            }
        }
    }
}
