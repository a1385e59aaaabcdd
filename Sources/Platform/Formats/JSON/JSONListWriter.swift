/// Writes `{ head…, "items": [ rows ], "count": n, tail… }`, row by row.
package struct JSONListWriter: FormatWriter {
    private var json = JSONWriter()
    private var isFinished = false
    private let counted: String
    package private(set) var count = 0

    /// - Parameters:
    ///   - list: the key of the list.
    ///   - counted: the key under which the number of its rows stands.
    ///   - head: what stands in front of it.
    package init(list: String, counted: String = "count", head: [Datum.Member] = []) {
        self.counted = counted
        json.beginObject()
        for member in head { json.member(member.key, member.value) }
        json.key(list)
        json.beginList()
    }

    package var pending: Int { json.pending }
    package mutating func drain() -> [UInt8] { json.drain() }

    /// Adds one row.
    package mutating func add(_ row: Datum) { add { $0.value(row) } }

    /// Adds one row that `body` writes: exactly one value.
    package mutating func add(_ body: (inout JSONWriter) -> Void) {
        body(&json)
        count += 1
    }

    package mutating func finish() { finish(tail: []) }

    /// Closes the list, says how many rows it held, and writes `tail` (such as the cursor of the next page).
    package mutating func finish(tail: [Datum.Member]) {
        guard !isFinished else { return }
        isFinished = true
        json.end()
        json.member(counted, .integer(Int64(count)))
        for member in tail { json.member(member.key, member.value) }
        json.end()
    }
}
