import CPango

/// Sets text with pango: broken into lines as each script breaks, in faces that have the letters.
final class PDFTypesetter {
    /// Pango counts in 1024ths of a point.
    static let unit = 1024.0

    private let map: OpaquePointer
    let context: OpaquePointer

    /// Nil when no fonts can be had at all.
    init?(language: String) {
        guard let map = pango_cairo_font_map_new() else { return nil }
        guard let context = pango_font_map_create_context(map) else {
            g_object_unref(UnsafeMutableRawPointer(map))
            return nil
        }
        pango_context_set_language(context, pango_language_from_string(language))
        (self.map, self.context) = (map, context)
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(UnsafeMutableRawPointer(map))
    }

    /// The lines of a text.
    /// - Parameters:
    ///   - width: of the column, in points.
    ///   - most: lines; what is longer ends in an ellipsis.
    func lines(_ run: PDFRun, width: Double, alignsEnd: Bool = false, most: Int? = nil) -> PDFLines? {
        guard let layout = pango_layout_new(context) else { return nil }
        // The face is named: the plain family may pick the Japanese forms of characters.
        let face = "Noto Sans CJK SC, Noto Sans, sans-serif \(run.style.isBold ? "Bold " : "")\(DecimalText.text(run.style.points, places: 1) ?? "10")"
        let description = pango_font_description_from_string(face)
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        pango_layout_set_width(layout, Int32(max(1, width) * Self.unit))
        // By words, and by letters where a word is wider than the column.
        pango_layout_set_wrap(layout, 2)
        if alignsEnd { pango_layout_set_alignment(layout, 2) }
        if let most {
            pango_layout_set_height(layout, -Int32(max(1, min(most, 10_000))))
            pango_layout_set_ellipsize(layout, 3)
        }
        let bytes = Array(Self.printable(run.text).utf8.prefix(1 << 20))
        bytes.withUnsafeBytes { raw in
            pango_layout_set_text(layout, raw.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
        }
        return PDFLines(layout, style: run.style, width: width, alignsEnd: alignsEnd, link: run.link)
    }

    /// Without control characters, what turns the direction of what follows, and what is no character.
    static func printable(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x09: out.append(scalar)
            case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: break
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: break
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}

/// A text broken into lines of one column.
final class PDFLines {
    private let layout: OpaquePointer
    private let alignsEnd: Bool
    let style: PDFStyle
    let width: Double
    /// Where the text opens.
    let link: String?
    let count: Int
    /// From one line to the next, in points. Chinese needs air between lines.
    let leading: Double

    init(_ layout: OpaquePointer, style: PDFStyle, width: Double, alignsEnd: Bool, link: String? = nil) {
        (self.layout, self.style, self.width, self.alignsEnd, self.link) = (layout, style, width, alignsEnd, link)
        count = Int(pango_layout_get_line_count(layout))
        leading = style.points * 1.5
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    var height: Double { Double(count) * leading }

    /// Draws one line with its upper edge at `y`; gives from where to where it reaches.
    @discardableResult
    func draw(_ index: Int, on cairo: OpaquePointer, x: Double, y: Double) -> (x: Double, width: Double) {
        guard let line = pango_layout_get_line_readonly(layout, Int32(index)) else { return (x, 0) }
        var logical = PangoRectangle()
        pango_layout_line_get_extents(line, nil, &logical)
        let shift = alignsEnd ? max(0, width - Double(logical.width) / PDFTypesetter.unit) : 0
        let grey = style.grey
        if link == nil { cairo_set_source_rgb(cairo, grey, grey, grey) } else { cairo_set_source_rgb(cairo, 0.05, 0.25, 0.6) }
        cairo_move_to(cairo, x + shift, y + style.points * 1.12)
        pango_cairo_show_layout_line(cairo, line)
        return (x + shift, Double(logical.width) / PDFTypesetter.unit)
    }
}
