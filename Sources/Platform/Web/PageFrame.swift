import Access
import Kernel
package import Markup

/// The frame around every page: head, header with navigation and language, message, content, footer.
struct PageFrame {
    let page: Page
    let visit: Visit

    var document: HTML {
        HTML {
            HTML(trusted: "<!doctype html>\n")
            html(.lang(visit.language.tag), .data("accent", page.accent), .data("print", "large").when(visit.hasLargePrint)) {
                head {
                    meta(.charset("utf-8"))
                    meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                    title { visit.say(page.title) + (visit.language == .zh ? "｜" : " · ") + visit.say(visit.frame.name) }
                    meta(.name("description"), .content(visit.say(page.told)))
                    meta(.name("color-scheme"), .content("light dark"))
                    link(.rel("icon"), .type("image/svg+xml"), .href("/icon.svg?v=\(visit.frame.assetVersion)"))
                    link(.rel("apple-touch-icon"), .href("/img/icon-180.png?v=\(visit.frame.assetVersion)"))
                    link(.rel("stylesheet"), .href("/css/kepu.css?v=\(visit.frame.assetVersion)"))
                    script(.type("module"), .src("/js/kepu.js?v=\(visit.frame.assetVersion)"))
                    PageLinks(page: page, visit: visit).html
                    page.head
                }
                body(.class(page.isDesk ? "desk-page" : "", page.isBare ? "bare-page" : "")) {
                    a(.class("skip-link"), .href("#content")) { visit.say(Phrase("跳到正文", "Skip to content")) }
                    if let banner = visit.frame.banner { div(.class("banner"), .role("region"), .aria("label", visit.say(Phrase("说明", "Note")))) { visit.say(banner) } }
                    if page.isBare {
                        main(.id("content"), .tabindex(-1)) { page.content }
                    } else {
                        siteHeader
                        if page.isDesk { desk } else { main(.id("content"), .class("wrap"), .tabindex(-1)) { inner } }
                        PageFooter(visit: visit).html
                    }
                }
            }
        }
    }

    private var desk: HTML {
        div(.class("desk", "wrap")) {
            DeskMenu(visit: visit).html
            main(.id("content"), .class("desk-content"), .tabindex(-1)) { inner }
        }
    }

    @HTMLBuilder private var inner: HTML {
        if !page.trail.isEmpty {
            nav(.class("breadcrumb"), .aria("label", visit.say(Phrase("当前位置", "You are here")))) {
                ol {
                    for step in page.trail { li { a(.href(.within(step.path))) { visit.say(step.title) } } }
                }
            }
        }
        if let flash = visit.flash { div(.class("notice", "notice-success"), .role("status")) { p { visit.say(flash) } } }
        if !page.ownHeading {
            header(.class("page-head")) {
                h1(.class("page-title")) { visit.say(page.title) }
                if let lede = page.lede { p(.class("lede")) { visit.say(lede) } }
            }
        }
        page.content
    }

    private var siteHeader: HTML {
        header(.class("site-header")) {
            div(.class("wrap", "site-header-row")) {
                a(.class("site-name"), .href("/")) {
                    HTML(trusted: #"<svg class="site-mark" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="3.2" fill="currentColor"/><ellipse cx="12" cy="12" rx="10.5" ry="4.4" fill="none" stroke="currentColor" stroke-width="1.7" transform="rotate(-28 12 12)"/></svg>"#)
                    span { visit.say(visit.frame.name) }
                }
                nav(.class("site-nav"), .aria("label", visit.say(Phrase("主导航", "Main")))) {
                    ul {
                        for item in visit.frame.links where !item.isInFooterOnly {
                            li { a(.href(.within(item.path)), .aria("current", "page").when(isHere(item.path))) { visit.say(item.title) } }
                        }
                    }
                }
                div(.class("site-tools")) {
                    visit.printSwitch
                    visit.languageSwitch
                    if visit.identity != nil {
                        a(.href("/desk")) { visit.say(Phrase("工作台", "Desk")) }
                    } else {
                        a(.href("/sign-in")) { visit.say(Phrase("登录", "Sign in")) }
                    }
                }
            }
        }
    }

    private func isHere(_ path: String) -> Bool { visit.path == path || visit.path.hasPrefix(path + "/") }
}

extension Visit {
    /// The hidden field that every posted form carries.
    package var csrfField: HTML { input(.type("hidden"), .name("csrf"), .value(csrf)) }
}

extension Address {
    /// An address within the site that the program itself made.
    package static func within(_ path: String, query: Query = Query()) -> Address {
        let text = query.pairs.isEmpty ? path : path + "?" + query.encoded
        return Address(path: text) ?? "/"
    }
}
