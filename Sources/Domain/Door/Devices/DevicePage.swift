import Kernel
import Language
import Markup
import Web

/// `/door/app`: what a paired telephone, tablet or scanner shows; installable, and opened again without a network (`door-worker.js`).
struct DevicePage {
    let visit: Visit

    var answer: Answer {
        let version = visit.frame.assetVersion
        return visit.page(
            Phrase("检票设备", "Door device"), ownHeading: true,
            head: HTML {
                link(.rel("manifest"), .href(.within("/door/app.webmanifest?lang=\(visit.language.rawValue)")))
                script(.type("module"), .src("/js/door.js?v=\(version)"))
            }
        ) { content }
        .header("cache-control", "private, no-cache")
    }

    private var content: HTML {
        div(.class("door"), .data("door", "waiting"), .data("csrf", visit.csrf), .data("results", Self.json(DeviceWords.results.map { ($0.word, visit.say($0.title)) })),
            .data("says", Self.json(DeviceWords.page.map { ($0.key, visit.say($0.title)) })), .data("locale", visit.language.tag)
        ) {
            h1(.class("page-title"), .data("door-title", "")) { visit.say(Phrase("检票设备", "Door device")) }
            noscript { p { visit.say(Phrase("这个页面需要脚本。没有脚本时请登录后在“检票”页面输入票码。", "This page needs scripts. Without them, sign in and type the codes on the door's page.")) } }
            p(.class("door-net"), .role("status"), .data("door-net", "")) { visit.say(Phrase("正在配对…", "Pairing…")) }
            p(.class("field-error"), .role("alert"), .data("door-clock", ""), .hidden()) { "" }
            div(.data("door-desk", ""), .hidden()) {
                div(.class("field")) {
                    label(.for("door-session")) { visit.say(Phrase("场次", "Session")) }
                    select(.id("door-session"), .data("door-session", "")) { HTML() }
                }
                div(.class("door-result"), .data("door-result", ""), .role("status"), .aria("live", "assertive"), .data("outcome", "none")) {
                    strong { visit.say(Phrase("请扫码", "Ready")) }
                    p { visit.say(Phrase("扫码枪、摄像头或手工输入。", "Hand scanner, camera, or typed.")) }
                }
                Markup.form(.class("form"), .method(.get), .action("/door/app"), .data("door-form", "")) {
                    div(.class("field")) {
                        label(.for("door-code")) { visit.say(Phrase("票码", "Ticket code")) }
                        input(.id("door-code"), .class("door-code"), .type("text"), .name("code"), .autocomplete("off"))
                    }
                    button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("检票", "Check in")) }
                }
                p(.class("actions")) {
                    button(.class("button", "button-quiet"), .type("button"), .data("door-camera", ""), .hidden()) { visit.say(Phrase("打开摄像头", "Use the camera")) }
                }
                div(.data("door-view", ""), .hidden()) { HTML() }
                p(.class("door-figures"), .data("door-figures", ""), .role("status")) { "" }
                div(.class("door-buttons")) {
                    button(.class("door-button"), .type("button"), .data("door-in", "1")) { visit.say(Phrase("无票入场 +1", "Without ticket +1")) }
                    button(.class("door-button", "door-button-quiet"), .type("button"), .data("door-out", "1")) { visit.say(Phrase("离场 +1", "Left +1")) }
                    button(.class("door-button", "door-button-quiet"), .type("button"), .data("door-undo", "")) { visit.say(Phrase("撤回上一次清点", "Take back the last count")) }
                }
                details {
                    summary { visit.say(Phrase("等待送出的记录", "What has not been sent")) }
                    p { visit.say(Phrase("设备损坏或停用时，可复制到工作台的检票页面补录。", "If the device fails or is revoked, copy this into the door's page at the desk.")) }
                    textarea(.aria("label", visit.say(Phrase("等待送出的记录", "What has not been sent"))), .data("door-queue", ""), .rows(4), .readonly()) { "" }
                }
            }
        }
    }

    var manifest: Answer {
        let icon = JSONText.object([("src", JSONText.quote("/icon.svg")), ("type", JSONText.quote("image/svg+xml")), ("sizes", JSONText.quote("any"))])
        let small = JSONText.object([("src", JSONText.quote("/img/icon-180.png")), ("type", JSONText.quote("image/png")), ("sizes", JSONText.quote("180x180"))])
        let text = JSONText.object([
            ("id", JSONText.quote("/door/app")), ("name", JSONText.quote(visit.say(Phrase("科普检票", "Kepu door")))),
            ("short_name", JSONText.quote(visit.say(Phrase("检票", "Door")))), ("lang", JSONText.quote(visit.language.tag)), ("start_url", JSONText.quote("/door/app")),
            ("scope", JSONText.quote("/door/")), ("display", JSONText.quote("standalone")), ("background_color", JSONText.quote("#fff")),
            ("icons", JSONText.list([icon, small])),
        ])
        return Answer(mediaType: "application/manifest+json", body: Array(text.utf8))
    }

    private static func json(_ pairs: [(String, String)]) -> String { JSONText.object(pairs.map { ($0.0, JSONText.quote($0.1)) }) }
}
