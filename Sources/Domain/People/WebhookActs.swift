import API
import Access
import Formats
import Kernel
import Outbox
import Storage
import Web

/// One's webhooks at `/api/v1`. Their secrets are shown at the desk alone, where a person looks at them.
struct WebhookActs: Sendable {
    let form: WebhookForm

    var operations: [APIOperation] { [list, make, read, change, remove] }

    private static let id = APIParameter.path("id", "网络钩子的标识", "The webhook's identity")
    private static let address = APIForm(Form(WebhookForm.address))

    private static let json = APIObject<Webhook>("Webhook") {
        APIField("id", .id, "标识", "Its identity") { $0.id.text }
        APIField("address", .address, "接收地址", "Where it is sent") { $0.address }
        APIField("state", .choice(Webhook.State.self), "状态", "Its state") { $0.state }
        APIField("records", .list(.text), "通知哪些记录；空为全部", "Of which records it is told; empty: all") { $0.filter.records.sorted() }
        APIField("changes", .list(.text), "发生什么时通知；空为全部", "When what becomes of them; empty: all") { $0.filter.changes.sorted() }
        APIField("taken", .integer, "已送达的事件数", "How many events were taken") { $0.taken }
        APIField("failures", .integer, "连续失败的次数", "Tries in a row that came to nothing") { $0.failures }
    }

    private static let record = APIRecord(
        json,
        version: {
            [
                $0.id.text, $0.address, $0.state.rawValue, $0.filter.records.sorted().joined(separator: " "),
                $0.filter.changes.sorted().joined(separator: " "),
            ]
        },
        find: { request, tx in try WebhookRoutes.webhook(request.id("id", of: WebhookRoutes.noun), request.identity, tx) })

    private static func example(_ zh: String, _ en: String, body: String?) -> APIActExample {
        APIActExample(Phrase(zh, en)) { tx in try tx.webhooks().first.map { ([("id", $0.id.text)], body) } }
    }

    private var list: APIOperation {
        .read(
            APIAct(
                "/webhooks", name: "listWebhooks", Phrase("网络钩子", "Webhooks"), says: Phrase("令牌主人自己的。", "Those of the token's owner."),
                [Messages.manageWebhooks], examples: [APIActExample(Phrase("全部", "All of them")) { _ in ([], nil) }]),
            of: APIObject<[Webhook]>("WebhookList") {
                APIField("items", .list(.object(Self.json)), "网络钩子，新的在前", "The webhooks, the newest first") { $0 }
            }
        ) { request, tx in try tx.webhooks(of: request.identity.account.id) }
    }

    private var make: APIOperation {
        let body = APIBodySchema(Self.address.schema("NewWebhook", isNew: true, adding: members), form: Self.address)
        return .make(
            APIAct(
                "/webhooks", name: "addWebhook", Phrase("添加网络钩子", "Add a webhook"),
                says: Phrase(
                    "从现在起通知。签名密钥在工作台的网络钩子页面查看。", "It is told from now on. The secret that signs is shown on its page at the desk."),
                [Messages.manageWebhooks],
                examples: [
                    APIActExample(Phrase("活动的发布和撤回", "Activities published and withdrawn")) { _ in
                        ([], "{\"address\":\"https://hooks.example.org/kepu\",\"records\":[\"activity\"],\"changes\":[\"published\",\"withdrawn\"]}")
                    }
                ]), body, Self.record
        ) { request, tx in
            var flaws: [APIFlaw] = []
            let reading = try APIRefusal.gather(&flaws) { try Self.address.reading(request.body, beside: ["records", "changes"]) }
            let filter = WebhookFilter(
                records: words("records", of: request, among: form.records, or: [], &flaws),
                changes: words("changes", of: request, among: form.changes, or: [], &flaws))
            guard let reading, flaws.isEmpty else { throw APIRefusal.body(flaws) }
            return try Self.address.naming {
                let id = try tx.addWebhook(reading.text("address"), wanting: filter, by: request.identity.account.id).id
                guard let made = try tx.webhook(id) else { throw Refusal.notFound(WebhookRoutes.noun) }
                return (made, "/webhooks/\(id.text)")
            }
        }
    }

    private var read: APIOperation {
        .read(
            APIAct(
                "/webhooks/{id}", name: "readWebhook", Phrase("一个网络钩子", "One webhook"), [Messages.manageWebhooks], [Self.id],
                examples: [Self.example("一个", "One", body: nil)]), Self.record)
    }

    private var change: APIOperation {
        .change(
            APIAct(
                "/webhooks/{id}", name: "changeWebhook", Phrase("更改通知范围", "Change what it is told"),
                says: Phrase("只写要改的；null 或空列表为全部。", "Only what changes; null or an empty list is everything."), [Messages.manageWebhooks], [Self.id],
                examples: [Self.example("只要新闻", "News alone", body: "{\"records\":[\"news\"],\"changes\":null}")]),
            APIBodySchema(.closed(members)), Self.record
        ) { request, webhook, tx in
            var flaws: [APIFlaw] = []
            if case .object(let given) = request.body {
                flaws = given.filter { !["records", "changes"].contains($0.key) }.map { .unknown(APIFlaw.step($0.key)) }
            } else {
                flaws.append(.kind("", Phrase("对象", "an object"), request.body))
            }
            let filter = WebhookFilter(
                records: words("records", of: request, among: form.records, or: webhook.filter.records, &flaws),
                changes: words("changes", of: request, among: form.changes, or: webhook.filter.changes, &flaws))
            guard flaws.isEmpty else { throw APIRefusal.body(flaws) }
            try tx.setFilter(filter, of: webhook.id, by: request.actor)
        }
    }

    private var remove: APIOperation {
        .remove(
            APIAct(
                "/webhooks/{id}", name: "removeWebhook", Phrase("删除网络钩子", "Remove a webhook"), [Messages.manageWebhooks], [Self.id],
                examples: [Self.example("一个", "One", body: nil)]), Self.record
        ) { request, webhook, tx in try tx.removeWebhook(webhook.id, by: request.actor) }
    }

    private var members: [APISchema.Member] {
        [
            APISchema.Member(
                "records", Phrase("通知哪些记录；不写或为空即全部", "Of which records; left out or empty, all"),
                .orNull(.list(.text(values: form.records.map(\.value)))),
                isRequired: false),
            APISchema.Member(
                "changes", Phrase("发生什么时通知；不写或为空即全部", "When what becomes of them; left out or empty, all"),
                .orNull(.list(.text(values: form.changes.map(\.value)))), isRequired: false),
        ]
    }

    /// The words of a list that was sent; what it was where nothing was.
    private func words(
        _ name: String, of request: APIRequest, among choices: [FormField.Choice], or before: Set<String>, _ flaws: inout [APIFlaw]
    ) -> Set<String> {
        guard let sent = request.body[name] else { return before }
        if sent == .null { return [] }
        guard case .list(let items) = sent else {
            flaws.append(.kind("/" + name, Phrase("列表", "a list"), sent))
            return before
        }
        var found: Set<String> = []
        for (place, item) in items.enumerated() {
            guard case .text(let word) = item, choices.contains(where: { $0.value == word }) else {
                let known = choices.map(\.value).joined(separator: ", ")
                flaws.append(APIFlaw("/\(name)/\(place)", "只能是：\(known)。", "It is one of: \(known)."))
                continue
            }
            found.insert(word)
        }
        return found
    }
}
