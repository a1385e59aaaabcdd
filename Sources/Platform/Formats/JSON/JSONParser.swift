import Kernel

/// Reads JSON values from bytes that arrive in chunks, without recursion and without holding more than one value.
///
/// It is ours because Foundation's decoders need the whole file in memory (and several times over), read a list only as a
/// whole, take the last of two equal keys silently, and round integers that do not fit. This one pulls a chunk of 64 KB at a
/// time and checks every limit before memory grows: size, depth, length of texts, number of values.
struct JSONParser {
    var cursor: ByteCursor
    let limits: RecordFile.Limits
    /// What is wrong with the value being read although its end can be found (an equal key, a number that is too large).
    private(set) var flaw: FormatProblem?
    /// Whether a line break is no space, because each line is a record.
    private let oneLineEach: Bool
    private var start: Int64 = 0
    private var values = 0
    var scratch: [UInt8] = []

    init(_ supply: any ByteSupply, limits: RecordFile.Limits, chunk: Int = 65_536, oneLineEach: Bool = false) {
        (self.limits, self.oneLineEach) = (limits, oneLineEach)
        cursor = ByteCursor(supply, chunk: chunk)
    }

    /// Reads one whole value; the space before it must be behind. A flaw that it finds stays in `flaw`.
    mutating func value() throws(FormatProblem) -> Datum {
        start = cursor.offset
        values = 0
        flaw = nil
        var open: [JSONFrame] = []
        while true {
            var finished = try begin(&open)
            while let value = finished {
                try checkSize()
                guard !open.isEmpty else { return value }
                finished = try add(value, to: &open)
            }
        }
    }

    /// Reads a scalar or an empty list or object; nil when it opened a list or an object that has something in it.
    private mutating func begin(_ open: inout [JSONFrame]) throws(FormatProblem) -> Datum? {
        values += 1
        guard values <= limits.values else {
            throw problem(.tooLarge, "一条记录里的值太多（上限 \(limits.values) 个）。", "One record holds too many values (at most \(limits.values)).")
        }
        switch try cursor.peek() {
        case UInt8(ascii: "{"):
            try nest(&open)
            if try takeAfterSpace(UInt8(ascii: "}")) { return .object([]) }
            var frame = JSONFrame(isObject: true)
            try readKey(&frame)
            open.append(frame)
            return nil
        case UInt8(ascii: "["):
            try nest(&open)
            if try takeAfterSpace(UInt8(ascii: "]")) { return .list([]) }
            open.append(JSONFrame(isObject: false))
            return nil
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(let byte) where byte == UInt8(ascii: "-") || (48...57).contains(byte): return try number()
        default: throw try unexpected("一个值（对象、列表、文字、数字、true、false 或 null）", "a value (object, list, text, number, true, false or null)")
        }
    }

    /// Puts a value into the innermost open list or object; gives that one back when it is complete.
    private mutating func add(_ value: Datum, to open: inout [JSONFrame]) throws(FormatProblem) -> Datum? {
        let last = open.count - 1
        open[last].add(value)
        try skipSpace()
        if try cursor.take(UInt8(ascii: ",")) {
            try skipSpace()
            if open[last].isObject { try readKey(&open[last]) }
            return nil
        }
        if open[last].isObject {
            guard try cursor.take(UInt8(ascii: "}")) else { throw try unexpected("“,”或“}”", "“,” or “}”") }
        } else {
            guard try cursor.take(UInt8(ascii: "]")) else { throw try unexpected("“,”或“]”", "“,” or “]”") }
        }
        return open.removeLast().datum
    }

    private mutating func nest(_ open: inout [JSONFrame]) throws(FormatProblem) {
        let most = min(limits.depth, 512)
        guard open.count < most else {
            throw problem(.tooDeep, "列表和对象套得太深（上限 \(most) 层）。", "Lists and objects are nested too deep (at most \(most) levels).")
        }
        cursor.step()
        try skipSpace()
    }

    private mutating func readKey(_ frame: inout JSONFrame) throws(FormatProblem) {
        let line = cursor.line
        let key = try key()
        if !frame.use(key), flaw == nil { flaw = .duplicate(key: key, line: line) }
    }

    /// Reads a key, its colon and the space behind it.
    mutating func key() throws(FormatProblem) -> String {
        guard try cursor.peek() == UInt8(ascii: "\"") else { throw try unexpected("用双引号括起来的键", "a key in double quotes") }
        let key = try string()
        try skipSpace()
        guard try cursor.take(UInt8(ascii: ":")) else { throw try unexpected("键后面的“:”", "“:” after the key") }
        try skipSpace()
        return key
    }

    mutating func skipSpace() throws(FormatProblem) {
        while let byte = try cursor.peek(), byte == 0x20 || byte == 0x0D || byte == 0x09 || (byte == 0x0A && !oneLineEach) { cursor.step() }
    }

    mutating func takeAfterSpace(_ byte: UInt8) throws(FormatProblem) -> Bool {
        try skipSpace()
        return try cursor.take(byte)
    }

    private mutating func word(_ word: StaticString, _ datum: Datum) throws(FormatProblem) -> Datum {
        for place in 0..<word.utf8CodeUnitCount {
            guard try cursor.take(word.utf8Start[place]) else { throw try unexpected("\(word)", "\(word)") }
        }
        return datum
    }

    /// Remembers what is wrong; the first flaw of a value wins.
    mutating func note(_ problem: FormatProblem) { flaw = flaw ?? problem }

    func checkSize() throws(FormatProblem) {
        if cursor.offset - start > Int64(limits.recordBytes) {
            throw problem(
                .tooLarge, "一条记录太大（上限 \(limits.recordBytes) 字节）。", "One record is too large (at most \(limits.recordBytes) bytes).")
        }
    }
}
