package import Kernel

/// Next year's file out of this year's: a pure function on a file that was read.
///
/// Records of edition sections (`Section.isEdition`) that belong to the campaign are made anew, and what they refer to is copied as it is:
/// - keys: each year in them goes up by one; a key without a year gets the new year behind it. References follow,
///   also to next year's edition of a campaign that is not cloned, where the file has it.
/// - days and local times, sessions included: 52 weeks later, so that a Saturday stays a Saturday. In a record whose `precision`
///   is `month` or `year`, the same date of the next year.
/// - months and years: one year later. `Field.Cloning` says more: editions and years count up, names have their year replaced,
///   announced figures, news and notes of the past edition are dropped.
/// - facts and sections that no room understands are left out and named.
package struct CampaignClone: Sendable {
    package let yaml: String
    /// The name for the new file, without ending.
    package let file: String
    /// Old and new key of every record that was made anew, as `section/key`.
    package let renamed: [String: String]
    /// The records that were left out, as `section/key`.
    package let leftOut: [String]

    /// - Parameter campaign: the campaign to clone with all that belongs to it; nil for the whole file.
    package static func shift(_ document: DeclarationDocument, campaign: String? = nil, sections: [Section]) throws(Refusal) -> CampaignClone {
        let sections = Dictionary(sections.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let selection = try CloneSelection(document, campaign: campaign, sections: sections)
        let shift = YearShift(references: selection.references)
        let left = document.waiting.map { "\($0.section)/\($0.key)" }

        var yaml = YAMLText()
        yaml.line("kepu: 1")
        yaml.line("# From \(document.key), one year on.")
        if !left.isEmpty { yaml.line("# Left out, because no room understands it yet: \(left.joined(separator: ", "))") }
        for key in document.sections {
            guard let section = sections[key] else { continue }
            let records = document.records.filter { $0.section == key }.compactMap { record -> DeclaredValue? in
                let name = RecordOrder.Name(section: key, key: record.key)
                if let year = selection.years[name] { return shift.record(record.value, section.shape, key: selection.renamed[name], year: year) }
                return selection.copied.contains(name) ? record.value : nil
            }
            if !records.isEmpty { yaml.line("") }
            yaml.section(key, section.shape, records)
        }
        let renamed = selection.renamed.map { ("\($0.key.section)/\($0.key.key)", "\($0.key.section)/\($0.value)") }
        return CampaignClone(
            yaml: yaml.text, file: YearShift.renamed(campaign ?? document.key, year: selection.year),
            renamed: Dictionary(uniqueKeysWithValues: renamed), leftOut: left)
    }
}
