import Kernel

/// What the owner of a webhook is told.
package enum WebhookWords {
    package static let kind = MessageKind("outbox.webhook-ended", "网络钩子停用", "A webhook has ended")

    static func ended(_ webhook: Webhook, _ state: Webhook.State, _ answer: String) -> Message {
        Message(
            kind, to: .account(webhook.owner),
            subject: Phrase("网络钩子已停用：\(webhook.address)", "Webhook ended: \(webhook.address)"),
            body: Phrase(
                "\(state.title.zh)。接收方最后的回答：\(answer)。修好后可在网络钩子页面重新启用，从停下的地方继续。",
                "\(state.title.en). The receiver's last answer: \(answer). Once it is put right, switch the webhook on again on its page; it goes on where it stopped."),
            path: "/desk/webhooks/\(webhook.id)")
    }
}
