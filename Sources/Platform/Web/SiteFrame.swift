package import Access
package import Kernel
package import Storage

/// What every page's frame shows, whichever room made the page.
package struct SiteFrame: Sendable {
    /// One entry of the public navigation.
    package struct Link: Sendable {
        package let path: String
        package let title: Phrase
        package let order: Int
        /// From 100 on: what readers look for at the end of a page.
        package var isInFooterOnly: Bool { order >= 100 }
        package init(_ path: String, _ zh: String, _ en: String, order: Int) { (self.path, self.title, self.order) = (path, Phrase(zh, en), order) }
    }

    package let name: Phrase
    package let links: [Link]
    package let desk: [DeskItem]
    /// Changes with the style sheets and scripts, so that browsers may keep them for a year.
    package let assetVersion: String
    /// A line above every page, such as "this is a demonstration".
    package let banner: Phrase?
    /// The site's public address, `https://kepu.example`, for what leaves the site and is kept; nil: as each request has it.
    package let address: String?
    /// Where one searches from any page.
    package let search: Search?
    /// Where what somebody was told is read.
    package let inbox: Inbox?

    /// The list that answers a search, and its parameters for words and for the first and last day.
    package struct Search: Sendable {
        package let path: String
        package let words: String
        package let begin: String
        package let end: String
        package init(_ path: String, words: String, begin: String, end: String) {
            (self.path, self.words, self.begin, self.end) = (path, words, begin, end)
        }
    }

    /// What somebody was told, and how much of it is unread: shown on every page of the desk.
    package struct Inbox: Sendable {
        /// The desk's item of that path bears the count.
        package let path: String
        package let unread: @Sendable (_ tx: Transaction, _ account: ID<Account>) throws -> Int
        package init(_ path: String, unread: @escaping @Sendable (Transaction, ID<Account>) throws -> Int) {
            (self.path, self.unread) = (path, unread)
        }
    }

    package init(
        name: Phrase, links: [Link], desk: [DeskItem], assetVersion: String, banner: Phrase?, search: Search? = nil, inbox: Inbox? = nil,
        address: String? = nil
    ) {
        (self.search, self.inbox, self.address) = (search, inbox, address)
        (self.name, self.links, self.desk, self.assetVersion, self.banner) = (name, links.sorted { $0.order < $1.order }, desk.sorted { ($0.topic.rawValue, $0.order) < ($1.topic.rawValue, $1.order) }, assetVersion, banner)
    }
}
