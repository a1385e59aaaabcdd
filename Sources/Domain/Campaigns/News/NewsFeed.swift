import Formats
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web

/// `/news.atom`: what is published, the newest first, and behind it what was taken away, so that readers of the feed drop it.
struct NewsFeed: Sendable {
    private static let most = 50
    private static let founded = Day(iso: "2023-09-16")

    let articles: [NewsArticle]
    let gone: [NewsItem]
    let total: Int
    /// When anything in it last changed; nil while there is nothing.
    let changed: Instant?

    init(_ filter: NewsFilter, _ house: House, in tx: Transaction) throws {
        articles = try tx.news(filter, limit: Self.most).map { try NewsArticle($0, house, in: tx) }
        gone = try tx.goneNews(limit: Self.most)
        total = try tx.newsCount(filter)
        changed = (articles.map { Self.updated($0.item) } + gone.map(\.changedAt)).max()
    }

    func answer(_ visit: Visit) -> Answer {
        let (language, query) = (visit.language, visit.query.asked)
        let question = query.pairs.isEmpty ? "" : "?" + query.encoded
        var feed = AtomFeed(
            id: Self.tag("news" + question), title: visit.say(Phrase("科普动态", "Science news")), updated: changed ?? visit.now,
            author: visit.say(visit.frame.name), language: language.tag, address: visit.origin + "/news.atom" + question)
        feed.page = visit.origin + "/news" + question
        feed.total = total
        var writer = AtomWriter(feed)
        for article in articles { writer.add(entry(article, visit)) }
        for item in gone {
            let says = item.state == .superseded ? Phrase("已被取代", "Superseded") : Phrase("已撤下", "Withdrawn")
            writer.addDeleted(id: Self.tag("news/" + item.id.text), at: item.changedAt, comment: visit.say(says))
        }
        writer.finish()
        return Answer(mediaType: "application/atom+xml; charset=utf-8", body: writer.drain()).header("access-control-allow-origin", "*")
    }

    private func entry(_ article: NewsArticle, _ visit: Visit) -> AtomEntry {
        let (item, tongue) = (article.item, visit.language)
        var entry = AtomEntry(
            id: Self.tag("news/" + item.id.text), title: item.title(tongue), updated: Self.updated(item), page: "\(visit.origin)/news/\(item.id.text)")
        entry.summary = NewsText(item.text(tongue)).plain(article.figures, tongue)
        entry.author = article.author(tongue)
        entry.categories = [.init(item.kind.rawValue, label: visit.say(item.kind.title))]
        entry.links = article.pictures.map { AtomLink("enclosure", visit.origin + $0.path, title: $0.alt(tongue)) }
        return entry
    }

    /// What a file declared before it was known when news changes is as old as its day.
    private static func updated(_ item: NewsItem) -> Instant { max(item.changedAt, LocalTime(day: item.day, hour: 0, minute: 0)?.instant(in: .china) ?? item.changedAt) }

    private static func tag(_ specific: String) -> String {
        TagURI.make(authority: "kepu", day: founded ?? Day(daysSince1970: 0), specific: specific)
    }
}
