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
            .get("/desk/accounts", .permitted(People.manageAccounts)) { visit in try await accounts(grantForm.empty, visit) },
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
                return try await accounts(reading, visit, status: 422)
            },
            .get("/desk/ledger", .permitted(People.readLedger)) { visit in
                guard try visit.signedIn().may(People.readLedger, within: .all) else { throw Refusal.notYours(People.readLedger) }
                return try await ledger(visit)
            },
        ]
    }

    private static func accounts(_ reading: FormReading, _ visit: Visit, status: Int = 200) async throws -> Answer {
        let identities = try await visit.database.read { try $0.identities() }
        return visit.desk(Phrase("账号与角色", "Accounts and roles"), status: status) {
            table(.class("table")) {
                thead {
                    tr {
                        th(.scope("col")) { visit.say(Phrase("账号", "Account")) }
                        th(.scope("col")) { visit.say(Phrase("角色与范围", "Roles and scopes")) }
                    }
                }
                tbody {
                    for identity in identities {
                        tr {
                            td(.data("label", visit.say(Phrase("账号", "Account")))) { "\(identity.account.name) · \(identity.account.login)" }
                            td(.data("label", visit.say(Phrase("角色与范围", "Roles and scopes")))) {
                                for grant in identity.grants { div { "\(visit.say(grant.role.title)) \(grant.scope.path)" } }
                            }
                        }
                    }
                }
            }
            h2 { visit.say(Phrase("授予角色", "Give a role")) }
            visit.formHTML(reading, action: "/desk/accounts", submit: Phrase("授予", "Give"))
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
