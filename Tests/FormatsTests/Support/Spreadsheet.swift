import CZip
import Foundation

/// A workbook written part by part, good or hostile.
struct Spreadsheet {
    enum Part {
        case text(String)
        case repeated(head: String, block: String, times: Int, tail: String)
    }

    var parts: [(name: String, part: Part)] = []

    static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook of one sheet with the given rows as XML.
    init(
        rows: String, shared: [String] = [], styles: String = "", workbook: String = "",
        sheets: String = "<sheet name=\"活动\" sheetId=\"1\" r:id=\"rId1\"/>"
    ) {
        parts = Self.frame(workbook: workbook, sheets: sheets)
        parts.append(("xl/worksheets/sheet1.xml", .text(Self.head + Self.sheet(rows))))
        let texts = shared.map { "<si>\($0)</si>" }.joined()
        parts.append(
            ("xl/sharedStrings.xml", .text(Self.head + "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\(texts)</sst>")))
        parts.append(("xl/styles.xml", .text(Self.head + "<styleSheet>\(styles)</styleSheet>")))
    }

    /// A workbook whose sheet (and shared texts) are given as they are.
    init(sheet: Part, shared: Part = .text("<sst/>")) {
        parts = Self.frame(workbook: "", sheets: "<sheet name=\"s\" sheetId=\"1\" r:id=\"rId1\"/>")
        parts.append(("xl/worksheets/sheet1.xml", sheet))
        parts.append(("xl/sharedStrings.xml", shared))
        parts.append(("xl/styles.xml", .text("<styleSheet/>")))
    }

    static func sheet(_ rows: String) -> String {
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\(rows)</sheetData></worksheet>"
    }

    private static func frame(workbook: String, sheets: String) -> [(name: String, part: Part)] {
        let relation = { (id: String, type: String, target: String) in "<Relationship Id=\"\(id)\" Type=\"\(office)/\(type)\" Target=\"\(target)\"/>"
        }
        return [
            ("_rels/.rels", .text("<Relationships>" + relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>")),
            ("xl/workbook.xml", .text("<workbook xmlns:r=\"\(office)\">\(workbook)<sheets>\(sheets)</sheets></workbook>")),
            (
                "xl/_rels/workbook.xml.rels",
                .text(
                    "<Relationships>" + relation("rId1", "worksheet", "worksheets/sheet1.xml")
                        + relation("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
                        + relation("rId3", "sharedStrings", "sharedStrings.xml") + relation("rId4", "styles", "styles.xml") + "</Relationships>")
            ),
        ]
    }

    func write() throws -> TemporaryFile {
        let file = try TemporaryFile("xlsx")
        guard let archive = zip_open(file.path, ZIP_CREATE | ZIP_TRUNCATE, nil) else { throw CocoaError(.fileWriteUnknown) }
        var memory: [UnsafeMutableRawPointer] = []
        func fragment(_ text: String) -> zip_buffer_fragment_t {
            let bytes = Array(text.utf8)
            let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
            copy.copyMemory(from: bytes, byteCount: bytes.count)
            memory.append(copy)
            return zip_buffer_fragment_t(data: copy.assumingMemoryBound(to: zip_uint8_t.self), length: zip_uint64_t(bytes.count))
        }
        for (name, part) in parts {
            var fragments: [zip_buffer_fragment_t]
            switch part {
            case .text(let text): fragments = [fragment(text)]
            case .repeated(let head, let block, let times, let tail):
                fragments = [fragment(head)] + [zip_buffer_fragment_t](repeating: fragment(block), count: times) + [fragment(tail)]
            }
            let source = zip_source_buffer_fragment(archive, &fragments, zip_uint64_t(fragments.count), 0)
            guard let source, zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0 else { throw CocoaError(.fileWriteUnknown) }
        }
        guard zip_close(archive) == 0 else { throw CocoaError(.fileWriteUnknown) }
        memory.forEach { $0.deallocate() }
        return file
    }
}
