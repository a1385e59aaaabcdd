import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/news`: the news that somebody's roles cover, by how far it has come.
struct NewsDeskList: Sendable {
    static let pageSize = 30
    let state: NewsState
    let list: NewsList
    let counts: [NewsState: Int]

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        let counts = try tx.newsCounts(for: identity)
        self.counts = counts
        state = try Self.state(visit, counts, mayCheck: identity.mayAnywhere(Campaigns.checkNews))
        try visit.requirePage(of: counts[state] ?? 0, by: Self.pageSize)
        list = try NewsList(
            items: try tx.news(in: state, for: identity, limit: Self.pageSize, offset: (visit.pageNumber - 1) * Self.pageSize), in: tx)
    }

    /// The one that is asked for; else what waits for this person.
    private static func state(_ visit: Visit, _ counts: [NewsState: Int], mayCheck: Bool) throws(Refusal) -> NewsState {
        if let text = visit.query["state"], !text.isEmpty {
            guard let state = NewsState(rawValue: text) else {
                let known = NewsState.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(
                    .invalid, "filter-value", "没有“\(text.prefix(40))”这种状态。state 可以是：\(known)。",
                    "There is no state “\(text.prefix(40))”; state is one of: \(known).", field: "state")
            }
            return state
        }
        if mayCheck, counts[.toCheck] ?? 0 > 0 { return .toCheck }
        return counts[.draft] ?? 0 > 0 ? .draft : .published
    }

    func answer(_ visit: Visit) -> Answer {
        let mayWrite = visit.identity?.mayAnywhere(Campaigns.writeNews) == true
        return visit.desk(Phrase("动态", "News"), lede: Phrase("写稿、核对、发布。写的人和发布的人不应是同一人。", "Written, checked, published: by two people, not one.")) {
            if mayWrite { p { a(.class("button", "button-primary"), .href("/desk/news/new")) { visit.say(Phrase("写一条消息", "Write news")) } } }
            tabs(visit)
            if list.items.isEmpty { empty(visit, mayWrite: mayWrite) } else { table(visit) }
            visit.pager(page: visit.pageNumber, total: counts[state] ?? 0, size: Self.pageSize)
        }
    }

    private func tabs(_ visit: Visit) -> HTML {
        ul(.class("tabs"), .role("list")) {
            for one in NewsState.allCases {
                li {
                    a(.href("/desk/news?state=\(one.rawValue)"), .aria("current", "page").when(one == state)) {
                        visit.say(one.title)
                        span(.class("badge", one == .toCheck && counts[one] ?? 0 > 0 ? "badge-attention" : "")) {
                            Numerals.count(counts[one] ?? 0, visit.language)
                        }
                    }
                }
            }
        }
    }

    private func empty(_ visit: Visit, mayWrite: Bool) -> HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("这里没有消息", "Nothing here")) }
            p {
                switch state {
                case .toCheck: visit.say(Phrase("没有等待核对的消息。有人提交时会出现在这里。", "Nothing waits to be checked. What is submitted appears here."))
                case .draft where mayWrite: visit.say(Phrase("点“写一条消息”开始；保存后先是草稿，提交核对后才会发布。", "Begin with “Write news”: it is a draft until you submit it for checking."))
                case .published: visit.say(Phrase("还没有已发布的消息。提交核对并发布后，公众在“动态”页看到它。", "Nothing is published yet. Once checked and published, the public finds it on the news page."))
                default: visit.say(Phrase("没有处于此状态的消息。", "No news is in this state."))
                }
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        th(.scope("col")) { visit.say(Phrase("标题", "Title")) }
                        th(.scope("col")) { visit.say(Phrase("类别", "Kind")) }
                        th(.scope("col")) { visit.say(Phrase("属于", "Of")) }
                        th(.scope("col")) { visit.say(Phrase("日期", "Day")) }
                    }
                }
                tbody { for item in list.items { row(item, visit) } }
            }
        }
    }

    private func row(_ item: NewsItem, _ visit: Visit) -> HTML {
        let unit = item.unitID.flatMap { list.units[$0]?.name }, campaign = item.campaignID.flatMap { list.campaigns[$0]?.name }
        let owners = [unit, campaign].compactMap { $0 }.map { $0(visit.language) }.joined(separator: " · ")
        return tr {
            th(.scope("row")) { a(.href("/desk/news/\(item.id)")) { visit.html(item.title) } }
            td(.data("label", visit.say(Phrase("类别", "Kind")))) { visit.say(item.kind.title) }
            td(.data("label", visit.say(Phrase("属于", "Of")))) { owners }
            td(.data("label", visit.say(Phrase("日期", "Day")))) { Dates.plain(item.day, visit.language) }
        }
    }
}

extension Transaction {
    /// How many items of each state the roles cover.
    func newsCounts(for identity: Identity) throws -> [NewsState: Int] {
        let mine = NewsScope.condition(identity.scopes(of: Campaigns.readNews))
        let found = try rows("SELECT n.state, COUNT(*) AS items FROM campaigns_news n WHERE \(sql: mine) GROUP BY n.state") { row in
            (try row.choice("state", NewsState.self), try row.int("items"))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// Those that the roles cover: the longest waiting first where somebody waits, else the latest first.
    fileprivate func news(in state: NewsState, for identity: Identity, limit: Int, offset: Int) throws -> [NewsItem] {
        let mine = NewsScope.condition(identity.scopes(of: Campaigns.readNews))
        let order: SQL = state == .toCheck ? "n.changed_at, n.id" : "n.day DESC, n.id DESC"
        return try rows(
            """
            SELECT n.* FROM campaigns_news n WHERE n.state = \(state) AND \(sql: mine) ORDER BY \(sql: order) LIMIT \(limit) OFFSET \(offset)
            """, NewsItem.init)
    }
}
