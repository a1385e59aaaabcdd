import Kernel

/// A later year's file out of this year's: a pure function on a file that was read.
///
/// Records of edition sections (`Section.isEdition`) are made anew, and what they refer to is copied as it is:
/// - of a series of which the file holds several editions, the newest goes on; with `Wish.campaign`, that campaign and all that
///   belongs to it. What exists already under its new key, in the file or in the database, is left as it is and referred to.
/// - keys: each year in them moves on; a key without a year gets the new year behind it. References follow.
/// - days and local times, sessions included: by whole weeks, so that a Saturday stays a Saturday: 52 for one year. In a record
///   whose `precision` is `month` or `year`, the same date of the later year.
/// - months and years: by the years. `Field.Cloning` says more: editions and years count up, names have their year replaced;
///   what was said of the past edition is dropped: figures, news, notes, mottos, sources.
/// - facts and sections that no room understands are left out and named.
package struct CampaignClone: Sendable {
    /// What is to be cloned, and to where.
    package struct Wish: Sendable {
        /// The campaign to clone with all that belongs to it; nil for the file.
        package var campaign: String?
        /// The year of the new edition; nil for the one after the newest.
        package var year: Int?
        /// The new key of `campaign`; nil for its key with the year moved on.
        package var key: String?
        package init(campaign: String? = nil, year: Int? = nil, key: String? = nil) { (self.campaign, self.year, self.key) = (campaign, year, key) }
    }

    package let yaml: String
    /// The name for the new file, without ending.
    package let file: String
    /// Old and new key of every record that was made anew, as `section/key`.
    package let renamed: [String: String]
    /// The records that were left out, because no room understands them, as `section/key`.
    package let leftOut: [String]
    /// What exists already under its new key and is referred to, as `section/key`.
    package let held: [String]
    /// The records of past editions, which stay behind, as `section/key`.
    package let past: [String]
    /// The year of the new edition.
    package let year: Int

    /// - Parameter holds: what the database holds under a section's key; nil where there is nothing.
    package static func shift(
        _ document: DeclarationDocument, _ wish: Wish = Wish(), sections all: [Section],
        holds: (_ section: String, _ key: String) throws -> DeclaredValue? = { _, _ in nil }
    ) throws -> CampaignClone {
        let sections = Dictionary(all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        try checkKey(wish)
        let selection = try CloneSelection(document, wish, sections: sections) { try holds($0.section, $0.key) }
        // What stands where references will lead: the parts that it has decide which references to parts can stay.
        var targets: [RecordOrder.Name: DeclaredValue] = [:]
        for (old, key) in selection.references where selection.renamed[old] == nil {
            let name = RecordOrder.Name(section: old.section, key: key)
            targets[name] = try document.records.first { $0.name == name }?.value ?? holds(name.section, key)
        }
        let shift = YearShift(references: selection.references, targets: targets, from: selection.year, by: selection.distance)
        let left = document.waiting.map { "\($0.section)/\($0.key)" }

        var yaml = YAMLText()
        yaml.line("kepu: 1")
        yaml.line("# From \(document.key), moved from \(selection.year) to \(selection.year + selection.distance). Read every summary: it still speaks of the past edition.")
        if !left.isEmpty { yaml.line("# Left out, because no room understands it yet: \(left.joined(separator: ", "))") }
        for key in document.sections {
            guard let section = sections[key] else { continue }
            let records = document.records.filter { $0.section == key }.compactMap { record -> DeclaredValue? in
                if let year = selection.years[record.name] {
                    return shift.record(record.value, section.shape, key: selection.renamed[record.name], year: year)
                }
                return selection.copied.contains(record.name) ? record.value : nil
            }
            if !records.isEmpty { yaml.line("") }
            yaml.section(key, section.shape, records)
        }
        let renamed = selection.renamed.map { ("\($0.key.section)/\($0.key.key)", "\($0.key.section)/\($0.value)") }
        return CampaignClone(
            yaml: yaml.text, file: wish.key ?? fileName(document, wish, selection), renamed: Dictionary(uniqueKeysWithValues: renamed), leftOut: left,
            held: list(selection.held), past: list(selection.past), year: selection.year + selection.distance)
    }

    private static func checkKey(_ wish: Wish) throws {
        guard let key = wish.key else { return }
        guard wish.campaign != nil else {
            throw Refusal(
                .invalid, "to-without-campaign", "--to 是一个活动的新名称，须与 --campaign 同用。", "--to is the new key of one campaign: give it together with --campaign.")
        }
        guard Scalars.isKey(key) else {
            let expected = Kind.key.expected
            throw Refusal(.invalid, "bad-key", "--to 应为\(expected.zh)，现为“\(key)”。", "--to must be \(expected.en), not “\(key)”.")
        }
    }

    /// After the new year, also where the file is named after an earlier edition than the one that goes on.
    private static func fileName(_ document: DeclarationDocument, _ wish: Wish, _ selection: CloneSelection) -> String {
        if let campaign = wish.campaign { return YearShift.renamed(campaign, year: selection.year, by: selection.distance) }
        let own = YearShift.year(in: document.key) ?? selection.year
        return YearShift.renamed(document.key, year: own, by: selection.year + selection.distance - own)
    }

    private static func list(_ names: Set<RecordOrder.Name>) -> [String] { names.map { "\($0.section)/\($0.key)" }.sorted() }
}
