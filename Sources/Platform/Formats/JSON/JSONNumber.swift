import Kernel

extension JSONParser {
    /// Reads a number. Integers are kept exactly; what does not fit is a flaw, never a rounded value.
    mutating func number() throws(FormatProblem) -> Datum {
        let line = cursor.line
        scratch.removeAll(keepingCapacity: true)
        if try cursor.peek() == UInt8(ascii: "-") { try keep() }
        if try cursor.peek() == UInt8(ascii: "0") { try keep() } else { try digits() }
        if let byte = try cursor.peek(), (48...57).contains(byte) { throw try unexpected("没有前导零的数字", "a number without leading zeros") }
        var isWhole = true
        if try cursor.peek() == UInt8(ascii: ".") {
            isWhole = false
            try keep()
            try digits()
        }
        if let byte = try cursor.peek(), byte | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            try keep()
            if let sign = try cursor.peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { try keep() }
            try digits()
        }
        let text = String(decoding: scratch, as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .integer(whole) }
        if !isWhole, let real = Double(text), real.isFinite { return .real(real) }
        note(
            FormatProblem(
                .number,
                Phrase(
                    "数字 \(text.prefix(40)) 太大，无法准确保存。编号请写成带引号的文字。",
                    "The number \(text.prefix(40)) is too large to be kept exactly. Write identifiers as text in quotes."),
                line: line))
        return .null
    }

    private mutating func digits() throws(FormatProblem) {
        guard let first = try cursor.peek(), (48...57).contains(first) else { throw try unexpected("数字", "a digit") }
        while let byte = try cursor.peek(), (48...57).contains(byte) { try keep() }
    }

    private mutating func keep() throws(FormatProblem) {
        guard let byte = try cursor.peek() else { return }
        guard scratch.count < 1000 else {
            throw problem(.number, "数字太长（上限 1000 位）。", "The number is too long (at most 1000 digits).")
        }
        scratch.append(byte)
        cursor.step()
    }
}
