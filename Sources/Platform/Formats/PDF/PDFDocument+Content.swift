import CPango

extension PDFDocument {
    /// Adds a paragraph; a long one is broken over pages between its lines.
    /// - link: where it opens.
    package func paragraph(_ text: String, _ style: PDFStyle = .body, link: String? = nil) {
        guard let lines = typesetter.lines(PDFRun(text, style, link: link), width: textWidth) else { return }
        if y > top { space(style.spaceBefore) }
        if style.staysWithNext { ensure(min(lines.height + 42, bottom - top)) }
        draw(lines)
    }

    /// Leaves `points` free, unless a page begins here.
    package func space(_ points: Double) {
        _ = canvas
        if y > top { y += points }
    }

    /// Draws a thin line over the whole width.
    package func rule() {
        ensure(6)
        line(at: y + 3, grey: 0.6)
        y += 6
    }

    private func draw(_ lines: PDFLines) {
        for index in 0..<lines.count {
            ensure(lines.leading)
            draw(lines, index, x: Self.margin.side, y: y)
            y += lines.leading
        }
    }

    func line(at y: Double, grey: Double) {
        cairo_set_source_rgb(canvas, grey, grey, grey)
        cairo_set_line_width(canvas, 0.5)
        cairo_move_to(canvas, Self.margin.side, y)
        cairo_line_to(canvas, Self.margin.side + textWidth, y)
        cairo_stroke(canvas)
    }
}
