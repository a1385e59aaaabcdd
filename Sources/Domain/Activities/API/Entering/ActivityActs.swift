import API
import Access
import Formats
import Kernel
import Regions
import Rooms
import Storage
import Venues
import Web

/// Entering activities at `/api/v1`: one more with its sessions, changing one, cancelling one.
enum ActivityActs {
    static func operations(_ house: House) -> [APIOperation] { [enter(SessionEntries(house: house)), read, change, status(house)] }

    static let id = APIParameter.path("id", "活动的标识", "The activity's identity")

    /// The public's activities, which everybody may know.
    static func first(_ tx: Transaction) throws -> ID<Activity>? { try tx.publicIDs(ActivityFilter(), after: 0, limit: 1).first }

    private static func example(_ zh: String, _ en: String, body: String?) -> APIActExample {
        APIActExample(Phrase(zh, en)) { tx in try first(tx).map { ([("id", $0.text)], body) } }
    }

    private static func enter(_ sessions: SessionEntries) -> APIOperation {
        let list = APISchema.Member("sessions", Phrase("场次，可稍后再加", "Its sessions; they may be added later"), .list(sessions.newSchema), isRequired: false)
        let sample = APIActExample(Phrase("一场讲座，两个场次", "A lecture with two sessions")) { tx in
            try tx.organisations().first.map { ([], Self.sample(of: $0.id)) }
        }
        let act = APIAct(
            "/activities", name: "enterActivity", Phrase("填报活动", "Enter an activity"),
            says: Phrase(
                "保存为草稿，公众看不到；之后用 submissions 提交到活动项目。时间为 zone 的当地时间。",
                "It is saved as a draft that the public does not see; “submissions” hands it to a campaign. Times are those of the clocks in “zone”."),
            [Activities.enter], examples: [sample])
        let body = APIBodySchema(ActivityEntry.new.schema("NewActivity", isNew: true, adding: [list]), form: ActivityEntry.new)
        return .make(act, body, ActivityEntry.record) { request, tx in
            var flaws: [APIFlaw] = []
            let draft = try APIRefusal.gather(&flaws) { try sent(request) }
            let drafts = try sessions.drafts(request.body["sessions"], of: draft?.content, &flaws, in: tx)
            guard let draft, flaws.isEmpty else { throw APIRefusal.body(flaws) }
            let id = try ActivityEntry.new.naming {
                try tx.requireOffered(
                    draft.content.venue, anywhere: try !DeskScope.campaigns(for: request.identity, in: tx).isEmpty, to: request.identity)
                try tx.requireOffered(series: draft.parent, to: request.identity)
                return try tx.enterActivity(draft, offeredTo: text(request.body["campaign"]), by: request.identity)
            }
            for one in drafts { _ = try sessions.add(one, to: id, request, tx) }
            return (try tx.activityEntry(id, for: request.identity), "/activities/\(id.text)/entry")
        }
    }

    private static func sample(of organiser: ID<Organisation>) -> String {
        """
        {"organiser":"\(organiser.text)","title":{"zh":"星空讲座","en":"The night sky"},"summary":{"zh":"认识秋季星座","en":"The constellations of autumn"},\
        "kind":"lecture","place":{"zh":"社区礼堂","en":"Community hall"},"region":"610113","age_min":8,"access":["wheelchair"],"cost":"free",\
        "sessions":[{"begin":"2030-09-14T10:00","end":"2030-09-14T11:30","capacity":40},{"begin":"2030-09-15T10:00","end":"2030-09-15T11:30","capacity":40}]}
        """
    }

    private static func sent(_ request: APIRequest) throws -> ActivityDraft {
        let form = ActivityEntry.new
        var reading = try form.reading(request.body, onto: form.begins, beside: ["sessions"])
        guard let content = ActivityForm.content(from: &reading, regions: request.visit.regions), let organiser = ID<Organisation>(reading.text("organiser"))
        else { throw APIRefusal.body(form.flaws(of: reading)) }
        var draft = ActivityDraft(organiser: organiser, content: content)
        draft.isUmbrella = reading.isChecked("umbrella")
        draft.parent = reading.textOrNil("parent").flatMap { ID($0) }
        return draft
    }

    private static func text(_ datum: Datum?) -> String? { datum?.text.flatMap { $0.isEmpty ? nil : $0 } }

    private static let read = APIOperation.read(
        APIAct(
            "/activities/{id}/entry", name: "readActivityEntry", Phrase("活动的填报内容", "An activity as it is entered"),
            says: Phrase("最新的版本，不论公众是否看到；供更改之用。", "The newest version, whether or not the public sees it: for changing it."),
            [Activities.enter], [id], examples: [example("一个活动", "One activity", body: nil)]),
        ActivityEntry.record)

    private static let change = APIOperation.change(
        APIAct(
            "/activities/{id}/entry", name: "changeActivity", Phrase("更改活动", "Change an activity"),
            says: Phrase(
                "JSON Merge Patch（RFC 7396）：只写要改的；null 为清空。得到新的版本，公众要到它再次提交并发布后才看到。",
                "A JSON Merge Patch (RFC 7396): only what changes; null empties. It makes the next version, which the public sees once it is submitted and published."),
            [Activities.enter], [id], examples: [example("换标题和人数", "Another title, more places", body: "{\"title\":{\"en\":\"The night sky in autumn\"},\"capacity\":60}")]),
        APIBodySchema(ActivityEntry.form.schema("ActivityChange", isNew: false), form: ActivityEntry.form), ActivityEntry.record
    ) { request, entry, tx in
        let form = ActivityEntry.form, old = entry.version.content
        var reading = try form.reading(request.body, onto: entry.values)
        guard let content = ActivityForm.content(from: &reading, keeping: old, regions: request.visit.regions) else {
            throw APIRefusal.body(form.flaws(of: reading))
        }
        try tx.requireOffered(content.venue, keeping: old.venue, to: request.identity)
        try tx.revise(entry.activity.id, to: content, seen: entry.version.number, by: request.actor)
    }

    private static func status(_ house: House) -> APIOperation {
        let form = APIForm(StatusForm.form)
        return .act(
            APIAct(
                "/activities/{id}/status", name: "setActivityStatus", Phrase("取消、改期或改为线上", "Cancel, reschedule or move online"),
                says: Phrase(
                    "取消时场次一并取消，预约保留；恢复时场次一并恢复。原因由公众看到。If-Match 为填报内容的 ETag。",
                    "Cancelling cancels the sessions too and keeps their bookings; coming back brings them back. The public reads the reason. If-Match takes the ETag of the entry."),
                [Activities.enter], [id],
                examples: [example("因雨取消", "Cancelled for the rain", body: "{\"status\":\"cancelled\",\"reason\":\"因暴雨取消 Cancelled for heavy rain\"}")]),
            APIBodySchema(form.schema("ActivityStatusChange", isNew: true), form: form), ActivityEntry.record
        ) { request, entry, tx in
            let reading = try form.reading(request.body)
            guard let status = ActivityStatus(rawValue: reading.text("status")) else { throw APIRefusal.body([APIFlaw("/status", "请写明状态。", "Say which state.")]) }
            try tx.changingTimes(of: entry.activity.id, by: request.identity) {
                try tx.setStatus(status, of: entry.activity.id, reason: reading.text("reason"), house: house, by: request.actor)
            }
        }
    }
}
