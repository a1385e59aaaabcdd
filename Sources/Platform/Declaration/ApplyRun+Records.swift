import Kernel
import Storage

extension ApplyRun {
    /// Compares one record three ways and applies what follows, once for every file that holds it.
    func apply(_ name: Name) throws {
        guard let section = declarations.byKey[name.section] else { return }
        for each in declared[name] ?? [] { try apply(name, section, each.document, each.place, each.record) }
    }

    private func apply(_ name: Name, _ section: Section, _ document: Int, _ place: Int, _ record: Record) throws {
        let rows = (stored[name] ?? []).filter { !$0.removed || $0.file == files[document] }
        let own = rows.first { $0.file == files[document] }
        let base = (own ?? rows.first)?.applied
        let now = try current(name)
        if own?.applied != record.value || own?.place != place || own?.removed == true {
            try DeclarationStore.save(tx, file: files[document], record: record, place: place)
        }
        guard let now else {
            if base != nil, !overwrite, !wasRemoved(rows) {
                return note(document, record, .drifted, [FieldChange(field: "", meaning: .drifted, before: nil, after: record.value)])
            }
            try apply(record.value, section, document, record)
            try enter("declaration.created", document, record, changes: [])
            return note(document, record, .created, [])
        }
        var merge = Merge(overwrite: overwrite)
        guard let merged = merge.merge(.record(section.shape), base: base, file: record.value, now: now) else { return }
        if merged != now {
            try check(merged, section, document, record)
            try throwProblems()
            try apply(merged, section, document, record)
            try enter("declaration.changed", document, record, changes: merge.changes)
        }
        note(document, record, merged != now ? .changed : merge.changes.isEmpty ? .unchanged : .drifted, merge.changes)
    }

    /// The file had dropped the record: its return is a creation, not a drift.
    private func wasRemoved(_ rows: [DeclarationStore.StoredRecord]) -> Bool { rows.allSatisfy(\.removed) }

    private func note(_ document: Int, _ record: Record, _ status: Plan.Status, _ changes: [FieldChange]) {
        plan.items.append(
            Plan.Item(
                file: documents[document].name, section: record.section, key: record.key, status: status, changes: changes, reason: nil,
                line: record.node.place.line))
    }

    /// What is kept from the desk must fit together with what the file changes.
    private func check(_ merged: DeclaredValue, _ section: Section, _ document: Int, _ record: Record) throws {
        guard merged != record.value else { return }
        for remark in section.shape.check(DeclaredRecord(merged)) {
            problem(
                "drift-conflict", record, document: document, field: remark.field,
                found: remark.found + Phrase("（其中保留了工作台上的修改）", " (with what was changed at the desk)"),
                expected: remark.expected + Phrase("；或加 --overwrite 以文件为准", "; or let the file win with --overwrite"))
        }
    }

    private func apply(_ value: DeclaredValue, _ section: Section, _ document: Int, _ record: Record) throws {
        do {
            try section.apply(tx, DeclaredRecord(value), DeclarationContext(actor: actor, file: documents[document].key))
        } catch let refusal as Refusal {
            problem(
                "refused", record, document: document, field: refusal.field ?? "",
                found: Phrase("违反规则的内容（\(refusal.phrase.zh)）", "what breaks a rule (\(refusal.phrase.en))"),
                expected: Phrase("符合此规则的内容", "what keeps to it"))
            try throwProblems()
        }
        let held = try current(Name(section: record.section, key: record.key))
        guard held == value else {
            var merge = Merge(overwrite: true)
            _ = merge.merge(.record(section.shape), base: held, file: value, now: held)
            let fields = merge.changes.map { "\($0.field): \($0.after?.json.prefix(100) ?? "-") ≠ \($0.before?.json.prefix(100) ?? "-")" }
            throw DeclarationDefect("\(record.section)/\(record.key) does not hold what it was given: \(fields.joined(separator: "; "))")
        }
    }

    /// A line of the ledger for a record.
    private func enter(_ kind: String, _ document: Int, _ record: Record, changes: [FieldChange]) throws {
        try enter(kind, document, record.section, record.key, fields: changes.filter { !$0.meaning.isKept }.map(\.field))
    }

    func enter(_ kind: String, _ document: Int, _ section: String, _ key: String, fields: [String]) throws {
        let payload = DeclaredValue.record(of: ["section": section, "key": key, "fields": fields.isEmpty ? nil : fields])
        try tx.record(LedgerEntry(kind, "declaration", files[document], by: actor, payload: payload.json))
    }
}
