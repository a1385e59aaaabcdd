import CPango

/// What stands at the head of every page of a paper that must be known again: lines of small text, and a QR code beside them.
package struct PDFStamp: Sendable, Equatable {
    package let lines: [String]
    package let code: QRCode

    /// - lines: five at most.
    package init(lines: [String], code: QRCode) { (self.lines, self.code) = (Array(lines.prefix(5)), code) }

    /// By so much it moves the text down.
    static let height = 44.0
    /// Of the code, in points: 23 mm, so that a telephone reads it from a copy of a copy.
    static let side = 66.0
    /// Printers leave the edge of the paper white.
    static let edge = 18.0
}

extension PDFDocument {
    func draw(_ stamp: PDFStamp, on cairo: OpaquePointer) {
        var y = PDFStamp.edge + 8
        for (index, line) in stamp.lines.enumerated() {
            let style: PDFStyle = index == 0 ? .strong : .small
            typesetter.lines(PDFRun(line, style), width: textWidth - PDFStamp.side - 12, most: 1)?.draw(0, on: cairo, x: Self.margin.side, y: y)
            y += style.points * 1.5
        }
        let square = PDFStamp.side / Double(max(1, stamp.code.size))
        let left = Self.page.width - Self.margin.side - PDFStamp.side
        cairo_set_source_rgb(cairo, 0, 0, 0)
        for bar in stamp.code.bars {
            cairo_rectangle(cairo, left + Double(bar.x) * square, PDFStamp.edge + Double(bar.y) * square, Double(bar.width) * square, square)
        }
        cairo_fill(cairo)
    }
}
