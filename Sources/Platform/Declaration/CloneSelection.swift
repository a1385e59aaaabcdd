import Kernel

/// Which records of a file are made anew for the next year, and which are copied beside them.
struct CloneSelection {
    typealias Name = RecordOrder.Name

    /// The records made anew, with the year that each has now.
    private(set) var years: [Name: Int] = [:]
    /// Their new keys.
    private(set) var renamed: [Name: String] = [:]
    /// What references lead to: the new keys, and next year's edition of what is not cloned, where the file has it.
    private(set) var references: [Name: String] = [:]
    /// Organisations, venues and the like to which they refer.
    private(set) var copied: Set<Name> = []
    /// The year of the campaign that is cloned.
    private(set) var year = 0

    init(_ document: DeclarationDocument, campaign: String?, sections: [String: Section]) throws(Refusal) {
        let editions = document.records.filter { sections[$0.section]?.isEdition == true }
        let roots = editions.filter { campaign == nil || $0.section == "campaigns" && $0.key == campaign }
        guard let first = roots.first else {
            throw Refusal.notFound(Phrase("活动“\(campaign ?? document.key)”", "campaign \"\(campaign ?? document.key)\" in this file"))
        }
        guard let year = roots.lazy.compactMap({ Self.year(of: $0.value) }).first ?? Self.year(of: first.value) else {
            throw Refusal(.invalid, "no-year", "“\(first.key)”没有年份，无法移到下一年。", "\"\(first.key)\" has no year, so that it cannot be moved to the next.")
        }
        self.year = year

        // What refers to a record that is made anew is made anew too: children, activities.
        var chosen = Set(roots.map { Name(section: $0.section, key: $0.key) })
        let references = Dictionary(
            document.records.map { record in
                (Name(section: record.section, key: record.key), sections[record.section]?.shape.references(in: record.value) ?? [])
            }, uniquingKeysWith: { first, _ in first })
        let referring = Dictionary(
            grouping: editions.flatMap { record in
                let name = Name(section: record.section, key: record.key)
                return (references[name] ?? []).map { (name, $0) }
            }, by: \.1)
        Self.grow(&chosen) { name in (referring[name] ?? []).map(\.0) }
        for record in editions {
            let name = Name(section: record.section, key: record.key)
            guard chosen.contains(name) else { continue }
            years[name] = Self.year(of: record.value) ?? year
            renamed[name] = YearShift.renamed(record.key, year: years[name] ?? year)
        }

        self.references = renamed
        let existing = Set(editions.map { Name(section: $0.section, key: $0.key) })
        for name in existing.subtracting(chosen) {
            let next = YearShift.following(name.key)
            if let next, existing.contains(Name(section: name.section, key: next)) { self.references[name] = next }
        }

        copied = chosen
        Self.grow(&copied) { name in
            (references[name] ?? []).filter { sections[$0.section]?.isEdition == false }
        }
        copied.subtract(chosen)
        try checkFree(existing)
    }

    private static func grow(_ names: inout Set<Name>, _ next: (Name) -> [Name]) {
        var open = Array(names)
        while let name = open.popLast() {
            for following in next(name) where names.insert(following).inserted { open.append(following) }
        }
    }

    /// The stated year, or that of the first day.
    private static func year(of value: DeclaredValue) -> Int? {
        if case .integer(let year) = value["year"] { return Int(year) }
        let first = value["begin"] ?? value["sessions"]?.elements.first?["begin"] ?? value["period"]?["begin"]
        return first?.text.flatMap { Int($0.prefix(4)) }
    }

    /// A new key must not be that of another record.
    private func checkFree(_ existing: Set<Name>) throws(Refusal) {
        var taken = existing
        for (name, key) in renamed.sorted(by: { ($0.key.section, $0.key.key) < ($1.key.section, $1.key.key) }) {
            guard taken.insert(Name(section: name.section, key: key)).inserted else {
                throw Refusal(
                    .conflict, "clone-exists", "“\(name.section)/\(key)”已经存在，“\(name.key)”不能再移到这个名称。",
                    "\(name.section)/\(key) exists already, so that \(name.key) cannot take that key.")
            }
        }
    }
}
