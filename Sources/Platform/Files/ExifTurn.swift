/// Which way a camera was held (Exif 2.32, tag 0x0112): the one thing of Exif without which a picture looks wrong.
enum ExifTurn {
    private static let head = Array("Exif\0\0".utf8)
    private static let tag = 0x0112

    /// 2 to 8 where the picture must be turned to be seen upright; nil otherwise.
    static func of(_ segment: ArraySlice<UInt8>) -> UInt8? {
        guard segment.starts(with: head) else { return nil }
        let tiff = Array(segment.dropFirst(head.count))
        guard tiff.count >= 8 else { return nil }
        let isLittle = tiff.starts(with: Array("II".utf8))
        func number(_ at: Int, _ count: Int) -> Int? {
            guard at >= 0, at + count <= tiff.count else { return nil }
            let part = tiff[at..<(at + count)]
            return (isLittle ? part.reversed() : Array(part)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        for place in 0..<min(count, 500) {
            let entry = directory + 2 + place * 12
            guard number(entry, 2) == tag else { continue }
            guard let value = number(entry + 8, 2), (2...8).contains(value) else { return nil }
            return UInt8(value)
        }
        return nil
    }

    /// An Exif segment that says only this.
    static func segment(_ turn: UInt8) -> [UInt8] {
        [0xFF, 0xE1, 0x00, 0x22] + head + Array("MM".utf8) + [0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0]
    }
}
