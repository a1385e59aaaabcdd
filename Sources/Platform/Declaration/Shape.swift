package import Kernel

/// The fields of a declared record. One declaration gives validation, the JSON schema, canonical JSON, comparison and export.
package struct Shape: Sendable {
    /// In the order in which they are exported.
    package let fields: [Field]
    /// Rules across fields, asked only when every field by itself is right.
    package let check: @Sendable (DeclaredRecord) -> [Remark]

    package init(_ fields: Field..., check: @escaping @Sendable (DeclaredRecord) -> [Remark] = { _ in [] }) {
        self.init(fields: fields, check: check)
    }

    package init(fields: [Field], check: @escaping @Sendable (DeclaredRecord) -> [Remark] = { _ in [] }) {
        (self.fields, self.check) = (fields, check)
    }

    package func field(_ name: String) -> Field? { fields.first { $0.name == name } }

    /// What a rule across fields has to say about one of them.
    package struct Remark: Sendable {
        /// The field, or the path of a field of a part: `end`, `sessions[0].end`.
        package let field: String
        package let found: Phrase
        package let expected: Phrase

        package init(_ field: String, found: Phrase, expected: Phrase) {
            (self.field, self.found, self.expected) = (field, found, expected)
        }
    }
}
