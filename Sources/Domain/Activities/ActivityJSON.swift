import Campaigns
import Kernel
import Language
import Venues
import Web

/// The public record of an activity for machines.
enum ActivityJSON {
    static func text(_ model: PublicActivity) -> String {
        let content = model.content
        var fields: [(String, String)] = [
            ("id", JSONText.quote(model.activity.id.text)), ("version", String(model.version.number)), ("title", JSONText.wording(content.title)),
            ("summary", JSONText.wording(content.summary)), ("description", JSONText.wording(content.description)),
            ("kind", JSONText.quote(content.kind.rawValue)),
            ("mode", JSONText.quote(content.mode.rawValue)), ("status", JSONText.quote(model.activity.status.rawValue)),
            ("organiser", JSONText.wording(model.organiser?.name)), ("region", JSONText.quote(orNull: content.region)),
            ("place", JSONText.wording(model.venue?.name ?? content.place?.name)),
            ("age_min", JSONText.number(orNull: content.ageMin)), ("age_max", JSONText.number(orNull: content.ageMax)),
            ("free", content.isFree.map { $0 ? "true" : "false" } ?? "null"),
            ("access", JSONText.list(content.access.map(\.rawValue).sorted().map { JSONText.quote($0) })),
            ("campaigns", JSONText.list(model.campaigns.map { JSONText.quote($0.campaign.key) })),
            ("sessions", JSONText.list(model.sessions.map(session))),
        ]
        fields.append(("children", JSONText.list(model.children.map { JSONText.quote($0.activity.id.text) })))
        fields.append(("parent", JSONText.quote(orNull: model.activity.parent?.text)))
        return JSONText.object(fields)
    }

    private static func session(_ one: ActivitySession) -> String {
        JSONText.object([
            ("id", JSONText.quote(one.id.text)), ("begin", JSONText.quote(one.begin.iso)), ("end", JSONText.quote(one.end.iso)),
            ("zone", JSONText.quote(one.zone.name)), ("day", JSONText.quote(one.day.iso)), ("hours_announced", one.hoursAnnounced ? "true" : "false"),
            ("capacity", JSONText.number(orNull: one.capacity)), ("left", JSONText.number(orNull: one.left)), ("status", JSONText.quote(one.status.rawValue)),
        ])
    }
}
