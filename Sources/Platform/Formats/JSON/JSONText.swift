import Kernel

extension JSONParser {
    /// Reads a text in quotes: escapes, surrogate pairs, checked UTF-8.
    mutating func string() throws(FormatProblem) -> String {
        let line = cursor.line
        cursor.step()
        scratch.removeAll(keepingCapacity: scratch.capacity <= 65_536)
        while true {
            try cursor.run(into: &scratch) { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }
            guard scratch.count <= limits.textBytes else {
                throw problem(.tooLarge, "一段文字太长（上限 \(limits.textBytes) 字节）。", "One text is too long (at most \(limits.textBytes) bytes).")
            }
            guard let byte = try cursor.peek() else { throw try unexpected("文字结尾的双引号", "the double quote that ends the text") }
            if byte == 0x22 {
                cursor.step()
                break
            }
            if byte == 0x5C {
                try escape()
            } else if byte < 0x20 {
                throw try unexpected("文字结尾的双引号（换行须写作 \\n）", "the double quote that ends the text (a line break is written \\n)")
            }
        }
        guard let text = String(checkedUTF8: scratch) else { throw .badText(line: line) }
        return text
    }

    private mutating func escape() throws(FormatProblem) {
        cursor.step()
        let plain: UInt8
        switch try cursor.peek() {
        case UInt8(ascii: "\""): plain = 0x22
        case UInt8(ascii: "\\"): plain = 0x5C
        case UInt8(ascii: "/"): plain = 0x2F
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"):
            cursor.step()
            return try unicode()
        default: throw try unexpected("\\ 之后的 \" \\ / b f n r t 或 u", "one of \" \\ / b f n r t u after \\")
        }
        cursor.step()
        scratch.append(plain)
    }

    private mutating func unicode() throws(FormatProblem) {
        let unit = try fourDigits()
        var scalar = unit
        if (0xD800...0xDBFF).contains(unit) {
            guard try cursor.take(UInt8(ascii: "\\")), try cursor.take(UInt8(ascii: "u")) else { throw loneSurrogate }
            let second = try fourDigits()
            guard (0xDC00...0xDFFF).contains(second) else { throw loneSurrogate }
            scalar = 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let letter = Unicode.Scalar(scalar) else { throw loneSurrogate }
        scratch.append(contentsOf: UTF8.encode(letter) ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func fourDigits() throws(FormatProblem) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = try cursor.peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw try unexpected("\\u 之后的四位十六进制数", "four hexadecimal digits after \\u")
            }
            cursor.step()
            number = number << 4 | UInt32(digit)
        }
        return number
    }

    private var loneSurrogate: FormatProblem {
        problem(
            .syntax, "\\u 写的是半个字符（代理项要成对）。", "\\u states half a character (surrogates come in pairs).")
    }
}
