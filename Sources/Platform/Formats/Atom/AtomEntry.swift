package import Kernel

/// One entry of a feed.
package struct AtomEntry: Sendable, Equatable {
    package var id: String
    package var title: String
    package var updated: Instant
    package var published: Instant?
    /// The page for people.
    package var page: String
    package var summary: String?
    /// Markup that was made and checked by the program itself; readers show it.
    package var contentHTML: String?
    package var author: String?
    package var categories: [Category] = []
    package var links: [AtomLink] = []
    package var point: MapPoint?

    package struct Category: Sendable, Equatable {
        package var term: String
        package var label: String?

        package init(_ term: String, label: String? = nil) { (self.term, self.label) = (term, label) }
    }

    package init(id: String, title: String, updated: Instant, page: String) {
        (self.id, self.title, self.updated, self.page) = (id, title, updated, page)
    }

    func write(to bytes: inout [UInt8]) {
        bytes.append(text: "<entry>")
        XMLText.element("id", WebAddress.encoded(id), to: &bytes)
        XMLText.element("title", title, to: &bytes)
        XMLText.element("updated", updated.iso, to: &bytes)
        if let published { XMLText.element("published", published.iso, to: &bytes) }
        AtomLink("alternate", page, type: "text/html").write(to: &bytes)
        for link in links { link.write(to: &bytes) }
        if let author {
            bytes.append(text: "<author>")
            XMLText.element("name", author, to: &bytes)
            bytes.append(text: "</author>")
        }
        for category in categories {
            bytes.append(text: "<category")
            XMLText.attribute("term", category.term, to: &bytes)
            if let label = category.label { XMLText.attribute("label", label, to: &bytes) }
            bytes.append(text: "/>")
        }
        if let summary { XMLText.element("summary", summary, to: &bytes) }
        if let contentHTML {
            bytes.append(text: "<content type=\"html\">")
            XMLText.append(contentHTML, to: &bytes)
            bytes.append(text: "</content>")
        }
        if let point { XMLText.element("georss:point", "\(point.texts.latitude) \(point.texts.longitude)", to: &bytes) }
        bytes.append(text: "</entry>\n")
    }
}
