import Kernel
package import Storage

extension Declarations {
    /// The names of all files that were applied.
    package static func files(_ tx: Transaction) throws -> [String] {
        try tx.rows("SELECT name FROM declaration_file ORDER BY name") { try $0.text("name") }
    }

    /// Writes a file back from the database: what the rooms hold now, waiting sections as they were written.
    /// Applying it changes nothing.
    package func export(_ tx: Transaction, file name: String) throws -> String {
        guard let file = try DeclarationStore.file(tx, name) else { throw Refusal.notFound(Phrase("声明文件“\(name)”", "declared file \"\(name)\"")) }
        var yaml = YAMLText()
        yaml.line("kepu: 1")
        if let source = file.source { yaml.line("source: [\(source.elements.map(YAMLText.scalar).joined(separator: ", "))]") }
        let facts = try tx.rows("SELECT declared FROM declaration_fact WHERE file = \(file.id) ORDER BY place") { try $0.text("declared") }
        if !facts.isEmpty { yaml.line("") }
        yaml.section("facts", DeclarationDocument.Fact.shape, facts.compactMap { DeclaredValue(json: $0) })

        let records = try DeclarationStore.records(tx).filter { $0.file == file.id && !$0.removed }
        let waiting = Dictionary(grouping: try WaitingStore.all(tx, file: file.id), by: \.section)
        for key in file.sections {
            if let section = byKey[key] {
                let values = try records.filter { $0.section == key }.compactMap { record in
                    try section.current(tx, record.key).map { try section.shape.canonical($0) }
                }
                if !values.isEmpty { yaml.line("") }
                yaml.section(key, section.shape, values)
            } else if let kept = waiting[key] {
                yaml.line("")
                yaml.kept(key, kept)
            }
        }
        return yaml.text
    }
}

extension YAMLText {
    /// A section that no room understands, line by line as it was written.
    fileprivate mutating func kept(_ key: String, _ records: [WaitingRecord]) {
        line("\(key):")
        guard records.contains(where: \.yaml.isEmpty) else {
            for record in records { raw(record.yaml) }
            return
        }
        for record in records { element(record.value, .text(), indent: 2) }
    }
}
