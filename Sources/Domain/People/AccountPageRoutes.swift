import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/desk/accounts/{id}`: what one person can see and do, from when until when and by whom; and what an administrator may do about it.
enum AccountPageRoutes {
    static func path(_ id: ID<Account>) -> String { "/desk/accounts/\(id.text)" }
    private static let pattern = "/desk/accounts/{id}"

    static func routes(_ house: House) -> [Route] {
        [
            .get(pattern, .permitted(People.manageAccounts), filters: []) { visit in
                let model = try await visit.database.read { tx in
                    try AccountModel(of: try managed(visit, tx), house, tx)
                }
                return AccountPage(model: model, powers: PowerTable(house)).answer(visit)
            },
            .post(pattern + "/logins", .permitted(People.manageAccounts)) { visit in
                var reading = AccountPage.loginForm.read(visit.posted)
                if reading.isGood {
                    do {
                        let (name, actor) = (try LoginName.check(reading.text("another"), field: "another"), try visit.signedIn().account.id)
                        let account = try await visit.database.write { tx in
                            let account = try managed(visit, tx)
                            try tx.addLogin(name, to: account.id, by: actor)
                            return account
                        }
                        return visit.see(path(account.id), saying: Phrase("可以用 \(name) 登录了。", "\(name) signs in to this account now."))
                    } catch let refusal as Refusal where refusal.field != nil { reading.remark("another", refusal.phrase) }
                }
                let model = try await visit.database.read { tx in try AccountModel(of: try managed(visit, tx), house, tx) }
                return AccountPage(model: model, powers: PowerTable(house), reading: reading, status: 422).answer(visit)
            },
            changing("login-removal", says: Phrase("已不能再用它登录。", "It signs in to this account no longer.")) { visit, account, actor, tx in
                try tx.removeLogin(visit.posted.fields["name"] ?? "", of: account, by: actor)
            },
            changing("revocation", says: Phrase("角色已收回。", "The role was taken back.")) { visit, account, actor, tx in
                guard let id = ID<HeldGrant>(visit.posted.fields["grant"] ?? ""), let held = try tx.heldGrant(id), held.account == account.id else {
                    throw Refusal.notFound(Phrase("该账号的角色", "role of this account"))
                }
                guard account.id != actor || !People.manageAccounts.roles.contains(held.grant.role) else {
                    throw Refusal(
                        .conflict, "own-role", "管理账号的角色不能自己收回，请由另一位管理员收回。",
                        "You cannot take your own right to manage accounts away. Let another administrator do it.")
                }
                try tx.revoke(id, by: actor.number)
            },
            changing("session-end", says: Phrase("这次登录已结束。", "The session was ended.")) { visit, account, actor, tx in
                guard let id = ID<SignInSession>(visit.posted.fields["session"] ?? "") else { throw Refusal.notFound(Phrase("这次登录", "session")) }
                try tx.endSession(id, of: account.id, by: actor)
            },
            changing("codes-end", says: Phrase("动态验证码已停用；对方可重新设置。", "One-time codes are switched off; they can be set up anew.")) {
                visit, account, actor, tx in
                try tx.endCodes(of: account.id, by: actor)
                try house.tell(.codes(on: false, account), in: tx)
            },
            changing("closing", says: Phrase("账号已关闭，登录和令牌都已失效。", "The account is closed; its sessions and tokens are good no longer.")) {
                visit, account, actor, tx in
                guard account.id != actor else {
                    throw Refusal(.conflict, "own-account", "不能关闭自己的账号，请由另一位管理员关闭。", "You cannot close your own account. Let another administrator do it.")
                }
                try tx.setClosed(true, account.id, by: actor)
            },
            changing("opening", says: Phrase("账号已重新开放。", "The account is open again.")) { _, account, actor, tx in
                try tx.setClosed(false, account.id, by: actor)
            },
            .post(pattern + "/link", .permitted(People.manageAccounts)) { visit in
                let made = try await visit.database.write { tx in
                    let account = try managed(visit, tx)
                    return try tx.hasPassword(account.id) ? HandedLink.reset(account, house, tx) : HandedLink.invite(account, house, tx)
                }
                return made.answer(visit)
            },
        ]
    }

    private static func changing(
        _ verb: String, says: Phrase, _ change: @escaping @Sendable (Visit, Account, ID<Account>, Transaction) throws -> Void
    ) -> Route {
        .post(pattern + "/" + verb, .permitted(People.manageAccounts)) { visit in
            let actor = try visit.signedIn().account.id
            let account = try await visit.database.write { tx in
                let account = try managed(visit, tx)
                try change(visit, account, actor, tx)
                return account
            }
            return visit.see(path(account.id), saying: says)
        }
    }

    /// The account of the address; refuses one whose roles reach beyond what the administrator manages: whoever could set its password
    /// would have them. One that never had a role there is not theirs either: a role may be given to it tomorrow.
    private static func managed(_ visit: Visit, _ tx: Transaction) throws -> Account {
        let what = Phrase("账号", "account")
        guard let account = try tx.account(try visit.id("id", of: what, Account.self)) else { throw Refusal.notFound(what) }
        let (actor, grants) = (try visit.signedIn(), try tx.grants(of: account.id))
        for held in grants where held.standing(at: tx.now) != .past { try actor.require(People.manageAccounts, within: [held.grant.scope]) }
        try actor.require(People.manageAccounts, within: [.all] + grants.map(\.grant.scope))
        return account
    }
}
