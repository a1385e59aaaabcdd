import CPango

extension PDFDocument {
    /// Adds a paragraph; a long one is broken over pages between its lines.
    /// - link: where it opens.
    package func paragraph(_ text: String, _ style: PDFStyle = .body, link: String? = nil) {
        guard let lines = typesetter.lines(PDFRun(text, style, link: link), width: textWidth) else { return }
        guard !style.staysWithNext else { return waiting.append(lines) }
        settle(before: min(lines.height, lines.leading * 2))
        if y > top { leave(style.spaceBefore) }
        draw(lines)
    }

    /// Draws the headings that wait, on a page that has room for them and for the first `height` points of what comes next.
    func settle(before height: Double) {
        guard !waiting.isEmpty else { return }
        let headings = waiting
        waiting = []
        ensure(min(headings.reduce(0) { $0 + $1.style.spaceBefore + $1.height } + height, bottom - top))
        for lines in headings {
            if y > top { leave(lines.style.spaceBefore) }
            draw(lines)
        }
    }

    /// Leaves `points` free, unless a page begins here.
    package func space(_ points: Double) {
        settle(before: points)
        leave(points)
    }

    private func leave(_ points: Double) {
        _ = canvas
        if y > top { y += points }
    }

    /// Draws a thin line over the whole width.
    package func rule() {
        settle(before: 6)
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
