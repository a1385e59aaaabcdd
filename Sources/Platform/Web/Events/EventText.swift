/// Server-sent events as they are written (WHATWG HTML §9.2): lines, and an empty one that ends each event.
package enum EventText {
    package static let mediaType = "text/event-stream; charset=utf-8"
    /// After how many milliseconds a browser that lost us comes back.
    static let greeting = Array("retry: 3000\n\n".utf8)

    /// - Parameter data: each of its lines becomes one of the event's.
    package static func event(_ name: String, id: String? = nil, data: String) -> [UInt8] {
        var out = id.map { "id: \($0)\n" } ?? ""
        out += "event: \(name)\n"
        for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) { out += "data: \(line)\n" }
        return Array((out + "\n").utf8)
    }
}
