import Kernel

/// Campaign files, with the sections that the rooms understand: reading, applying, exporting.
package struct Declarations: Sendable {
    /// Sections whose rooms are to come.
    package static let waitingNames: Set<String> = [
        "schemes", "calls", "notices", "titles", "resources", "exhibits", "tours", "contests", "training", "experts", "tasks", "visits",
    ]

    /// In the order of application.
    package let sections: [Section]
    package let checks: DeclarationChecks
    let dependants: [Dependants]
    let byKey: [String: Section]

    package init(sections: [Section], dependants: [Dependants] = [], checks: DeclarationChecks) {
        self.sections = sections.sorted { ($0.order, $0.key) < ($1.order, $1.key) }
        (self.dependants, self.checks) = (dependants, checks)
        byKey = Dictionary(sections.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The sections that are kept as written, because no room understands them.
    var waitingNames: Set<String> { Self.waitingNames.subtracting(byKey.keys) }

    /// Reads a file and checks everything that can be checked without the database.
    package func read(_ bytes: [UInt8], name: String) throws(DeclarationProblems) -> DeclarationDocument {
        let file = try DeclaredFile.parse(bytes, name: name)
        var reader = DocumentReader(file, sections: byKey, waitingNames: waitingNames, checks: checks)
        return try reader.read()
    }

    /// Reads several files and reports the problems of all of them at once.
    package func read(_ files: [(name: String, bytes: [UInt8])]) throws(DeclarationProblems) -> [DeclarationDocument] {
        var documents: [DeclarationDocument] = []
        var problems: [DeclarationProblem] = []
        var more = 0
        for file in files {
            do throws(DeclarationProblems) {
                let document = try read(file.bytes, name: file.name)
                if let other = documents.first(where: { $0.key == document.key }) {
                    problems.append(.sameName(document.name, other.name))
                }
                documents.append(document)
            } catch {
                problems += error.problems
                more += error.more
            }
        }
        guard problems.isEmpty else { throw DeclarationProblems(problems, more: more) }
        return documents
    }

    /// The JSON Schema of a campaign file, as written to `campaigns/schema.json`.
    package var jsonSchema: DeclaredValue {
        var properties: [String: DeclaredValue] = [
            "kepu": .record(["const": .integer(1)]),
            "source": Kind.list(of: .source, min: 1).jsonSchema,
            "facts": Kind.records(DeclarationDocument.Fact.shape).jsonSchema,
        ]
        for section in sections {
            let about = DeclaredValue.text("\(section.noun.zh) · \(section.noun.en)")
            properties[section.key] = Kind.records(section.shape).jsonSchema.with("description", about)
        }
        let kept = Shape(.key, .optional("name", .wording()), .optional("title", .wording()), .required("campaign", .key), .source, .note)
        for name in waitingNames {
            let record = kept.jsonSchema.with("additionalProperties", .boolean(true))
            properties[name] = .record([
                "type": .text("array"), "items": record, "description": .text("已声明，尚未支持 · declared, not yet supported"),
            ])
        }
        return .record([
            "$schema": .text("https://json-schema.org/draft/2020-12/schema"), "title": .text("Kepu campaign file"), "type": .text("object"),
            "properties": .record(properties), "required": .list([.text("kepu")]), "additionalProperties": .boolean(false),
        ])
    }
}

extension DeclarationProblem {
    fileprivate static func sameName(_ name: String, _ other: String) -> DeclarationProblem {
        DeclarationProblem(
            "same-file", file: name, line: 1, column: 1, field: "", found: Phrase("与 \(other) 同名的文件", "a file of the same name as \(other)"),
            expected: Phrase("互不同名的文件", "files with different names"))
    }
}
