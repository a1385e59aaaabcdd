import Kernel

/// One JSON value that is in memory already, and nothing behind it: what a program sends.
package enum JSONDocument {
    /// Refuses what is no JSON (RFC 8259), two equal keys in one object, numbers that cannot be kept exactly, and what is beyond the limits.
    package static func read(_ bytes: [UInt8], limits: RecordFile.Limits = RecordFile.Limits()) throws(FormatProblem) -> Datum {
        var parser = JSONParser(ArrayBytes(bytes), limits: limits)
        try parser.skipSpace()
        let value = try parser.value()
        if let flaw = parser.flaw { throw flaw }
        try parser.skipSpace()
        guard try parser.cursor.peek() == nil else { throw try parser.unexpected("结尾", "the end") }
        return value
    }

    /// The value as text.
    package static func text(_ value: Datum) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.drain(), as: UTF8.self)
    }
}
