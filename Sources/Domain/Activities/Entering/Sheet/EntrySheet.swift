import Formats
import Kernel
import Language
import Venues
import Web

/// The spreadsheet from which many activities are entered. Its columns are the fields of the form, in its order, and the sessions.
struct EntrySheet: Sendable {
    let choices: ActivityChoices
    /// What the campaign asks for beside, for which the template is.
    let asked: [CampaignField]
    /// A row has these fields; each is a column.
    let form: Form

    init(_ choices: ActivityChoices, asked: [CampaignField] = []) {
        (self.choices, self.asked) = (choices, asked)
        let own = ActivityForm.form(choices, isNew: true).fields.filter { $0.name != "version" }
        form = Form(own + [Self.sessions] + CampaignFieldForm.fields(asked).map(Self.marked))
    }

    /// A campaign may call its field as the activity calls one of its own.
    private static func marked(_ field: FormField) -> FormField {
        FormField(field.name, field.label.zh + "（本项目）", field.label.en + " (this campaign)", field.kind, required: field.required, hint: field.hint)
    }

    static let sessions = FormField(
        "sessions", "场次", "Sessions", .longText(max: 20_000),
        hint: Phrase(
            "每场写明日期和起止时间，多场用分号或换行分开，例如 2026-09-19 09:00-11:00；2026-09-20 14:00-16:00",
            "Day and clocks of each, with a semicolon or a new line between them, such as 2026-09-19 09:00-11:00; 2026-09-20 14:00-16:00"))

    /// What may stand in a field's cells, where not everything may.
    static func permitted(_ field: FormField) -> [Phrase] {
        switch field.kind {
        case .choice(let choices): choices.map(\.title)
        case .checkbox: [yes, no]
        default: []
        }
    }

    static let yes = Phrase("是", "yes"), no = Phrase("否", "no")

    /// A row with this before its title shows how rows are filled in and is passed over.
    static let exampleMark = "【示例】"

    /// The example row, by field.
    var example: [String: String] {
        var out = [
            "title_zh": Self.exampleMark + "与宇航员见面（导入时忽略此行）", "title_en": "Example: meet the astronauts (this row is passed over)",
            "summary_zh": "听宇航员讲太空生活", "summary_en": "What life in orbit is like", "kind": ActivityKind.lecture.title.zh,
            "mode": AttendanceMode.onsite.title.zh, "cost": "免费", "age_min": "8", "capacity": "100",
            "sessions": "2026-09-19 09:00-11:00；2026-09-20 14:00-16:00",
        ]
        out["organiser"] = choices.organisers.first?.name(.zh)
        out["venue"] = choices.venues.first?.name(.zh)
        for field in asked { out[CampaignFieldForm.name(field)] = field.choices.first ?? Phrase("示例", "Example").zh }
        return out
    }

    /// More rows than these are entered in several goes.
    static let mostRows = 300
}
