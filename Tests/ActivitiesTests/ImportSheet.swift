/// A workbook as a spreadsheet program saves it, small enough to be written by hand: parts stored, not compressed.
struct ImportSheet {
    enum Cell {
        case text(String)
        case number(String)
        /// A day, and a day with a time, as the program counts them: days since 1900.
        case day(String)
        case moment(String)
        case none
    }

    private var rows: [String] = []
    private var merged: [String] = []

    mutating func row(_ number: Int, _ cells: [Cell]) {
        let written = cells.enumerated().map { Self.xml($1, "\(Self.letter($0))\(number)") }.joined()
        rows.append("<row r=\"\(number)\">\(written)</row>")
    }

    mutating func merge(_ range: String) { merged.append("<mergeCell ref=\"\(range)\"/>") }

    var bytes: [UInt8] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
        func relations(_ items: [(String, String)]) -> String {
            let inner = items.enumerated().map { "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/\($1.0)\" Target=\"\($1.1)\"/>" }.joined()
            return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(inner)</Relationships>"
        }
        let merges = merged.isEmpty ? "" : "<mergeCells count=\"\(merged.count)\">\(merged.joined())</mergeCells>"
        let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs>"
        return Self.archive([
            ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", "<workbook \(main) xmlns:r=\"\(office)\"><sheets><sheet name=\"活动\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", relations([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")])),
            ("xl/styles.xml", "<styleSheet \(main)>\(styles)</styleSheet>"),
            ("xl/worksheets/sheet1.xml", "<worksheet \(main)><sheetData>\(rows.joined())</sheetData>\(merges)</worksheet>"),
        ])
    }

    private static func letter(_ column: Int) -> Character { Character(Unicode.Scalar(UInt8(65 + column))) }

    private static func xml(_ cell: Cell, _ place: String) -> String {
        switch cell {
        case .text(let text):
            let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            return "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped)</t></is></c>"
        case .number(let number): return "<c r=\"\(place)\"><v>\(number)</v></c>"
        case .day(let serial): return "<c r=\"\(place)\" s=\"1\"><v>\(serial)</v></c>"
        case .moment(let serial): return "<c r=\"\(place)\" s=\"2\"><v>\(serial)</v></c>"
        case .none: return "<c r=\"\(place)\" s=\"1\"/>"
        }
    }

    /// ZIP with method 0 (APPNOTE 4.3).
    private static func archive(_ parts: [(name: String, text: String)]) -> [UInt8] {
        var out: [UInt8] = [], directory: [UInt8] = []
        for part in parts {
            let name = Array(part.name.utf8), content = Array(part.text.utf8)
            let common = little(20, 2) + little(0x0800, 2) + little(0, 2) + little(0, 2) + little(0x21, 2) + little(crc(content), 4)
                + little(UInt32(content.count), 4) + little(UInt32(content.count), 4) + little(UInt32(name.count), 2) + little(0, 2)
            directory += little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
                + little(UInt32(out.count), 4) + name
            out += little(0x0403_4B50, 4) + common + name + content
        }
        let start = out.count
        out += directory
        out += little(0x0605_4B50, 4) + little(0, 2) + little(0, 2) + little(UInt32(parts.count), 2) + little(UInt32(parts.count), 2)
        return out + little(UInt32(directory.count), 4) + little(UInt32(start), 4) + little(0, 2)
    }

    private static func little(_ number: UInt32, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = .max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
