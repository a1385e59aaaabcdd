import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// The desk's front page: what waits for whom.
enum DeskRoutes {
    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk", .signedIn) { visit in
                let identity = try visit.signedIn()
                var entries: [(item: DeskItem, waiting: Int?)] = []
                for item in visit.frame.desk where identity.mayAnywhere(item.permission) {
                    entries.append((item, try await item.waiting?(visit)))
                }
                let roles = try await visit.database.read { tx in
                    try identity.grants.map { GrantWords(grant: $0, scope: try house.title(of: $0.scope, in: tx)) }
                }
                return page(entries, roles, identity, visit)
            }
        ]
    }

    private static func page(_ entries: [(item: DeskItem, waiting: Int?)], _ roles: [GrantWords], _ identity: Identity, _ visit: Visit) -> Answer {
        visit.desk(Phrase("工作台", "Desk"), lede: Phrase("\(identity.account.name)，您好。", "Welcome, \(identity.account.name).")) {
            RestingNotice(identity: identity).html(visit)
            if entries.isEmpty, identity.resting.isEmpty {
                div(.class("empty-state")) {
                    p {
                        visit.say(Phrase("您还没有任何角色。请联系管理员为您分配角色和范围。", "You hold no role yet. Ask an administrator to give you one, with its scope."))
                    }
                }
            }
            ul(.class("desk-tiles")) {
                for entry in entries {
                    li {
                        a(.class("desk-tile"), .href(.within(entry.item.path))) {
                            strong { visit.say(entry.item.title) }
                            if let waiting = entry.waiting {
                                span(.class("badge", waiting > 0 ? "badge-attention" : "")) {
                                    visit.say(Phrase("待办 \(waiting)", "\(waiting) waiting"))
                                }
                            }
                        }
                    }
                }
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("我的角色", "My roles")) }
                ul { for role in roles { li { role.words(visit) } } }
                p { a(.class("button"), .href(.within(MyAccountRoutes.path))) { visit.say(MyAccountRoutes.title) } }
            }
        }
    }
}
