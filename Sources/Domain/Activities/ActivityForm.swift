import Campaigns
import Kernel
import Language
import Venues
import Web

/// What the desk's form of an activity offers to choose from.
struct ActivityChoices: Sendable {
    var organisers: [Organisation] = []
    var venues: [Venue] = []
    var umbrellas: [ListedTitle] = []
    /// Those in whose name the person may enter activities of any organisation.
    var campaigns: [Campaign] = []
    /// Whether the person's roles are held over campaigns only.
    var mustOffer = false

    /// An activity by its title, for choices.
    struct ListedTitle: Sendable {
        let id: ID<Activity>
        let title: Wording
    }
}

/// The form of an activity, one page in sections.
enum ActivityForm {
    struct Part: Sendable {
        let title: Phrase
        let hint: Phrase?
        let fields: [FormField]
    }

    static func form(_ choices: ActivityChoices, isNew: Bool) -> Form { Form(parts(choices, isNew: isNew).flatMap(\.fields)) }

    static func parts(_ choices: ActivityChoices, isNew: Bool) -> [Part] {
        [what(choices, isNew: isNew), when, where_(choices), whom, terms, contact]
    }

    private static func what(_ choices: ActivityChoices, isNew: Bool) -> Part {
        var fields: [FormField] = []
        if isNew {
            let organisers = choices.organisers.map { FormField.Choice($0.id.text, $0.name.phrase) }
            fields.append(FormField("organiser", "填报单位", "Organiser", .choice(organisers), required: true))
            if !choices.campaigns.isEmpty {
                let campaigns = choices.campaigns.map { FormField.Choice($0.key, $0.name.phrase) }
                fields.append(
                    FormField(
                        "campaign", "活动项目", "Campaign", .choice(campaigns), required: choices.mustOffer,
                        hint: Phrase("作为草稿列入您负责的活动项目", "Enters a campaign of yours as a draft")))
            }
        }
        fields += [
            FormField("title_zh", "活动名称（中文）", "Title in Chinese", .text(max: 120)),
            FormField("title_en", "活动名称（英文）", "Title in English", .text(max: 200)),
            FormField("summary_zh", "一句话简介（中文）", "Summary in Chinese", .text(max: 300), hint: Phrase("列表中显示", "Shown in lists")),
            FormField("summary_en", "一句话简介（英文）", "Summary in English", .text(max: 500)),
            FormField("description_zh", "详细介绍（中文）", "Description in Chinese", .longText(max: 10_000)),
            FormField("description_en", "详细介绍（英文）", "Description in English", .longText(max: 20_000)),
            FormField("kind", "类型", "Kind", .choice(ActivityKind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
            FormField("themes", "主题", "Themes", .text(max: 300), hint: Phrase("主题代码，以空格分开", "Keys of themes, with blanks between them")),
        ]
        if isNew {
            fields.append(FormField("umbrella", "这是包含其他活动的系列", "This is a series that holds other activities", .checkbox))
            let umbrellas = choices.umbrellas.map { FormField.Choice($0.id.text, $0.title.phrase) }
            if !umbrellas.isEmpty { fields.append(FormField("parent", "所属系列", "Part of the series", .choice(umbrellas))) }
        }
        fields.append(FormField("version", "", "", .hidden))
        return Part(title: Phrase("是什么", "What"), hint: Phrase("中英文名称至少填写一种。", "Give the title in at least one language."), fields: fields)
    }

    private static func where_(_ choices: ActivityChoices) -> Part {
        let venues = choices.venues.map { FormField.Choice($0.id.text, $0.name.phrase) }
        return Part(
            title: Phrase("在哪里", "Where"), hint: Phrase("选择场馆，或填写其他地点。", "Choose a venue, or describe another place."),
            fields: [
                FormField("mode", "参与方式", "Way to take part", .choice(AttendanceMode.allCases.map { .init($0.rawValue, $0.title) }), required: true),
                FormField("venue", "场馆", "Venue", .choice(venues)),
                FormField("place_zh", "其他地点（中文）", "Another place, in Chinese", .text(max: 200)),
                FormField("place_en", "其他地点（英文）", "Another place, in English", .text(max: 200)),
                FormField("address_zh", "地址（中文）", "Address in Chinese", .text(max: 300)),
                FormField("address_en", "地址（英文）", "Address in English", .text(max: 300)),
                FormField(
                    "region", "行政区划", "Region", .text(max: 60),
                    hint: Phrase("代码（如 610113）或全名；不填为未知", "A code such as 610113, or the full name; empty is unknown")),
                FormField("latitude", "纬度", "Latitude", .real(-90...90)),
                FormField("longitude", "经度", "Longitude", .real(-180...180)),
                FormField("online_url", "线上网址", "Online address", .webAddress),
            ])
    }

    private static let whom = Part(
        title: Phrase("面向谁", "For whom"), hint: nil,
        fields: [
            FormField("audience_zh", "对象（中文）", "Audience in Chinese", .text(max: 200)),
            FormField("audience_en", "对象（英文）", "Audience in English", .text(max: 200)),
            FormField("age_min", "最小年龄", "Youngest age", .integer(0...120)),
            FormField("age_max", "最大年龄", "Oldest age", .integer(0...120)),
        ] + AccessNeed.allCases.map { FormField("access_\($0.rawValue)", $0.title.zh, $0.title.en, .checkbox) })

    private static let terms = Part(
        title: Phrase("参加办法", "Taking part"), hint: nil,
        fields: [
            FormField(
                "cost", "费用", "Cost",
                .choice([.init("free", Phrase("免费", "Free of charge")), .init("paid", Phrase("收费", "Charged"))]),
                hint: Phrase("不选为未知", "Empty is unknown")),
            FormField("fee_zh", "费用说明（中文）", "Cost in words, Chinese", .text(max: 300)),
            FormField("fee_en", "费用说明（英文）", "Cost in words, English", .text(max: 300)),
            FormField("booking_note_zh", "预约说明（中文）", "Note on booking, Chinese", .text(max: 500)),
            FormField("booking_note_en", "预约说明（英文）", "Note on booking, English", .text(max: 500)),
            FormField(
                "capacity", "每场名额", "Places of each session", .integer(0...1_000_000), hint: Phrase("新场次的默认值；不填为不限", "For new sessions; empty is unlimited")),
        ])

    private static let contact = Part(
        title: Phrase("联系与图片", "Contact and picture"), hint: nil,
        fields: [
            FormField(
                "contact", "单位联系方式", "The unit's contact", .text(max: 200),
                hint: Phrase("科室或电话，请勿填写个人姓名", "An office or a telephone; no personal name please")),
            FormField("image_url", "图片网址", "Address of the picture", .webAddress),
            FormField("image_credit", "图片来源", "Credit", .text(max: 200)),
        ])

    private static let when = Part(
        title: Phrase("什么时候", "When"), hint: Phrase("保存后逐场添加时间；还没有具体场次的，先填起止日期。", "Add the sessions once this is saved; where there are none yet, give the first and the last day."),
        fields: [
            FormField("zone", "时区", "Time zone", .choice(zones), required: true),
            FormField("period_begin", "没有场次时：开始日", "Without sessions: first day", .day),
            FormField("period_end", "没有场次时：结束日", "Without sessions: last day", .day),
        ])

    private static let zones: [FormField.Choice] = [
        .init("Asia/Shanghai", Phrase("北京时间", "China (Asia/Shanghai)")), .init("Asia/Urumqi", Phrase("乌鲁木齐时间", "Ürümqi")),
        .init("Asia/Hong_Kong", Phrase("香港时间", "Hong Kong")), .init("Asia/Macau", Phrase("澳门时间", "Macao")),
        .init("Asia/Taipei", Phrase("台北时间", "Taipei")), .init("Europe/Paris", Phrase("巴黎时间", "Paris")), .init("UTC", Phrase(same: "UTC")),
    ]
}
