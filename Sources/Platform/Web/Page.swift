package import Kernel
package import Markup

/// A page's plain model: everything that the frame needs to know; the room gives the content.
package struct Page: Sendable {
    package var title: Phrase
    /// One sentence under the title, also for search engines.
    package var lede: Phrase?
    /// What is shown with a link to the page, where that is more than the lede.
    package var preview: Phrase?
    /// The way here, from general to special; the page itself is not in it.
    package var trail: [(path: String, title: Phrase)]
    /// The campaign's colour: cinnabar, indigo, jade, ochre, plum, slate, azure.
    package var accent: String
    package var content: HTML
    /// Whether the content brings its own `h1` (a hero); otherwise the frame writes it.
    package var ownHeading: Bool
    /// Shown at the desk, beside its menu.
    package var isDesk: Bool
    /// Shown without the site's header and footer: for a wall. It brings its own heading.
    package var isBare = false
    package var status: Int
    /// What else stands in the head: links to the same in other formats, data for search engines.
    package var head: HTML

    package init(
        _ title: Phrase, lede: Phrase? = nil, trail: [(path: String, title: Phrase)] = [], accent: String = "indigo", ownHeading: Bool = false,
        isDesk: Bool = false, status: Int = 200, head: HTML = HTML(), preview: Phrase? = nil, @HTMLBuilder content: () -> HTML
    ) {
        (self.title, self.lede, self.preview, self.trail, self.accent) = (title, lede, preview, trail, accent)
        (self.ownHeading, self.isDesk, self.status, self.head) = (ownHeading, isDesk, status, head)
        self.content = content()
    }
}

extension Visit {
    /// The page in its frame, as an answer.
    package func page(_ page: Page) -> Answer {
        let answer = Answer.html(PageFrame(page: page, visit: self).document, status: page.status)
        return printCookie.map { answer.header("set-cookie", $0) } ?? answer
    }

    /// `page` for the public.
    package func page(
        _ title: Phrase, lede: Phrase? = nil, trail: [(path: String, title: Phrase)] = [], accent: String = "indigo", ownHeading: Bool = false,
        status: Int = 200, head: HTML = HTML(), preview: Phrase? = nil, @HTMLBuilder content: () -> HTML
    ) -> Answer {
        page(
            Page(
                title, lede: lede, trail: trail, accent: accent, ownHeading: ownHeading, status: status, head: head, preview: preview, content: content))
    }

    /// `page` within the desk.
    package func desk(
        _ title: Phrase, lede: Phrase? = nil, trail: [(path: String, title: Phrase)] = [], status: Int = 200, @HTMLBuilder content: () -> HTML
    ) -> Answer {
        page(Page(title, lede: lede, trail: trail, isDesk: true, status: status, content: content))
    }
}
