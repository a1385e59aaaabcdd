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
            ("id", quote(model.activity.id.text)), ("version", String(model.version.number)), ("title", wording(content.title)),
            ("summary", wording(content.summary)), ("description", wording(content.description)), ("kind", quote(content.kind.rawValue)),
            ("mode", quote(content.mode.rawValue)), ("status", quote(model.activity.status.rawValue)),
            ("organiser", wording(model.organiser?.name)), ("region", optional(content.region)),
            ("place", wording(model.venue?.name ?? content.place?.name)), ("age_min", optional(content.ageMin)), ("age_max", optional(content.ageMax)),
            ("free", content.isFree.map { $0 ? "true" : "false" } ?? "null"),
            ("access", list(content.access.map(\.rawValue).sorted().map(quote))),
            ("campaigns", list(model.campaigns.map { quote($0.campaign.key) })), ("sessions", list(model.sessions.map(session))),
        ]
        fields.append(("children", list(model.children.map { quote($0.activity.id.text) })))
        fields.append(("parent", optional(model.activity.parent?.text)))
        return object(fields)
    }

    private static func session(_ one: ActivitySession) -> String {
        object([
            ("id", quote(one.id.text)), ("begin", quote(one.begin.iso)), ("end", quote(one.end.iso)), ("zone", quote(one.zone.name)),
            ("day", quote(one.day.iso)), ("hours_announced", one.hoursAnnounced ? "true" : "false"), ("capacity", optional(one.capacity)),
            ("left", optional(one.left)), ("status", quote(one.status.rawValue)),
        ])
    }

    private static func wording(_ wording: Wording?) -> String {
        guard let wording else { return "null" }
        return object([("zh", quote(wording.zh)), ("en", optional(wording.en))])
    }

    private static func quote(_ text: String) -> String { JSONText.quote(text) }
    private static func optional(_ text: String?) -> String { text.map(quote) ?? "null" }
    private static func optional(_ number: Int?) -> String { number.map { String($0) } ?? "null" }
    private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }
    private static func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { quote($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }
}
