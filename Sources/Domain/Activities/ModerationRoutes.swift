import Access
import Campaigns
import Kernel
import Language
import Rooms
import Storage
import Web

/// `/desk/moderation`: the queue, one item, the decision, the next item.
enum ModerationRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/moderation", .permitted(Activities.moderate)) { visit in try await queue(visit) },
            .get("/desk/moderation/{activity}/{campaign}", .permitted(Activities.moderate)) { visit in
                let model = try await load(visit)
                return ModerationPage(model: model, visit: visit, stands: try await whatStands(on: model, house, visit)).answer
            },
            .post("/desk/moderation/{activity}/{campaign}", .permitted(Activities.moderate)) { visit in try await decide(visit, house) },
        ]
    }

    /// What would be left standing if the public lost sight of the activity by this decision: bookings.
    private static func whatStands(on item: ModerationItem, _ house: House, _ visit: Visit) async throws -> Refusal? {
        try await visit.database.read { tx in
            do { try tx.askUnpublication(item.placement, by: .giveBack, confirmed: false, house: house) } catch let refusal as Refusal { return refusal }
            return nil
        }
    }

    private static func queue(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        var filter = QueueFilter()
        filter.state = visit.query["state"].flatMap { PlacementState(rawValue: $0) } ?? .toModerate
        filter.campaign = visit.query["campaign"].flatMap { $0.isEmpty || $0.utf8.contains(0) ? nil : $0 }
        filter.page = max(1, min(Int(visit.query["page"] ?? "1") ?? 1, 100_000))
        let found = try await visit.database.read { [filter] tx in (try tx.queue(for: identity, filter), try tx.campaigns()) }
        return QueuePage(lines: found.0.lines, counts: found.0.counts, filter: filter, campaigns: found.1, visit: visit).answer
    }

    private static func load(_ visit: Visit) async throws -> ModerationItem {
        let identity = try visit.signedIn()
        let id: ID<Activity> = try visit.id("activity", of: Activity.noun)
        let key = visit.parameter("campaign")
        return try await visit.database.read { try $0.moderationItem(id, in: key, for: identity) }
    }

    private static func decide(_ visit: Visit, _ house: House) async throws -> Answer {
        let identity = try visit.signedIn()
        let item = try await load(visit)
        let fields = visit.posted.fields
        let remarks = ModerationFields.all.compactMap { field -> FieldRemark? in
            let text = trimmed(fields["remark_\(field.name)"])
            return text.isEmpty ? nil : FieldRemark(field: field.name, text: text)
        }
        let reason = trimmed(fields["reason"])
        do {
            guard let event = fields["decision"].flatMap({ PlacementEvent(rawValue: $0) }), [.publish, .clear, .giveBack, .refuse].contains(event) else {
                throw Refusal(.invalid, "decision", "请选择发布、退回或不予采用。", "Choose to publish, to return or to refuse.", field: "decision")
            }
            let seen = Int(fields["version"] ?? "") ?? 0
            let next = try await visit.database.write { tx in
                try tx.askUnpublication(item.placement, by: event, confirmed: fields["confirmed"] != nil, house: house)
                try tx.decide(
                    event, on: item.activity.id, in: item.campaign.id, seen: seen, remarks: remarks, reason: reason, by: identity)
                return try tx.queue(for: identity, QueueFilter()).lines.first
            }
            let said = Phrase("“\(item.version.content.title(.zh))”：\(event.title.zh)。", "“\(item.version.content.title(.en))”: \(event.title.en).")
            guard let next else { return visit.see("/desk/moderation", saying: said) }
            return visit.see("/desk/moderation/\(next.activity.text)/\(next.campaignKey)", saying: said)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            let model = try await load(visit)
            return ModerationPage(model: model, visit: visit, problem: refusal, stands: try await whatStands(on: model, house, visit)).answer
        }
    }

    private static func trimmed(_ text: String?) -> String {
        let text = String((text ?? "").prefix(1000)).replacing("\0", with: "")
        return text.allSatisfy(\.isWhitespace) ? "" : text
    }
}
