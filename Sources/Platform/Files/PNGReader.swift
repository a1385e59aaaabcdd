/// Walks the chunks of a PNG file (W3C PNG, third edition) and copies those that the picture is made of.
enum PNGReader {
    static let mark: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let needed: Set<String> = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"]

    /// Nil where the file does not come to its end, or does not begin with its size.
    static func bare(_ bytes: [UInt8]) -> BarePicture? {
        var picture = BarePicture(bytes: mark)
        var at = mark.count
        var hasPixels = false
        while at + 12 <= bytes.count {
            let length = number(bytes, at), end = at + 12 + length
            guard end <= bytes.count else { return nil }
            let name = String(decoding: bytes[(at + 4)..<(at + 8)], as: UTF8.self)
            if at == mark.count {
                guard name == "IHDR", length == 13 else { return nil }
                (picture.width, picture.height) = (number(bytes, at + 8), number(bytes, at + 12))
            }
            if name == "IDAT" { hasPixels = true }
            if needed.contains(name) { picture.bytes += bytes[at..<end] }
            if name == "IEND" { return hasPixels ? picture : nil }
            at = end
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], _ at: Int) -> Int {
        Int(bytes[at]) << 24 | Int(bytes[at + 1]) << 16 | Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
    }
}
