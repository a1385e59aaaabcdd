package import Kernel

/// Writes an Atom feed entry by entry, with tombstones (RFC 6721) for what is no longer there.
package struct AtomWriter: FormatWriter {
    private var bytes: [UInt8] = []
    private var isFinished = false
    /// Entries, without the tombstones.
    package private(set) var count = 0

    package init(_ feed: AtomFeed) { feed.write(to: &bytes) }

    package var pending: Int { bytes.count }
    package mutating func drain() -> [UInt8] { bytes.drained() }

    package mutating func add(_ entry: AtomEntry) {
        entry.write(to: &bytes)
        count += 1
    }

    /// Says that the entry `id` was taken away.
    /// - Parameter comment: why, for people.
    package mutating func addDeleted(id: String, at instant: Instant, comment: String? = nil) {
        bytes.append(text: "<at:deleted-entry")
        XMLText.attribute("ref", WebAddress.encoded(id), to: &bytes)
        XMLText.attribute("when", instant.iso, to: &bytes)
        bytes.append(text: ">")
        if let comment { XMLText.element("at:comment", comment, to: &bytes) }
        bytes.append(text: "</at:deleted-entry>\n")
    }

    package mutating func finish() {
        guard !isFinished else { return }
        isFinished = true
        bytes.append(text: "</feed>\n")
    }
}
