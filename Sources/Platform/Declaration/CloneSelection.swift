import Kernel

/// Which records of a file are made anew for a later year, and which are copied beside them.
struct CloneSelection {
    typealias Name = RecordOrder.Name

    /// The records made anew, with the year that each has now.
    private(set) var years: [Name: Int] = [:]
    /// Their new keys.
    private(set) var renamed: [Name: String] = [:]
    /// What references lead to: the new keys, and the later edition of what is not made anew, where there is one.
    private(set) var references: [Name: String] = [:]
    /// Organisations, venues and the like to which they refer.
    private(set) var copied: Set<Name> = []
    /// What would have been made anew and is there already, in the file or in the database.
    private(set) var held: Set<Name> = []
    /// Editions of which the file holds the next one, with what belongs to them alone: they stay behind.
    private(set) var past: Set<Name> = []
    /// The year of the newest edition that is cloned.
    private(set) var year = 0
    /// By how many years it moves.
    private(set) var distance = 1

    private let editions: [DeclarationDocument.Record]
    private let sections: [String: Section]
    private let outgoing: [Name: [Name]]

    init(
        _ document: DeclarationDocument, _ wish: CampaignClone.Wish, sections: [String: Section], holds: (Name) throws -> DeclaredValue?
    ) throws {
        self.sections = sections
        editions = document.records.filter { sections[$0.section]?.isEdition == true }
        outgoing = Dictionary(
            document.records.map { ($0.name, sections[$0.section]?.shape.references(in: $0.value) ?? []) }, uniquingKeysWith: { first, _ in first })
        let chosen = try choose(document, wish)
        try measure(chosen, wish)
        try rename(chosen, wish, holds)
        try referOn(to: chosen, holds)
        try checkMade(chosen, wish)
        copied = Set(renamed.keys)
        Self.grow(&copied) { name in (outgoing[name] ?? []).filter { sections[$0.section]?.isEdition == false } }
        copied.subtract(renamed.keys)
    }

    /// The campaign with all that refers to it; without one, all of the file but past editions.
    private mutating func choose(_ document: DeclarationDocument, _ wish: CampaignClone.Wish) throws -> Set<Name> {
        let roots = editions.filter { wish.campaign == nil || $0.section == "campaigns" && $0.key == wish.campaign }
        guard !roots.isEmpty else {
            let name = wish.campaign ?? document.key
            let known = editions.filter { $0.section == "campaigns" }.map(\.key).joined(separator: ", ")
            throw Refusal(
                .notFound, "clone-unknown", "这个文件里没有活动“\(name)”。文件中有：\(known)。",
                "This file holds no campaign “\(name)”. It holds: \(known).")
        }
        guard wish.campaign == nil else {
            var chosen = Set(roots.map(\.name))
            let referring = Dictionary(grouping: editions.flatMap { record in (outgoing[record.name] ?? []).map { (record.name, $0) } }, by: \.1)
            Self.grow(&chosen) { name in (referring[name] ?? []).map(\.0) }
            return chosen
        }
        let all = Set(editions.map(\.name))
        past = all.filter { name in YearShift.following(name.key).map { all.contains(Name(section: name.section, key: $0)) } ?? false }
        var isGrowing = true
        while isGrowing {
            let more = all.subtracting(past).filter { name in
                let targets = (outgoing[name] ?? []).filter(all.contains)
                return !targets.isEmpty && targets.allSatisfy(past.contains)
            }
            past.formUnion(more)
            isGrowing = !more.isEmpty
        }
        return all.subtracting(past)
    }

    /// From which year to which.
    private mutating func measure(_ chosen: Set<Name>, _ wish: CampaignClone.Wish) throws {
        let roots = editions.filter { chosen.contains($0.name) && (wish.campaign == nil || $0.key == wish.campaign) }
        guard let year = roots.compactMap({ Self.year(of: $0.value) }).max() else {
            let key = roots.first?.key ?? ""
            throw Refusal(.invalid, "no-year", "“\(key)”没有年份，无法移到以后的年份。", "“\(key)” has no year, so that it cannot be moved to a later one.")
        }
        self.year = year
        distance = (wish.year ?? year + 1) - year
        guard (1...100).contains(distance) else {
            throw Refusal(
                .invalid, "bad-year", "新的年份应晚于 \(year) 年，且不超过 100 年，现为 \(wish.year ?? 0)。",
                "The new year must be later than \(year), by a hundred years at most; it is \(wish.year ?? 0).")
        }
    }

    private mutating func rename(_ chosen: Set<Name>, _ wish: CampaignClone.Wish, _ holds: (Name) throws -> DeclaredValue?) throws {
        var taken = Set(editions.map(\.name))
        for record in editions where chosen.contains(record.name) {
            let now = Self.year(of: record.value) ?? year
            let isRoot = record.section == "campaigns" && record.key == wish.campaign
            let key = (isRoot ? wish.key : nil) ?? YearShift.renamed(record.key, year: now, by: distance)
            let new = Name(section: record.section, key: key)
            let isHeld = try taken.contains(new) || holds(new) != nil
            references[record.name] = key
            if isHeld {
                held.insert(new)
            } else {
                taken.insert(new)
                (years[record.name], renamed[record.name]) = (now, key)
            }
        }
    }

    /// What is not cloned leads on to its later edition, where there is one.
    private mutating func referOn(to chosen: Set<Name>, _ holds: (Name) throws -> DeclaredValue?) throws {
        let existing = Set(editions.map(\.name))
        for name in existing.subtracting(chosen) {
            guard let key = YearShift.following(name.key, by: distance) else { continue }
            let next = Name(section: name.section, key: key)
            if try existing.contains(next) || holds(next) != nil { references[name] = key }
        }
    }

    /// Something must be made, and above all the campaign that was asked for.
    private func checkMade(_ chosen: Set<Name>, _ wish: CampaignClone.Wish) throws {
        let root = wish.campaign.map { Name(section: "campaigns", key: $0) }
        let isMade = root.map { renamed[$0] != nil } ?? renamed.keys.contains { $0.section == "campaigns" }
        guard !isMade else { return }
        let first = root ?? chosen.filter { $0.section == "campaigns" }.min { $0.key < $1.key }
        let key = first.flatMap { references[$0] } ?? ""
        let next = year + distance + 1
        throw Refusal(
            .conflict, "clone-exists",
            "“campaigns/\(key)”已经存在。要生成更晚的一届，请加 --year \(next)；要以它为底本，请从它所在的文件克隆（--campaign \(key)）；或用 --campaign 与 --to 另取名称。",
            "campaigns/\(key) exists already. For a later edition add --year \(next); to build on it, clone the file that holds it (--campaign \(key)); or give another key with --campaign and --to.")
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
        let first = value["begin"] ?? value["sessions"]?.elements.first?["begin"] ?? value["recurring"]?["from"] ?? value["period"]?["begin"]
        return first?.text.flatMap { Int($0.prefix(4)) }
    }
}

extension DeclarationDocument.Record {
    var name: RecordOrder.Name { .init(section: section, key: key) }
}
