package import Kernel

extension Section {
    /// A section of a file that the program carries with it and only reads: nothing of it is applied, kept or withdrawn.
    package init(carried key: String, noun: Phrase, shape: Shape) {
        self.init(key, order: 0, noun: noun, shape: shape, apply: { _, _, _ in }, current: { _, _ in nil }, hasRecords: { _, _ in false }, withdraw: { _, _, _ in })
    }
}

extension Declarations {
    /// Reads a file that the program carries with it, such as its dictionary of indicators: these sections and nothing else, every reference
    /// within the file. Throws everything that is wrong, with line and column.
    package static func carried(_ bytes: [UInt8], name: String, sections: [Section]) throws(DeclarationProblems) -> DeclarationDocument {
        let file = try DeclaredFile.parse(bytes, name: name)
        let byKey = Dictionary(sections.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var reader = DocumentReader(file, sections: byKey, waitingNames: [], checks: DeclarationChecks { _ in false })
        let document = try reader.read()
        let known = Set(document.records.map { "\($0.section)/\($0.key)" })
        let lost = document.records.flatMap(\.references).filter { !known.contains("\($0.section)/\($0.key)") }
        guard lost.isEmpty else {
            throw DeclarationProblems(
                lost.map { one in
                    DeclarationProblem(
                        "bad-reference", file: name, line: one.place.line, column: one.place.column, field: one.field, found: .quoted(one.key),
                        expected: Phrase("本文件 `\(one.section)` 中的 key", "a key of `\(one.section)` in this file"))
                })
        }
        return document
    }
}
