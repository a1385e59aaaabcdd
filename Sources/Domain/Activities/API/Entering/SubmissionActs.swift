import API
import Access
import Campaigns
import Formats
import Kernel
import Rooms
import Storage
import Web

/// An activity's campaigns at `/api/v1`: handed to a campaign, seen there, taken back.
enum SubmissionActs {
    static func operations(_ house: House) -> [APIOperation] { [submit, list, read, withdraw(house)] }

    static let campaign = APIParameter.path("campaign", "活动项目的 key", "The campaign's key")

    /// A public activity in a campaign that shows it.
    static func example(_ zh: String, _ en: String, body: String?) -> APIActExample {
        APIActExample(Phrase(zh, en)) { tx in
            guard let id = try ActivityActs.first(tx), let placement = try tx.placements(of: id).first(where: { $0.isPublished }),
                let campaign = try tx.campaign(placement.campaign)
            else { return nil }
            return ([("id", id.text), ("campaign", campaign.key)], body)
        }
    }

    private static let form = APIForm(
        Form(
            FormField("campaign", "活动项目的 key", "The campaign's key", .text(max: 100), required: true),
            FormField("block", "板块的 key", "The key of a block", .text(max: 100)),
            FormField("theme", "主题的 key", "The key of a theme", .text(max: 100)),
            FormField("version", "所指的版本", "The version that is meant", .integer(1...1_000_000), hint: Phrase("不是最新版本时拒绝；不写则为最新", "refused where it is not the newest; left out, the newest is"))))

    private static let submit = APIOperation.make(
        APIAct(
            "/activities/{id}/submissions", name: "submitActivity", Phrase("提交到活动项目", "Hand an activity to a campaign"),
            says: Phrase(
                "提交最新的版本，由该活动项目的审核员处理，或按它的规则直接发布（见 state）；退回并修改之后再提交一次。已公开的版本在此期间保持不变。",
                "Hands the newest version to the campaign's moderators, or publishes it where the campaign's rule does (“state” says which); returned and mended, it is handed in again. What the public sees stays meanwhile."),
            [Activities.enter], [ActivityActs.id],
            examples: [
                APIActExample(Phrase("提交到另一个活动项目", "To another campaign")) { tx in
                    guard let id = try ActivityActs.first(tx) else { return nil }
                    let taken = Set(try tx.placements(of: id).map(\.campaign))
                    return try tx.campaigns().first { !taken.contains($0.id) }.map { campaign in
                        ([("id", id.text)], JSONText.object([("campaign", JSONText.quote(campaign.key))]))
                    }
                }
            ]),
        APIBodySchema(form.schema("NewSubmission", isNew: true, adding: [fields]), form: form), Submission.record
    ) { request, tx in
        let id: ID<Activity> = try request.id("id", of: Activity.noun)
        var flaws: [APIFlaw] = []
        let read = try APIRefusal.gather(&flaws) { try form.reading(request.body, beside: ["fields"]) }
        let values = Self.values(request.body["fields"], &flaws)
        guard let reading = read, flaws.isEmpty else { throw APIRefusal.body(flaws) }
        let entry = try tx.activityEntry(id, for: request.identity)
        if let version = reading.integer("version"), version != entry.version.number { throw Refusal.editedMeanwhile }
        return try form.naming {
            let campaign = try tx.requireCampaign(reading.text("campaign"))
            let (block, theme) = (reading.textOrNil("block"), reading.textOrNil("theme"))
            try tx.requirePart(block: block, theme: theme, of: campaign.id)
            try Self.namingFields {
                try tx.submit(id, to: campaign.id, block: block, theme: theme, saying: values, by: request.identity)
            }
            return (try tx.submission(of: id, in: campaign, for: request.identity), "/activities/\(id.text)/submissions/\(Query.encode(campaign.key))")
        }
    }

    private static let fields = APISchema.Member(
        "fields", Phrase("该活动项目另需填写的内容，按字段的 key", "What the campaign asks for beside, by the key of the field"),
        .orNull(.map(.text(longest: CampaignField.most))), isRequired: false)

