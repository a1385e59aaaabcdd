import Campaigns
import Kernel
import Language
import Packs
import Venues
import Web

/// The desk's form of a resource.
enum ResourceForm {
    /// The form of a new one also asks what never changes: what it is and who offers it.
    static func form(_ choices: ResourceChoices?) -> Form {
        var fields: [FormField] = []
        if let choices {
            fields += [
                FormField("kind", "种类", "Kind", .choice(ResourceKind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
                FormField("owner", "提供单位", "Unit that offers it", .choice(choices.units.map { .init($0.id.text, $0.name.phrase) }), required: true),
                FormField(
                    "campaign", "联合行动", "Joint action", .choice(choices.campaigns.map { .init($0.id.text, $0.name.phrase) }),
                    hint: Phrase("专为某项行动制作时选择。", "Where it was made for one.")),
            ]
        }
        return Form(fields + content)
    }

    private static let content: [FormField] = [
        FormField("name_zh", "中文名称", "Name in Chinese", .text(max: 200), required: true),
        FormField("name_en", "英文名称", "Name in English", .text(max: 200)),
        FormField("summary_zh", "中文简介", "Summary in Chinese", .longText(max: 500), required: true, hint: Phrase("一两句话：是什么，能用来做什么。", "One or two sentences: what it is, what it is good for.")),
        FormField("summary_en", "英文简介", "Summary in English", .longText(max: 1000)),
        FormField("text_zh", "使用说明（中文）", "How to use it, in Chinese", .longText(max: 20_000), hint: Phrase("每行一段。", "One paragraph a line.")),
        FormField("text_en", "使用说明（英文）", "How to use it, in English", .longText(max: 20_000)),
        FormField("subjects", "主题", "Subjects", .choices(Subject.allCases.map { .init($0.rawValue, $0.title) }), required: true),
        FormField("stages", "适合学段", "For which grades", .choices(Stage.allCases.map { .init($0.rawValue, $0.title) })),
        FormField("age_from", "年龄从", "Age from", .integer(0...120), hint: Phrase("不限则不填。", "Leave it empty where any age will do.")),
        FormField("age_to", "年龄到", "Age to", .integer(0...120)),
        FormField("minutes", "所需时间（分钟）", "Minutes that it takes", .integer(1...100_000)),
        FormField("languages", "语言", "Languages", .choices(ResourceTongue.allCases.map { .init($0.rawValue, $0.title) }), required: true),
        FormField(
            "licence", "许可", "Licence", .choice(Licence.all.map { .init($0.id, $0.name) }), required: true,
            hint: Phrase("允许复制的才能下载和打包。", "Only what may be copied is downloaded or packed.")),
        FormField("credit", "署名", "Credit", .text(max: 300), hint: Phrase("使用者应当这样注明出处。", "How users are to name who made it.")),
        FormField("web_address", "网址", "Web address", .webAddress, hint: Phrase("别处也能找到它时填写。", "Where it is found elsewhere too.")), SeenForm.field,
    ]

    static func read(_ posted: Posted, _ choices: ResourceChoices?) -> FormReading {
        var reading = form(choices).read(posted)
        let (from, to) = (reading.integer("age_from"), reading.integer("age_to"))
        if (from == nil) != (to == nil) {
            reading.remark(from == nil ? "age_from" : "age_to", Phrase("两个年龄请同填，或都不填。", "Give both ages, or neither."))
        }
        if let from, let to, from > to { reading.remark("age_to", Phrase("应不小于起始年龄 \(from)。", "It should not be less than the age from, \(from).")) }
        return reading
    }

    /// What was entered; nil where the form is not good.
    static func content(_ reading: FormReading) -> ResourceContent? {
        guard reading.isGood, let licence = Licence.known(reading.text("licence")) else { return nil }
        var content = ResourceContent(
            name: Wording(reading.text("name_zh"), reading.textOrNil("name_en")), summary: Wording(reading.text("summary_zh"), reading.textOrNil("summary_en")))
        content.text = Wording(reading.text("text_zh"), reading.textOrNil("text_en"))
        content.subjects = Subject.allCases.filter { reading.texts("subjects").contains($0.rawValue) }
        content.stages = Stage.allCases.filter { reading.texts("stages").contains($0.rawValue) }
        content.languages = ResourceTongue.allCases.filter { reading.texts("languages").contains($0.rawValue) }
        if let from = reading.integer("age_from"), let to = reading.integer("age_to"), from <= to { content.ages = Int(from)...Int(to) }
        content.minutes = reading.integer("minutes").map { Int($0) }
        (content.licence, content.credit, content.webAddress) = (licence, reading.text("credit"), reading.textOrNil("web_address"))
        return content
    }

    static func values(of content: ResourceContent) -> [String: String] {
        var values = [
            "name_zh": content.name.zh, "summary_zh": content.summary.zh, "text_zh": content.text.zh, "licence": content.licence.id, "credit": content.credit,
        ]
        values["name_en"] = content.name.en
        values["summary_en"] = content.summary.en
        values["text_en"] = content.text.en
        values["age_from"] = content.ages.map { String($0.lowerBound) }
        values["age_to"] = content.ages.map { String($0.upperBound) }
        values["minutes"] = content.minutes.map { String($0) }
        values["web_address"] = content.webAddress
        return values
    }

    static func ticked(in content: ResourceContent) -> [String: [String]] {
        [
            "subjects": content.subjects.map(\.rawValue), "stages": content.stages.map(\.rawValue), "languages": content.languages.map(\.rawValue),
        ]
    }
}

/// Of whom somebody may offer resources, and for which actions.
struct ResourceChoices: Sendable {
    let units: [Organisation]
    let campaigns: [Campaign]
}

/// What is said of one file.
enum FileForm {
    static let label = FormField(
        "label", "用途", "What it is", .text(max: 200), hint: Phrase("例如：第 3 块展板，印刷用。", "Such as: panel 3, for printing."))
}
