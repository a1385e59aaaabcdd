import Access
import Kernel
import Markup
import Outbox
import Rooms
import Storage
import Web

/// `/sign-in/reset`: a link for a new password is asked for, and used once within thirty minutes. The answer is the same whether or not
/// there is such an account.
enum ResetRoutes {
    static let path = "/sign-in/password/"

    private static let askForm = Form(
        FormField(
            "login", "账号", "Login", .text(max: 254), required: true, hint: Phrase("电子邮箱或手机号", "Your e-mail address or mobile number"),
            autocomplete: "username"))
    private static let form = Form(PasswordField.field)

    static func routes(_ house: House) -> [Route] {
        [
            .get("/sign-in/reset", .anyone) { visit in try await askPage(askForm.empty, visit) },
            .post("/sign-in/reset", .anyone) { visit in
                var reading = askForm.read(visit.posted)
                guard reading.isGood else { return try await askPage(reading, visit, status: 422) }
                let (login, place) = (reading.text("login"), visit.place)
                do {
                    try await visit.database.write { tx in
                        guard let account = try tx.resetAsked(for: login, from: place) else { return }
                        try house.tell(.reset(try tx.openLink(.reset, for: account.id), to: account), in: tx)
                    }
                } catch let refusal as Refusal {
                    reading.remark(refusal)
                    return try await askPage(reading, visit, status: refusal.status)
                }
                return visit.see(
                    "/sign-in",
                    saying: Phrase(
                        "如果有这个账号，链接已经发出，30 分钟内有效。没有收到？请检查垃圾邮件，或联系管理员。",
                        "If there is such an account, a link was sent, good for 30 minutes. Nothing came? Look among unwanted mail, or ask an administrator."))
            },
            .get(path + "{token}", .anyone) { visit in page(form.empty, try await owner(visit), visit) },
            .post(path + "{token}", .anyone) { visit in
                let account = try await owner(visit)
                var reading = form.read(visit.posted)
                if reading.isGood {
                    do {
                        try visit.requireSafeLine()
                        let (hash, token) = (try await PasswordField.hash(visit, about: account), Token(visit.parameter("token")))
                        try await visit.database.write { tx in
                            let account = try tx.useLink(token, .reset)
                            try tx.setPassword(hash: hash, of: account.id)
                            try house.tell(.passwordSet(account), in: tx)
                        }
                        return visit.see("/sign-in", saying: Phrase("密码已更改，其他登录已结束。请登录。", "The password was changed and other sessions ended. Sign in."))
                    } catch let refusal as Refusal where refusal.kind == .invalid { reading.remark(refusal) }
                }
                return page(reading, account, visit, status: 422)
            },
        ]
    }

    private static func owner(_ visit: Visit) async throws -> Account {
        let token = Token(visit.parameter("token"))
        guard let account = try await visit.database.read({ try $0.account(link: token, .reset) }) else { throw AccessLink.gone }
        return account
    }

    private static func askPage(_ reading: FormReading, _ visit: Visit, status: Int = 200) async throws -> Answer {
        let isMute = try await visit.database.read { try $0.outboxWays().isEmpty }
        return visit.page(Phrase("忘记密码", "Forgotten password"), status: status) {
            div(.class("narrow", "stack")) {
                if isMute {
                    div(.class("notice")) {
                        p {
                            visit.say(
                                Phrase(
                                    "本站还不能发送邮件和短信。请联系管理员，由其当面或电话把链接交给您。",
                                    "This site sends no letters yet. Ask an administrator, who can hand you a link in person or by telephone."))
                        }
                    }
                }
                visit.formHTML(reading, action: "/sign-in/reset", submit: Phrase("发送链接", "Send a link"))
            }
        }
    }

    private static func page(_ reading: FormReading, _ account: Account, _ visit: Visit, status: Int = 200) -> Answer {
        visit.page(
            Phrase("设置新密码", "A new password"), lede: Phrase("账号：\(account.login)", "For the account \(account.login)"), status: status
        ) {
            div(.class("narrow")) { visit.formHTML(reading, action: visit.path, submit: Phrase("保存", "Save")) }
        }
    }
}

extension Letter {
    /// To somebody who asked for a new password, or for whom it was asked.
    static func reset(_ token: Token, to account: Account) -> Letter {
        Letter(
            "people.reset", to: account, Phrase("设置新密码", "A new password"),
            Phrase(
                "有人为账号 \(account.login) 申请设置新密码。请在 30 分钟内打开链接。不是您本人？请忽略，密码不会改变。",
                "Somebody asked for a new password for \(account.login). Open the link within 30 minutes. It was not you? Then do nothing; the password stays."),
            path: ResetRoutes.path + token.text)
    }

    static func passwordSet(_ account: Account) -> Letter {
        Letter(
            "people.password-set", to: account, Phrase("密码已更改", "Your password was changed"),
            Phrase(
                "账号 \(account.login) 的密码刚刚更改，其他登录已结束。不是您本人？请立即联系管理员。",
                "The password of \(account.login) was changed just now and other sessions ended. It was not you? Tell an administrator at once."))
    }
}
