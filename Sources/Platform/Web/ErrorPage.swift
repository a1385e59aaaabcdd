package import Kernel
import Markup

extension Refusal {
    package var status: Int {
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
    func page(for visit: Visit, status: Int) -> Answer {
        if kind == .notFound { return visit.page(heading, lede: phrase, status: status) { LostPage(visit: visit).html } }
        return visit.page(heading, status: status) {
            div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(phrase) } }
            p(.class("actions")) {
                if kind == .signIn {
                    a(.class("button", "button-primary"), .href("/sign-in?next=\(Address.within(visit.path, query: visit.query.asked).text)")) { visit.say(Phrase("登录", "Sign in")) }
                } else {
                    if let field, visit.query[field] != nil {
                        a(.class("button", "button-primary"), .href(.within(visit.path, query: visit.query.asked.setting(field, nil)))) {
                            visit.say(Phrase("去掉“\(field.prefix(40))”再看", "Look without “\(field.prefix(40))”"))
                        }
                    }
                    a(.class("button"), .href("/")) { visit.say(Phrase("回到首页", "To the home page")) }
                }
            }
        }
    }

    /// RFC 9457, in that language; what is wrong with a parameter or a field names it.
    ///
    /// - more: further members, their values JSON already.
    package func problem(status: Int, _ tongue: Tongue, adding more: [(String, String)] = []) -> Answer {
        var members = [
            ("type", JSONText.quote("about:blank")), ("title", JSONText.quote(heading(tongue))), ("status", String(status)), ("code", JSONText.quote(code)),
            ("detail", JSONText.quote(phrase(tongue))),
        ]
        if let field, !field.isEmpty { members.append(("parameter", JSONText.quote(field))) }
        let json = JSONText.object(members + more)
        return Answer(status: status, mediaType: "application/problem+json", body: Array(json.utf8))
    }

    /// Something of ours failed; the visitor gets a number, the log the rest.
    static func unexpected(reference: String) -> Refusal {
        Refusal(
            .unavailable, "unexpected", "程序出现意外，您的操作没有生效。请稍后再试；如需帮助，请提供编号 \(reference)。",
            "Something went wrong on our side and nothing was changed. Please try again; if you need help, quote the number \(reference).")
    }
}
