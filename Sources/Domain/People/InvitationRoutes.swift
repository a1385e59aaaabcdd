import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/invitations/{token}`: whoever was invited says their name and sets a password; the link is good once, for seven days.
enum InvitationRoutes {
    static let path = "/invitations/"

    private static let form = Form(
        FormField("name", "姓名", "Name", .text(max: 100), required: true, hint: Phrase("其他人看到的名字", "What others see"), autocomplete: "name"),
        PasswordField.field
    )

    static let routes: [Route] = [
        .get(path + "{token}", .anyone) { visit in
            let account = try await invited(visit)
            return page(form.filled(["name": account.name == account.login ? "" : account.name]), account, visit)
        },
        .post(path + "{token}", .anyone) { visit in
            let account = try await invited(visit)
            var reading = form.read(visit.posted)
            if reading.isGood {
                do {
                    try visit.requireSafeLine()
                    let (hash, name, token) = (try await PasswordField.hash(visit, about: account), reading.text("name"), Self.token(visit))
                    try await visit.database.write { tx in
                        let account = try tx.useLink(token, .invitation)
                        try tx.rename(account.id, to: name)
                        try tx.setPassword(hash: hash, of: account.id)
                    }
                    return visit.see("/sign-in", saying: Phrase("账号已可使用，请登录。", "The account is ready; sign in."))
                } catch let refusal as Refusal where refusal.kind == .invalid { reading.remark(refusal) }
            }
            return page(reading, account, visit, status: 422)
        },
    ]

    private static func token(_ visit: Visit) -> Token { Token(visit.parameter("token")) }

    private static func invited(_ visit: Visit) async throws -> Account {
        let token = Self.token(visit)
        guard let account = try await visit.database.read({ try $0.account(link: token, .invitation) }) else { throw AccessLink.gone }
        return account
    }

    private static func page(_ reading: FormReading, _ account: Account, _ visit: Visit, status: Int = 200) -> Answer {
        visit.page(
            Phrase("欢迎加入", "Welcome"),
            lede: Phrase("请为账号 \(account.login) 填写姓名并设置密码。", "Say your name and set a password for the account \(account.login)."), status: status
        ) {
            div(.class("narrow")) { visit.formHTML(reading, action: visit.path, submit: Phrase("开始使用", "Begin")) }
        }
    }
}

extension Letter {
    /// To somebody who was invited.
    static func invitation(_ token: Token, to account: Account) -> Letter {
        Letter(
            "people.invitation", to: account, Phrase("邀请您使用科普平台", "An invitation to Kepu"),
            Phrase("已为您建立账号 \(account.login)。请在七天内打开链接，填写姓名并设置密码。", "An account \(account.login) was made for you. Open the link within seven days to say your name and set a password."),
            path: InvitationRoutes.path + token.text)
    }
}
