import Kernel
import Storage

extension ApplyRun {
    /// Every reference leads to a record of the files, or to one that the database holds and no file of this run takes away.
    func checkReferences() throws {
        for document in documents {
            let waiting = Dictionary(grouping: document.waiting, by: \.section)
            for reference in document.records.flatMap(\.references) + document.waiting.flatMap(\.references) {
                if waiting[reference.section]?.contains(where: { $0.key == reference.key }) == true { continue }
                guard let value = try target(of: reference) else {
                    let keys = declared.keys.filter { $0.section == reference.section }.map(\.key).sorted()
                    refuse(
                        reference, .quoted(reference.key), Kind.reference(to: reference.section).expected + .didYouMean(reference.key, among: keys))
                    continue
                }
                if let part = reference.part, !reference.isPart(of: value) {
                    let keys = (value[part.list]?.elements ?? []).compactMap { $0["key"]?.text }
                    let expected = Phrase(
                        "\(reference.section)/\(reference.key) 的 \(part.list) 中的 key",
                        "a key in \(part.list) of \(reference.section)/\(reference.key)")
                    refuse(reference, .quoted(part.key), expected + .didYouMean(part.key, among: keys))
                }
            }
        }
    }

    private func target(of reference: DeclaredReference) throws -> DeclaredValue? {
        let name = Name(section: reference.section, key: reference.key)
        return try declared[name]?.first?.record.value ?? (isRemoved(name) ? nil : current(name))
    }

    private func refuse(_ reference: DeclaredReference, _ found: Phrase, _ expected: Phrase) {
        problems.append(
            DeclarationProblem(
                "bad-reference", file: reference.file, line: reference.place.line, column: reference.place.column, field: reference.field,
                found: found, expected: expected))
    }

    /// Declared by a file of this run before, and by no file any more.
    func isRemoved(_ name: Name) -> Bool {
        guard declared[name] == nil, let rows = stored[name] else { return false }
        return rows.contains { files.contains($0.file) } && rows.allSatisfy { files.contains($0.file) || $0.removed }
    }

    /// A record that several files hold is the same in all of them.
    func checkConflicts() {
        for (name, places) in declared.sorted(by: { ($0.key.section, $0.key.key) < ($1.key.section, $1.key.key) }) {
            guard let first = places.first else { continue }
            for other in places.dropFirst() where other.record.value != first.record.value {
                let field = difference(first.record.value, other.record.value, name)
                refuse(other, field, documents[first.document].name + ":\(first.record.node.place.line)")
            }
            for row in stored[name] ?? [] where !row.removed && !files.contains(row.file) && row.applied != first.record.value {
                refuse(first, difference(row.applied, first.record.value, name), row.fileName)
            }
        }
    }

    private func difference(_ a: DeclaredValue, _ b: DeclaredValue, _ name: Name) -> String {
        guard let shape = declarations.byKey[name.section]?.shape else { return "" }
        var merge = Merge(overwrite: true)
        _ = merge.merge(.record(shape), base: a, file: b, now: a)
        return merge.changes.first?.field ?? ""
    }

    private func refuse(_ place: (document: Int, place: Int, record: Record), _ field: String, _ other: String) {
        problem(
            "conflicting-record", place.record, document: place.document, field: field,
            found: Phrase("与 \(other) 不同的写法", "something else than \(other) says"),
            expected: Phrase("同一条记录在各文件中一致；需要修改时请同时应用这些文件", "the same record in every file; to change it, apply those files together"))
    }

    /// What a record refers to comes before it; a chain that bites its tail is refused.
    func order() throws -> [Name] {
        let names = declared.sorted { a, b in
            let (first, second) = (a.value[0], b.value[0])
            return (rank(a.key), first.document, first.place) < (rank(b.key), second.document, second.place)
        }
        do {
            return try RecordOrder.of(names.map(\.key), next: references).filter { declared[$0] != nil }
        } catch let cycle as RecordOrder.Cycle {
            let chain = cycle.names.map { "\($0.section)/\($0.key)" }.joined(separator: " → ")
            guard let start = cycle.names.first(where: { declared[$0] != nil }), let place = declared[start]?.first else {
                throw DeclarationDefect("the database holds a cycle: \(chain)")
            }
            let next = cycle.names.dropFirst((cycle.names.firstIndex(of: start) ?? 0) + 1).first
            let reference = place.record.references.first { $0.section == next?.section && $0.key == next?.key }
            problems.append(
                DeclarationProblem(
                    "cycle", file: documents[place.document].name, line: (reference?.place ?? place.record.node.place).line,
                    column: (reference?.place ?? place.record.node.place).column, field: reference?.field ?? place.record.path,
                    found: Phrase("循环：\(chain)", "a cycle: \(chain)"), expected: Phrase("不成循环的引用", "references that do not lead back")))
            try throwProblems()
            return []
        }
    }

    func rank(_ name: Name) -> Int { declarations.byKey[name.section]?.order ?? .max }

    private func references(of name: Name) throws -> [Name] {
        guard let section = declarations.byKey[name.section] else { return [] }
        guard let value = try declared[name]?.first?.record.value ?? current(name) else { return [] }
        return section.shape.references(in: value)
    }
}
