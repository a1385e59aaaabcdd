import Kernel
import Storage

extension ApplyRun {
    /// Stores the sections that no room understands, as written.
    func keepWaiting(_ index: Int) throws {
        let (document, file) = (documents[index], files[index])
        let before = Dictionary(
            try WaitingStore.all(tx, file: file).map { (Name(section: $0.section, key: $0.key), $0) }, uniquingKeysWith: { first, _ in first })
        var names: Set<Name> = []
        for (place, record) in document.waiting.enumerated() {
            let name = Name(section: record.section, key: record.key)
            names.insert(name)
            let old = before[name]
            var changes: [FieldChange] = []
            if old?.value != record.value { changes.append(FieldChange(field: "", meaning: .changed, before: old?.value, after: record.value)) }
            if old == nil || !changes.isEmpty || old?.yaml != record.yaml || old?.line != record.place.line || old?.place != place {
                try WaitingStore.save(tx, file: file, record, place: place)
            }
            plan.items.append(
                Plan.Item(
                    file: document.name, section: record.section, key: record.key, status: .waiting, changes: changes, reason: nil,
                    line: record.place.line))
        }
        for (name, old) in before.sorted(by: { $0.value.place < $1.value.place }) where !names.contains(name) {
            try WaitingStore.forget(tx, file: file, name)
            guard !document.records.contains(where: { $0.section == name.section && $0.key == name.key }) else { continue }
            plan.items.append(
                Plan.Item(
                    file: document.name, section: old.section, key: old.key, status: .removedWithdrawn, changes: [], reason: nil, line: nil))
        }
    }

    func keepFacts(_ index: Int) throws {
        let facts = documents[index].facts
        plan.facts.stated += facts.count
        plan.facts.waiting += facts.count { $0.room != nil }
        if try DeclarationStore.replaceFacts(tx, file: files[index], facts) { plan.factsChanged = true }
    }

    /// One line of the ledger for every file that changed something, after the lines of its records.
    func recordFiles() throws {
        for (index, document) in documents.enumerated() {
            let items = plan.items.filter { $0.file == document.name }
            let counts = Dictionary(grouping: items, by: \.status).mapValues(\.count)
            guard counts[.created] != nil || counts[.changed] != nil || counts[.removedWithdrawn] != nil else { continue }
            let payload = DeclaredValue.record(counts.reduce(into: ["file": .text(document.key)]) { $0[$1.key.rawValue] = .integer(Int64($1.value)) })
            try tx.record(LedgerEntry("declaration.applied", "declaration", files[index], by: actor, payload: payload.json))
        }
    }
}
