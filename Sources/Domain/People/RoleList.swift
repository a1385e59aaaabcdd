import Access
import Kernel
import Markup
import Web

/// Roles under a heading; nothing where there are none.
struct RoleList {
    let title: Phrase
    let roles: [HeldRole]

    func html(_ visit: Visit) -> HTML {
        guard !roles.isEmpty else { return HTML() }
        return section(.class("stack")) {
            h2 { visit.say(title) }
            ul { for role in roles { li { role.words(visit) } } }
        }
    }
}

/// What may be done, in plain words.
struct MayList {
    let permissions: [Permission]

    func html(_ visit: Visit) -> HTML {
        ul(.class("tags"), .role("list")) { for one in permissions { li { span(.class("tag")) { visit.say(one.title) } } } }
    }
}
