import CPango

extension PDFTypesetter {
    /// A text broken into lines of that width, not drawn yet.
    func placed(_ text: String, _ face: PDFFace, width: Double, _ alignment: PDFAlignment) -> PDFPlaced? {
        guard let layout = pango_layout_new(context) else { return nil }
        let description = pango_font_description_from_string(face.description)
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        pango_layout_set_width(layout, Int32(max(1, width) * Self.unit))
        pango_layout_set_wrap(layout, 2)
        pango_layout_set_alignment(layout, alignment.rawValue)
        let bytes = Array(Self.printable(text).utf8.prefix(1 << 16))
        bytes.withUnsafeBytes { raw in pango_layout_set_text(layout, raw.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count)) }
        return PDFPlaced(layout, face)
    }
}

/// A text that waits for its place.
final class PDFPlaced {
    private let layout: OpaquePointer
    private let face: PDFFace

    init(_ layout: OpaquePointer, _ face: PDFFace) { (self.layout, self.face) = (layout, face) }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    var lines: Int { Int(pango_layout_get_line_count(layout)) }

    /// Characters for which no font of the machine has a form.
    var missing: Int { Int(pango_layout_get_unknown_glyphs_count(layout)) }

    var height: Double {
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, nil, &logical)
        return Double(logical.height) / PDFTypesetter.unit
    }

    func draw(on cairo: OpaquePointer, x: Double, y: Double) {
        face.ink.use(on: cairo)
        cairo_move_to(cairo, x, y)
        pango_cairo_show_layout(cairo, layout)
    }
}
