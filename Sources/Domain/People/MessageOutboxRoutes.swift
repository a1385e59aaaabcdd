import Access
import Kernel
import Outbox
import Rooms
import Storage
import Web

/// `/desk/outbox`: what went out, what did not, and what the other side said.
enum MessageOutboxRoutes {
    private static let size = 50

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/outbox", .permitted(Messages.seeOutbox), filters: ["state", "kind", "channel", "page"]) { visit in
                try visit.signedIn().require(Messages.seeOutbox, within: [.all])
                return try await list(visit, house)
            },
            .post("/desk/outbox/{message}/{channel}/again", .permitted(Messages.seeOutbox)) { visit in
                let actor = try visit.signedIn()
                try actor.require(Messages.seeOutbox, within: [.all])
                let what = Phrase("这条消息", "message")
                let id: ID<Message> = try visit.id("message", of: what)
                guard let channel = MessageChannel(rawValue: visit.parameter("channel")) else { throw Refusal.notFound(what) }
                try await visit.database.write { tx in try tx.sendAgain(id, by: channel, actor: actor.account.id.number) }
                return visit.see("/desk/outbox?state=waiting", saying: Phrase("已重新排队发送。", "It is sent once more."))
            },
        ]
    }

    private static func list(_ visit: Visit, _ house: House) async throws -> Answer {
        let counts = try await visit.database.read { tx in try tx.deliveryCounts() }
        let troubled = [DeliveryState.dead, .unsure, .off].first { counts[$0] ?? 0 > 0 }
        var filter = DeliveryFilter(state: try choice("state", visit) ?? troubled ?? .sent)
        filter.channel = try choice("channel", visit)
        filter.kind = visit.query["kind"].flatMap { $0.isEmpty ? nil : $0 }
        let kinds = house.messages + [.digest]
        if let kind = filter.kind, !kinds.contains(where: { $0.name == kind }) { throw notOffered("kind", kind) }
        let total = filter.kind == nil && filter.channel == nil ? counts[filter.state] ?? 0 : try await visit.database.read { [filter] tx in try tx.deliveryCount(filter) }
        try visit.requirePage(of: total, by: size)
        let page = Int(visit.query["page"] ?? "") ?? 1
        let (lines, ways) = try await visit.database.read { [filter] tx in
            (try tx.deliveries(filter, from: (page - 1) * size, limit: size), try tx.outboxWays())
        }
        return MessageOutboxPage(
            lines: lines, counts: counts, ways: ways, filter: filter, kinds: kinds, page: page, total: total, size: size, visit: visit
        ).answer
    }

    private static func choice<Choice: RawRepresentable>(_ name: String, _ visit: Visit) throws(Refusal) -> Choice? where Choice.RawValue == String {
        guard let text = visit.query[name], !text.isEmpty else { return nil }
        guard let choice = Choice(rawValue: text) else { throw notOffered(name, text) }
        return choice
    }

    private static func notOffered(_ name: String, _ text: String) -> Refusal {
        let shown = text.prefix(40)
        return Refusal(.invalid, "filter-value", "筛选条件 \(name) 没有“\(shown)”这个值。", "The filter \(name) has no value “\(shown)”.", field: name)
    }
}
