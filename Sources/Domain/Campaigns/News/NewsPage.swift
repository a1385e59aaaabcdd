import Formats
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/news/{id}`: one piece of news, for as long as anybody may follow a link to it: superseded it says by what, withdrawn it says why.
struct NewsPage: Sendable {
    let article: NewsArticle
    /// What has taken its place, once that is public.
    let successor: NewsItem?
    let predecessor: NewsItem?

    /// Nil where the public has never seen such an item.
    init?(_ id: ID<NewsItem>, _ house: House, in tx: Transaction) throws {
        guard let item = try tx.newsItem(id) else { return nil }
        if !item.isPublic, try !tx.wasPublic(id) { return nil }
        article = try NewsArticle(item, house, in: tx)
        let next: NewsItem? = item.state == .superseded ? try tx.successor(of: id) : nil
        successor = next?.isPublic == true ? next : nil
        let before: NewsItem? = try item.supersedesID.flatMap { try tx.newsItem($0) }
        predecessor = before?.isPublic == true ? before : nil
    }

    private var item: NewsItem { article.item }

    /// - beside: what later rooms know of it.
    func answer(_ visit: Visit, beside: HTML = HTML()) -> Answer {
        guard item.isPublic else { return gone(visit) }
        return visit.page(item.title.phrase, trail: trail, accent: accent, head: head(visit), preview: preview) {
            if item.state == .superseded { superseded(visit) }
            div(.class("prose")) { article.html(visit) }
            if let predecessor {
                p(.class("meta")) {
                    visit.say(Phrase("本文取代：", "This takes the place of: "))
                    a(.href("/news/\(predecessor.id)")) { visit.html(predecessor.title) }
                }
            }
            beside
            way(visit)
        }
    }

    private func superseded(_ visit: Visit) -> HTML {
        div(.class("notice", "notice-warning"), .role("status")) {
            p {
                if let successor {
                    visit.say(Phrase("这条消息已被取代，请看：", "This has been superseded. Read instead: "))
                    a(.href("/news/\(successor.id)")) { visit.html(successor.title) }
                } else {
                    visit.say(Phrase("这条消息已被取代，取代它的消息后来也撤下了。", "This has been superseded, by something that was itself withdrawn later."))
                }
            }
        }
    }

    /// 410 at the address of what was withdrawn: that it was, when and why, and nothing of what it said.
    private func gone(_ visit: Visit) -> Answer {
        visit.page(Phrase("这条消息已撤下", "This news was withdrawn"), trail: trail, accent: accent, status: 410) {
            p {
                let day = item.changedAt.day(in: article.campaign?.zone ?? .china)
                visit.say(Phrase("撤下日期：\(Dates.plain(day, .zh))。", "Withdrawn on \(Dates.plain(day, .en))."))
            }
            if !item.remark.isEmpty { p { visit.say(Phrase("理由：", "Reason: ")) + item.remark } }
            p { a(.class("button"), .href("/news")) { visit.say(Phrase("查看其他动态", "Other news")) } }
        }
    }

    private var trail: [(path: String, title: Phrase)] {
        let news = (path: "/news", title: Phrase("动态", "News"))
        return [news] + (article.campaign.map { [(path: "/campaigns/\($0.key)", title: $0.name.phrase)] } ?? [])
    }

    private var accent: String { article.campaign?.accent.rawValue ?? "indigo" }

    private func way(_ visit: Visit) -> HTML {
        HTML {
            if let campaign = article.campaign {
                p {
                    a(.class("button"), .href("/campaigns/\(campaign.key)")) {
                        visit.say(Phrase("查看“\(campaign.name(.zh))”", "To “\(campaign.name(.en))”"))
                    }
                }
            }
        }
    }

    /// The first lines, for whoever sees a link to it.
    private var preview: Phrase? {
        let (zh, en) = (opening(.zh), opening(.en))
        return zh.isEmpty && en.isEmpty ? nil : Phrase(zh, en)
    }

    private func opening(_ tongue: Tongue) -> String {
        let text = NewsText(item.text(tongue)).plain(article.figures, tongue)
        return text.count > 160 ? String(text.prefix(159)) + "…" : text
    }

    private func head(_ visit: Visit) -> HTML {
        HTML {
            if item.state == .superseded { meta(.name("robots"), .content("noindex")) } else { dataBlock(.linkedData, json: markup(visit).jsonLD) }
            link(.rel("alternate"), .type("application/atom+xml"), .href("/news.atom"))
        }
    }

    private func markup(_ visit: Visit) -> ArticleMarkup {
        let tongue = item.title.language(for: visit.language)
        var markup = ArticleMarkup(
            headline: item.title(visit.language), page: "\(visit.origin)/news/\(item.id.text)", language: tongue.tag, published: item.day,
            author: article.author(visit.language))
        if item.changedAt.microseconds > 0 { markup.modified = item.changedAt }
        markup.description = opening(visit.language)
        markup.images = article.pictures.map { visit.origin + $0.path }
        markup.about = article.campaign.map { .init(name: $0.name(visit.language), page: "\(visit.origin)/campaigns/\($0.key)") }
        return markup
    }
}

extension Transaction {
    /// Whether everybody could once open it.
    fileprivate func wasPublic(_ id: ID<NewsItem>) throws -> Bool {
        try number("SELECT was_public FROM campaigns_news WHERE id = \(id)") == 1
    }
}
