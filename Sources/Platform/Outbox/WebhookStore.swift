package import Access
package import Kernel
package import Storage

extension Transaction {
    package func webhook(_ id: ID<Webhook>) throws -> Webhook? {
        try row("SELECT \(sql: Webhook.columns) FROM outbox_webhook WHERE id = \(id)", Webhook.init)
    }

    /// All of them, or one person's; the newest first.
    package func webhooks(of owner: ID<Account>? = nil) throws -> [Webhook] {
        let mine: SQL = owner.map { "WHERE owner_id = \($0)" } ?? ""
        return try rows("SELECT \(sql: Webhook.columns) FROM outbox_webhook \(sql: mine) ORDER BY id DESC", Webhook.init)
    }

    /// Adds a webhook that is told of what it wants from now on, and gives its secret. Refuses an address that is none of the public internet.
    package func addWebhook(
        _ address: String, wanting filter: WebhookFilter = .everything, by owner: ID<Account>
    ) throws -> (id: ID<Webhook>, secret: WebhookSecret) {
        let address = try WebhookAddress.checked(address, takesLoopback: takesLoopback())
        guard try number("SELECT COUNT(*) FROM outbox_webhook WHERE owner_id = \(owner)") ?? 0 < 20 else {
            throw Refusal(.conflict, "webhooks-many", "每个账号最多 20 个网络钩子。请先删除不用的。", "An account has 20 webhooks at most. Remove one that is not used.", field: "address")
        }
        let id: ID<Webhook> = newID()
        let secret = WebhookSecret()
        let sealed = try sealedSecret(secret, of: id)
        try execute(
            """
            INSERT INTO outbox_webhook (id, address, owner_id, made_at, state, sealed_secret, sealed_before, before_until, after_seq, due_at,
                held_by, held_until, failures, failing_since, taken, last_at, answer, wanted_records, wanted_changes)
            VALUES (\(id), \(address), \(owner), \(now), \(Webhook.State.active), \(sealed), NULL, NULL, \(LedgerReader.latestPublic(self)), \(now),
                0, 0, 0, NULL, 0, NULL, '', \(filter.recordText), \(filter.changeText))
            """)
        try record(LedgerEntry("outbox.webhook-added", "webhook", id, by: owner.number))
        return (id, secret)
    }

    /// The secret with which it is signed, for whoever sets up the receiver; that it was shown is written down.
    package func showSecret(of id: ID<Webhook>, by actor: Int64) throws -> WebhookSecret? {
        try record(LedgerEntry("outbox.webhook-secret-shown", "webhook", id, by: actor))
        return try webhookSecrets(of: id).first
    }

    /// A new secret; the one before signs too for a day.
    @discardableResult
    package func rotateSecret(of id: ID<Webhook>, by actor: Int64) throws -> WebhookSecret {
        let secret = WebhookSecret()
        let sealed = try sealedSecret(secret, of: id)
        try execute(
            """
            UPDATE outbox_webhook SET sealed_before = sealed_secret, before_until = \(now.adding(hours: Webhook.rotationHours)), sealed_secret = \(sealed)
            WHERE id = \(id)
            """)
        try record(LedgerEntry("outbox.webhook-secret-rotated", "webhook", id, by: actor))
        return secret
    }

    /// On again, from where it stopped, with what was set aside; or paused.
    package func setWebhook(_ id: ID<Webhook>, active: Bool, by actor: Int64) throws {
        let state: Webhook.State = active ? .active : .paused
        try execute("UPDATE outbox_webhook SET state = \(state), failures = 0, failing_since = NULL, due_at = \(now) WHERE id = \(id)")
        if active {
            let waiting = try rows("SELECT seq FROM outbox_webhook_event WHERE webhook_id = \(id) AND state IN ('waiting', 'sending')") { try $0.int64("seq") }
            for seq in waiting { try enqueueEvent(WebhookEventReference(webhook: id, seq: seq)) }
        }
        try record(LedgerEntry(active ? "outbox.webhook-resumed" : "outbox.webhook-paused", "webhook", id, by: actor))
    }

    package func removeWebhook(_ id: ID<Webhook>, by actor: Int64) throws {
        try execute("DELETE FROM outbox_webhook_event WHERE webhook_id = \(id)")
        try execute("DELETE FROM outbox_webhook WHERE id = \(id)")
        try record(LedgerEntry("outbox.webhook-removed", "webhook", id, by: actor))
    }

    /// The secrets with which it is signed now: its own, and for a day the one before.
    func webhookSecrets(of id: ID<Webhook>) throws -> [WebhookSecret] {
        let found = try row("SELECT sealed_secret, sealed_before, before_until FROM outbox_webhook WHERE id = \(id)") { row in
            (try row.blob("sealed_secret"), try row.blobOrNil("sealed_before"), try row.instantOrNil("before_until"))
        }
        guard let found else { return [] }
        var sealed = [found.0]
        if let before = found.1, let until = found.2, until > now { sealed.append(before) }
        return try sealed.compactMap { WebhookSecret(String(decoding: try openFromOutbox($0, at: "webhook/\(id)"), as: UTF8.self)) }
    }

    private func sealedSecret(_ secret: WebhookSecret, of id: ID<Webhook>) throws -> [UInt8] {
        try sealForOutbox(Array(secret.text.utf8), at: "webhook/\(id)")
    }
}
