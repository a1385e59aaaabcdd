import Access
import Kernel
import Markup
import Storage
import Web

/// `/sign-in` and `/sign-out`.
enum SignInRoutes {
    static let form = Form(
        FormField("login", "账号", "Login", .text(max: 254), required: true, hint: Phrase("电子邮箱", "Your e-mail address"), autocomplete: "username"),
        FormField("password", "密码", "Password", .password, required: true, autocomplete: "current-password"),
        FormField("next", "", "", .hidden)
    )

    static let routes: [Route] = [
        .get("/sign-in", .anyone) { visit in
            if visit.identity != nil { return .see(way(on: visit.query["next"])) }
            return page(form.filled(["next": visit.query["next"] ?? ""]), visit)
        },
        .post("/sign-in", .anyone) { visit in
            var reading = form.read(visit.posted)
            guard reading.isGood else { return page(reading, visit, status: 422) }
            do {
                let place = SignInPlace(address: visit.remote, browser: visit.browser)
                let password = visit.posted.fields["password"] ?? ""
                let token = try await SignIn.open(login: reading.text("login"), password: password, from: place, in: visit.database)
                visit.keep(session: token)
                return .see(way(on: reading.textOrNil("next")))
            } catch let refusal as Refusal {
                reading.remark(refusal)
                return page(reading, visit, status: refusal.kind == .tooMany ? 429 : 422)
            }
        },
        .post("/sign-out", .anyone) { visit in
            if let token = visit.token { try await visit.database.write { try $0.closeSession(token) } }
            visit.keep(session: nil)
            return visit.see("/", saying: Phrase("已退出。", "You have signed out."))
        },
    ]

    /// Only addresses within the site: an address from outside must not lead away after signing in.
    private static func way(on next: String?) -> String {
        guard let next, let address = Address(path: next) else { return "/desk" }
        return address.text
    }

    private static func page(_ reading: FormReading, _ visit: Visit, status: Int = 200) -> Answer {
        visit.page(
            Phrase("登录", "Sign in"),
            lede: Phrase(
                "供承办单位、审核员和主办方使用。公众查找和预约活动不需要账号。", "For host units, moderators and organisers. The public needs no account to look or to book."),
            status: status
        ) {
            div(.class("narrow")) { visit.formHTML(reading, action: "/sign-in", submit: Phrase("登录", "Sign in")) }
        }
    }
}
