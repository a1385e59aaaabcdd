extension PDFDocument {
    /// Begins a table; its headings come again on every page that it reaches.
    package func beginTable(_ columns: [PDFColumn]) {
        guard !columns.isEmpty else { return }
        (table, headsWait) = (columns, true)
    }

    package func endTable() {
        if headsWait { drawHeads(before: 0) }
        table = nil
        space(6)
    }

    /// Adds a row of plain texts.
    package func row(_ cells: [String]) { row(cells.map { [PDFRun($0)] }) }

    /// Adds a row; each cell holds texts below each other. A row stays on one page; a text that alone would not fit a page ends in
    /// an ellipsis.
    package func row(_ cells: [[PDFRun]]) {
        guard let table else { return }
        let set = self.set(cells, table)
        let height = self.height(set)
        if headsWait { drawHeads(before: height) }
        if y + height > bottom, y > top {
            breakPage()
            _ = canvas
            headings()
        }
        draw(set, height)
    }

    /// The headings of the columns, where they and what stands above them have room for the first row.
    private func drawHeads(before row: Double) {
        guard let table else { return }
        headsWait = false
        let height = self.height(set(table.map { [PDFRun($0.heading, .strong)] }, table)) + row
        settle(before: height + 4)
        if y > top { y += 4 }
        ensure(min(height, bottom - top))
        headings()
    }

    private var padding: (x: Double, y: Double) { (4, 3) }

    private func headings() {
        guard let table else { return }
        let set = self.set(table.map { [PDFRun($0.heading, .strong)] }, table)
        draw(set, height(set))
    }

    private func set(_ cells: [[PDFRun]], _ table: [PDFColumn]) -> [[PDFLines]] {
        let most = Int((bottom - top) * 0.8 / (PDFStyle.body.points * 1.5))
        let widths = self.widths(table)
        return cells.prefix(table.count).enumerated().map { index, runs in
            let width = widths[index] - 2 * padding.x
            let each = max(1, most / max(1, runs.count))
            return runs.filter { !$0.text.isEmpty }
                .compactMap { typesetter.lines($0, width: width, alignsEnd: table[index].alignment == .end, most: each) }
        }
    }

    private func widths(_ table: [PDFColumn]) -> [Double] {
        let whole = table.reduce(0) { $0 + max(0.01, $1.share) }
        return table.map { textWidth * max(0.01, $0.share) / whole }
    }

    private func height(_ set: [[PDFLines]]) -> Double {
        let tallest = set.map { cell in cell.reduce(0) { $0 + $1.height } }.max() ?? 0
        return tallest + 2 * padding.y
    }

    private func draw(_ set: [[PDFLines]], _ height: Double) {
        guard let table else { return }
        var x = Self.margin.side
        for (index, width) in widths(table).enumerated() {
            var top = y + padding.y
            for lines in index < set.count ? set[index] : [] {
                for line in 0..<lines.count { self.draw(lines, line, x: x + padding.x, y: top + Double(line) * lines.leading) }
                top += lines.height
            }
            x += width
        }
        y += height
        line(at: y, grey: 0.75)
    }
}
