import Access
import Kernel
import Language
import Markup
import Web

/// Open sessions in plain words, each with a button that ends it.
struct SessionList {
    let sessions: [SignInSession]
    /// That of this very browser.
    let current: ID<SignInSession>?
    /// Where a session's end is posted, with `session`.
    let action: String

    func html(_ visit: Visit) -> HTML {
        ul(.class("member-list"), .role("list")) {
            for session in sessions {
                li {
                    p {
                        strong { visit.say(session.browser.phrase) }
                        " "
                        if session.id == current { span(.class("badge", "badge-success")) { visit.say(Phrase("这个浏览器", "This browser")) } }
                        if session.isStrong { span(.class("badge", "badge-info")) { visit.say(Phrase("已用动态验证码", "With a one-time code")) } }
                    }
                    p(.class("meta")) { visit.say(when(session, visit)) }
                    if session.id != current {
                        visit.postButton(Phrase("结束", "End"), posts: action, fields: [("session", session.id.text)], style: "button-quiet")
                    }
                }
            }
        }
    }

    private func when(_ session: SignInSession, _ visit: Visit) -> Phrase {
        let (zh, en) = (Tongue.zh, Tongue.en)
        return Phrase(
            "\(Dates.moment(session.createdAt, .china, zh)) 从 \(session.network) 登录，最近使用 \(Dates.moment(session.lastAt, .china, zh))",
            "Signed in \(Dates.moment(session.createdAt, .china, en)) from \(session.network), last used \(Dates.moment(session.lastAt, .china, en))")
    }
}
