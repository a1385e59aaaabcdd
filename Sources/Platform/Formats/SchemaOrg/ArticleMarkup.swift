package import Kernel

/// What search engines read of a piece of news: a `NewsArticle` of schema.org as JSON-LD.
package struct ArticleMarkup: Sendable, Equatable {
    package var headline: String
    package var page: String
    /// `zh-Hans` or `en`.
    package var language: String
    package var published: Day
    package var modified: Instant?
    package var description: String?
    package var images: [String] = []
    /// Who speaks.
    package var author: String
    /// What it is about, and its page.
    package var about: About?

    package struct About: Sendable, Equatable {
        package var name: String
        package var page: String
        package init(name: String, page: String) { (self.name, self.page) = (name, page) }
    }

    package init(headline: String, page: String, language: String, published: Day, author: String) {
        (self.headline, self.page, self.language, self.published, self.author) = (headline, page, language, published, author)
    }

    /// The text of a `<script type="application/ld+json">`: nothing in it can close the element.
    package var jsonLD: String {
        var all: [Datum.Member] = [
            .init("@context", .text("https://schema.org")), .init("@type", .text("NewsArticle")), .init("headline", .text(headline)),
            .init("url", .text(WebAddress.encoded(page))), .init("mainEntityOfPage", .text(WebAddress.encoded(page))),
            .init("datePublished", .text(published.iso)), .init("inLanguage", .text(language)),
            .init("author", .object([.init("@type", .text("Organization")), .init("name", .text(author))])),
        ]
        if let modified { all.append(.init("dateModified", .text(modified.iso))) }
        if let description { all.append(.init("description", .text(description))) }
        if !images.isEmpty { all.append(.init("image", .list(images.map { .text(WebAddress.encoded($0)) }))) }
        if let about {
            all.append(
                .init(
                    "about",
                    .object([.init("@type", .text("Event")), .init("name", .text(about.name)), .init("url", .text(WebAddress.encoded(about.page)))])))
        }
        var json = JSONWriter(isForHTML: true)
        json.value(.object(all))
        return String(decoding: json.drain(), as: UTF8.self)
    }
}
