/// Walks the segments of a JPEG file (ITU-T T.81, annex B) and copies those that the picture is made of.
enum JPEGReader {
    static let mark: [UInt8] = [0xFF, 0xD8, 0xFF]

    /// Nil where the file does not come to its end, or has no frame.
    static func bare(_ bytes: [UInt8]) -> BarePicture? {
        var picture = BarePicture(bytes: [0xFF, 0xD8])
        var at = 2
        while at + 1 < bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            switch marker {
            case 0xFF: at += 1  // fill
            case 0xD9:
                picture.bytes += [0xFF, 0xD9]
                return picture.width > 0 && picture.height > 0 ? picture : nil
            case 0x01, 0xD0...0xD7:
                picture.bytes += [0xFF, marker]
                at += 2
            default:
                guard at + 3 < bytes.count else { return nil }
                let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
                var end = at + 2 + length
                guard length >= 2, end <= bytes.count else { return nil }
                if isFrame(marker), length >= 7 {
                    picture.height = Int(bytes[at + 5]) << 8 | Int(bytes[at + 6])
                    picture.width = Int(bytes[at + 7]) << 8 | Int(bytes[at + 8])
                }
                if marker == 0xE1 {
                    if let turn = ExifTurn.of(bytes[(at + 4)..<end]) { picture.bytes += ExifTurn.segment(turn) }
                } else if isNeeded(marker) {
                    if marker == 0xDA { end = scanEnd(bytes, from: end) }
                    picture.bytes += bytes[at..<end]
                }
                at = end
            }
        }
        return nil
    }

    /// Where the coded data of a scan ends: before the next marker that is neither a stuffed byte nor a restart.
    private static func scanEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var at = start
        while at + 1 < bytes.count {
            if bytes[at] == 0xFF, bytes[at + 1] != 0, bytes[at + 1] != 0xFF, !(0xD0...0xD7).contains(bytes[at + 1]) { return at }
            at += 1
        }
        return bytes.count
    }

    private static func isFrame(_ marker: UInt8) -> Bool { (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker) }

    /// Of the applications' own segments and comments only those that colours need: JFIF, ICC profile, Adobe.
    private static func isNeeded(_ marker: UInt8) -> Bool {
        switch marker {
        case 0xE0, 0xE2, 0xEE: true
        case 0xE1...0xEF, 0xFE: false
        default: true
        }
    }
}
