import CPango
package import Kernel

/// A printed document: A4 pages with headings, paragraphs and tables, broken into pages by itself, numbered at the foot.
///
/// Pages wait in memory as drawings until `finish`, because each says how many there are. Use one document from one task.
package final class PDFDocument {
    /// A4 in points, and the margins.
    static let page = (width: 595.276, height: 841.89)
    static let margin = (side: 51.0, top: 51.0, bottom: 62.0)

    let typesetter: PDFTypesetter
    private let title: String
    private let language: Tongue
    private let author: String?
    private let created: Instant?
    /// The finished and the open page, as recorded drawings.
    private var pages: [OpaquePointer] = []
    private var open: OpaquePointer?
    /// The upper edge of what comes next.
    var y = PDFDocument.margin.top
    var table: [PDFColumn]?
    /// Headings that are drawn with what stands below them, so that no page ends with one.
    var waiting: [PDFLines] = []
    /// Whether the headings of the table's columns wait for its first row.
    var headsWait = false
    /// What opens on the pages that are drawn.
    var links: [PDFLink] = []
    /// Stands at the head of every page. Set it before anything is added.
    package var stamp: PDFStamp? { didSet { y = top } }

    /// - Parameters:
    ///   - title: for the metadata and the foot of each page.
    ///   - created: for the metadata; without it the file holds the time of its making.
    package init(title: String, language: Tongue, author: String? = nil, created: Instant? = nil) throws(FormatProblem) {
        guard let typesetter = PDFTypesetter(language: language == .zh ? "zh-cn" : "en") else { throw .unprintable }
        (self.typesetter, self.title, self.language) = (typesetter, title, language)
        (self.author, self.created) = (author, created)
    }

    deinit {
        if let open { cairo_destroy(open) }
        for page in pages { cairo_surface_destroy(page) }
    }

    /// How many pages there are so far.
    package var pageCount: Int { pages.count }

    /// Where the text of a page begins.
    var top: Double { stamp == nil ? Self.margin.top : Self.margin.top + PDFStamp.height }
    var textWidth: Double { Self.page.width - 2 * Self.margin.side }
    var bottom: Double { Self.page.height - Self.margin.bottom }

    /// The page that is drawn on.
    var canvas: OpaquePointer {
        if let open { return open }
        var area = cairo_rectangle_t(x: 0, y: 0, width: Self.page.width, height: Self.page.height)
        let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &area)
        let canvas: OpaquePointer = cairo_create(surface)
        if let surface { pages.append(surface) }
        open = canvas
        y = top
        return canvas
    }

    /// Goes on with a new page, unless the open one is still empty.
    package func pageBreak() {
        settle(before: 0)
        breakPage()
    }

    func breakPage() {
        guard let open else { return }
        cairo_destroy(open)
        self.open = nil
        y = top
    }

    /// Begins a new page when less than `height` points are left.
    func ensure(_ height: Double) {
        _ = canvas
        if y + height > bottom, y > top { breakPage() }
        _ = canvas
    }

    /// Closes the document and gives its bytes. Nothing can be added behind that.
    package func finish() throws(FormatProblem) -> [UInt8] {
        _ = canvas
        pageBreak()
        let sink = PDFBytes()
        let surface = cairo_pdf_surface_create_for_stream(PDFBytes.write, Unmanaged.passUnretained(sink).toOpaque(), Self.page.width, Self.page.height)
        guard let surface else { throw .unprintable }
        defer { cairo_surface_destroy(surface) }
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Kepu")
        if let author { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author) }
        if let created { cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.iso) }
        let cairo: OpaquePointer = cairo_create(surface)
        for (index, page) in pages.enumerated() {
            cairo_set_source_surface(cairo, page, 0, 0)
            cairo_paint(cairo)
            if let stamp { draw(stamp, on: cairo) }
            foot(index + 1, on: cairo)
            lay(links.filter { $0.page == index }, on: cairo)
            cairo_show_page(cairo)
        }
        cairo_destroy(cairo)
        cairo_surface_finish(surface)
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw .unprintable }
        return withExtendedLifetime(sink) { sink.bytes }
    }

    private func foot(_ number: Int, on cairo: OpaquePointer) {
        let counted = Phrase("第 \(number) 页 共 \(pages.count) 页", "Page \(number) of \(pages.count)")
        let y = Self.page.height - Self.margin.bottom + 24
        typesetter.lines(PDFRun(title, .small), width: textWidth * 0.7, most: 1)?.draw(0, on: cairo, x: Self.margin.side, y: y)
        typesetter.lines(PDFRun(counted(language), .small), width: textWidth * 0.28, alignsEnd: true, most: 1)?
            .draw(0, on: cairo, x: Self.margin.side + textWidth * 0.72, y: y)
    }
}

/// The bytes that cairo hands over.
final class PDFBytes {
    var bytes: [UInt8] = []

    static let write: cairo_write_func_t = { context, data, length in
        guard let context, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<PDFBytes>.fromOpaque(context).takeUnretainedValue()
        sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
    }
}

extension FormatProblem {
    /// The document could not be drawn.
    static var unprintable: FormatProblem {
        FormatProblem(
            .unwritable,
            Phrase("PDF 文件生成不了（可能缺少中文字体）。请联系管理员。", "The PDF could not be made (Chinese fonts may be missing). Please tell the administrator."))
    }
}
