import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// A piece of news with everything that its page shows of it; the desk's preview is the same.
struct NewsArticle: Sendable {
    let item: NewsItem
    let campaign: Campaign?
    let unit: Organisation?
    let pictures: [NewsPicture]
    let figures: NewsFigures

    init(_ item: NewsItem, _ house: House, in tx: Transaction) throws {
        self.item = item
        campaign = try item.campaignID.flatMap { try tx.campaign($0) }
        unit = try item.unitID.flatMap { try tx.organisation($0) }
        pictures = try tx.pictures(of: item.id)
        figures = try NewsFigures(of: item.text, house, in: tx)
    }

    /// Who speaks.
    var author: Wording { unit?.name ?? campaign?.name ?? Wording("科普", "Kepu") }

    func html(_ visit: Visit) -> HTML {
        HTML {
            p(.class("kicker")) {
                Markup.time(.datetime(item.day.iso)) { Dates.day(item.day, visit.language) }
                " · "
                visit.say(item.kind.title)
                " · "
                visit.html(author)
            }
            for picture in pictures { figure(picture, visit) }
            visit.newsHTML(item.text, figures)
            visit.provenanceHTML(item.provenance, repaired: item.repaired?.says)
        }
    }

    private func figure(_ picture: NewsPicture, _ visit: Visit) -> HTML {
        Markup.figure {
            img(
                .src(.within(picture.path)), .alt(picture.alt(visit.language)), .width(picture.width), .height(picture.height),
                .loading("lazy"))
            if !picture.credit.isEmpty {
                figcaption(.class("meta")) { visit.say(Phrase("图片：", "Picture: ")) + picture.credit }
            }
        }
    }
}
