import Kernel
import Storage

extension ApplyRun {
    /// What a file of this run no longer holds: withdrawn where nothing depends on it, otherwise kept and named.
    func remove() throws {
        var names: [Name] = []
        for (name, rows) in stored.sorted(by: { (rank($0.key), $0.key.key) < (rank($1.key), $1.key.key) }) {
            let mine = rows.filter { row in
                guard let document = files.firstIndex(of: row.file) else { return false }
                return !(declared[name] ?? []).contains { $0.document == document }
            }
            guard !mine.isEmpty else { continue }
            if isRemoved(name) {
                names.append(name)
            } else {
                for row in mine { try DeclarationStore.forget(tx, row) }
            }
        }
        checkFolders(names)
        try throwProblems()
        for name in try childrenFirst(names) { try remove(name) }
    }

    /// A file is known by its name. One of that name from another folder that lacks records of the one applied before is likely another
    /// file, whose records must not be taken away.
    private func checkFolders(_ removed: [Name]) {
        for (index, document) in documents.enumerated() {
            guard let here = folders[index], let before = foldersBefore[index], here != before, !moved else { continue }
            let lacking = removed.filter { name in (stored[name] ?? []).contains { $0.file == files[index] } }
            guard let first = lacking.first else { continue }
            let example = "\(first.section)/\(first.key)"
            problems.append(
                DeclarationProblem(
                    "another-folder", file: document.name, line: 1, column: 1, field: "",
                    found: Phrase(
                        "与文件夹 \(before) 中应用过的文件同名的文件，但缺少其中 \(lacking.count) 条记录（如 \(example)）",
                        "a file of the same name as one that was applied from the folder \(before), without \(lacking.count) of its records, such as \(example)"
                    ),
                    expected: Phrase(
                        "另取文件名；如果确是同一个文件换了位置，请加 --moved", "another name for the file, or --moved where it is the same file in a new place")))
        }
    }

    /// What refers comes before what it refers to.
    private func childrenFirst(_ names: [Name]) throws -> [Name] {
        let wanted = Set(names)
        do {
            let order = try RecordOrder.of(names) { name in
                guard let section = declarations.byKey[name.section], let applied = stored[name]?.first?.applied else { return [] }
                return section.shape.references(in: applied).filter(wanted.contains)
            }
            return order.reversed()
        } catch is RecordOrder.Cycle {
            return names.reversed()
        }
    }

    private func remove(_ name: Name) throws {
        let rows = (stored[name] ?? []).filter { files.contains($0.file) }
        guard let row = rows.first, let document = files.firstIndex(of: row.file) else { return }
        func note(_ status: Plan.Status, _ reason: Phrase?) {
            plan.items.append(
                Plan.Item(
                    file: documents[document].name, section: name.section, key: name.key, status: status, changes: [], reason: reason, line: nil))
        }
        guard let section = declarations.byKey[name.section] else {
            return note(.removedKept, Phrase("没有模块能够处理", "no room understands it any more"))
        }
        guard let now = try current(name) else {
            for row in rows { try DeclarationStore.forget(tx, row) }
            return
        }
        if try section.hasRecords(tx, name.key) {
            for row in rows where !row.removed { try DeclarationStore.markRemoved(tx, row) }
            return note(.removedKept, try declarations.whyKept(section, name.key, in: tx))
        }
        if now != row.applied && !overwrite {
            for row in rows where !row.removed { try DeclarationStore.markRemoved(tx, row) }
            return note(.removedKept, Phrase("工作台上作过修改", "it was changed at the desk"))
        }
        try section.withdraw(tx, name.key, DeclarationContext(actor: actor, file: documents[document].key))
        for row in rows { try DeclarationStore.forget(tx, row) }
        try enter("declaration.withdrawn", document, name.section, name.key, fields: [])
        note(.removedWithdrawn, nil)
    }
}
