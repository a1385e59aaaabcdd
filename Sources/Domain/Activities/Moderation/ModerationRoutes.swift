import Access
import Campaigns
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/moderation`: the queue, one item, the decision, the next item; or many of the queue at once.
enum ModerationRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/moderation", .permitted(Activities.moderate)) { visit in try await queue(visit) },
            .post("/desk/moderation/decisions", .permitted(Activities.moderate)) { visit in try await decideMany(visit, house) },
            .get("/desk/moderation/{activity}/{campaign}", .permitted(Activities.moderate)) { visit in
                let model = try await load(visit)
                return try await page(model, house, visit)
            },
            .post("/desk/moderation/{activity}/{campaign}", .permitted(Activities.moderate)) { visit in try await decide(visit, house) },
        ]
    }

    private static func page(_ model: ModerationItem, _ house: House, _ visit: Visit, problem: Refusal? = nil) async throws -> Answer {
        ModerationPage(
            model: model, filter: QueueFilter(visit.query), visit: visit, problem: problem, stands: try await whatStands(on: model, house, visit)
        ).answer
    }

    /// What would be left standing if the public lost sight of the activity by this decision: bookings.
    private static func whatStands(on item: ModerationItem, _ house: House, _ visit: Visit) async throws -> Refusal? {
        try await visit.database.read { tx in
            do { try tx.askUnpublication(item.placement, by: .giveBack, confirmed: false, house: house) } catch let refusal as Refusal { return refusal }
            return nil
        }
    }

    private static func queue(_ visit: Visit, problem: Refusal? = nil, left: [ModerationBatch.Left] = [], done: Int = 0) async throws -> Answer {
        let identity = try visit.signedIn()
        let filter = QueueFilter(visit.query)
        let regions = visit.regions
        let model = try await visit.database.read { tx in
            let own = try tx.moderationReach(of: identity)
            let reach = filter.isWide ? nil : own
            let tally = try tx.queueTally(for: identity, filter, reach: reach)
            return QueuePage.Model(
                lines: try tx.queue(for: identity, filter, reach: reach), tally: tally,
                regions: filter.state == .toModerate ? tally.regions(.toModerate, within: filter.region, in: regions) : [], reach: own,
                unit: try filter.unit.flatMap { try tx.organisation($0) })
        }
        return QueuePage(model: model, filter: filter, visit: visit, problem: problem, left: left, done: done).answer
    }

    private static func decideMany(_ visit: Visit, _ house: House) async throws -> Answer {
        let identity = try visit.signedIn()
        let batch: ModerationBatch
        do { batch = try ModerationBatch(visit.posted) } catch let refusal as Refusal where refusal.kind == .invalid {
            return try await queue(visit, problem: refusal)
        }
        let left = try await visit.database.write { tx in try tx.decide(batch, house: house, by: identity) }
        let done = batch.entries.count - left.count
        guard left.isEmpty else { return try await queue(visit, left: left, done: done) }
        return visit.see(
            QueueFilter(visit.query).address.text, saying: Phrase("\(done) 项：\(batch.event.title.zh)。", "\(done) done: \(batch.event.title.en)."))
    }

    private static func load(_ visit: Visit) async throws -> ModerationItem {
        let identity = try visit.signedIn()
        let id: ID<Activity> = try visit.id("activity", of: Activity.noun)
        let key = visit.parameter("campaign")
        let filter = QueueFilter(visit.query)
        return try await visit.database.read { try $0.moderationItem(id, in: key, for: identity, filter) }
    }

    private static func decide(_ visit: Visit, _ house: House) async throws -> Answer {
        let identity = try visit.signedIn()
        let item = try await load(visit)
        let fields = visit.posted.fields
        let remarks = ModerationFields.all.compactMap { field -> FieldRemark? in
            let text = ModerationText.trimmed(fields["remark_\(field.name)"])
            return text.isEmpty ? nil : FieldRemark(field: field.name, text: text)
        }
        let reason = ModerationText.reason(fields)
        do {
            guard let event = fields["decision"].flatMap({ PlacementEvent(rawValue: $0) }), [.publish, .clear, .giveBack, .refuse].contains(event) else {
                throw Refusal(.invalid, "decision", "请选择发布、退回或不予采用。", "Choose to publish, to return or to refuse.", field: "decision")
            }
            let seen = Int(fields["version"] ?? "") ?? 0
            try await visit.database.write { tx in
                try tx.askUnpublication(item.placement, by: event, confirmed: fields["confirmed"] != nil, house: house)
                try tx.decide(
                    event, on: item.activity.id, in: item.campaign.id, seen: seen, remarks: remarks, reason: reason, by: identity)
            }
            let said = Phrase("“\(item.version.content.title(.zh))”：\(event.title.zh)。", "“\(item.version.content.title(.en))”: \(event.title.en).")
            let filter = QueueFilter(visit.query)
            return visit.see((item.next.map(filter.address) ?? filter.address).text, saying: said)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            return try await page(try await load(visit), house, visit, problem: refusal)
        }
    }
}