    private static func values(_ datum: Datum?, _ flaws: inout [APIFlaw]) -> [String: String] {
        guard let datum, datum != .null else { return [:] }
        guard case .object(let members) = datum else {
            flaws.append(.kind("/fields", Phrase("对象", "an object"), datum))
            return [:]
        }
        var values: [String: String] = [:]
        for member in members {
            guard case .text(let text) = member.value, !text.utf8.contains(0) else {
                flaws.append(.kind("/fields" + APIFlaw.step(member.key), Phrase("文字", "a text"), member.value))
                continue
            }
            values[member.key] = text
        }
        return values
    }

    /// What is missing or wrong among the campaign's own fields stands at its place in the body.
    private static func namingFields(_ rule: () throws -> Void) throws {
        do { try rule() } catch let refusal as Refusal {
            guard let field = refusal.field, field.hasPrefix(CampaignFieldForm.prefix) else { throw refusal }
            var bare = refusal
            bare.field = nil
            let place = "/fields" + APIFlaw.step(String(field.dropFirst(CampaignFieldForm.prefix.count)))
            throw APIRefusal(refusal.status, bare, flaws: [APIFlaw(place, refusal.phrase)])
        }
    }

    private static let list = APIOperation.read(
        APIAct(
            "/activities/{id}/submissions", name: "listSubmissions", Phrase("一个活动在哪些活动项目中", "In which campaigns an activity is"),
            says: Phrase("您可以看到的那些。", "Those that you may see."), [Activities.enter, Activities.moderate], [ActivityActs.id],
            examples: [APIActExample(Phrase("一个活动的", "Of one activity")) { tx in try ActivityActs.first(tx).map { ([("id", $0.text)], nil) } }]),
        of: APIObject<[Submission]>("SubmissionList") {
            APIField("items", .list(.object(Submission.json)), "各活动项目", "The campaigns") { $0 }
        }
    ) { request, tx in
        let id: ID<Activity> = try request.id("id", of: Activity.noun)
        let activity = try tx.requireActivity(id)
        let all = try tx.placements(of: id).compactMap { placement -> Submission? in
            guard let campaign = try tx.campaign(placement.campaign) else { return nil }
            do { return try tx.submission(of: id, in: campaign, for: request.identity) } catch is Refusal { return nil }
        }
        let isKept = request.identity.may(Activities.enter, within: try tx.entryScopes(id))
        guard isKept || !all.isEmpty || activity.isPublic else { throw Refusal.notFound(Activity.noun) }
        return all
    }

    private static let read = APIOperation.read(
        APIAct(
            "/activities/{id}/submissions/{campaign}", name: "readSubmission", Phrase("活动在一个活动项目中", "An activity in one campaign"),
            [Activities.enter, Activities.moderate], [ActivityActs.id, campaign], examples: [example("一个活动", "One activity", body: nil)]),
        Submission.record)

    private static func withdraw(_ house: House) -> APIOperation {
        .takeBack(
            APIAct(
                "/activities/{id}/submissions/{campaign}", name: "withdrawActivity", Phrase("从活动项目撤回", "Take an activity back from a campaign"),
                says: Phrase(
                    "该活动项目不再向公众显示它；记录保留，可再次提交。有人预约时先被拒并指明 confirmed。",
                    "The campaign shows nothing of it any more; the record stays and can be handed in again. Where people have booked, it is first refused, naming “confirmed”."),
                [Activities.enter], [ActivityActs.id, campaign, APIAct.confirmed], examples: [example("一个活动", "One activity", body: nil)]),
            Submission.record
        ) { request, submission, tx in
            let placement = submission.placement
            try request.identity.require(Activities.enter, within: tx.withdrawalScopes(placement.activity, from: placement.campaign))
            try tx.askUnpublication(placement, by: .withdraw, confirmed: request.isConfirmed, house: house)
            try tx.withdraw(placement.activity, from: placement.campaign, by: request.identity)
        }
    }
}
