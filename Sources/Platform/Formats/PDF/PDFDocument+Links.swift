import CPango

/// A place of a page that opens an address.
struct PDFLink {
    /// The first page is 0.
    let page: Int
    let x: Double
    let y: Double
    let width: Double
    let height: Double
    let address: String
}

extension PDFDocument {
    /// Draws a line of a text on the open page; where the text opens something, that place of the page does.
    func draw(_ lines: PDFLines, _ index: Int, x: Double, y: Double) {
        let reach = lines.draw(index, on: canvas, x: x, y: y)
        guard let address = lines.link, reach.width > 0 else { return }
        links.append(PDFLink(page: pageCount - 1, x: reach.x, y: y, width: reach.width, height: lines.leading, address: address))
    }

    /// Makes the places of a page open their addresses.
    func lay(_ links: [PDFLink], on cairo: OpaquePointer) {
        for link in links {
            // Cairo reads the attributes as a list of its own; an address has neither quotes nor backslashes.
            let address = link.address.filter { $0.isASCII && $0 != "'" && $0 != "\\" && !$0.isWhitespace }
            let area = [link.x, link.y, link.width, link.height].map { DecimalText.text($0, places: 2) ?? "0" }.joined(separator: " ")
            cairo_tag_begin(cairo, "Link", "rect=[\(area)] uri='\(address)'")
            cairo_tag_end(cairo, "Link")
        }
    }
}
