/// Checks bytes that come in pieces for being UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
struct UTF8Check {
    /// How many bytes of the current character are still to come.
    private var missing = 0
    /// What the next one of them may be.
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF
    private(set) var line = 1

    /// Whether the text may end here.
    var isComplete: Bool { missing == 0 }

    /// False as soon as a byte does not fit; `line` is then the line where it stands.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        for byte in bytes {
            if missing > 0 {
                guard allowed.contains(byte) else { return false }
                missing -= 1
                allowed = 0x80...0xBF
            } else if byte < 0x80 {
                if byte == 0x0A { line += 1 }
            } else if !begin(byte) {
                return false
            }
        }
        return true
    }

    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, allowed) = (2, 0xA0...0xBF)
        case 0xED: (missing, allowed) = (2, 0x80...0x9F)
        case 0xE1...0xEF: missing = 2
        case 0xF0: (missing, allowed) = (3, 0x90...0xBF)
        case 0xF1...0xF3: missing = 3
        case 0xF4: (missing, allowed) = (3, 0x80...0x8F)
        default: return false
        }
        return true
    }
}

extension String {
    /// The text of these bytes, or nil when they are not UTF-8. (The standard library's own check is several times slower here: it
    /// is generic over encodings.)
    init?(checkedUTF8 bytes: [UInt8]) {
        var check = UTF8Check()
        guard bytes.withUnsafeBytes({ check.take($0) }), check.isComplete else { return nil }
        self.init(decoding: bytes, as: UTF8.self)
    }
}
