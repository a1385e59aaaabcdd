import Access
import Kernel
import Language
import Outbox
import Rooms
import Storage
import Web

/// `/desk/webhooks`: programs that are told of every public change.
enum WebhookRoutes {
    static let replayForm = Form(
        FormField("begin", "从", "From", .localTime, required: true, hint: Phrase("北京时间", "Beijing time")),
        FormField("end", "到", "To", .localTime, required: true))

    static func routes(_ house: House) -> [Route] { filtered(WebhookForm(house)) + others(WebhookForm(house)) }

    /// Adding one, and choosing of what it is told.
    private static func filtered(_ form: WebhookForm) -> [Route] {
        [
            .get("/desk/webhooks", .permitted(Messages.manageWebhooks)) { visit in try await list(form.adding.empty, visit) },
            .post("/desk/webhooks", .permitted(Messages.manageWebhooks)) { visit in
                let owner = try visit.signedIn().account.id
                var reading = form.adding.read(visit.posted)
                if reading.isGood {
                    do {
                        let (address, filter) = (reading.text("address"), WebhookForm.filter(reading))
                        return try await visit.making { tx in
                            let id = try tx.addWebhook(address, wanting: filter, by: owner).id
                            return Made(
                                at: "/desk/webhooks/\(id)",
                                saying: Phrase("已添加。请显示密钥，并保存到接收程序中。", "It is added. Show its secret, and keep it in the receiving program."))
                        }
                    } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { reading.remark(refusal) }
                }
                return try await list(reading, visit, status: 422)
            },
            .post("/desk/webhooks/{id}/filter", .permitted(Messages.manageWebhooks)) { visit in
                let reading = form.filter.read(visit.posted)
                guard reading.isGood else { return try await page(visit.id("id", of: noun), form, visit, filter: reading) }
                try await change(visit) { tx, webhook, actor in try tx.setFilter(WebhookForm.filter(reading), of: webhook.id, by: actor) }
                return visit.see(address(visit), saying: Phrase("通知范围已保存，从下一个事件起生效。", "What it is told is saved; it holds from the next event on."))
            },
        ]
    }

    private static func others(_ form: WebhookForm) -> [Route] {
        [
            .get("/desk/webhooks/{id}", .permitted(Messages.manageWebhooks)) { visit in try await page(visit.id("id", of: noun), form, visit) },
            .post("/desk/webhooks/{id}/secret", .permitted(Messages.manageWebhooks)) { visit in
                let secret = try await change(visit) { tx, webhook, actor in try tx.showSecret(of: webhook.id, by: actor) }
                return try await page(visit.id("id", of: noun), form, visit, secret: secret)
            },
            .post("/desk/webhooks/{id}/rotation", .permitted(Messages.manageWebhooks)) { visit in
                try await change(visit) { tx, webhook, actor in try tx.rotateSecret(of: webhook.id, by: actor) }
                return visit.see(
                    address(visit),
                    saying: Phrase("从现在起用新密钥签名，旧密钥一天之内同时有效。", "A new secret signs from now on; the old one signs beside it for a day."))
            },
            .post("/desk/webhooks/{id}/state", .permitted(Messages.manageWebhooks)) { visit in
                let isActive = visit.posted.fields["active"] == "1"
                try await change(visit) { tx, webhook, actor in try tx.setWebhook(webhook.id, active: isActive, by: actor) }
                return visit.see(
                    address(visit),
                    saying: isActive ? Phrase("已启用，从停下的地方继续。", "It is on again and goes on where it stopped.") : Phrase("已暂停。", "It is paused."))
            },
            .post("/desk/webhooks/{id}/test", .permitted(Messages.manageWebhooks)) { visit in
                try await change(visit) { tx, webhook, _ in try tx.replayEvent(0, to: webhook.id) }
                return visit.see(
                    address(visit),
                    saying: Phrase("已发出测试事件，稍后刷新页面看结果。", "A test event is on its way; reload the page in a moment to see what came of it."))
            },
            .post("/desk/webhooks/{id}/events/{seq}/again", .permitted(Messages.manageWebhooks)) { visit in
                let seq = Int64(visit.parameter("seq")) ?? -1
                try await change(visit) { tx, webhook, _ in try tx.replayEvent(seq, to: webhook.id) }
                return visit.see(address(visit), saying: Phrase("已重新发送。", "It is sent once more."))
            },
            .post("/desk/webhooks/{id}/replay", .permitted(Messages.manageWebhooks)) { visit in try await replay(form, visit) },
            .post("/desk/webhooks/{id}/removal", .permitted(Messages.manageWebhooks)) { visit in
                try await change(visit) { tx, webhook, actor in try tx.removeWebhook(webhook.id, by: actor) }
                return visit.see("/desk/webhooks", saying: Phrase("网络钩子已删除。", "The webhook is removed."))
            },
        ]
    }

