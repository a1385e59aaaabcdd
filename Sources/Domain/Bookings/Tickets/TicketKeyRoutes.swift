import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/ticket-keys`: with which key tickets are signed, and another in its place.
enum TicketKeyRoutes {
    static let item = DeskItem("/desk/ticket-keys", "门票密钥", "Ticket keys", permission: Bookings.ticketKeys, in: .system, order: 96)

    static let routes: [Route] = [
        .get("/desk/ticket-keys", .permitted(Bookings.ticketKeys)) { visit in
            let keys = try await visit.database.read { try $0.ticketKeys() }
            return page(keys, visit)
        },
        .post("/desk/ticket-keys/rotation", .permitted(Bookings.ticketKeys)) { visit in
            let identity = try visit.signedIn()
            return try await visit.making { tx in
                try identity.require(Bookings.ticketKeys, within: [.all])
                try tx.rotateTicketKey(by: identity.account.id.number)
                return Made(at: "/desk/ticket-keys", saying: Phrase("已换用新的密钥；以前的门票照常有效。", "A new key signs from now on. Tickets that were issued stay valid."))
            }
        },
    ]

    private static func page(_ keys: [TicketKey], _ visit: Visit) -> Answer {
        visit.desk(
            Phrase("门票密钥", "Ticket keys"),
            lede: Phrase(
                "门票二维码由本系统签名，检票处断网时也能辨别真伪。公钥在 /.well-known/keys.json 公布，换下的一直保留。",
                "The QR codes of tickets are signed, so that a door without a network tells true ones from false. Public keys stand at /.well-known/keys.json, replaced ones too.")
        ) {
            if keys.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有密钥", "No key yet")) }
                    p { visit.say(Phrase("第一张门票出示时，密钥会自动生成。", "The key is made when the first ticket is shown.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) { for key in keys { li { line(key, visit) } } }
                visit.postButton(Phrase("换用新密钥", "Replace the key"), posts: "/desk/ticket-keys/rotation", style: "", makes: true)
            }
        }
    }

    @HTMLBuilder private static func line(_ key: TicketKey, _ visit: Visit) -> HTML {
        let made = key.madeAt.day(in: .china)
        p { strong { visit.say(Phrase("密钥 \(key.number)", "Key \(key.number)")) } }
        p(.class("meta")) {
            visit.say(Phrase("\(Dates.plain(made, .zh))生成", "made \(Dates.plain(made, .en))"))
            if let retired = key.retiredAt?.day(in: .china) { visit.say(Phrase("，\(Dates.plain(retired, .zh))换下", ", replaced \(Dates.plain(retired, .en))")) }
        }
    }
}
