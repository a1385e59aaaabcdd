import Kernel

/// A unit that the table holds, as far as a new edition has to know it.
struct KeptRegion {
    let region: Region
    let validFrom: String?
    let isReplaced: Bool
    let successor: String?
    let rollUp: RegionRollUp
}

extension RegionEdition {
    /// Whether the table holds all of it already.
    func isApplied(to kept: [String: KeptRegion]) -> Bool {
        entries.allSatisfy { entry in
            guard let there = kept[entry.region.code], there.region == entry.region, there.validFrom == entry.validFrom.iso else { return false }
            guard let old = entry.replaces else { return true }
            let isSplit = successors(of: old).count > 1
            return kept[old]?.isReplaced == true && (isSplit || kept[old]?.successor == entry.region.code)
        }
    }

    /// Refuses what does not fit the table, naming the line.
    func check(against kept: [String: KeptRegion]) throws(Refusal) {
        let new = Dictionary(entries.map { ($0.region.code, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in entries {
            let code = entry.region.code
            guard kept[code] == nil else { throw Self.wrong(entry.line, "代码 \(code) 已经存在", "the code \(code) exists already") }
            if let parent = entry.region.parent {
                guard let above = kept[parent]?.region ?? new[parent]?.region, above.level < entry.region.level else {
                    throw Self.wrong(entry.line, "没有可作上级的代码 \(parent)", "there is no unit \(parent) that can stand above")
                }
            }
            try check(entry, kept: kept, new: new)
        }
    }

    private func check(_ entry: Entry, kept: [String: KeptRegion], new: [String: Entry]) throws(Refusal) {
        guard let old = entry.replaces else { return }
        guard let predecessor = kept[old]?.region ?? new[old]?.region else {
            throw Self.wrong(entry.line, "没有被替代的代码 \(old)", "there is no code \(old) to replace")
        }
        guard kept[old]?.isReplaced != true else {
            throw Self.wrong(entry.line, "代码 \(old) 已被替代", "the code \(old) has been replaced already")
        }
        guard predecessor.level == entry.region.level else {
            throw Self.wrong(entry.line, "\(old) 的级别不同", "\(old) is of another level")
        }
        var seen: Set<String> = [entry.region.code]
        var next: String? = old
        while let code = next {
            guard seen.insert(code).inserted else { throw Self.wrong(entry.line, "替代关系成环", "the replacements go in a circle") }
            next = new[code]?.replaces
        }
    }
}
