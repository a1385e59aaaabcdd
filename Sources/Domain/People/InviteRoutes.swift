import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/desk/accounts/invitations`: an account is made for somebody, with a role, and a link by which they set their password.
enum InviteRoutes {
    static let path = "/desk/accounts/invitations"
    static let form = Form(
        [
            FormField("login", "账号", "Login", .text(max: 254), required: true, hint: Phrase("对方的电子邮箱或手机号", "Their e-mail address or mobile number")),
            FormField("name", "姓名", "Name", .text(max: 100), hint: Phrase("不填则由本人填写", "Left empty: they say it themselves")),
        ] + AccountRoutes.roleFields)

    static func routes(_ house: House) -> [Route] {
        [
            .post(path, .permitted(People.manageAccounts)) { visit in
                var reading = form.read(visit.posted)
                let actor = try visit.signedIn()
                if reading.isGood {
                    do {
                        let (asked, name) = (AskedRole(reading), reading.textOrNil("name"))
                        let login = try LoginName.check(reading.text("login"))
                        let made = try await visit.database.write { tx in
                            let grant = try asked.grant(by: actor, house, tx)
                            let id = try tx.addAccount(login: login, name: name ?? login, passwordHash: "", by: actor.account.id.number)
                            try tx.grant(grant, to: id, for: asked.term, by: actor.account.id.number)
                            return try HandedLink.invite(Account(id: id, login: login, name: name ?? login), house, tx)
                        }
                        return made.answer(visit)
                    } catch let refusal as Refusal { reading.remark(refusal) }
                }
                return try await AccountList.load(visit, house).page(AccountRoutes.grantForm.empty, invitation: reading, visit, status: 422)
            }
        ]
    }
}

/// A link that was sent, or that an administrator hands over because no letter can leave.
struct HandedLink: Sendable {
    let letter: Letter
    let isSent: Bool

    static func invite(_ account: Account, _ house: House, _ tx: Transaction) throws -> HandedLink {
        let letter = Letter.invitation(try tx.openLink(.invitation, for: account.id), to: account)
        return HandedLink(letter: letter, isSent: try house.tell(letter, in: tx))
    }

    static func reset(_ account: Account, _ house: House, _ tx: Transaction) throws -> HandedLink {
        let letter = Letter.reset(try tx.openLink(.reset, for: account.id), to: account)
        return HandedLink(letter: letter, isSent: try house.tell(letter, in: tx))
    }

    /// Back to the account where it was sent; else the link, once.
    func answer(_ visit: Visit) -> Answer {
        let home = AccountPageRoutes.path(letter.account)
        if isSent { return visit.see(home, saying: Phrase("链接已发送到 \(letter.login)。", "The link was sent to \(letter.login).")) }
        let link = visit.origin + (letter.path ?? "")
        return visit.desk(
            Phrase("请转交链接", "Hand the link over"),
            lede: Phrase(
                "本站还不能发送邮件和短信。请把链接亲自交给 \(letter.login) 的本人；它只显示这一次，只能用一次。",
                "This site sends no letters yet. Give the link to the owner of \(letter.login) yourself; it is shown this once and good once."),
            trail: [("/desk/accounts", Phrase("账号与角色", "Accounts and roles"))]
        ) {
            p { code { link } }
            p { a(.class("button", "button-primary"), .href(.within(home))) { visit.say(Phrase("已转交", "I have handed it over")) } }
        }
    }
}
