/// Gathers text, folds white space and puts line breaks where blocks begin and end.
struct HTMLWriter {
    private var out: [UInt8] = []
    /// Line ends that are owed before the next letter.
    private var lines = 0
    /// Whether a space is owed before the next letter.
    private var space = false
    private var bullet = false

    mutating func open(_ block: HTMLText.Block) {
        switch block {
        case .paragraph: breakLines(2)
        case .line: breakLines(1)
        case .lineBreak: breakLines(min(2, lines + 1))
        case .cell: space = true
        case .item:
            breakLines(1)
            bullet = true
        }
    }

    mutating func close(_ block: HTMLText.Block) {
        switch block {
        case .paragraph: breakLines(2)
        case .line, .item: breakLines(1)
        case .cell: space = true
        case .lineBreak: break
        }
        if case .item = block { bullet = false }
    }

    mutating func text(_ bytes: [UInt8], _ range: Range<Int>) {
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = bytes[at]
            if byte == 0x26, let (scalar, next) = HTMLEntity.decode(bytes, at, range.upperBound) {
                put(scalar)
                at = next
            } else if byte == 0x20 || (9...13).contains(byte) {
                space = true
                at += 1
            } else if byte == 0xC2, at + 1 < range.upperBound, bytes[at + 1] == 0xA0 {
                space = true
                at += 2
            } else {
                if byte >= 0x20, byte != 0x7F { put(byte) }
                at += 1
            }
        }
    }

    func finish() -> String { String(decoding: out, as: UTF8.self) }

    private mutating func breakLines(_ count: Int) {
        lines = max(lines, count)
        space = false
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if scalar.properties.isWhitespace {
            space = true
        } else if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value) {
            for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { put(byte) }
        }
    }

    private mutating func put(_ byte: UInt8) {
        if !out.isEmpty {
            if lines > 0 {
                out.append(contentsOf: repeatElement(0x0A, count: lines))
            } else if space {
                out.append(0x20)
            }
        }
        if bullet { out.append(contentsOf: "• ".utf8) }
        (lines, space, bullet) = (0, false, false)
        out.append(byte)
    }
}
