package import Kernel

/// What stands at the head of a feed (RFC 4287), with the links between its pages (RFC 5005).
package struct AtomFeed: Sendable, Equatable {
    /// An address of the feed's own that never changes; see `TagURI`.
    package var id: String
    package var title: String
    package var subtitle: String?
    /// When anything in the feed last changed.
    package var updated: Instant
    /// Who speaks, for entries that name nobody.
    package var author: String
    /// `zh-Hans` or `en`.
    package var language: String
    /// The address of this page of the feed.
    package var address: String
    /// The page for people that shows the same.
    package var page: String?
    package var pages = Pages()
    /// How many entries there are on all pages together.
    package var total: Int?
    package var icon: String?

    /// The addresses of other pages of the feed.
    package struct Pages: Sendable, Equatable {
        package var first: String?
        package var previous: String?
        package var next: String?
        package var last: String?

        package init(first: String? = nil, previous: String? = nil, next: String? = nil, last: String? = nil) {
            (self.first, self.previous, self.next, self.last) = (first, previous, next, last)
        }
    }

    package init(id: String, title: String, updated: Instant, author: String, language: String, address: String) {
        (self.id, self.title, self.updated, self.author) = (id, title, updated, author)
        (self.language, self.address) = (language, address)
    }

    func write(to bytes: inout [UInt8]) {
        bytes.append(text: #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + #"<feed xmlns="http://www.w3.org/2005/Atom""#)
        bytes.append(text: #" xmlns:at="http://purl.org/atompub/tombstones/1.0" xmlns:georss="http://www.georss.org/georss""#)
        if total != nil { bytes.append(text: #" xmlns:os="http://a9.com/-/spec/opensearch/1.1/""#) }
        XMLText.attribute("xml:lang", language, to: &bytes)
        bytes.append(text: ">")
        XMLText.element("id", WebAddress.encoded(id), to: &bytes)
        XMLText.element("title", title, to: &bytes)
        if let subtitle { XMLText.element("subtitle", subtitle, to: &bytes) }
        XMLText.element("updated", updated.iso, to: &bytes)
        bytes.append(text: "<author>")
        XMLText.element("name", author, to: &bytes)
        bytes.append(text: "</author><generator>Kepu</generator>")
        if let icon { XMLText.element("icon", WebAddress.encoded(icon), to: &bytes) }
        AtomLink("self", address, type: "application/atom+xml").write(to: &bytes)
        if let page { AtomLink("alternate", page, type: "text/html").write(to: &bytes) }
        let others = [("first", pages.first), ("previous", pages.previous), ("next", pages.next), ("last", pages.last)]
        for (relation, address) in others {
            if let address { AtomLink(relation, address, type: "application/atom+xml").write(to: &bytes) }
        }
        if let total { XMLText.element("os:totalResults", String(total), to: &bytes) }
        bytes.append(0x0A)
    }
}

/// A link of a feed or an entry.
package struct AtomLink: Sendable, Equatable {
    /// `alternate`, `related`, `enclosure`, …
    package var relation: String
    package var address: String
    package var type: String?
    package var title: String?

    package init(_ relation: String, _ address: String, type: String? = nil, title: String? = nil) {
        (self.relation, self.address, self.type, self.title) = (relation, address, type, title)
    }

    func write(to bytes: inout [UInt8]) {
        bytes.append(text: "<link")
        XMLText.attribute("rel", relation, to: &bytes)
        XMLText.attribute("href", WebAddress.encoded(address), to: &bytes)
        if let type { XMLText.attribute("type", type, to: &bytes) }
        if let title { XMLText.attribute("title", title, to: &bytes) }
        bytes.append(text: "/>")
    }
}
