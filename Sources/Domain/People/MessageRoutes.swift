import Access
import Kernel
import Language
import Markup
import Outbox
import Rooms
import Storage
import Web

/// `/desk/messages`: what one was told.
enum MessageRoutes {
    private static let size = 30

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/messages", .signedIn, filters: ["page", "unread"]) { visit in try await list(visit, house) },
            .post("/desk/messages/read", .signedIn) { visit in
                let account = try visit.signedIn().account.id
                let count = try await visit.database.write { tx in try tx.readAllMessages(of: account) }
                return visit.see(
                    "/desk/messages", saying: Phrase("\(count) 条消息已标为已读。", "\(Plural.en(count, "message is", "messages are")) marked as read."))
            },
            .post("/desk/messages/{id}/read", .signedIn) { visit in
                let account = try visit.signedIn().account.id
                let id: ID<Message> = try visit.id("id", of: Phrase("这条消息", "message"))
                let path = try await visit.database.write { tx in try tx.readMessage(id, by: account) }
                return visit.see(path ?? "/desk/messages")
            },
        ]
    }

    private static func list(_ visit: Visit, _ house: House) async throws -> Answer {
        let account = try visit.signedIn().account.id
        let onlyUnread = visit.query["unread"] == "1"
        let total = onlyUnread ? visit.unread : try await visit.database.read { tx in try tx.messageCount(of: account) }
        try visit.requirePage(of: total, by: size)
        let page = Int(visit.query["page"] ?? "") ?? 1
        let messages = try await visit.database.read { tx in
            try tx.messages(of: account, onlyUnread: onlyUnread, from: (page - 1) * size, limit: size)
        }
        let titles = Dictionary(house.messages.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
        return MessagePage(messages: messages, titles: titles, onlyUnread: onlyUnread, page: page, total: total, size: size, visit: visit).answer
    }
}
