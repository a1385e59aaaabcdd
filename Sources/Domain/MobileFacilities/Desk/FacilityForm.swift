import Kernel
import Language
import Regions
import Storage
import Venues
import Web

/// The desk's form of a facility, which is also the row of its spreadsheet.
enum FacilityForm {
    typealias Unit = (id: ID<Organisation>, name: Wording)

    static func form(_ units: [Unit], isNew: Bool) -> Form {
        let choices = units.map { FormField.Choice($0.id.text, $0.name.phrase) }
        var fields: [FormField] = []
        if isNew { fields.append(FormField("number", "编号", "Number", .text(max: 60), required: true, hint: Phrase("登记编号，以后不变。", "By which it is registered; it stays."))) }
        fields += [
            FormField("kind", "种类", "Kind", .choice(FacilityContent.Kind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
            FormField("name_zh", "中文名称", "Name in Chinese", .text(max: 200), required: true), FormField("name_en", "英文名称", "Name in English", .text(max: 200)),
            FormField("owner", "所有单位", "Owner", .choice(choices), required: true), FormField("operator", "运行单位", "Run by", .choice(choices), hint: Phrase("与所有单位相同则不选。", "None where it is the owner.")),
            FormField("operator_kind", "运行方式", "Operation", .choice(FacilityContent.OperatorKind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
            FormField("region", "行政区划代码", "Region code", .text(max: 6), required: true, hint: Phrase("六位代码，例如 610113。", "Six digits, such as 610113.")),
            FormField("type", "车型", "Type", .choice(FacilityContent.VehicleType.allCases.map { .init($0.rawValue, $0.title) }), hint: Phrase("只有大篷车填写。", "Of caravans alone.")),
            FormField("plate", "车牌", "Plate", .text(max: 20)), FormField("year", "配发年份", "Allocated in", .integer(1990...2200)),
            FormField("note", "说明", "Note", .text(max: 300)),
        ]
        if !isNew { fields.append(SeenForm.field) }
        return Form(fields)
    }

    /// Nil where the form is not good.
    static func content(_ reading: FormReading) -> FacilityContent? {
        guard reading.isGood, let kind = FacilityContent.Kind(rawValue: reading.text("kind")), let owner = ID<Organisation>(reading.text("owner")),
            let operation = FacilityContent.OperatorKind(rawValue: reading.text("operator_kind"))
        else { return nil }
        var content = FacilityContent(
            kind: kind, name: Wording(reading.text("name_zh"), reading.textOrNil("name_en")), owner: owner, operatorKind: operation, region: Typed.number(reading.text("region")))
        content.operatorID = reading.textOrNil("operator").flatMap { ID($0) }
        if content.operatorID == owner { content.operatorID = nil }
        content.type = FacilityContent.VehicleType(rawValue: reading.text("type"))
        content.plate = reading.textOrNil("plate").map { $0.uppercased().filter { !$0.isWhitespace } }
        content.year = reading.integer("year").map { Int($0) }
        content.note = reading.text("note")
        return content
    }

    static func values(of content: FacilityContent) -> [String: String] {
        var values = [
            "kind": content.kind.rawValue, "name_zh": content.name.zh, "owner": content.ownerID.text, "operator_kind": content.operatorKind.rawValue, "region": content.region,
            "note": content.note,
        ]
        values["name_en"] = content.name.en
        values["operator"] = content.operatorID?.text
        values["type"] = content.type?.rawValue
        values["plate"] = content.plate
        values["year"] = content.year.map { String($0) }
        return values
    }

    static let reading = Form(
        FormField("read_on", "读数日期", "Read on", .day, required: true), FormField("shown", "里程表读数（公里）", "The odometer shows (km)", .integer(0...ReadingDraft.most), required: true),
        FormField(
            "why", "读数变小的原因", "Why it is lower", .choice(OdometerReading.Why.allCases.map { .init($0.rawValue, $0.title) }), hint: Phrase("只在读数小于上次时选择。", "Only where it shows less than before.")),
        FormField("says", "说明", "Remark", .text(max: 300)))

    static let step = Form(FormField("day", "日期", "Day", .day, required: true), FormField("says", "原因", "Why", .text(max: 300)))
}

extension ReadingDraft {
    /// Nil where the form is not good.
    init?(_ reading: FormReading) {
        guard reading.isGood, let day = reading.day("read_on"), let shown = reading.integer("shown") else { return nil }
        self.init(readOn: day, shown: shown, why: OdometerReading.Why(rawValue: reading.text("why")), says: reading.text("says"))
    }
}
