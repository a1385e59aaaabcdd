/// A piece of a file as it was written, with its place; scalars are text and nothing else yet.
package struct DeclaredNode: Sendable {
    package indirect enum Content: Sendable {
        /// `isPlain`: written without quotes, so that `null`, `true` and numbers may be meant.
        case scalar(String, isPlain: Bool)
        case list([DeclaredNode])
        case mapping([Entry])
    }

    package struct Entry: Sendable {
        package let key: String
        /// Where the key stands.
        package let place: Place
        package let value: DeclaredNode
    }

    /// From 1, as editors count; `offset` in Unicode scalars from 0.
    package struct Place: Sendable, Hashable {
        package let line: Int
        package let column: Int
        package let offset: Int

        package static let start = Place(line: 1, column: 1, offset: 0)
    }

    package let content: Content
    package let place: Place
}

extension DeclaredNode {
    package var entries: [Entry] {
        guard case .mapping(let entries) = content else { return [] }
        return entries
    }

    package var elements: [DeclaredNode] {
        guard case .list(let elements) = content else { return [] }
        return elements
    }

    package func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

    /// The place of the deepest part of `sessions[0].end` that the file states.
    package func place(of path: String) -> Place {
        var node = self
        var place = self.place
        for step in path.split(whereSeparator: { $0 == "." || $0 == "[" }) {
            if step.hasSuffix("]"), let index = Int(step.dropLast()), node.elements.indices.contains(index) {
                node = node.elements[index]
                place = node.place
            } else if let entry = node.entry(String(step)) {
                node = entry.value
                place = entry.place
            } else {
                break
            }
        }
        return place
    }
}

extension DeclaredNode {
    /// Written without quotes and meaning nothing: an empty value, `~`, `null`.
    var isNothing: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// For sections that nobody understands yet: numbers and booleans only where JSON would write them so, all else is text.
    var untyped: DeclaredValue {
        switch content {
        case .list(let elements): return .list(elements.map(\.untyped))
        case .mapping(let entries): return .record(Dictionary(entries.map { ($0.key, $0.value.untyped) }, uniquingKeysWith: { first, _ in first }))
        case .scalar(let text, let isPlain):
            guard isPlain else { return .text(text) }
            if isNothing { return .null }
            if let flag = Scalars.boolean(text) { return .boolean(flag) }
            if let number = Scalars.integer(text) { return .integer(Int64(number)) }
            if let number = Scalars.real(text) { return .real(number) }
            return .text(text)
        }
    }
}
