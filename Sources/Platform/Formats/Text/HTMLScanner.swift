/// Cuts HTML into texts and tags. It never goes back, so hostile markup costs no more than its length.
struct HTMLScanner {
    enum Piece {
        case text(Range<Int>)
        case start(String)
        case end(String)
    }

    let bytes: [UInt8]
    private var at = 0

    /// Elements whose content is not for reading, up to their end tag.
    private static let dropped: Set<String> = [
        "script", "style", "head", "title", "noscript", "template", "iframe", "object", "svg", "math", "textarea", "select", "xmp", "noembed",
        "noframes",
    ]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Piece? {
        while at < bytes.count {
            guard bytes[at] == 0x3C, let follow = byte(at + 1) else { return text() }
            switch follow {
            case UInt8(ascii: "!"): skipDeclaration()
            case UInt8(ascii: "?"): skip(past: 0x3E)
            case UInt8(ascii: "/") where byte(at + 2).map(Self.isLetter) == true:
                at += 2
                let name = name()
                skipTag()
                return .end(name)
            case _ where Self.isLetter(follow):
                at += 1
                let name = name()
                let closesItself = skipTag()
                if Self.dropped.contains(name) {
                    if !closesItself { skipContent(of: Array(name.utf8)) }
                    continue
                }
                return .start(name)
            default: return text()
            }
        }
        return nil
    }

    /// The bytes up to the next `<`; the first one is taken whatever it is.
    private mutating func text() -> Piece {
        let start = at
        at += 1
        while at < bytes.count, bytes[at] != 0x3C { at += 1 }
        return .text(start..<at)
    }

    private func byte(_ place: Int) -> UInt8? { place < bytes.count ? bytes[place] : nil }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    private mutating func name() -> String {
        var name: [UInt8] = []
        while let byte = byte(at), byte != 0x3E, byte != 0x2F, byte > 0x20 {
            if name.count < 20 { name.append((65...90).contains(byte) ? byte | 0x20 : byte) }
            at += 1
        }
        return String(decoding: name, as: UTF8.self)
    }

    /// Goes behind the `>` of a tag, past quoted values; says whether the tag closed itself.
    @discardableResult
    private mutating func skipTag() -> Bool {
        var quote: UInt8 = 0
        var last: UInt8 = 0
        while let byte = byte(at) {
            at += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x3E {
                return last == 0x2F
            } else if (byte == 0x22 || byte == 0x27) && last == 0x3D {
                quote = byte
            }
            if byte > 0x20 { last = byte }
        }
        return false
    }

    private mutating func skip(past end: UInt8) {
        while let byte = byte(at), byte != end { at += 1 }
        at += 1
    }

    /// A comment up to `-->`, any other declaration up to `>`.
    private mutating func skipDeclaration() {
        guard byte(at + 2) == 0x2D, byte(at + 3) == 0x2D else { return skip(past: 0x3E) }
        at += 4
        while at < bytes.count {
            if bytes[at] == 0x3E, bytes[at - 1] == 0x2D, bytes[at - 2] == 0x2D { break }
            at += 1
        }
        at += 1
    }

    /// Goes behind the end tag of an element; to the end when there is none.
    private mutating func skipContent(of name: [UInt8]) {
        while at < bytes.count {
            if bytes[at] == 0x3C, byte(at + 1) == 0x2F, at + 2 + name.count <= bytes.count,
                zip(bytes[(at + 2)...], name).allSatisfy({ $0 | 0x20 == $1 || $0 == $1 }),
                byte(at + 2 + name.count).map(Self.isLetter) != true
            {
                at += 2
                skipTag()
                return
            }
            at += 1
        }
    }
}
