import Files
import Kernel
import Language
import Venues
import Web

/// The desk's form of a piece of news.
enum NewsForm {
    static func form(_ choices: NewsChoices) -> Form {
        Form(
            FormField("kind", "类别", "Kind", .choice(NewsItem.Kind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
            FormField(
                "campaign", "活动项目", "Campaign", .choice(choices.campaigns.map { .init($0.id.text, $0.name.phrase) }),
                hint: Phrase("与某个活动项目有关时选择，由该项目核对。", "Where it is about one: its organisers check it.")),
            FormField(
                "unit", "发布单位", "Unit that speaks", .choice(choices.units.map { .init($0.id.text, $0.name.phrase) }),
                hint: Phrase("不选则以活动项目的名义发布。", "Without one, the campaign speaks.")),
            FormField("day", "发布日期", "Day of publication", .day, required: true),
            FormField("title_zh", "中文标题", "Title in Chinese", .text(max: 200), hint: atLeastOne),
            FormField("text_zh", "中文正文", "Text in Chinese", .longText(max: 20_000), hint: writing),
            FormField("title_en", "英文标题", "Title in English", .text(max: 200)),
            FormField("text_en", "英文正文", "Text in English", .longText(max: 20_000)), SeenForm.field)
    }

    private static let atLeastOne = Phrase("中英文至少一种，标题和正文齐全。", "Title and text in at least one language.")
    private static let writing = Phrase(
        "每行一段；“## ”开头是小标题，“- ”开头是列表；链接写作 [文字](https://…)。数字请引用：{{figure:活动项目的key/指标}}，锁定值加 @locked。",
        "One paragraph a line; “## ” begins a heading, “- ” a list; a link is [words](https://…). Refer to figures: {{figure:CAMPAIGN/INDICATOR}}, with @locked for the locked value."
    )

    /// Reads what was posted; title and text belong together, in at least one language.
    static func read(_ posted: Posted, _ choices: NewsChoices) -> FormReading {
        var reading = form(choices).read(posted)
        for (tongue, zh, en) in [("zh", "中文", "Chinese"), ("en", "英文", "English")] {
            let (title, text) = (reading.textOrNil("title_\(tongue)"), reading.textOrNil("text_\(tongue)"))
            if title != nil, text == nil {
                reading.remark("text_\(tongue)", Phrase("有\(zh)标题，也请填写\(zh)正文。", "There is a title in \(en); give the text too."))
            }
            if title == nil, text != nil {
                reading.remark("title_\(tongue)", Phrase("有\(zh)正文，也请填写\(zh)标题。", "There is a text in \(en); give its title too."))
            }
        }
        if ["title_zh", "text_zh", "title_en", "text_en"].allSatisfy({ reading.textOrNil($0) == nil }) {
            reading.remark("title_zh", Phrase("请至少用一种语言填写标题和正文。", "Give a title and a text in at least one language."))
        }
        if let day = reading.day("day"), !Day.plannedYears.contains(day.year) {
            let years = Day.plannedYears
            reading.remark(
                "day", Phrase("年份应在 \(years.lowerBound) 至 \(years.upperBound) 之间。", "Give a year from \(years.lowerBound) to \(years.upperBound)."))
        }
        return reading
    }

    /// What was entered; nil where the form is not good.
    static func draft(_ reading: FormReading) -> NewsDraft? {
        guard reading.isGood, let day = reading.day("day"), let kind = NewsItem.Kind(rawValue: reading.text("kind")) else { return nil }
        return NewsDraft(
            campaignID: ID(reading.text("campaign")), unitID: ID(reading.text("unit")), kind: kind, day: day,
            title: Wording(reading.text("title_zh"), reading.textOrNil("title_en")),
            text: Wording(reading.text("text_zh"), reading.textOrNil("text_en")))
    }

    static func values(of item: NewsItem) -> [String: String] {
        var values = ["kind": item.kind.rawValue, "day": item.day.iso, "title_zh": item.title.zh, "text_zh": item.text.zh]
        values["campaign"] = item.campaignID?.text
        values["unit"] = item.unitID?.text
        values["title_en"] = item.title.en
        values["text_en"] = item.text.en
        return values
    }
}

/// The form of a picture: what it shows must be said in words.
enum NewsPictureForm {
    /// Pictures of one item.
    static let most = 8

    static let form = Form(
        FormField("picture", "图片", "Picture", .file(accept: Picture.accept), required: true, hint: Phrase("JPEG 或 PNG，最大 5 MB。拍摄地点等信息会被去除。", "JPEG or PNG, 5 MB at most. Where and with what it was taken is left out.")),
        FormField(
            "alt_zh", "图片说明（中文）", "What it shows, in Chinese", .text(max: 300), required: true,
            hint: Phrase("写给看不见图片的人：图上有什么。", "For those who cannot see it: what is in the picture.")),
        FormField("alt_en", "图片说明（英文）", "What it shows, in English", .text(max: 300)),
        FormField("credit", "图片来源", "Credit", .text(max: 200), hint: Phrase("摄影者或提供单位。", "Who took it or gave it.")))
}