    static let noun = Phrase("这个网络钩子", "webhook")

    private static func address(_ visit: Visit) -> String { "/desk/webhooks/\(visit.parameter("id"))" }

    /// The webhook of that identity, where it is the person's own or the person may see all of them.
    static func webhook(_ id: ID<Webhook>, _ identity: Identity, _ tx: Transaction) throws -> Webhook {
        guard let webhook = try tx.webhook(id), webhook.owner == identity.account.id || seesAll(identity) else { throw Refusal.notFound(noun) }
        return webhook
    }

    static func seesAll(_ identity: Identity) -> Bool { identity.may(Messages.seeOutbox, within: .all) }

    @discardableResult
    private static func change<R: Sendable>(_ visit: Visit, _ unit: @escaping @Sendable (Transaction, Webhook, Int64) throws -> R) async throws -> R {
        let identity = try visit.signedIn()
        let id: ID<Webhook> = try visit.id("id", of: noun)
        return try await visit.database.write { tx in try unit(tx, webhook(id, identity, tx), identity.account.id.number) }
    }

    private static func replay(_ form: WebhookForm, _ visit: Visit) async throws -> Answer {
        let id: ID<Webhook> = try visit.id("id", of: noun)
        var reading = replayForm.read(visit.posted)
        guard reading.isGood, let begin = reading.localTime("begin")?.instant(in: .china), let end = reading.localTime("end")?.instant(in: .china)
        else {
            return try await page(id, form, visit, replay: reading)
        }
        do {
            let count = try await change(visit) { tx, webhook, actor in try tx.replayEvents(from: begin, to: end, to: webhook.id, by: actor) }
            return visit.see(address(visit), saying: Phrase("\(count) 条事件重新排队发送。", "\(Plural.en(count, "event is", "events are")) sent once more."))
        } catch let refusal as Refusal where refusal.kind == .invalid {
            reading.remark(refusal)
            return try await page(id, form, visit, replay: reading)
        }
    }

    private static func list(_ reading: FormReading, _ visit: Visit, status: Int = 200) async throws -> Answer {
        let identity = try visit.signedIn()
        let webhooks = try await visit.database.read { tx in try tx.webhooks(of: seesAll(identity) ? nil : identity.account.id) }
        return WebhookListPage(webhooks: webhooks, reading: reading, status: status, visit: visit).answer
    }

    private static func page(
        _ id: ID<Webhook>, _ form: WebhookForm, _ visit: Visit, secret: WebhookSecret? = nil, replay: FormReading? = nil, filter: FormReading? = nil
    ) async throws -> Answer {
        let identity = try visit.signedIn()
        let found = try await visit.database.read { tx in (webhook: try webhook(id, identity, tx), events: try tx.webhookEvents(of: id)) }
        return WebhookPage(
            webhook: found.webhook, events: found.events, secret: secret, replay: replay ?? replayForm.empty,
            filter: filter ?? form.filled(with: found.webhook.filter), told: form.words(found.webhook.filter), visit: visit
        ).answer
    }
}
