import Access
import Kernel
import Outbox
package import Rooms
import Storage
import Web

/// What is told to people: in the program, by mail and by text message; and webhooks, which tell programs.
package enum Messages {
    static let read = Permission("messages.read", "查看自己的消息", "Read one's own messages", roles: Set(Role.known))
    static let seeOutbox = Permission("messages.outbox", "查看并重发外发消息", "See the outbox and send again", roles: [.administrator])
    static let manageWebhooks = Permission("messages.webhooks", "管理网络钩子", "Manage webhooks", roles: [.administrator, .organiser])

    package static let module: Module = {
        var module = Module("messages", "消息", "Messages")
        module.messages = AccountLetters.kinds
        module.tells = AccountLetters.tell
        module.mine = [
            MineItem("/desk/me/messages", "消息", "Messages", says: Phrase("怎样、用哪种语言通知我", "How I am told, and in which language"), order: 60)
        ]
        module.permissions = [read, seeOutbox, manageWebhooks]
        module.desk = [
            DeskItem("/desk/messages", "消息", "Messages", permission: read, in: .own, order: 5),
            DeskItem("/desk/outbox", "外发消息", "Outbox", permission: seeOutbox, in: .system, order: 93, isForAll: true),
            DeskItem("/desk/webhooks", "网络钩子", "Webhooks", permission: manageWebhooks, in: .system, order: 94),
        ]
        module.personalData = [MyDataRecords.messages]
        module.routes = { house in MessageRoutes.routes(house) + MessageWishRoutes.routes(house) + MessageOutboxRoutes.routes(house) + WebhookRoutes.routes(house) }
        module.operations = { house in WebhookActs(form: WebhookForm(house)).operations }
        return module
    }()
}
