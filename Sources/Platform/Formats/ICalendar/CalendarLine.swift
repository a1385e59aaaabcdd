/// Content lines of iCalendar (RFC 5545 §3.1): escaped, folded, ended with CRLF.
enum CalendarLine {
    /// Octets of a line without its end.
    private static let width = 75

    /// Adds `NAME:text`, the text escaped.
    static func text(_ name: String, _ text: String, to bytes: inout [UInt8]) { raw(name + ":" + escaped(text), to: &bytes) }

    /// Adds a line as it stands, folded where it is too long.
    static func raw(_ line: String, to bytes: inout [UInt8]) {
        if line.utf8.count <= width {
            bytes.append(contentsOf: line.utf8)
        } else {
            fold(line, to: &bytes)
        }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    /// Breaks the line so that no piece is longer than 75 octets, the blank in front included. A letter with its marks stays whole;
    /// where marks alone fill a line, at least no character is cut.
    private static func fold(_ line: String, to bytes: inout [UInt8]) {
        let utf8 = line.utf8
        var from = utf8.startIndex
        var room = width
        while true {
            guard let most = utf8.index(from, offsetBy: room, limitedBy: utf8.endIndex), most < utf8.endIndex else { break }
            var scalar = most
            while utf8[scalar] & 0xC0 == 0x80 { scalar = utf8.index(before: scalar) }
            var letter = scalar
            while letter > from, String.Index(letter, within: line) == nil { letter = line.unicodeScalars.index(before: letter) }
            let cut = letter > from ? letter : scalar
            bytes.append(contentsOf: utf8[from..<cut])
            bytes.append(contentsOf: [0x0D, 0x0A, 0x20])
            from = cut
            room = width - 1
        }
        bytes.append(contentsOf: utf8[from...])
    }

    /// TEXT: `\`, `;`, `,` and line ends escaped, other control characters left out.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0x5C || $0 == 0x3B || $0 == 0x2C }) else { return text }
        var out: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x5C, 0x3B, 0x2C: out += [0x5C, byte]
            case 0x0A where previous == 0x0D: break
            case 0x0A, 0x0D: out += [0x5C, UInt8(ascii: "n")]
            case 0x09: out.append(byte)
            case 0..<0x20, 0x7F: break
            default: out.append(byte)
            }
            previous = byte
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The value of a parameter, in quotes, with quotes and line ends written as RFC 6868 has them.
    static func parameter(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "^'"
            case "^": out += "^^"
            case "\n": out += "^n"
            case "\t": out += " "
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: break
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
