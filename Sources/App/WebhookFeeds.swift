import API
import Kernel
import Outbox
import Rooms
import Storage

/// What receivers of webhooks are told: the very changes that `/api/v1/changes` lists.
enum WebhookFeeds {
    static func feed(of house: House) -> WebhookFeed {
        let rooms = Dictionary(house.changes.map { ($0.noun, $0) }, uniquingKeysWith: { first, _ in first })
        return WebhookFeed { tx, record in try rooms[record.entry.noun]?.read(tx, record).map(event) }
    }

    private static func event(_ change: APIChange) -> WebhookEvent {
        let data = JSONText.object([
            ("noun", JSONText.quote(change.noun)), ("id", JSONText.quote(change.id)), ("kind", JSONText.quote(change.kind.rawValue)),
            ("within", JSONText.quote(orNull: change.within)), ("address", JSONText.quote(orNull: change.path.map { APIService.root + $0 })),
        ])
        return WebhookEvent(type: "\(change.noun).\(change.kind.rawValue)", data: data)
    }
}
