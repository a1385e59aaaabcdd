import Kernel

/// The records of a JSON file: a list of objects, alone or inside an object.
struct JSONRecords: RecordReader {
    private var parser: JSONParser
    private let file: String
    /// The keys that lead to the list, outermost first, and what each object on the way held so far.
    private let keys: [String]
    private var seen: [Set<String>] = []
    private var state = State.start
    private var count = 0
    private let supply: any ByteSupply

    var share: Double? { supply.share }

    private enum State {
        case start, mayEnd, mustGoOn, end
        case failed(FormatProblem)
    }

    /// Refuses a path that holds indexes or wildcards.
    init(
        _ supply: any ByteSupply, file: String, recordsAt: DatumPath?, limits: RecordFile.Limits, chunk: Int = 65_536
    ) throws(FormatProblem) {
        guard let keys = recordsAt?.plainKeys ?? (recordsAt == nil ? [] : nil) else {
            throw FormatProblem(
                .path,
                Phrase("记录所在的路径只能由键组成，例如 result.records。", "The path to the records may hold keys only, such as result.records."),
                field: recordsAt?.text)
        }
        (self.file, self.keys, self.supply) = (file, keys, supply)
        parser = JSONParser(supply, limits: limits, chunk: chunk)
    }

    mutating func next() throws(FormatProblem) -> SourceRecord? {
        do throws(FormatProblem) {
            switch state {
            case .start:
                try enter()
                state = .mayEnd
            case .mayEnd, .mustGoOn: break
            case .end: return nil
            case .failed(let problem): throw problem
            }
            return try record()
        } catch {
            let problem = error.at(file: file, row: count == 0 ? nil : count)
            if problem.isFatal { state = .failed(problem) }
            throw problem
        }
    }

    private mutating func record() throws(FormatProblem) -> SourceRecord? {
        try parser.skipSpace()
        if try parser.cursor.take(UInt8(ascii: "]")) {
            guard case .mayEnd = state else {
                throw parser.problem(.syntax, "“]”之前多了一个“,”。", "There is a “,” too many before “]”.")
            }
            return try finish()
        }
        count += 1
        let (line, byte) = (parser.cursor.line, parser.cursor.offset)
        let datum = try parser.value()
        try parser.skipSpace()
        // A comma must be followed by a record, so that a list cut off behind one is noticed.
        if try parser.cursor.take(UInt8(ascii: ",")) {
            state = .mustGoOn
        } else if try parser.cursor.peek() == UInt8(ascii: "]") {
            state = .mayEnd
        } else {
            throw try parser.unexpected("“,”或“]”", "“,” or “]”")
        }
        if let flaw = parser.flaw { throw flaw.at(line: line).forOneRecord }
        guard case .object = datum else { throw .notAnObject(datum, line: line) }
        return SourceRecord(datum: datum, number: count, line: line, byte: byte)
    }

    /// Goes to the first record.
    private mutating func enter() throws(FormatProblem) {
        try parser.cursor.skipMark()
        try parser.skipSpace()
        guard try parser.cursor.peek() != nil else { throw FormatProblem(.empty, Phrase("文件是空的。", "The file is empty.")) }
        for key in keys { try descend(to: key) }
        guard try !parser.cursor.take(UInt8(ascii: "[")) else { return }
        if keys.isEmpty, try parser.cursor.peek() == UInt8(ascii: "{") {
            throw FormatProblem(
                .noRecords,
                Phrase(
                    "文件的最外层是一个对象，不是列表。请说明记录列表在哪个路径下；若每行一条记录，请按 ndjson 导入。",
                    "The file is one object, not a list. State the path of the list of records; if each line is a record, import it as ndjson."),
                line: parser.cursor.line)
        }
        throw try parser.unexpected("记录列表的“[”", "“[”, the list of records")
    }

    private mutating func descend(to wanted: String) throws(FormatProblem) {
        guard try parser.cursor.take(UInt8(ascii: "{")) else {
            throw try parser.unexpected("含有“\(wanted)”的对象", "an object that holds “\(wanted)”")
        }
        seen.append([])
        var isFirst = true
        while let key = try nextKey(isFirst: isFirst) {
            if key == wanted { return }
            try pass()
            isFirst = false
        }
        throw FormatProblem(
            .noRecords, Phrase("对象里没有“\(wanted)”。请检查记录列表的路径。", "The object has no “\(wanted)”. Check the path of the list of records."),
            line: parser.cursor.line, field: wanted)
    }

    /// Reads the rest of the objects around the list, and makes sure that nothing follows.
    private mutating func finish() throws(FormatProblem) -> SourceRecord? {
        while !seen.isEmpty {
            while try nextKey(isFirst: false) != nil { try pass() }
            seen.removeLast()
        }
        try parser.skipSpace()
        guard try parser.cursor.peek() == nil else { throw try parser.unexpected("文件结尾", "the end of the file") }
        state = .end
        return nil
    }

    /// The next key of the object around the list; nil when the object ends.
    private mutating func nextKey(isFirst: Bool) throws(FormatProblem) -> String? {
        if try parser.takeAfterSpace(UInt8(ascii: "}")) { return nil }
        if !isFirst {
            guard try parser.cursor.take(UInt8(ascii: ",")) else { throw try parser.unexpected("“,”或“}”", "“,” or “}”") }
            try parser.skipSpace()
        }
        let line = parser.cursor.line
        let key = try parser.key()
        guard seen[seen.count - 1].count < parser.limits.values else {
            throw parser.problem(.tooLarge, "对象里的键太多。", "The object holds too many keys.")
        }
        guard seen[seen.count - 1].insert(key).inserted else { throw .duplicate(key: key, line: line) }
        return key
    }

    /// Reads a value that is not wanted.
    private mutating func pass() throws(FormatProblem) {
        _ = try parser.value()
        if let flaw = parser.flaw { throw flaw }
    }
}

extension FormatProblem {
    /// A record that has no fields.
    static func notAnObject(_ datum: Datum, line: Int) -> FormatProblem {
        FormatProblem(
            .notAnObject, Phrase("这条记录不是对象（{…}），而是\(datum.kind.zh)。", "This record is not an object ({…}) but \(datum.kind.en)."), line: line,
            isFatal: false)
    }
}
