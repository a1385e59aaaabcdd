import Access
import Kernel
import Markup

/// The end of every page: all lists, what is said about them, and how one likes to read.
struct PageFooter {
    let visit: Visit

    var html: HTML {
        footer(.class("site-footer")) {
            div(.class("wrap")) {
                div(.class("footer-columns")) {
                    links(Phrase("查找", "Find"), visit.frame.links.filter { $0.order < 90 })
                    links(Phrase("关于本站", "About this site"), visit.frame.links.filter { $0.order >= 90 })
                    reading
                }
                p(.class("footer-motto")) { visit.say(Phrase("一次录入 · 一次计数 · 每个数字都能追到记录", "Enter once · count once · every figure opens to its records")) }
                if let identity = visit.identity {
                    form(.method(.post), .action("/sign-out"), .class("sign-out")) {
                        visit.csrfField
                        span { identity.account.name }
                        button(.class("button", "button-quiet"), .type("submit")) { visit.say(Phrase("退出", "Sign out")) }
                    }
                }
            }
        }
    }

    @HTMLBuilder private func links(_ title: Phrase, _ links: [SiteFrame.Link]) -> HTML {
        if !links.isEmpty {
            nav(.aria("label", visit.say(Phrase("页脚：\(title.zh)", "Footer: \(title.en)")))) {
                p(.class("footer-title")) { visit.say(title) }
                ul { for link in links { li { a(.href(.within(link.path))) { visit.say(link.title) } } } }
            }
        }
    }

    private var reading: HTML {
        nav(.aria("label", visit.say(Phrase("页脚：阅读", "Footer: reading")))) {
            p(.class("footer-title")) { visit.say(Phrase("阅读", "Reading")) }
            ul {
                li { visit.languageSwitch }
                li { visit.printSwitch }
                if visit.identity == nil {
                    li { a(.href("/sign-in")) { visit.say(Phrase("登录", "Sign in")) } }
                } else {
                    li { a(.href("/desk")) { visit.say(Phrase("工作台", "Desk")) } }
                }
            }
        }
    }
}

extension Visit {
    /// This page in the other language.
    var languageSwitch: HTML {
        let other: Tongue = language == .zh ? .en : .zh
        let address = Address.within(path, query: query.setting("print", nil).setting("lang", other.rawValue))
        return a(.class("language"), .href(address), .hreflang(other.tag), .lang(other.tag), .rel("alternate nofollow")) {
            other == .zh ? "中文" : "English"
        }
    }

    /// This page in large print, or back in the usual size; remembered for a year, also without scripts.
    var printSwitch: HTML {
        let address = Address.within(path, query: query.setting("print", hasLargePrint ? "normal" : "large"))
        return a(.class("print-switch"), .href(address), .rel("nofollow")) {
            say(hasLargePrint ? Phrase("标准字号", "Normal print") : Phrase("大字", "Large print"))
        }
    }

    /// Whether the reader asked for large print, now or at an earlier page.
    var hasLargePrint: Bool { (query["print"] ?? Cookies(header("cookie"), secure: isSecure)["kepu_print"]) == "large" }

    /// The choice that the address makes, for a year. It says nothing about the reader, and scripts may set it too.
    var printCookie: String? {
        guard let choice = query["print"], choice == "large" || choice == "normal" else { return nil }
        return "kepu_print=\(choice); " + (choice == "large" ? "Max-Age=31536000" : "Max-Age=0") + "; Path=/; SameSite=Lax"
    }
}
