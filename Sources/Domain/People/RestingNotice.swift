import Access
import Kernel
import Markup
import Web

/// Says which of somebody's roles rest until they sign in with a one-time code; nothing where none does.
struct RestingNotice {
    let identity: Identity

    func html(_ visit: Visit) -> HTML {
        guard !identity.resting.isEmpty else { return HTML() }
        let roles = identity.resting.map { visit.say($0.role.title) }.joined(separator: visit.say(Phrase("、", ", ")))
        return div(.class("notice", "notice-warning")) {
            p {
                visit.say(
                    Phrase(
                        "管理员要求以下角色使用动态验证码登录，在此之前不生效：\(roles)。",
                        "Administrators require one-time codes for these roles; they rest until you sign in with one: \(roles)."))
            }
            p { a(.href("/desk/me/codes")) { visit.say(Phrase("设置动态验证码", "Set up one-time codes")) } }
        }
    }
}
