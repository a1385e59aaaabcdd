extension DeclaredValue {
    /// Reads canonical JSON as `json` writes it; nil for anything that is not JSON, or is nested deeper than a file can be.
    package init?(json: String) {
        var parser = JSONReader(bytes: Array(json.utf8))
        guard let value = parser.value(depth: 0), parser.isAtEnd else { return nil }
        self = value
    }
}

/// A small reader of JSON that keeps integers and real numbers apart.
private struct JSONReader {
    let bytes: [UInt8]
    var at = 0

    var isAtEnd: Bool { bytes[at...].allSatisfy { $0 == 32 || $0 == 10 || $0 == 13 || $0 == 9 } }

    mutating func value(depth: Int) -> DeclaredValue? {
        guard depth <= DeclaredFile.Limit.depth + 2 else { return nil }
        switch next() {
        case UInt8(ascii: "{"): return record(depth)
        case UInt8(ascii: "["): return list(depth)
        case UInt8(ascii: "\""): return string().map { .text($0) }
        case nil: return nil
        default: return word()
        }
    }

    private mutating func next() -> UInt8? {
        while at < bytes.count, [32, 10, 13, 9].contains(bytes[at]) { at += 1 }
        return at < bytes.count ? bytes[at] : nil
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next() == UInt8(ascii: byte) else { return false }
        at += 1
        return true
    }

    private mutating func record(_ depth: Int) -> DeclaredValue? {
        at += 1
        var fields: [String: DeclaredValue] = [:]
        if take("}") { return .record(fields) }
        repeat {
            guard next() == UInt8(ascii: "\""), let key = string(), take(":"), let value = value(depth: depth + 1) else { return nil }
            fields[key] = value
        } while take(",")
        return take("}") ? .record(fields) : nil
    }

    private mutating func list(_ depth: Int) -> DeclaredValue? {
        at += 1
        var elements: [DeclaredValue] = []
        if take("]") { return .list(elements) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
        } while take(",")
        return take("]") ? .list(elements) : nil
    }

    private mutating func word() -> DeclaredValue? {
        let start = at
        while at < bytes.count, !",]}: \n\r\t".utf8.contains(bytes[at]) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if text == "null" { return .null }
        if let flag = Scalars.boolean(text) { return .boolean(flag) }
        if let number = Scalars.integer(text) { return .integer(Int64(number)) }
        return Scalars.real(text).map { .real($0) }
    }

    private mutating func string() -> String? {
        at += 1
        var out: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = escape() else { return nil }
                out += Array(String(Character(escaped)).utf8)
            default: out.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard at < bytes.count else { return nil }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            guard let high = unit() else { return nil }
            guard (0xD800...0xDBFF).contains(high) else { return Unicode.Scalar(high) }
            guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else { return nil }
            at += 2
            guard let low = unit(), (0xDC00...0xDFFF).contains(low) else { return nil }
            return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        default: return Unicode.Scalar(byte)
        }
    }

    private mutating func unit() -> UInt32? {
        guard at + 4 <= bytes.count else { return nil }
        defer { at += 4 }
        return UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
    }
}
