import Kernel

/// Which styles of a workbook show a number as a date, a time, or both.
final class CellStyles: XMLHandler {
    enum Shown: Sendable { case number, date, time, dateAndTime }

    private var codes: [Int: Shown] = [:]
    private var styles: [Shown] = []
    private var isInsideCells = false

    /// What the style of a cell shows.
    subscript(style: Int) -> Shown { styles.indices.contains(style) ? styles[style] : .number }

    func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) throws(FormatProblem) {
        if name.says("numFmt"), let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
            guard codes.count < 100_000 else { throw .damagedArchive }
            codes[id] = Self.shown(by: code)
        } else if name.says("cellXfs") {
            isInsideCells = true
        } else if isInsideCells, name.says("xf") {
            guard styles.count < 100_000 else { throw .damagedArchive }
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            styles.append(codes[id] ?? Self.builtIn(id))
        }
    }

    func end(_ name: UnsafePointer<CChar>) {
        if name.says("cellXfs") { isInsideCells = false }
    }

    func text(_ bytes: UnsafeRawBufferPointer) {}

    /// The numbers that the format reserves; 27–36 and 50–58 are the dates of Chinese and Japanese workbooks.
    static func builtIn(_ id: Int) -> Shown {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: .date
        case 18...21, 32...35, 45, 47, 55, 56: .time
        case 22: .dateAndTime
        default: .number
        }
    }

    /// Reads the first section of a format code such as `yyyy"年"m"月"d"日" hh:mm`. Elapsed time (`[h]:mm`) is a number.
    static func shown(by code: String) -> Shown {
        var hasDay = false
        var hasTime = false
        var hasMonthOrMinute = false
        var rest = code.lowercased().unicodeScalars[...]
        while let letter = rest.popFirst(), letter != ";" {
            switch letter {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": _ = rest.popFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inside.count + 1)
                if let first = inside.first, inside.allSatisfy({ $0 == first }), ["h", "m", "s"].contains(first) { return .number }
            case "y", "d": hasDay = true
            case "h", "s": hasTime = true
            case "m": hasMonthOrMinute = true
            case "g": if code.lowercased().hasPrefix("general") { return .number }
            default: break
            }
        }
        if hasDay { return hasTime ? .dateAndTime : .date }
        if hasTime { return .time }
        return hasMonthOrMinute ? .date : .number
    }
}
