import API
import Access
import Activities
import Campaigns
import Formats
import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// A unit joins, changes its ways and leaves; the organiser awards flags: at `/api/v1`.
enum JoiningActs {
    static let operations = [join, read, leave, award]

    private static let unit = APIParameter.path("unit", "单位的标识", "The unit's identity")

    /// The last unit that joined; of a unit's own part, the first without the flag.
    private static func example(_ zh: String, _ en: String, ofUnit: Bool = false, _ body: @escaping @Sendable (Campaign, Joining, Transaction) throws -> String?) -> APIActExample {
        APIActExample(Phrase(zh, en)) { tx in
            let order: SQL = ofUnit ? "organisation_id" : "CASE WHEN left_at IS NULL THEN 0 ELSE 1 END, organisation_id DESC"
            let plain: SQL =
                ofUnit ? "NOT EXISTS (SELECT 1 FROM jointactions_flag f WHERE f.campaign_id = j.campaign_id AND f.organisation_id = j.organisation_id)" : "1 = 1"
            guard let found = try tx.row("SELECT j.* FROM jointactions_joining j WHERE \(sql: plain) ORDER BY campaign_id, \(sql: order) LIMIT 1", Joining.init),
                let campaign = try tx.campaign(found.campaignID)
            else { return nil }
            return ([("key", campaign.key)] + (ofUnit ? [("unit", found.organisationID.text)] : []), try body(campaign, found, tx))
        }
    }

    private static let form = APIForm(
        Form(
            [FormField("unit", "单位的标识", "The unit's identity", .text(max: 13), required: true)]
                + Way.Kind.allCases.map { FormField("ways_" + $0.rawValue, $0.apiTitle.zh, $0.apiTitle.en, .checkbox) }), ids: ["unit"], ticks: ["ways"])

    private static let join = APIOperation.many(
        APIAct(
            "/campaigns/{key}/participants", name: "joinAction", Phrase("代表单位参加，或更改参与方式", "Join for a unit, or change its ways"),
            says: Phrase("再发一次同样的内容不改变什么。ways 只能是这项行动公布的方式。", "Sent once more with the same it changes nothing. “ways” are those that the action declares."), [JointActions.join], [ParticipantAPI.key],
            examples: [
                example("以公布的第一种方式", "In the first way that is declared") { campaign, joining, tx in
                    let ways = try tx.ways(of: campaign.id).prefix(1).map { JSONText.quote($0.kind.rawValue) }
                    return JSONText.object([("unit", JSONText.quote(joining.organisationID.text)), ("ways", JSONText.list(ways))])
                }
            ]),
        APIBodySchema(form.schema("NewJoining", isNew: true), form: form), of: json
    ) { request, tx in
        let campaign = try tx.actionCampaign(request.visit.parameter("key"))
        let reading = try form.reading(request.body)
        guard let unit = ID<Organisation>(reading.text("unit")), try tx.organisation(unit) != nil else {
            throw APIRefusal.body([APIFlaw("/unit", "没有这个单位。", "There is no such unit.")])
        }
        let ways = Way.Kind.allCases.filter { reading.isChecked("ways_" + $0.rawValue) }
        try tx.join(campaign, unit, ways: Set(ways), by: request.identity)
        guard let joining = try tx.joining(campaign.id, unit) else { throw Refusal.notFound(noun) }
        return joining
    }

    private static let noun = Phrase("这个参加单位", "participant")

    private static let record = APIRecord<Joining>(
        json,
        version: { [$0.campaignID.text, $0.organisationID.text, JoiningWays.text($0.ways), String($0.joinedAt.microseconds), $0.leftAt.map { String($0.microseconds) } ?? ""] },
        find: { request, tx in
            let campaign = try tx.actionCampaign(request.visit.parameter("key"))
            let unit: ID<Organisation> = try request.id("unit", of: noun)
            try request.identity.require(JointActions.join, within: try tx.organisationScopes(unit))
            guard let joining = try tx.joining(campaign.id, unit) else { throw Refusal.notFound(noun) }
            return joining
        })

    private static let read = APIOperation.read(
        APIAct(
            "/campaigns/{key}/participants/{unit}", name: "readJoining", Phrase("一个单位的参加情况", "A unit's part in an action"), [JointActions.join], [ParticipantAPI.key, unit],
            examples: [example("一个单位", "One unit", ofUnit: true) { _, _, _ in nil }]), record)

    private static let leave = APIOperation.takeBack(
        APIAct(
            "/campaigns/{key}/participants/{unit}", name: "leaveAction", Phrase("退出", "Leave"), says: Phrase("已授旗的单位不能退出。", "A unit that has received the flag stays."), [JointActions.join], [ParticipantAPI.key, unit],
            examples: [example("一个单位退出", "One unit leaves", ofUnit: true) { _, _, _ in nil }]), record
    ) { request, joining, tx in try tx.leave(joining.campaignID, joining.organisationID, by: request.identity) }

    private static let json = APIObject<Joining>("Joining") {
        APIField("unit", .id, "单位的标识", "The unit's identity") { $0.organisationID.text }
        APIField("ways", .list(.choice(Way.Kind.self)), "参与方式", "The ways in which it takes part") { $0.ways }
        APIField("joined_at", .instant, "参加的时间", "When it joined") { $0.joinedAt }
        APIField("left_at", .orNull(.instant), "退出的时间；null 为参加中", "When it left; null: it takes part") { $0.leftAt }
    }

    private static let flagForm = APIForm(
        Form(
            FormField("day", "授旗日期", "The day on which they were awarded", .day, required: true),
            FormField("activity", "在哪项活动上授旗", "At which activity", .text(max: 13))), ids: ["activity"])

    struct Awarded: Sendable { let number: Int }

    private static let awarded = APIObject<Awarded>("FlagsAwarded") {
        APIField("awarded", .integer, "这次登记的面数；已有的不重复登记", "How many received it now; those that had it keep theirs") { $0.number }
    }

    private static let award = APIOperation.many(
        APIAct(
            "/campaigns/{key}/flags", name: "awardFlags", Phrase("登记授旗", "Note flags that were awarded"), says: Phrase("只能向参加单位授旗。", "Flags go to units that take part."), [JointActions.award], [ParticipantAPI.key],
            examples: [
                example("向一个单位", "To one unit") { campaign, joining, tx in
                    JSONText.object([("units", JSONText.list([JSONText.quote(joining.organisationID.text)])), ("day", JSONText.quote(tx.now.day(in: campaign.zone).iso))])
                }
            ]),
        APIBodySchema(flagForm.schema("NewFlags", isNew: true, adding: [.init("units", Phrase("接受授旗的单位", "Units that received it"), APIForm.idList)])) {
            $0 == "units" ? "/units" : flagForm.pointer($0)
        }, of: awarded
    ) { request, tx in
        let campaign = try tx.actionCampaign(request.visit.parameter("key"))
        var flaws: [APIFlaw] = []
        let units = APIForm.ids(request.body["units"], at: "/units", most: 500, Organisation.self, &flaws)
        if units.isEmpty, flaws.isEmpty { flaws.append(APIFlaw("/units", "请至少写一个单位。", "Name a unit at least.")) }
        let reading = try APIRefusal.gather(&flaws) { try flagForm.reading(request.body, beside: ["units"]) }
        guard let reading, flaws.isEmpty, let day = reading.day("day") else { throw APIRefusal.body(flaws) }
        return Awarded(number: try tx.awardFlags(of: campaign, to: units, at: ID<Activity>(reading.text("activity")), on: day, by: request.identity))
    }
}
