import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Web

/// `/desk/me`: one's own account, with the ways to everything that belongs to it.
enum MyAccountRoutes {
    static let path = "/desk/me"
    static let title = Phrase("我的账号", "My account")
    static let trail: [(path: String, title: Phrase)] = [("/desk", Phrase("工作台", "Desk")), (path, title)]

    /// This room's entries; other rooms add theirs.
    static let items: [MineItem] = [
        MineItem("/desk/me/roles", "我的角色", "My roles", says: Phrase("有哪些权限，到什么时候；借给替班人", "What I may do and until when; lending to a stand-in"), order: 10),
        MineItem("/desk/me/password", "密码", "Password", says: Phrase("更改密码", "Change it"), order: 20),
        MineItem("/desk/me/codes", "动态验证码", "One-time codes", says: Phrase("登录时多一道保护", "A second step when signing in"), order: 30),
        MineItem("/desk/me/sessions", "登录情况", "Sessions", says: Phrase("在哪些浏览器登录过，结束它们", "Where I am signed in; end them"), order: 40),
        MineItem("/desk/me/tokens", "令牌", "Tokens", says: Phrase("让程序以我的名义工作", "Let a program work in my name"), order: 50),
        MineItem("/desk/me/data", "我的数据", "My data", says: Phrase("系统保存了我的哪些信息，保存多久", "What is held about me, and for how long"), order: 70),
    ]

    static func routes(_ house: House) -> [Route] {
        [
            .get(path, .signedIn) { visit in
                let account = try visit.signedIn().account
                let logins = try await visit.database.read { try $0.logins(of: account) }
                return visit.desk(title, trail: [("/desk", Phrase("工作台", "Desk"))]) {
                    dl(.class("facts")) {
                        dt { visit.say(Phrase("姓名", "Name")) }
                        dd { account.name }
                        dt { visit.say(Phrase("登录名", "Signs in as")) }
                        dd { logins.joined(separator: " · ") }
                    }
                    ul(.class("desk-tiles")) {
                        for item in house.mine {
                            li {
                                a(.class("desk-tile"), .href(.within(item.path))) {
                                    span {
                                        strong { visit.say(item.title) }
                                        span(.class("meta")) { visit.say(item.says) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        ]
    }
}
