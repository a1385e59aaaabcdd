package import Access
package import Kernel
import Markup

/// Under what an entry of the desk's menu stands, in this order.
package enum DeskTopic: Int, Sendable, CaseIterable {
    /// What somebody does from day to day.
    case own
    case plans, calls, resources, network, system

    package var title: Phrase {
        switch self {
        case .own: Phrase("日常工作", "Day to day")
        case .plans: Phrase("计划与协作", "Plans and partners")
        case .calls: Phrase("认定与表扬", "Titles and praise")
        case .resources: Phrase("资源与服务", "Resources and services")
        case .network: Phrase("活动项目与单位", "Campaigns and units")
        case .system: Phrase("账号与系统", "Accounts and system")
        }
    }
}

/// One entry of the desk, shown to those who hold its permission over anything, or over everything.
package struct DeskItem: Sendable {
    package let path: String
    package let title: Phrase
    package let permission: Permission
    package let topic: DeskTopic
    /// Within its topic.
    package let order: Int
    /// Whether the page refuses whoever holds the permission over a part alone.
    package let isForAll: Bool

    package init(_ path: String, _ zh: String, _ en: String, permission: Permission, in topic: DeskTopic, order: Int, isForAll: Bool = false) {
        (self.path, self.title, self.permission, self.topic, self.order, self.isForAll) = (path, Phrase(zh, en), permission, topic, order, isForAll)
    }

    /// Whether the page lets them in.
    package func isOpen(to identity: Identity) -> Bool {
        isForAll ? identity.may(permission, within: .all) : identity.mayAnywhere(permission)
    }
}

/// The desk's menu: beside the page, or on a phone behind one link above it.
struct DeskMenu {
    let visit: Visit

    private static let account = (path: "/desk/me", title: Phrase("我的账号", "My account"))
    /// Fewer entries stand in one list, without the names of their topics.
    private static let fewEntries = 7

    private var items: [DeskItem] { visit.frame.desk.filter { visit.identity.map($0.isOpen) == true } }

    var html: HTML {
        let items = items, isShort = items.count < Self.fewEntries
        return nav(.class("desk-nav"), .id("desk-menu"), .aria("label", visit.say(Phrase("工作台", "Desk")))) {
            a(.class("desk-menu-open"), .href("#desk-menu")) {
                span { visit.say(Phrase("工作台菜单", "Desk menu")) }
                here(items)
            }
            div(.class("desk-menu")) {
                if isShort {
                    ul { entries(items, withAccount: true) }
                } else {
                    for topic in DeskTopic.allCases { group(topic, items.filter { $0.topic == topic }) }
                }
                a(.class("desk-menu-close"), .href("#content")) { visit.say(Phrase("收起菜单", "Close the menu")) }
            }
        }
    }

    @HTMLBuilder private func group(_ topic: DeskTopic, _ items: [DeskItem]) -> HTML {
        let withAccount = topic == .system && visit.identity != nil
        if !items.isEmpty || withAccount {
            p(.class("desk-topic"), .id("desk-topic-\(topic.rawValue)")) { visit.say(topic.title) }
            ul(.aria("labelledby", "desk-topic-\(topic.rawValue)")) { entries(items, withAccount: withAccount) }
        }
    }

    @HTMLBuilder private func entries(_ items: [DeskItem], withAccount: Bool) -> HTML {
        for item in items {
            li { entry(item.path, item.title) { if item.path == visit.frame.inbox?.path { unread } } }
        }
        if withAccount, visit.identity != nil { li { entry(Self.account.path, Self.account.title) { HTML() } } }
    }

    private func entry(_ path: String, _ title: Phrase, @HTMLBuilder beside: () -> HTML) -> HTML {
        a(.href(.within(path)), .aria("current", visit.path == path ? "page" : "true").when(isHere(path))) {
            visit.say(title)
            beside()
        }
    }

    /// What the link above the page on a phone says besides: where one is, and how much is unread.
    @HTMLBuilder private func here(_ items: [DeskItem]) -> HTML {
        let path = visit.path
        if path == Self.account.path {
            span(.class("desk-here")) { visit.say(Self.account.title) }
        } else if let item = items.first(where: { isHere($0.path) }) {
            span(.class("desk-here")) { visit.say(item.title) }
        }
        unread
    }

    /// Whether the page is the entry's, or one below it and no other entry is nearer.
    private func isHere(_ path: String) -> Bool {
        guard visit.path != path else { return true }
        return visit.path.hasPrefix(path + "/")
            && !visit.frame.desk.contains { item in item.path.hasPrefix(path + "/") && (visit.path == item.path || visit.path.hasPrefix(item.path + "/")) }
    }

    @HTMLBuilder private var unread: HTML {
        if visit.unread > 0 {
            " "
            span(.class("badge", "badge-attention")) { String(visit.unread) }
            span(.class("visually-hidden")) { visit.say(Phrase("条未读", " unread")) }
        }
    }
}
