import CPango
package import Kernel

/// One printed page, A4 across, on which everything has its place: a certificate. Lengths are points, from the upper left corner.
///
/// A character that no font of the machine has would be printed as an empty box; `finish` refuses such a sheet and names the characters.
/// Use one sheet from one task.
package final class PDFSheet {
    package static let width = 841.89
    package static let height = 595.276

    private let typesetter: PDFTypesetter
    private let sink: PDFBytes
    private let surface: OpaquePointer
    private let cairo: OpaquePointer
    private var missing: [Character] = []
    /// For what is drawn on it elsewhere.
    var canvas: OpaquePointer { cairo }

    package init(title: String, language: Tongue, author: String? = nil, created: Instant? = nil) throws(FormatProblem) {
        let sink = PDFBytes()
        guard let typesetter = PDFTypesetter(language: language == .zh ? "zh-cn" : "en"),
            let surface = cairo_pdf_surface_create_for_stream(PDFBytes.write, Unmanaged.passUnretained(sink).toOpaque(), Self.width, Self.height)
        else { throw .unprintable }
        let cairo: OpaquePointer = cairo_create(surface)
        (self.typesetter, self.sink, self.surface, self.cairo) = (typesetter, sink, surface, cairo)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Kepu")
        if let author { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author) }
        if let created { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.iso) }
    }

    deinit {
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }

    /// Puts a text with its upper edge at `y`, in as many lines as it needs; gives its height.
    /// - most: lines; what needs more is set smaller, down to half the size.
    @discardableResult
    package func text(_ text: String, _ face: PDFFace, x: Double, y: Double, width: Double, _ alignment: PDFAlignment = .start, most: Int? = nil) -> Double {
        var face = face
        let least = face.points / 2
        guard var placed = typesetter.placed(text, face, width: width, alignment) else { return 0 }
        while let most, placed.lines > most, face.points > least {
            face.points -= 1
            guard let smaller = typesetter.placed(text, face, width: width, alignment) else { break }
            placed = smaller
        }
        if placed.missing > 0 { missing += PDFGlyphs.missing(in: text, typesetter) }
        placed.draw(on: cairo, x: x, y: y)
        return placed.height
    }

    /// A frame, `inset` points from each edge of the sheet.
    package func frame(inset: Double, line: Double, ink: PDFInk) {
        ink.use(on: cairo)
        cairo_set_line_width(cairo, line)
        cairo_rectangle(cairo, inset, inset, Self.width - 2 * inset, Self.height - 2 * inset)
        cairo_stroke(cairo)
    }

    /// A QR code with its quiet zone, black on the paper.
    package func code(_ code: QRCode, x: Double, y: Double, side: Double) {
        let square = side / Double(code.size)
        cairo_set_source_rgb(cairo, 0, 0, 0)
        for bar in code.bars {
            cairo_rectangle(cairo, x + Double(bar.x) * square, y + Double(bar.y) * square, Double(bar.width) * square, square)
        }
        cairo_fill(cairo)
    }

    /// Goes on with an empty page behind this one.
    package func nextPage() { cairo_show_page(cairo) }

    /// Closes the sheet and gives its bytes. Nothing can be added behind that.
    package func finish() throws(FormatProblem) -> [UInt8] {
        guard missing.isEmpty else { throw .glyphsMissing(missing) }
        cairo_show_page(cairo)
        cairo_surface_finish(surface)
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw .unprintable }
        return withExtendedLifetime(sink) { sink.bytes }
    }
}

/// Whether the machine's fonts have the characters of a text: rare names need fonts that hold them.
package enum PDFGlyphs {
    /// Those for which there is no form, each once, in their order.
    package static func missing(in text: String) -> [Character] {
        guard let typesetter = PDFTypesetter(language: "zh-cn") else { return Array(text) }
        return missing(in: text, typesetter)
    }

    static func missing(in text: String, _ typesetter: PDFTypesetter) -> [Character] {
        var found: [Character] = []
        for one in text where !one.isWhitespace && !found.contains(one) {
            if let placed = typesetter.placed(String(one), PDFFace(.serif, 12), width: 100, .start), placed.missing > 0 { found.append(one) }
        }
        return found
    }
}

extension FormatProblem {
    /// Names the characters, with their code points, and what helps.
    static func glyphsMissing(_ characters: [Character]) -> FormatProblem {
        let named = characters.prefix(5).map { one in
            "“\(one)” (" + one.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ") + ")"
        }
        return FormatProblem(
            .unwritable,
            Phrase(
                "服务器的字体里没有这些字：\(named.joined(separator: "、"))，印出来会是空框，因此没有生成。请联系管理员安装含有这些字的字体（如 fonts-noto-cjk、fonts-hanazono）后再试。",
                "No font of the server has these characters: \(named.joined(separator: ", ")); they would print as empty boxes, so nothing was made. Ask the administrator to install a font that has them (such as fonts-noto-cjk, fonts-hanazono), then try again."
            ))
    }
}
