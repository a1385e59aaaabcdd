import API
import Access
import Kernel
import Storage
import Web

/// An activity as those who keep it enter it: its newest version, whether or not the public sees it.
struct ActivityEntry: Sendable {
    let activity: Activity
    let version: ActivityVersion
}

extension ActivityEntry {
    /// What a change may hold: the desk's form.
    static let form = APIForm(ActivityForm.form(ActivityChoices(), isNew: false), ids: ["venue"], ticks: ["access"], without: ["version"])

    /// What a new one may hold.
    static let new: APIForm = {
        let own = ActivityForm.form(ActivityChoices(), isNew: true)
        let known = Set(own.fields.map(\.name))
        let more = [
            FormField("campaign", "活动项目", "Campaign", .text(max: 100), hint: Phrase("key；作为草稿列入您负责的活动项目", "its key; enters a campaign of yours as a draft")),
            FormField("parent", "所属系列", "Part of the series", .text(max: 100)),
        ].filter { !known.contains($0.name) }
        return APIForm(
            own + Form(more), ids: ["organiser", "venue", "parent"], ticks: ["access"], without: ["version"],
            begins: ["zone": Zone.china.name, "mode": AttendanceMode.onsite.rawValue])
    }()

    /// The values of the form.
    var values: [String: String] { ActivityForm.values(of: version.content, version: version.number) }

    static let json = APIObject<ActivityEntry>("ActivityEntry") {
        APIField("id", .id, "标识", "Its identity") { $0.activity.id.text }
        APIField("version", .integer, "最新的版本", "The newest version") { $0.version.number }
        APIField("organiser", .id, "填报单位", "The organisation that enters it") { $0.activity.organiser.text }
        APIField("umbrella", .boolean, "是否包含其他活动", "Whether it holds other activities") { $0.activity.isUmbrella }
        APIField("parent", .orNull(.id), "所属系列", "The series that it belongs to") { $0.activity.parent?.text }
        APIField("status", .choice(ActivityStatus.self), "状态", "What becomes of it") { $0.activity.status }
        APIField("status_reason", .text, "公众所见的原因", "Why, as the public reads it") { $0.activity.statusReason }
        form.fields { (entry: ActivityEntry) in entry.values }
    }

    /// At `/activities/{id}/entry`.
    static let record = APIRecord(
        json,
        version: { entry in
            [entry.activity.id.text, String(entry.version.number), entry.activity.status.rawValue, entry.activity.statusReason]
        },
        find: { request, tx in
            let id: ID<Activity> = try request.id("id", of: Activity.noun)
            if tx.isWriting { try tx.holdActivity(id) }
            return try tx.activityEntry(id, for: request.identity)
        })
}

extension Transaction {
    /// Nobody else changes the activity itself until the transaction ends.
    func holdActivity(_ id: ID<Activity>) throws { try execute("UPDATE activities_activity SET latest = latest WHERE id = \(id)") }

    /// The newest version for somebody who may change it. Whoever may not does not learn that there is one which the public does not see.
    func activityEntry(_ id: ID<Activity>, for identity: Identity) throws -> ActivityEntry {
        let activity = try requireActivity(id)
        guard identity.may(Activities.enter, within: try entryScopes(id)) else {
            throw activity.isPublic ? Refusal.notYours(Activities.enter) : Refusal.notFound(Activity.noun)
        }
        guard let version = try version(activity.latest, of: id) else { throw Refusal.notFound(Activity.noun) }
        return ActivityEntry(activity: activity, version: version)
    }
}
