import Access
import Kernel
import Markup
import Storage
import Web

/// `/desk/me/sessions`: in which browsers one is signed in; one of them ended, or all others.
enum MySessionsRoutes {
    private static let path = "/desk/me/sessions"

    static let routes: [Route] = [
        .get(path, .signedIn) { visit in
            let identity = try visit.signedIn()
            let sessions = try await visit.database.read { try $0.sessions(of: identity.account.id) }
            return visit.desk(
                Phrase("登录情况", "Sessions"),
                lede: Phrase("登录 12 小时后、或 3 小时没有使用时自动结束。", "A session ends twelve hours after signing in, or after three hours without use."),
                trail: MyAccountRoutes.trail
            ) {
                SessionList(sessions: sessions, current: identity.session?.id, action: path + "/end").html(visit)
                if sessions.count > 1 {
                    visit.postButton(Phrase("结束其他所有登录", "End all others"), posts: path + "/end-others", style: "button-danger")
                }
            }
        },
        .post(path + "/end", .signedIn) { visit in
            let account = try visit.signedIn().account.id
            guard let session = ID<SignInSession>(visit.posted.fields["session"] ?? "") else { throw Refusal.notFound(Phrase("这次登录", "session")) }
            try await visit.database.write { try $0.endSession(session, of: account, by: account) }
            return visit.see(path, saying: Phrase("这次登录已结束。", "The session was ended."))
        },
        .post(path + "/end-others", .signedIn) { visit in
            let identity = try visit.signedIn()
            let account = identity.account.id
            let ended = try await visit.database.write { try $0.endSessions(of: account, except: identity.session?.id, by: account) }
            return visit.see(path, saying: Phrase("已结束其他 \(ended) 处登录。", "Other sessions ended: \(ended)."))
        },
    ]
}
