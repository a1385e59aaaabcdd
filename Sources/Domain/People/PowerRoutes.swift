import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/desk/powers`: which role may do what, and which roles need one-time codes.
enum PowerRoutes {
    private static let path = "/desk/powers"

    static func routes(_ house: House) -> [Route] {
        [
            .get(path, .permitted(People.manageAccounts)) { visit in
                let coded = try await visit.database.read { try $0.rolesWithCodes() }
                return page(PowerTable(house), coded, visit)
            },
            .post(path + "/codes", .permitted(People.manageAccounts)) { visit in
                let actor = try visit.signedIn()
                try actor.require(People.manageAccounts, within: [.all])
                guard let role = Role.named(visit.posted.fields["role"] ?? "") else { throw Refusal.notFound(Phrase("角色", "role")) }
                let required = visit.posted.fields["required"] == "1"
                let lacksCode = actor.session?.isStrong != true
                try await visit.database.write { tx in
                    if required, lacksCode, actor.grants.contains(where: { $0.role == role }) {
                        throw Refusal(
                            .conflict, "codes-first", "请先为自己的账号启用动态验证码并用它登录，否则您自己的角色会立即失效。",
                            "Set up one-time codes for your own account first and sign in with one; otherwise your own role would rest at once.")
                    }
                    try tx.requireCodes(required, for: role, by: actor.account.id)
                }
                return visit.see(path, saying: Phrase("已保存，立即生效。", "Saved; it holds at once."))
            },
        ]
    }

    private static func page(_ powers: PowerTable, _ coded: [Role], _ visit: Visit) -> Answer {
        let mayChange = visit.identity?.may(People.manageAccounts, within: .all) == true
        return visit.desk(
            Phrase("谁能做什么", "Who may do what"),
            lede: Phrase("角色总是在某个范围内、某段时间内有效；下表是每种角色在其范围内的权限。", "A role is held over something and for a time; within that it may do the following.")
        ) {
            for role in powers.roles {
                section(.class("stack")) {
                    h2 { visit.say(role.title) }
                    MayList(permissions: powers.permissions(of: role)).html(visit)
                    if mayChange { toggle(role, isOn: coded.contains(role), visit) }
                }
            }
        }
    }

    private static func toggle(_ role: Role, isOn: Bool, _ visit: Visit) -> HTML {
        div(.class("actions")) {
            if isOn { span(.class("badge", "badge-info")) { visit.say(Phrase("必须用动态验证码登录", "Needs one-time codes")) } }
            visit.postButton(
                isOn ? Phrase("不再要求动态验证码", "Require one-time codes no longer") : Phrase("要求动态验证码", "Require one-time codes"), posts: path + "/codes",
                fields: [("role", role.name), ("required", isOn ? "0" : "1")], style: "button-quiet")
        }
    }
}
