import Kernel
import Language
import Markup
import Outbox
import Web

/// One's webhooks, and the form for a new one.
struct WebhookListPage {
    let webhooks: [Webhook]
    let reading: FormReading
    let status: Int
    let visit: Visit

    var answer: Answer {
        visit.desk(
            Phrase("网络钩子", "Webhooks"),
            lede: Phrase(
                "每当公开的记录发生您选择的变化，我们就向您的程序发送一个签名的 JSON（Standard Webhooks 1.0）。",
                "Whenever something public changes that you choose, your program is sent a signed JSON (Standard Webhooks 1.0)."), status: status
        ) {
            if webhooks.isEmpty { div(.class("empty-state")) { p { visit.say(Phrase("还没有网络钩子。", "There are no webhooks yet.")) } } } else { list }
            section {
                h2 { visit.say(Phrase("添加", "Add one")) }
                visit.formHTML(reading, action: "/desk/webhooks", submit: Phrase("添加", "Add"), makes: true)
            }
        }
    }

    private var list: HTML {
        let heads = [Phrase("接收地址", "Address"), Phrase("状态", "State"), Phrase("已送达", "Delivered")]
        return div(.class("table-wrap")) {
            table(.class("table")) {
                thead { tr { for head in heads { th(.scope("col")) { visit.say(head) } } } }
                tbody {
                    for webhook in webhooks {
                        tr {
                            th(.scope("row")) { a(.href(.within("/desk/webhooks/\(webhook.id)"))) { webhook.address } }
                            td(.data("label", visit.say(heads[1]))) { WebhookPage.state(of: webhook, visit) }
                            td(.data("label", visit.say(heads[2])), .class("number")) { Numerals.count(webhook.taken, visit.language) }
                        }
                    }
                }
            }
        }
    }
}
