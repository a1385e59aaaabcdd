import Campaigns
import Formats
import Kernel
import Language
import Regions
import Venues

/// How the records of a foreign file become activities; read from a mapping file (docs/import.md).
struct ImportMapping: Sendable {
    /// The campaign in which the activities are placed.
    struct Target: Sendable {
        let key: String
        let state: PlacementState
        /// Makes the campaign where there is none of this key.
        let create: NewCampaign?
    }
    struct NewCampaign: Sendable {
        let name: Wording
        let kind: Campaign.Kind
        let begin: Day
        let end: Day
        let summary: Wording
        let accent: Campaign.Accent?
    }
    /// The unit that enters them.
    struct Organiser: Sendable {
        let key: String
        /// Makes the unit where there is none of this key.
        let create: (name: Wording, kind: Organisation.Kind)?
        /// Where a record names its own organiser: it becomes a unit below `key`.
        let name: ImportField?
    }
    enum RegionSource: Sendable { case unknown, code(String), path(DatumPath) }
    enum TextLanguage: String, CaseIterable, Sendable { case zh, en, other }

    let key: String
    let format: RecordFile.Kind
    let records: DatumPath?
    let sheet: String?
    /// The row of a table that names its columns, from 1.
    let headerRow: Int
    let separator: Character?
    /// With a record's own identity it names an activity for ever.
    let source: String
    let campaign: Target
    let organiser: Organiser
    let zone: Zone
    let region: RegionSource
    /// The units whose codes are understood.
    let regions: RegionTable
    let language: TextLanguage
    let note: Wording?
    let fields: [ImportTarget: ImportField]

    /// A text of a record, in the place of its language. A third language stands where English does, as written.
    func wording(_ text: String) -> Wording { language == .zh ? Wording(text) : Wording("", text) }
}

/// Where one target's value comes from, and how.
struct ImportField: Sendable {
    let paths: [DatumPath]
    let conversion: ImportConversion
    let separator: String
    /// The source's words and our codes.
    let values: [String: String]
    let ignoresOthers: Bool
    let standard: String?
    let ignoresImpossibleDates: Bool
    let dayFirst: Bool

    /// The first value that is not blank, with the way to it.
    func found(in record: Datum) -> (path: String, datum: Datum)? {
        for path in paths {
            let all = path.all(in: record).filter { !$0.isBlank && $0 != .list([]) }
            if let first = all.first { return (path.text, all.count == 1 ? first : .list(all)) }
        }
        return nil
    }
}
