package import Access
import Foundation
import Kernel
import Storage

/// The words and bare addresses of messages, the marks of addresses, the secrets of webhooks: under new secrets.
package enum OutboxResealing {
    package static let all = [Resealing(under: OutboxSeal.words, OutboxSeal.marks, steps: [messages, chosen, webhooks])]

    private static let messages: Resealing.Step = { tx, seals, after, limit in
        guard let words = seals[OutboxSeal.words] else { return nil }
        let found = try tx.rows(
            """
            SELECT id, sealed, address_mark FROM outbox_message WHERE id > \(after) AND (sealed IS NOT NULL OR address_mark IS NOT NULL)
            ORDER BY id LIMIT \(limit)
            """
        ) { row in (id: try row.id("id", Message.self), sealed: try row.blobOrNil("sealed"), mark: try row.blobOrNil("address_mark")) }
        for one in found {
            // Whose words are erased says nothing any more of an address: what stands for it goes too.
            let opened = try one.sealed.map { try words.open($0, about: OutboxSeal.place(of: one.id)).plain }
            let address = try opened.flatMap { try JSONDecoder().decode(MessageContent.self, from: Data($0)).address }
            var mark: [UInt8]?
            if one.mark != nil, let address, let marks = seals[OutboxSeal.marks] { mark = OutboxSeal.mark(address, under: marks.new) }
            let sealed = try one.sealed.map { try words.again($0, about: OutboxSeal.place(of: one.id)) }
            try tx.execute("UPDATE outbox_message SET sealed = \(sealed), address_mark = \(mark) WHERE id = \(one.id)")
        }
        return found.last?.id.number
    }

    /// The names to which people have their letters sent; what is none of their names any more goes.
    private static let chosen: Resealing.Step = { tx, seals, after, limit in
        guard let marks = seals[OutboxSeal.marks] else { return nil }
        let accounts = try tx.rows(
            "SELECT DISTINCT account_id FROM outbox_address WHERE account_id > \(after) ORDER BY account_id LIMIT \(limit)"
        ) { try $0.id("account_id", Account.self) }
        for id in accounts {
            let names = try tx.account(id).map { try tx.logins(of: $0) } ?? []
            let kept = try tx.rows("SELECT channel, address_mark FROM outbox_address WHERE account_id = \(id)") { row in
                (channel: try row.text("channel"), mark: try row.blob("address_mark"))
            }
            for one in kept {
                let name = names.first { [OutboxSeal.mark($0, under: marks.old), OutboxSeal.mark($0, under: marks.new)].contains(one.mark) }
                if let name {
                    try tx.execute(
                        """
                        UPDATE outbox_address SET address_mark = \(OutboxSeal.mark(name, under: marks.new))
                        WHERE account_id = \(id) AND channel = \(one.channel)
                        """)
                } else {
                    try tx.execute("DELETE FROM outbox_address WHERE account_id = \(id) AND channel = \(one.channel)")
                }
            }
        }
        return accounts.last?.number
    }

    private static let webhooks: Resealing.Step = { tx, seals, after, limit in
        guard let words = seals[OutboxSeal.words] else { return nil }
        let found = try tx.rows(
            "SELECT id, sealed_secret, sealed_before FROM outbox_webhook WHERE id > \(after) ORDER BY id LIMIT \(limit)"
        ) { row in (id: try row.id("id", Webhook.self), secret: try row.blob("sealed_secret"), before: try row.blobOrNil("sealed_before")) }
        for one in found {
            let place = "webhook/\(one.id)"
            let (secret, before) = (try words.again(one.secret, about: place), try one.before.map { try words.again($0, about: place) })
            try tx.execute("UPDATE outbox_webhook SET sealed_secret = \(secret), sealed_before = \(before) WHERE id = \(one.id)")
        }
        return found.last?.id.number
    }
}
