import Kernel
package import Storage

/// What a new edition did.
package struct RegionEditionReport: Sendable, Hashable {
    package let edition: String
    /// New codes.
    package let added: [String]
    /// Old codes with the one that took their place.
    package let replaced: [String: String]
    /// Old codes that several took the place of: their records stay under them.
    package let split: [String]

    /// Whether there was nothing to do.
    package var isUnchanged: Bool { added.isEmpty }
}

extension Transaction {
    /// Applies a new edition of the code table: old units end and point to their successors, and everything that counted
    /// under them counts on the new line; no record is changed. Applied again it does nothing.
    @discardableResult
    package func applyRegionEdition(_ edition: RegionEdition, by actor: Int64 = 0) throws -> RegionEditionReport {
        try lock("regions")
        let kept = try keptRegions()
        if edition.isApplied(to: kept) { return RegionEditionReport(edition: edition.name, added: [], replaced: [:], split: []) }
        try edition.check(against: kept)
        for entry in edition.entries {
            try insert([RegionRow(entry.region, edition: edition.name, validFrom: entry.validFrom.iso, path: [])])
        }
        var replaced: [String: String] = [:]
        var split: [String] = []
        for (old, entries) in Dictionary(grouping: edition.entries.filter { $0.replaces != nil }, by: { $0.replaces ?? "" }) {
            let successor = entries.count == 1 ? entries.first?.region.code : nil
            let last = entries.map(\.validFrom).min()?.adding(days: -1).iso
            try execute("UPDATE region SET valid_to = \(last), successor = \(successor) WHERE code = \(old)")
            if let successor { replaced[old] = successor } else { split.append(old) }
        }
        try rollUpRegions()
        let report = RegionEditionReport(
            edition: edition.name, added: edition.entries.map(\.region.code), replaced: replaced, split: split.sorted())
        try record(LedgerEntry("regions.edition-applied", "region-edition", newID(RegionEdition.self), by: actor, payload: report.payload, visibility: .public))
        return report
    }

    /// Works out anew where each code counts, and writes what has changed.
    private func rollUpRegions() throws {
        let kept = try keptRegions()
        func current(_ code: String) -> String {
            var code = code
            for _ in 0..<kept.count {
                guard let next = kept[code]?.successor else { return code }
                code = next
            }
            return code
        }
        for (code, row) in kept {
            let line = current(code)
            var path: [Region] = []
            var next: String? = line
            while let unit = next.flatMap({ kept[$0]?.region }), path.count < Region.Level.allCases.count {
                path.append(unit)
                next = unit.parent.map(current)
            }
            let now = RegionRollUp(current: line, path: path)
            guard now != row.rollUp else { continue }
            try execute(
                """
                UPDATE region SET current = \(now.current), province = \(now.province), prefecture = \(now.prefecture), county = \(now.county)
                WHERE code = \(code)
                """)
        }
    }

    private func keptRegions() throws -> [String: KeptRegion] {
        let all = try rows("SELECT * FROM region") { row in
            KeptRegion(
                region: try Region(row), validFrom: try row.textOrNil("valid_from"), isReplaced: try row.textOrNil("valid_to") != nil,
                successor: try row.textOrNil("successor"),
                rollUp: RegionRollUp(
                    current: try row.text("current"), province: try row.textOrNil("province"), prefecture: try row.textOrNil("prefecture"),
                    county: try row.textOrNil("county")))
        }
        return Dictionary(all.map { ($0.region.code, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension RegionEditionReport {
    /// For the ledger.
    var payload: String {
        let pairs = replaced.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
        let codes = split.map { "\"\($0)\"" }.joined(separator: ",")
        return "{\"added\":\(added.count),\"edition\":\"\(edition)\",\"replaced\":{\(pairs)},\"split\":[\(codes)]}"
    }
}
