import Kernel

/// Short texts are shown on the page itself: a browser that opens a text file from a stick may guess its letters wrong.
enum ViewerText {
    static let longest: Int64 = 64 << 10

    /// The text of a file that is one; nil for every other.
    static func read(_ item: PackItem, _ reader: ItemReader) throws -> String? {
        let type = item.type ?? MediaTypes.type(of: item.path.text)
        guard ["text/plain", "text/markdown", "text/csv"].contains(type), (1...longest).contains(reader.size) else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(reader.size))
        try bytes.withUnsafeMutableBytes { try reader.fill($0, from: 0) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        // What HTML cannot hold is no text for people.
        return text.unicodeScalars.contains { $0.value < 0x20 && !"\n\r\t".unicodeScalars.contains($0) } ? nil : text
    }
}
