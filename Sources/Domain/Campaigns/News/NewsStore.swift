package import Kernel
import Language
package import Storage
import Venues

/// What of the news a list shows.
struct NewsFilter: Sendable, Hashable {
    /// The campaign's and those of all below it.
    var campaign: ID<Campaign>?
    var kind: NewsItem.Kind?

    var condition: SQL {
        var all: [SQL] = ["n.state = \(NewsState.published)"]
        if let campaign { all.append("n.campaign_id IN (SELECT x.campaign_id FROM campaigns_ancestor x WHERE x.ancestor_id = \(campaign))") }
        if let kind { all.append("n.kind = \(kind)") }
        return all.joined(" AND ")
    }
}

extension Transaction {
    /// The item in whatever state it is.
    package func newsItem(_ id: ID<NewsItem>) throws -> NewsItem? {
        try row("SELECT * FROM campaigns_news WHERE id = \(id)", NewsItem.init)
    }

    /// The item of that key in its campaign, in whatever state it is.
    package func newsItem(key: String, of campaign: ID<Campaign>) throws -> NewsItem? {
        try row("SELECT * FROM campaigns_news WHERE campaign_id = \(campaign) AND key = \(key)", NewsItem.init)
    }

    /// What a campaign itself tells the public, the newest first.
    package func news(of campaign: ID<Campaign>) throws -> [NewsItem] {
        try rows(
            "SELECT * FROM campaigns_news WHERE campaign_id = \(campaign) AND state = \(NewsState.published) ORDER BY day DESC, id DESC",
            NewsItem.init)
    }

    /// The newest of all published news: `limit` from `offset` on.
    package func news(limit: Int, offset: Int = 0) throws -> [NewsItem] { try news(NewsFilter(), limit: limit, offset: offset) }

    package func newsCount() throws -> Int { try newsCount(NewsFilter()) }

    func news(_ filter: NewsFilter, limit: Int, offset: Int = 0) throws -> [NewsItem] {
        try rows(
            "SELECT n.* FROM campaigns_news n WHERE \(sql: filter.condition) ORDER BY n.day DESC, n.id DESC LIMIT \(limit) OFFSET \(offset)",
            NewsItem.init)
    }

    func newsCount(_ filter: NewsFilter) throws -> Int {
        Int(try number("SELECT COUNT(*) FROM campaigns_news n WHERE \(sql: filter.condition)") ?? 0)
    }

    /// The newest published news after the item at that day and of that identity.
    func news(_ filter: NewsFilter, before place: [String]?, limit: Int) throws -> [NewsItem] {
        var older: SQL = "1 = 1"
        if let place, place.count == 2, let day = Day(iso: place[0]), let id = Int64(place[1]) {
            older = "(n.day < \(day) OR (n.day = \(day) AND n.id < \(id)))"
        }
        return try rows(
            """
            SELECT n.* FROM campaigns_news n WHERE \(sql: filter.condition) AND \(sql: older) ORDER BY n.day DESC, n.id DESC LIMIT \(limit)
            """, NewsItem.init)
    }

    /// The item that has taken, or is to take, the place of this one; the newest.
    func successor(of id: ID<NewsItem>) throws -> NewsItem? {
        try row(
            """
            SELECT * FROM campaigns_news WHERE supersedes_id = \(id) AND state <> \(NewsState.withdrawn) ORDER BY id DESC LIMIT 1
            """, NewsItem.init)
    }

    /// What is in nobody's list any more and once was, the latest first: for readers of feeds.
    func goneNews(limit: Int) throws -> [NewsItem] {
        try rows(
            """
            SELECT * FROM campaigns_news WHERE state = \(NewsState.superseded) OR (state = \(NewsState.withdrawn) AND was_public = 1)
            ORDER BY changed_at DESC, id DESC LIMIT \(limit)
            """, NewsItem.init)
    }
}
