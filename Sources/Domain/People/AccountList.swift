import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// The accounts of one page of the list, with what each may do now: of those who manage a province, the province's.
struct AccountList: Sendable {
    private struct Line: Sendable {
        let account: Account
        let roles: [HeldRole]
    }
    private static let size = 50

    private let lines: [Line]
    private let total: Int
    private let number: Int

    static func load(_ visit: Visit, _ house: House) async throws -> AccountList {
        let words = visit.query["q"] ?? ""
        let asked = max(1, Int(visit.query["page"] ?? "1") ?? 1)
        let scopes = try visit.signedIn().scopes(of: People.manageAccounts)
        let list = try await visit.database.read { tx in
            let found = try tx.accounts(matching: words, within: scopes, offset: (asked - 1) * size, limit: size)
            let held = try tx.grantsInForce(of: found.accounts.map(\.id))
            let named = Dictionary(grouping: try house.named(held.values.flatMap(\.self), in: tx), by: \.held.account)
            let lines = found.accounts.map { Line(account: $0, roles: named[$0.id] ?? []) }
            return AccountList(lines: lines, total: found.total, number: asked)
        }
        try visit.requirePage(of: list.total, by: size)
        return list
    }

    func page(_ reading: FormReading, invitation: FormReading = InviteRoutes.form.empty, _ visit: Visit, status: Int = 200) -> Answer {
        visit.desk(Phrase("账号与角色", "Accounts and roles"), status: status) {
            search(visit)
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead {
                        tr {
                            th(.scope("col")) { visit.say(Phrase("账号", "Account")) }
                            th(.scope("col")) { visit.say(Phrase("角色与范围", "Roles and scopes")) }
                        }
                    }
                    tbody { for line in lines { row(line, visit) } }
                }
            }
            visit.pager(page: number, total: total, size: Self.size)
            section(.class("stack")) {
                h2 { visit.say(Phrase("授予角色", "Give a role")) }
                visit.formHTML(reading, action: "/desk/accounts", submit: Phrase("授予", "Give"))
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("邀请新的人", "Invite somebody")) }
                visit.formHTML(invitation.marked("invite"), action: InviteRoutes.path, submit: Phrase("邀请", "Invite"))
            }
        }
    }

    private func row(_ line: Line, _ visit: Visit) -> HTML {
        tr {
            td(.data("label", visit.say(Phrase("账号", "Account")))) {
                a(.href(.within(AccountPageRoutes.path(line.account.id)))) { "\(line.account.name) · \(line.account.login)" }
            }
            td(.data("label", visit.say(Phrase("角色与范围", "Roles and scopes")))) {
                for role in line.roles {
                    div {
                        role.words(visit)
                        " "
                        code { role.held.grant.scope.path }
                    }
                }
            }
        }
    }

    private func search(_ visit: Visit) -> HTML {
        Markup.form(.method(.get), .action("/desk/accounts"), .role("search"), .class("actions")) {
            div(.class("field")) {
                label(.for("account-words")) { visit.say(Phrase("查找姓名或账号", "Find a name or a login")) }
                input(.type("search"), .id("account-words"), .name("q"), .value(visit.query["q"] ?? ""), .maxlength(100))
            }
            button(.class("button"), .type("submit")) { visit.say(Phrase("查找", "Find")) }
        }
    }
}
