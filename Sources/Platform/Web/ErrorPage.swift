import Kernel
import Markup

extension Refusal {
    var status: Int {
        switch kind {
        case .invalid: 422
        case .notFound: 404
        case .forbidden: 403
        case .signIn: 401
        case .conflict: 409
        case .tooLarge: 413
        case .tooMany: 429
        case .unavailable: 503
        }
    }

    private var heading: Phrase {
        switch kind {
        case .invalid: Phrase("内容有误", "Something is not right")
        case .notFound: Phrase("没有找到", "Not found")
        case .forbidden: Phrase("没有权限", "Not yours to do")
        case .signIn: Phrase("请先登录", "Please sign in")
        case .conflict: Phrase("现在不能这样做", "Not possible now")
        case .tooLarge: Phrase("内容过大", "Too large")
        case .tooMany: Phrase("请稍后再试", "Please wait")
        case .unavailable: Phrase("暂时无法处理", "Not available just now")
        }
    }

    /// The refusal as a page, with a way on.
    func page(for visit: Visit) -> Answer {
        visit.page(heading, status: status) {
            div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(phrase) } }
            p {
                if kind == .signIn {
                    a(.class("button", "button-primary"), .href("/sign-in?next=\(visit.path)")) { visit.say(Phrase("登录", "Sign in")) }
                } else {
                    a(.class("button"), .href("/")) { visit.say(Phrase("回到首页", "To the home page")) }
                }
            }
        }
    }

    /// RFC 9457.
    var problem: Answer {
        let field = field.map { ",\"field\":\(JSONText.quote($0))" } ?? ""
        let json = "{\"type\":\"about:blank\",\"title\":\(JSONText.quote(phrase.en)),\"status\":\(status),\"code\":\(JSONText.quote(code)),"
            + "\"detail\":{\"zh\":\(JSONText.quote(phrase.zh)),\"en\":\(JSONText.quote(phrase.en))}\(field)}"
        return Answer(status: status, mediaType: "application/problem+json", body: Array(json.utf8))
    }

    /// Something of ours failed; the visitor gets a number, the log the rest.
    static func unexpected(reference: String) -> Refusal {
        Refusal(
            .unavailable, "unexpected", "程序出现意外，您的操作没有生效。请稍后再试；如需帮助，请提供编号 \(reference)。",
            "Something went wrong on our side and nothing was changed. Please try again; if you need help, quote the number \(reference).")
    }
}

/// JSON strings, escaped by hand (RFC 8259 §7).
package enum JSONText {
    package static func quote(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case let control where control.value < 0x20 || control == "\u{2028}" || control == "\u{2029}":
                let hex = String(control.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
