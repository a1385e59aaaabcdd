import Kernel
import Language
import Venues
import Web

/// The desk's form of a campaign's name, days, summary and colour.
enum CampaignForm {
    static let form = Form(
        FormField("name_zh", "中文名称", "Name in Chinese", .text(max: 200), required: true),
        FormField("name_en", "英文名称", "Name in English", .text(max: 200)),
        FormField("begin", "开始日期", "First day", .day, required: true), FormField("end", "结束日期", "Last day", .day, required: true),
        FormField("motto_zh", "主题口号（中文）", "Motto in Chinese", .text(max: 200)),
        FormField("motto_en", "主题口号（英文）", "Motto in English", .text(max: 200)),
        FormField("summary_zh", "中文简介", "Summary in Chinese", .longText(max: 1000), required: true),
        FormField("summary_en", "英文简介", "Summary in English", .longText(max: 1000)),
        FormField(
            "accent", "主题色", "Colour", .choice(Campaign.Accent.allCases.map { .init($0.rawValue, $0.title) }),
            hint: Phrase("不选则沿用上级项目的颜色。", "Without one, the parent's holds.")), SeenForm.field)

    static func read(_ posted: Posted) -> FormReading {
        var reading = form.read(posted)
        reading.demandChinese(of: "motto")
        return reading
    }

    static func filled(with campaign: Campaign) -> FormReading { form.filled(SeenForm.marked(values(of: campaign))) }

    private static func values(of campaign: Campaign) -> [String: String] {
        var values = [
            "name_zh": campaign.name.zh, "begin": campaign.begin.iso, "end": campaign.end.iso, "summary_zh": campaign.summary.zh,
        ]
        values["name_en"] = campaign.name.en
        values["summary_en"] = campaign.summary.en
        values["motto_zh"] = campaign.motto?.zh
        values["motto_en"] = campaign.motto?.en
        values["accent"] = campaign.ownAccent?.rawValue
        return values
    }

    /// The campaign as it is to be. Refuses where it is no longer as it was when the form was opened. Days that somebody changes are exact from then on.
    static func campaign(_ reading: FormReading, changing old: Campaign) throws -> Campaign {
        try SeenForm.check(reading, against: values(of: old))
        guard let name = reading.wording("name"), let summary = reading.wording("summary"), let begin = reading.day("begin"),
            let end = reading.day("end")
        else { throw Refusal(.invalid, "campaign-form", "表单不完整，请补全后再提交。", "The form is not complete. Fill it in and send it again.") }
        let years = Day.plannedYears
        for (field, day) in [("begin", begin), ("end", end)] where !years.contains(day.year) {
            throw Refusal(
                .invalid, "campaign-year", "活动项目的年份应在 \(years.lowerBound) 至 \(years.upperBound) 之间，请检查年份。",
                "A campaign lies in the years \(years.lowerBound) to \(years.upperBound). Check the year.", field: field)
        }
        var new = old
        if (begin, end) != (old.begin, old.end) { new.precision = .day }
        (new.name, new.summary, new.begin, new.end) = (name, summary, begin, end)
        new.motto = reading.wording("motto")
        new.ownAccent = Campaign.Accent(rawValue: reading.text("accent"))
        return new
    }
}
