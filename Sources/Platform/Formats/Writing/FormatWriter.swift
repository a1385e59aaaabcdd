/// Writes rows one by one and gives bytes in pieces, so that a list of any length is written in constant memory.
///
/// Add rows; after every few, send what `drain` gives; call `finish` once at the end and drain what is left.
package protocol FormatWriter: Sendable {
    /// How many rows (events, entries, features) it holds so far.
    var count: Int { get }

    /// How many bytes wait to be drained.
    var pending: Int { get }

    /// Gives the bytes written since the last time.
    mutating func drain() -> [UInt8]

    /// Writes what stands behind the last row. Further calls write nothing.
    mutating func finish()
}

extension [UInt8] {
    /// Adds the bytes of a text.
    @inline(__always)
    mutating func append(text: String) { append(contentsOf: text.utf8) }

    /// Empties the array and gives what was in it.
    mutating func drained() -> [UInt8] {
        defer { removeAll(keepingCapacity: capacity <= 1 << 20) }
        return self
    }
}
