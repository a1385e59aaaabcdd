import Kernel
import Language
import Regions
import Web

/// What an expert says of themselves, and until when the office vetted them.
enum SpeakerForm {
    static let mostRegions = 40

    private static let weekdays: [FormField.Choice] = zip(
        1...7,
        [
            Phrase("周一", "Monday"), Phrase("周二", "Tuesday"), Phrase("周三", "Wednesday"), Phrase("周四", "Thursday"), Phrase("周五", "Friday"), Phrase("周六", "Saturday"),
            Phrase("周日", "Sunday"),
        ]
    ).map { FormField.Choice(String($0), $1) }

    static func form(isOffice: Bool) -> Form {
        var fields = [
            FormField("about_zh", "简介（中文）", "About, in Chinese", .longText(max: 500), hint: Phrase("两三句话：做什么研究，讲过什么。", "Two or three sentences.")),
            FormField("about_en", "简介（英文）", "About, in English", .longText(max: 800)),
            FormField(
                "regions", "愿去的地区", "Travels to", .text(max: 400),
                hint: Phrase("省、市、区县的名称或六位代码，用空格或逗号隔开；不填为各地都可以。", "Names or codes of provinces, prefectures or counties, with commas between; empty: anywhere.")),
            FormField("weekdays", "每周哪几天可以", "On which weekdays", .choices(weekdays), hint: Phrase("都不选为每天都可以。", "None: any day.")),
            FormField("begin", "最早几点", "Not before", .text(max: 5), required: true), FormField("end", "最晚几点", "Not after", .text(max: 5), required: true),
            FormField("is_public", "同意公开姓名和简介", "My name and these words may stand on public pages", .checkbox),
        ]
        if isOffice {
            fields.append(
                FormField("vetted_until", "报告审核有效期至", "Vetted for talks until", .day, hint: Phrase("过了这一天不再派单；不填为未审核。", "After that day they are not asked; empty: not vetted.")))
        }
        fields.append(SeenForm.field)
        return Form(fields)
    }

    static func values(of speaker: Speaker, isOffice: Bool) -> [String: String] {
        var values = [
            "about_zh": speaker.about.zh, "about_en": speaker.about.en ?? "", "regions": speaker.regions.joined(separator: ", "),
            "begin": WeekPattern.clock(speaker.pattern.begin), "end": WeekPattern.clock(speaker.pattern.end),
        ]
        if speaker.isPublic { values["is_public"] = "1" }
        if isOffice { values["vetted_until"] = speaker.vettedUntil?.iso ?? "" }
        return values
    }

    static func filled(_ speaker: Speaker, isOffice: Bool) -> FormReading {
        form(isOffice: isOffice).filled(
            SeenForm.marked(values(of: speaker, isOffice: isOffice)), choices: ["weekdays": speaker.pattern.weekdays.sorted().map { String($0) }])
    }

    /// The speaker as the form has them; nil where it is not good.
    static func read(_ reading: inout FormReading, of old: Speaker, isOffice: Bool, in regions: RegionTable) -> Speaker? {
        let (begin, end) = (clock("begin", &reading), clock("end", &reading))
        if let begin, let end, begin >= end { reading.remark("end", Phrase("应晚于最早的时间。", "It lies after the earliest time.")) }
        var codes: [String] = []
        for piece in reading.text("regions").split(whereSeparator: { ",，、;； ".contains($0) }).map(String.init) where reading.remark(on: "regions") == nil {
            do throws(Refusal) {
                if let code = try TalkForms.region(piece, in: regions), !codes.contains(code) { codes.append(code) }
            } catch { reading.remark("regions", error.phrase) }
        }
        if codes.count > mostRegions { reading.remark("regions", Phrase("最多 \(mostRegions) 个地区；可以填省或市。", "\(mostRegions) at most; name a province or a prefecture.")) }
        guard reading.isGood, let begin, let end else { return nil }
        var new = old
        new.about = Wording(reading.text("about_zh"), reading.textOrNil("about_en"))
        new.regions = codes
        new.pattern = WeekPattern(weekdays: Set(reading.texts("weekdays").compactMap { Int($0) }), begin: begin, end: end)
        new.isPublic = reading.isChecked("is_public")
        if isOffice { new.vettedUntil = reading.day("vetted_until") }
        return new
    }

    private static func clock(_ field: String, _ reading: inout FormReading) -> Int? {
        guard let minute = WeekPattern.minute(Typed.number(reading.text(field)).replacing("：", with: ":")) else {
            if reading.remark(on: field) == nil { reading.remark(field, Phrase("请按 09:00 的样子填写。", "Write it like 09:00.")) }
            return nil
        }
        return minute
    }
}
