import Foundation

/// Small papers, written by hand: what people hand in, and what they must not.
package enum SamplePaper {
    /// A PDF of empty pages. `catalog` and `first` go into the dictionaries of the catalog and of the first page as they are; `extra` are
    /// objects from number 3 on, before the pages.
    package static func pdf(pages: Int = 1, catalog: String = "", first: String = "", extra: [String] = []) -> [UInt8] {
        let start = 3 + extra.count
        var objects = ["<</Type/Catalog/Pages 2 0 R\(catalog)>>"]
        objects.append("<</Type/Pages/Count \(pages)/Kids[\((0..<pages).map { "\(start + $0) 0 R" }.joined(separator: " "))]>>")
        objects += extra
        for page in 0..<pages { objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]\(page == 0 ? first : "")>>") }
        var out = Array("%PDF-1.7\n".utf8), places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(out.count)
            out += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
        }
        let table = out.count
        let lines = places.map { String(repeating: "0", count: 10 - String($0).count) + String($0) + " 00000 n \n" }
        out += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(lines.joined())trailer\n<</Size \(objects.count + 1)/Root 1 0 R>>\n".utf8)
        return out + Array("startxref\n\(table)\n%%EOF\n".utf8)
    }

    /// One that runs a program when it is opened; the name is spelt so that nobody finds it by looking for the word.
    package static var script: [UInt8] { pdf(catalog: "/OpenAction<</S/J#61vaScript/JS(app.alert\\(1\\))>>") }

    /// A picture of one point.
    package static var png: [UInt8] {
        Array(Data(base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==") ?? Data())
    }

    /// The head of a picture that claims to be so large.
    package static func png(width: Int, height: Int) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
        func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] { number(data.count) + Array(name.utf8) + data + [0, 0, 0, 0] }
        let head = chunk("IHDR", number(width) + number(height) + [8, 2, 0, 0, 0])
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + head + chunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1]) + chunk("IEND", [])
    }

    /// The end of an empty ZIP archive, which is a whole one.
    package static var zipEnd: [UInt8] { [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18) }
}
