import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// One account as an administrator sees it.
struct AccountModel: Sendable {
    let account: Account
    let logins: [String]
    let state: AccountState
    let hasCodes: Bool
    let roles: MyRoles
    let sessions: [SignInSession]
    let tokens: Int

    init(of account: Account, _ house: House, _ tx: Transaction) throws {
        self.account = account
        logins = try tx.logins(of: account)
        state = try tx.accountState(account.id)
        hasCodes = try tx.hasCodes(account.id)
        roles = try MyRoles(of: account.id, house, tx)
        sessions = try tx.sessions(of: account.id)
        tokens = try tx.apiTokens(of: account.id).filter { $0.isGood(at: tx.now) }.count
    }
}

/// `/desk/accounts/{id}` as HTML.
struct AccountPage {
    static let loginForm = Form(
        FormField("another", "再加一个登录名", "One more name to sign in by", .text(max: 254), required: true, hint: Phrase("电子邮箱或手机号", "E-mail address or mobile number")))

    let model: AccountModel
    let powers: PowerTable
    var reading = loginForm.empty
    var status = 200

    private var path: String { AccountPageRoutes.path(model.account.id) }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase(same: model.account.name), lede: Phrase("这个人能看到什么、能做什么。", "What this person can see and do."),
            trail: [("/desk/accounts", Phrase("账号与角色", "Accounts and roles"))], status: status
        ) {
            facts(visit)
            section(.class("stack")) {
                h2 { visit.say(Phrase("现在的角色", "Roles now")) }
                if model.roles.now.isEmpty { p { visit.say(Phrase("没有。", "None.")) } }
                for role in model.roles.now { now(role, visit) }
            }
            RoleList(title: Phrase("将来生效", "Later"), roles: model.roles.coming).html(visit)
            lent(visit)
            RoleList(title: Phrase("已结束", "Over"), roles: model.roles.past).html(visit)
            section(.class("stack")) {
                h2 { visit.say(Phrase("登录情况", "Sessions")) }
                if model.sessions.isEmpty { p { visit.say(Phrase("现在没有登录。", "Not signed in anywhere.")) } }
                SessionList(sessions: model.sessions, current: visit.identity?.session?.id, action: path + "/session-end").html(visit)
            }
            logins(visit)
            verbs(visit)
        }
    }

    private func logins(_ visit: Visit) -> HTML {
        section(.class("stack", "narrow")) {
            h2 { visit.say(Phrase("登录名", "Names to sign in by")) }
            ul(.class("member-list"), .role("list")) {
                for name in model.logins {
                    li {
                        p { name }
                        if name != model.account.login {
                            visit.postButton(Phrase("去掉", "Remove"), posts: path + "/login-removal", fields: [("name", name)], style: "button-quiet")
                        }
                    }
                }
            }
            visit.formHTML(reading, action: path + "/logins", submit: Phrase("添加", "Add"))
        }
    }

    private func facts(_ visit: Visit) -> HTML {
        dl(.class("facts")) {
            dt { visit.say(Phrase("状态", "State")) }
            dd { visit.say(state) }
            dt { visit.say(Phrase("上次登录", "Last sign-in")) }
            dd { model.state.lastSignIn.map { Dates.moment($0, .china, visit.language) } ?? visit.say(Phrase("从未登录", "never")) }
            dt { visit.say(Phrase("动态验证码", "One-time codes")) }
            dd { visit.say(model.hasCodes ? Phrase("已启用", "on") : Phrase("未启用", "off")) }
            dt { visit.say(Phrase("有效令牌", "Tokens")) }
            dd { String(model.tokens) }
        }
    }

    private var state: Phrase {
        if model.state.isClosed { return Phrase("已关闭", "closed") }
        return model.state.hasPassword ? Phrase("正常", "in use") : Phrase("已邀请，尚未设置密码", "invited, no password yet")
    }

    private func now(_ role: HeldRole, _ visit: Visit) -> HTML {
        div(.class("stack")) {
            h3 { role.words(visit) }
            p { code { role.held.grant.scope.path } }
            MayList(permissions: powers.permissions(of: role.held.grant.role)).html(visit)
            visit.postButton(
                Phrase("收回", "Take back"), posts: path + "/revocation", fields: [("grant", role.held.id.text)], style: "button-quiet")
        }
    }

    private func lent(_ visit: Visit) -> HTML {
        guard !model.roles.lent.isEmpty else { return HTML() }
        return section(.class("stack")) {
            h2 { visit.say(Phrase("借给别人的", "Lent to others")) }
            ul { for role in model.roles.lent { li { visit.say(Phrase("\(role.holder)：", "\(role.holder): ")) + role.words(visit) } } }
        }
    }

    private func verbs(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("管理", "Manage")) }
            div(.class("actions")) {
                visit.postButton(
                    model.state.hasPassword ? Phrase("发出设置新密码的链接", "Send a link for a new password") : Phrase("重新邀请", "Invite again"),
                    posts: path + "/link", style: "button")
                if model.hasCodes {
                    visit.postButton(Phrase("停用动态验证码", "Switch one-time codes off"), posts: path + "/codes-end", style: "button-danger")
                }
                if model.state.isClosed {
                    visit.postButton(Phrase("重新开放账号", "Open the account again"), posts: path + "/opening", style: "button")
                } else if model.account.id != visit.identity?.account.id {
                    visit.postButton(Phrase("关闭账号", "Close the account"), posts: path + "/closing", style: "button-danger")
                }
            }
        }
    }
}
