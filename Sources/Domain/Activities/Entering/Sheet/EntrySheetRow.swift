import Campaigns
import Formats
import Kernel
import Language
import Regions
import Rooms
import Storage
import Venues
import Web

/// One row of a filled template, read as the form is: the same fields, the same rules, the same sentences.
struct EntrySheetRow: Sendable {
    let number: Int
    /// As they stand in the table, by field.
    let values: [String: String]
    /// Nil with problems.
    private(set) var draft: ActivityDraft?
    private(set) var sessions: [SessionDraft] = []
    /// What is wrong, with the column's heading.
    private(set) var problems: [(column: String, says: Phrase)] = []
    /// The campaign that the row names, for a campaign's organiser.
    private(set) var campaign: String?
    /// What the template's campaign is told beside, by the field's key.
    private(set) var answers: [String: String] = [:]
    /// What may be there already.
    var duplicates: [LikelyDuplicate] = []

    var title: Wording { Wording(values["title_zh"] ?? "", values["title_en"]) }
    var isGood: Bool { draft != nil }

    init(_ number: Int, _ values: [String: String], in sheet: EntrySheet, regions: RegionTable) {
        (self.number, self.values) = (number, values)
        var given = sheet.usual.merging(values) { $1 }
        for field in sheet.form.fields {
            guard let text = given[field.name] else { continue }
            given[field.name] = EntrySheet.code(text, field)
        }
        var posted = Posted.nothing
        posted.fields = Query(given.map { ($0.key, $0.value) })
        var reading = sheet.form.read(posted)
        for field in sheet.form.fields {
            guard case .checkbox = field.kind, let text = values[field.name], ImportConversions.yesNo(text) == nil else { continue }
            reading.remark(field.name, Phrase("请填“是”或“否”。", "Write yes or no."))
        }
        let sessions = Self.sessions(reading.text("sessions"), zone: Zone(reading.text("zone")) ?? .china)
        for problem in sessions.problems { reading.remark("sessions", problem) }
        let content = ActivityForm.content(from: &reading, regions: regions)
        if let content, let organiser = ID<Organisation>(reading.text("organiser")) {
            var draft = ActivityDraft(organiser: organiser, content: content)
            draft.isUmbrella = reading.isChecked("umbrella")
            draft.parent = reading.textOrNil("parent").flatMap { ID<Activity>($0) }
            self.draft = draft
            self.sessions = sessions.drafts.map { one in
                var draft = one
                draft.capacity = content.capacity
                return draft
            }
            campaign = reading.textOrNil("campaign")
            answers = CampaignFieldForm.values(reading, sheet.asked)
        }
        problems = reading.remarks.map { remark in
            let field = sheet.form.fields.first { $0.name == remark.field }
            return (field.map(FormTable.heading) ?? "", remark.says)
        }
    }

    /// Adds what only the database knows to be wrong.
    mutating func refuse(_ refusal: Refusal, in sheet: EntrySheet) {
        draft = nil
        let field = sheet.form.fields.first { $0.name == refusal.field }
        problems.append((field.map(FormTable.heading) ?? "", refusal.phrase))
    }

    /// As an import of a file reads them.
    private static func sessions(_ text: String, zone: Zone) -> (drafts: [SessionDraft], problems: [Phrase]) {
        guard !text.isEmpty, let path = try? DatumPath("sessions") else { return ([], []) }
        let field = ImportField(
            paths: [path], conversion: .datesWords, separator: ";", values: [:], ignoresOthers: false, standard: nil, ignoresImpossibleDates: false,
            dayFirst: false)
        var interpreter = RecordInterpreter(.ofForm(field, zone: zone), .object([Datum.Member("sessions", .text(text))]))
        let drafts = interpreter.sessions().map { one in
            var draft = one
            draft.key = nil
            return draft
        }
        var problems = interpreter.faults.map { Phrase("读到\($0.found.zh)；应为\($0.expected.zh)。", "It says \($0.found.en); expected \($0.expected.en).") }
        for draft in drafts {
            do throws(Refusal) { try draft.check() } catch { problems.append(error.phrase) }
        }
        return (drafts, problems)
    }
}

extension EntrySheet {
    /// What a row means that leaves these cells empty.
    var usual: [String: String] {
        var values = ["zone": Zone.china.name, "mode": AttendanceMode.onsite.rawValue]
        if choices.organisers.count == 1 { values["organiser"] = choices.organisers.first?.id.text }
        if choices.mustOffer, choices.campaigns.count == 1 { values["campaign"] = choices.campaigns.first?.key }
        return values
    }

    /// The form's value for what stands in a cell: a choice by its name in either language; a box by yes and no. What is none of
    /// these stays as it is, and the form says what is wrong with it.
    static func code(_ text: String, _ field: FormField) -> String? {
        switch field.kind {
        case .choice(let choices):
            return FormTable.code(text, among: choices)
        case .checkbox: return ImportConversions.yesNo(text) == false ? nil : "1"
        default: return text
        }
    }
}

extension ImportMapping {
    /// For the sessions of a row that the form describes: nothing else of a mapping is asked.
    fileprivate static func ofForm(_ sessions: ImportField, zone: Zone) -> ImportMapping {
        ImportMapping(
            key: "form", format: .xlsx, records: nil, sheet: nil, headerRow: 1, separator: nil, source: "",
            campaign: Target(key: "", state: .draft, create: nil), organiser: Organiser(key: "", create: nil, name: nil), zone: zone, region: .unknown,
            regions: RegionTable.china2023, language: .zh, note: nil, fields: [.sessions: sessions])
    }
}
