import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/sign-in`, its second step, and `/sign-out`.
enum SignInRoutes {
    static let form =
        Form(
            FormField(
                "login", "账号", "Login", .text(max: 254), required: true, hint: Phrase("电子邮箱或手机号", "Your e-mail address or mobile number"),
                autocomplete: "username"),
            FormField("password", "密码", "Password", .password, required: true, autocomplete: "current-password"),
            FormField("next", "", "", .hidden)
        ) + Form(KeptPost.formFields)

    static let codeForm =
        Form(
            FormField(
                "code", "动态验证码", "One-time code", .text(max: 40), required: true,
                hint: Phrase("手机验证器上的 6 位数字；手机不在身边时，填写一个恢复码", "The six digits on your telephone; without it, one of your recovery codes"),
                autocomplete: "one-time-code"),
            FormField("next", "", "", .hidden)
        ) + Form(KeptPost.formFields)

    /// A form that carries on what somebody sent when their session had ended.
    private static let bodyLimit = 2 << 20

    static func routes(_ house: House) -> [Route] {
        [
            .get("/sign-in", .anyone) { visit in
                if visit.identity != nil { return .see(way(on: visit.query["next"])) }
                return page(form.filled(["next": visit.query["next"] ?? ""]), visit)
            },
            // Somebody's session ended while they filled in a form: what they sent comes along.
            .post("/sign-in/again", .anyone, bodyLimit: bodyLimit) { visit in
                page(form.filled(KeptPost(carriedBy: visit.posted)?.formValues ?? [:]), visit)
            },
            .post("/sign-in", .anyone, bodyLimit: bodyLimit) { visit in
                var reading = form.read(visit.posted)
                guard reading.isGood else { return page(reading, visit, status: 422) }
                do {
                    try visit.requireSafeLine()
                    let password = visit.posted.fields["password"] ?? ""
                    let step = try await SignIn.open(
                        login: reading.text("login"), password: password, from: visit.place, in: visit.database, telling: tell(house))
                    switch step {
                    case .open(let token): return try await enter(token, next: reading.textOrNil("next"), visit)
                    case .code(let step):
                        visit.keep(step: step)
                        if let kept = KeptPost(carriedBy: visit.posted) { return codePage(codeForm.filled(kept.formValues), visit) }
                        let next = reading.textOrNil("next").map { "?next=" + Query.encode($0) } ?? ""
                        return .see("/sign-in/code" + next)
                    }
                } catch let refusal as Refusal {
                    reading.remark(refusal)
                    return page(reading, visit, status: refusal.kind == .tooMany ? 429 : 422)
                }
            },
            .get("/sign-in/code", .anyone) { visit in
                if visit.identity != nil { return .see(way(on: visit.query["next"])) }
                guard visit.step != nil else { return .see("/sign-in") }
                return codePage(codeForm.filled(["next": visit.query["next"] ?? ""]), visit)
            },
            .post("/sign-in/code", .anyone, bodyLimit: bodyLimit) { visit in
                guard let step = visit.step else {
                    if let kept = KeptPost(carriedBy: visit.posted) { return beginAgain(kept, visit) }
                    return visit.see("/sign-in", saying: Phrase("登录已超时，请重新输入账号和密码。", "Signing in took too long. Begin again with your password."))
                }
                var reading = codeForm.read(visit.posted)
                guard reading.isGood else { return codePage(reading, visit, status: 422) }
                do {
                    let token = try await SignIn.finish(
                        step, code: reading.text("code"), from: visit.place, in: visit.database, telling: tell(house))
                    visit.keep(step: nil)
                    return try await enter(token, next: reading.textOrNil("next"), visit)
                } catch let refusal as Refusal where refusal.code == "sign-in-again" {
                    visit.keep(step: nil)
                    if let kept = KeptPost(carriedBy: visit.posted) { return beginAgain(kept, visit) }
                    return visit.see("/sign-in", saying: refusal.phrase)
                } catch let refusal as Refusal {
                    reading.remark(refusal)
                    return codePage(reading, visit, status: refusal.kind == .tooMany ? 429 : 422)
                }
            },
            .post("/sign-out", .anyone) { visit in
                if let token = visit.token { try await visit.database.write { try $0.closeSession(token) } }
                visit.keep(session: nil)
                return visit.see("/", saying: Phrase("已退出。", "You have signed out."))
            },
        ]
    }

    private static func tell(_ house: House) -> NewBrowser.Told { { tx, browser in try house.tell(.newBrowser(browser), in: tx) } }

    /// A new session takes the place of the one that this browser had.
    private static func enter(_ token: Token, next: String?, _ visit: Visit) async throws -> Answer {
        if let old = visit.token { try await visit.database.write { try $0.closeSession(old) } }
        visit.keep(session: token)
        if let kept = KeptPost(carriedBy: visit.posted) {
            let why = Phrase("您已重新登录。刚才填写的内容还没有保存，请继续提交。", "You have signed in again. What you entered is not saved yet; send it on.")
            return visit.sendOn(kept, Phrase("接着提交", "Send it on"), why)
        }
        return .see(way(on: next))
    }

    private static func beginAgain(_ kept: KeptPost, _ visit: Visit) -> Answer {
        var reading = form.filled(kept.formValues)
        reading.remark("", Phrase("登录已超时，请重新输入账号和密码。", "Signing in took too long. Begin again with your password."))
        return page(reading, visit, status: 422)
    }

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
            div(.class("narrow", "stack")) {
                visit.formHTML(reading, action: "/sign-in", submit: Phrase("登录", "Sign in"))
                p { a(.href("/sign-in/reset")) { visit.say(Phrase("忘记密码", "Forgotten the password?")) } }
            }
        }
    }

    private static func codePage(_ reading: FormReading, _ visit: Visit, status: Int = 200) -> Answer {
        visit.page(Phrase("登录第二步", "Signing in, second step"), lede: Phrase("密码正确。", "The password is right."), status: status) {
            div(.class("narrow")) { visit.formHTML(reading, action: "/sign-in/code", submit: Phrase("登录", "Sign in")) }
        }
    }
}

extension Letter {
    fileprivate static func newBrowser(_ new: NewBrowser) -> Letter {
        let (name, network) = (new.name.phrase, new.network)
        return Letter(
            "people.new-browser", to: new.account, Phrase("您的账号在新的浏览器中登录", "Your account was used in a new browser"),
            Phrase(
                "\(Dates.moment(new.at, .china, .zh))，有人用您的账号在一个未曾用过的浏览器中登录：\(name.zh)，网络 \(network)。是您本人，就不必理会；不是，请立即更改密码，并结束那次登录。",
                "At \(Dates.moment(new.at, .china, .en)) somebody signed in to your account in a browser that was not used before: \(name.en), from \(network). If it was you, there is nothing to do; if not, change your password now and end that session."
            ),
            path: "/desk/me/sessions")
    }
}
