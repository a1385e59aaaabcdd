import Kernel

/// A file as written: well-formed YAML within the limits, every piece with its line and column.
package struct DeclaredFile: Sendable {
    /// What a file may not exceed.
    package enum Limit {
        package static let bytes = 4 * 1024 * 1024
        package static let depth = 32
        package static let nodes = 200_000
    }

    /// As given, for messages: `campaigns/joint-action-2024.yaml`.
    package let name: String
    /// The text.
    package let text: String
    /// The top-level mapping.
    package let root: DeclaredNode

    /// The name without folder and ending, under which the database remembers the file.
    package var key: String { Self.key(of: name) }

    package static func key(of name: String) -> String {
        let base = name.split(separator: "/").last.map(String.init) ?? name
        for ending in [".yaml", ".yml"] where base.hasSuffix(ending) { return String(base.dropLast(ending.count)) }
        return base
    }

    /// Reads the bytes; throws everything that is wrong with the form (limits, syntax, aliases, duplicate keys).
    /// The mark that some editors put before UTF-8 says nothing and is passed over.
    package static func parse(_ bytes: [UInt8], name: String) throws(DeclarationProblems) -> DeclaredFile {
        var builder = NodeBuilder(file: name)
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        let root = builder.build(bytes)
        guard let root, builder.problems.isEmpty else { throw DeclarationProblems(builder.problems, more: builder.more) }
        return DeclaredFile(name: name, text: String(decoding: bytes, as: UTF8.self), root: root)
    }
}
