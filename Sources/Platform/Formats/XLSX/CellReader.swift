import Kernel

/// Turns what stands in a cell into a value, by its type and style.
struct CellReader {
    /// The type and style of a cell.
    struct Cell {
        enum Kind { case number, shared, text, bool, error, date }
        let kind: Kind
        let style: Int

        init(_ attributes: XMLAttributes) {
            style = attributes["s"].flatMap { Int($0) } ?? 0
            switch attributes["t"] {
            case "s": kind = .shared
            case "str", "inlineStr": kind = .text
            case "b": kind = .bool
            case "e": kind = .error
            case "d": kind = .date
            default: kind = .number
            }
        }
    }

    let shared: [String]
    let styles: CellStyles
    let from1904: Bool

    /// The value of a cell; null when it is empty. Errors such as `#DIV/0!` are texts.
    /// A formula is taken by the result that was saved with it; one that was never calculated is refused.
    func datum(_ cell: Cell, _ bytes: [UInt8], hasFormula: Bool) throws(FormatProblem) -> Datum {
        guard !bytes.isEmpty else {
            guard !hasFormula || cell.kind == .text else {
                throw wrong(
                    "这个公式还没有算出结果。请用表格软件打开文件、保存后再导入。", "This formula was never calculated. Open the file in a spreadsheet program and save it.")
            }
            return .null
        }
        switch cell.kind {
        case .text: return .text(CellText.decoded(bytes))
        case .error: return .text(String(decoding: bytes, as: UTF8.self))
        case .bool: return .bool(bytes == [0x31] || bytes == Array("true".utf8))
        case .shared:
            guard let index = Int(String(decoding: bytes, as: UTF8.self)), shared.indices.contains(index) else {
                throw wrong("单元格引用的文字不存在。", "The cell refers to a text that is not there.")
            }
            return shared[index].isEmpty ? .null : .text(shared[index])
        case .date: return try isoDate(String(decoding: bytes, as: UTF8.self))
        case .number: return try number(String(decoding: bytes, as: UTF8.self), styles[cell.style])
        }
    }

    private func number(_ text: String, _ shown: CellStyles.Shown) throws(FormatProblem) -> Datum {
        guard shown != .number else {
            if let whole = Int64(text) { return .integer(whole) }
            guard let real = Double(text), real.isFinite else { throw wrong("“\(text.prefix(40))”不是数字。", "“\(text.prefix(40))” is not a number.") }
            return abs(real) < 9_007_199_254_740_992 && real == real.rounded() ? .integer(Int64(real)) : .real(real)
        }
        guard let serial = Double(text), let date = SerialDate.text(serial, shown: shown, from1904: from1904) else {
            throw wrong("“\(text.prefix(40))”不是有效的日期。", "“\(text.prefix(40))” is not a date that exists.")
        }
        return .text(date)
    }

    /// A date as newer workbooks write it, without its fraction of a second.
    private func isoDate(_ text: String) throws(FormatProblem) -> Datum {
        let plain = text.hasSuffix("Z") ? text.dropLast() : text[...]
        let whole = String(plain.prefix { $0 != "." })
        if let day = Day(iso: whole) { return .text(day.iso) }
        if let time = LocalTime(iso: whole) { return .text(time.iso) }
        throw wrong("“\(text.prefix(40))”不是有效的日期。", "“\(text.prefix(40))” is not a date that exists.")
    }

    private func wrong(_ zh: String, _ en: String) -> FormatProblem {
        FormatProblem(.cell, Phrase(zh, en), isFatal: false)
    }
}
