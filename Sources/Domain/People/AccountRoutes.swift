import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/accounts`: who may do what.
enum AccountRoutes {
    static let grantForm = Form(
        [FormField("login", "账号", "Login", .text(max: 254), required: true, hint: Phrase("电子邮箱或手机号", "E-mail address or mobile number"))] + roleFields)

    /// What is given: a role, over what, and for how long.
    static let roleFields = [
        FormField("role", "角色", "Role", .choice(Role.known.map { .init($0.name, $0.title) }), required: true),
        FormField(
            "scope", "范围", "Scope", .text(max: 200), required: true,
            hint: Phrase("地区、单位或活动项目的名称，如“西安市”；也可写路径，/ 为全部", "The name of a place, a unit or a campaign, such as Xi'an; or a path; / is everything")),
        FormField("from", "从", "From", .day, hint: Phrase("不填则从现在起", "Left empty: from now")),
        FormField("until", "到", "Until", .day, hint: Phrase("不填则长期有效；这一天结束时自动失效", "Left empty: for good; it ends with that day")),
    ]

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/accounts", .permitted(People.manageAccounts), filters: ["q", "page"]) { visit in
                try await AccountList.load(visit, house).page(grantForm.empty, visit)
            },
            .post("/desk/accounts", .permitted(People.manageAccounts)) { visit in
                var reading = grantForm.read(visit.posted)
                let actor = try visit.signedIn()
                if reading.isGood {
                    do {
                        let (login, asked) = (reading.text("login"), AskedRole(reading))
                        try await visit.database.write { tx in
                            let grant = try asked.grant(by: actor, house, tx)
                            guard let account = try tx.account(login: login)?.account else {
                                throw Refusal(
                                    .invalid, "no-account", "没有这个账号。请在下面邀请此人。", "There is no such account. Invite them below.", field: "login")
                            }
                            try tx.grant(grant, to: account.id, for: asked.term, by: actor.account.id.number)
                        }
                        return visit.see("/desk/accounts", saying: Phrase("角色已授予。", "The role was given."))
                    } catch let refusal as Refusal { reading.remark(refusal) }
                }
                return try await AccountList.load(visit, house).page(reading, visit, status: 422)
            },
        ]
    }
}
