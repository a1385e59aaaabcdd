import Kernel
import Language
import Markup
import Outbox
import Web

/// One webhook: how it stands, what came of its events, and what can be done.
struct WebhookPage {
    let webhook: Webhook
    let events: [WebhookEventLine]
    /// Where somebody asked to see it.
    let secret: WebhookSecret?
    let replay: FormReading
    let filter: FormReading
    /// Of what it is told, in a line.
    let told: Phrase
    let visit: Visit

    private var path: String { "/desk/webhooks/\(webhook.id)" }

    var answer: Answer {
        visit.desk(
            Phrase("网络钩子", "Webhook"), lede: Phrase(same: webhook.address), trail: [("/desk/webhooks", Phrase("网络钩子", "Webhooks"))],
            status: replay.isGood && filter.isGood ? 200 : 422
        ) {
            if let secret { shown(secret) }
            facts
            actions
            if !events.isEmpty { list }
            section {
                h2 { visit.say(Phrase("通知范围", "What it is told")) }
                visit.formHTML(filter, action: path + "/filter", submit: Phrase("保存", "Save"))
            }
            section {
                h2 { visit.say(Phrase("重放一段时间", "Replay a span of time")) }
                p { visit.say(Phrase("这段时间的事件以原来的编号再发一次，最多 1,000 条；不在通知范围内的不发。", "The events of that time are sent once more, each under its own id, 1,000 at most; what it is not told is not sent.")) }
                visit.formHTML(replay, action: path + "/replay", submit: Phrase("重放", "Replay"))
            }
            section {
                h2 { visit.say(Phrase("删除", "Remove")) }
                visit.postButton(Phrase("删除这个网络钩子", "Remove this webhook"), posts: path + "/removal", style: "button-danger")
            }
        }
    }

    private func shown(_ secret: WebhookSecret) -> HTML {
        div(.class("notice", "notice-success"), .role("status")) {
            p { visit.say(Phrase("签名密钥，请保存到接收程序中：", "The signing secret; keep it in the receiving program:")) }
            p { code { secret.text } }
        }
    }

    private var facts: HTML {
        dl(.class("facts")) {
            dt { visit.say(Phrase("状态", "State")) }
            dd { Self.state(of: webhook, visit) }
            dt { visit.say(Phrase("通知范围", "Told of")) }
            dd { visit.say(told) }
            dt { visit.say(Phrase("已送达", "Delivered")) }
            dd { Numerals.count(webhook.taken, visit.language) }
            if let last = webhook.lastAt {
                dt { visit.say(Phrase("最近一次", "Last time")) }
                dd { Dates.moment(last, .china, visit.language) + " · " + webhook.answer }
            }
            if let since = webhook.failingSince {
                dt { visit.say(Phrase("开始失败", "Failing since")) }
                dd { Dates.moment(since, .china, visit.language) }
            }
            if let until = webhook.beforeUntil, until > visit.now {
                dt { visit.say(Phrase("旧密钥有效至", "Old secret signs until")) }
                dd { Dates.moment(until, .china, visit.language) }
            }
        }
    }

    private var actions: HTML {
        div(.class("actions")) {
            visit.postButton(Phrase("发送测试事件", "Send a test event"), posts: path + "/test", style: "button-quiet")
            visit.postButton(Phrase("显示密钥", "Show the secret"), posts: path + "/secret", style: "button-quiet")
            visit.postButton(Phrase("更换密钥", "Rotate the secret"), posts: path + "/rotation", style: "button-quiet")
            if webhook.state == .active {
                visit.postButton(Phrase("暂停", "Pause"), posts: path + "/state", fields: [("active", "0")], style: "button-quiet")
            } else {
                visit.postButton(Phrase("重新启用", "Switch on again"), posts: path + "/state", fields: [("active", "1")])
            }
        }
    }

    private var list: HTML {
        let heads = [Phrase("事件", "Event"), Phrase("状态", "State"), Phrase("尝试", "Tries"), Phrase("对方的回答", "What the other side said"), Phrase("操作", "Actions")]
        return section {
            h2 { visit.say(Phrase("单独发送的事件", "Events on their own")) }
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                    tbody { for event in events { row(event, heads) } }
                }
            }
        }
    }

    private func row(_ event: WebhookEventLine, _ heads: [Phrase]) -> HTML {
        tr {
            th(.scope("row")) { event.seq == 0 ? visit.say(Phrase("测试", "Test")) : "msg_" + Crockford.text(event.seq) }
            td(.data("label", visit.say(heads[1]))) { visit.say(event.state.title) }
            td(.data("label", visit.say(heads[2])), .class("number")) { Numerals.count(event.tries, visit.language) }
            td(.data("label", visit.say(heads[3]))) { event.answer }
            td(.data("label", visit.say(heads[4]))) {
                if [.taken, .dead].contains(event.state), event.seq != 0 {
                    visit.postButton(Phrase("再发一次", "Send again"), posts: path + "/events/\(event.seq)/again", style: "button-quiet")
                }
            }
        }
    }

    static func state(of webhook: Webhook, _ visit: Visit) -> HTML {
        let tone = webhook.state == .active ? (webhook.failures == 0 ? "badge-success" : "badge-warning") : "badge-error"
        let title = webhook.state == .active && webhook.failures > 0 ? Phrase("正在失败，稍后重试", "Failing, tried again later") : webhook.state.title
        return span(.class("badge", tone)) { visit.say(title) }
    }
}
