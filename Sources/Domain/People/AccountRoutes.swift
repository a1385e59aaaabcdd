import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/accounts` and `/desk/ledger`: who may do what, and what was done.
enum AccountRoutes {
    static let grantForm = Form(
        FormField("login", "账号", "Login", .email, required: true),
        FormField("role", "角色", "Role", .choice(Role.known.map { .init($0.name, $0.title) }), required: true),
        FormField(
            "scope", "范围", "Scope", .text(max: 200), required: true,
            hint: Phrase("例如 /region/610000/610100 或 /campaign/KEY；/ 为全部", "Such as /region/610000/610100 or /campaign/KEY; / is everything"))
    )

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/accounts", .permitted(People.manageAccounts)) { visit in try await accounts(grantForm.empty, visit, house) },
            .post("/desk/accounts", .permitted(People.manageAccounts)) { visit in
                var reading = grantForm.read(visit.posted)
                let actor = try visit.signedIn()
                if reading.isGood {
                    do {
                        let (login, role, scope) = (reading.text("login"), reading.text("role"), reading.text("scope"))
                        try await visit.database.write { tx in
                            let scope = try house.scope(scope, in: tx)
                            try actor.require(People.manageAccounts, within: [scope])
                            guard let role = Role.named(role), let account = try tx.account(login: login)?.account else {
                                throw Refusal(
                                    .invalid, "no-account", "没有这个账号。请先用 kepu user add 添加。",
                                    "There is no such account. Add it with kepu user add first.", field: "login")
                            }
                            try tx.grant(Grant(role, over: scope), to: account.id, by: actor.account.id.number)
                        }
                        return visit.see("/desk/accounts", saying: Phrase("角色已授予。", "The role was given."))
                    } catch let refusal as Refusal { reading.remark(refusal) }
                }
                return try await accounts(reading, visit, house, status: 422)
            },
            .post("/desk/accounts/revoke", .permitted(People.manageAccounts)) { visit in
                let actor = try visit.signedIn()
                let (login, role, scope) = (visit.posted.fields["login"] ?? "", visit.posted.fields["role"] ?? "", visit.posted.fields["scope"] ?? "")
                try await visit.database.write { tx in
                    guard let role = Role.named(role), let scope = Scope(scope), let account = try tx.account(login: login)?.account else {
                        throw Refusal.notFound(Phrase("该账号或角色", "account or role"))
                    }
                    try actor.require(People.manageAccounts, within: [scope])
                    let grant = Grant(role, over: scope)
                    guard account.id != actor.account.id || !People.manageAccounts.roles.contains(role) else {
                        throw Refusal(
                            .conflict, "own-role", "管理账号的角色不能自己收回，请由另一位管理员收回。",
                            "You cannot take your own right to manage accounts away. Let another administrator do it.")
                    }
                    try tx.revoke(grant, from: account.id, by: actor.account.id.number)
                }
                return visit.see("/desk/accounts", saying: Phrase("角色已收回。", "The role was taken back."))
            },
            .get("/desk/ledger", .permitted(People.readLedger)) { visit in
                guard try visit.signedIn().may(People.readLedger, within: .all) else { throw Refusal.notYours(People.readLedger) }
                return try await ledger(visit)
            },
        ]
    }

    private static func accounts(_ reading: FormReading, _ visit: Visit, _ house: House, status: Int = 200) async throws -> Answer {
        let people = try await visit.database.read { tx in
            try tx.identities().map { identity in
                (identity.account, try identity.grants.map { GrantWords(grant: $0, scope: try house.title(of: $0.scope, in: tx)) })
            }
        }
        return visit.desk(Phrase("账号与角色", "Accounts and roles"), status: status) {
            table(.class("table")) {
                thead {
                    tr {
                        th(.scope("col")) { visit.say(Phrase("账号", "Account")) }
                        th(.scope("col")) { visit.say(Phrase("角色与范围", "Roles and scopes")) }
                    }
                }
                tbody {
                    for (account, roles) in people {
                        tr {
                            td(.data("label", visit.say(Phrase("账号", "Account")))) { "\(account.name) · \(account.login)" }
                            td(.data("label", visit.say(Phrase("角色与范围", "Roles and scopes")))) {
                                for role in roles { div { held(role, by: account, visit) } }
                            }
                        }
                    }
                }
            }
            h2 { visit.say(Phrase("授予角色", "Give a role")) }
            visit.formHTML(reading, action: "/desk/accounts", submit: Phrase("授予", "Give"))
        }
    }

    /// One role of an account: its path too, because that is what is written to give it, and the way back.
    private static func held(_ role: GrantWords, by account: Account, _ visit: Visit) -> HTML {
        let (name, path) = (role.grant.role.name, role.grant.scope.path)
        let mayTake = visit.identity?.may(People.manageAccounts, within: role.grant.scope) ?? false
        return HTML {
            role.words(visit)
            code { path }
            if mayTake {
                visit.postButton(
                    Phrase("收回", "Take back"), posts: "/desk/accounts/revoke", fields: [("login", account.login), ("role", name), ("scope", path)],
                    style: "button-quiet")
            }
        }
    }

    private struct Line: Sendable {
        let at: Instant
        let actor: String
        let kind: String
        let subject: String
        let reason: String
    }

    private static func ledger(_ visit: Visit) async throws -> Answer {
        let lines = try await visit.database.read { tx in
            let records = try tx.latestLedger(200)
            let names = try tx.accountNames(Set(records.map(\.entry.actor)))
            return records.map { record in
                let entry = record.entry
                return Line(
                    at: record.at, actor: names[entry.actor] ?? "", kind: entry.kind, subject: "\(entry.noun) \(Crockford.text(entry.subject))",
                    reason: entry.reason)
            }
        }
        return visit.desk(Phrase("操作记录", "Record of changes"), lede: Phrase("最近 200 条，只增不改。", "The latest 200; only ever added to.")) {
            table(.class("table")) {
                tbody {
                    for line in lines {
                        tr {
                            td { line.at.local(in: .china).iso.replacing("T", with: " ") }
                            td { line.actor.isEmpty ? "kepu" : line.actor }
                            td { code { line.kind } }
                            td { line.subject }
                            td { line.reason }
                        }
                    }
                }
            }
        }
    }
}
