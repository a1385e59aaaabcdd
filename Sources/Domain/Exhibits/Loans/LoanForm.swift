import Kernel
import Language
import Venues
import Web

/// The form by which a unit asks for an exhibit: when, where, and what the place offers.
enum LoanForm {
    static func form(_ units: [Organisation]) -> Form {
        let millimetres = FormField.Kind.integer(1...100_000)
        return Form(
            FormField("borrower", "借用单位", "Unit that asks", .choice(units.map { .init($0.id.text, $0.name.phrase) }), required: true),
            FormField("from", "开始使用", "First day of use", .day, required: true),
            FormField(
                "to", "结束使用", "Last day of use", .day, required: true,
                hint: Phrase("运输和检修的天数由提供单位另加。", "Days for transport and service are added by its unit.")),
            FormField("wanted", "件（套）数", "How many", .integer(1...Int64(Loan.mostWanted)), required: true),
            FormField(
                "purpose", "用途", "What for", .longText(max: 1000), required: true, hint: Phrase("活动、对象和规模。", "The activity, for whom, how large.")),
            FormField("place", "放在哪里", "Where it will stand", .text(max: 200), required: true),
            FormField("site_area", "场地面积（平方米）", "Area of the place (m²)", .integer(1...1_000_000)),
            FormField("site_door_width", "最窄的门宽（毫米）", "Narrowest door: width (mm)", millimetres),
            FormField("site_door_height", "最矮的门高（毫米）", "Lowest door: height (mm)", millimetres),
            FormField("site_floor", "地面承重（千克/平方米）", "Floor load (kg/m²)", .integer(1...100_000)),
            FormField("site_power", "可用功率（瓦）", "Power there (W)", .integer(0...10_000_000)),
            FormField("site_indoor", "在室内", "It is indoors", .checkbox), FormField("site_network", "有网络", "There is a network", .checkbox),
            FormField(
                "despite", "场地有不符合的地方，仍请提供单位考虑", "The place does not fit; ask its unit all the same", .checkbox,
                hint: Phrase("提供单位可以说明理由后同意。", "Its unit may agree and say why.")))
    }

    static func values(_ last: (place: String, site: SiteFacts)?) -> [String: String] {
        guard let last else { return ["wanted": "1", "site_indoor": "1"] }
        var values = ["wanted": "1", "place": last.place]
        let numbers: [(String, Int?)] = [
            ("site_area", last.site.area), ("site_door_width", last.site.doorWidth), ("site_door_height", last.site.doorHeight),
            ("site_floor", last.site.floor),
            ("site_power", last.site.power),
        ]
        for (name, number) in numbers { values[name] = number.map { String($0) } }
        if last.site.indoor { values["site_indoor"] = "1" }
        if last.site.network { values["site_network"] = "1" }
        return values
    }

    /// What was entered; nil where the form is not good.
    static func draft(_ reading: FormReading) -> LoanDraft? {
        guard reading.isGood, let borrower = ID<Organisation>(reading.text("borrower")), let from = reading.day("from"), let to = reading.day("to"),
            let wanted = reading.integer("wanted")
        else { return nil }
        func number(_ name: String) -> Int? { reading.integer(name).map { Int($0) } }
        let site = SiteFacts(
            area: number("site_area"), doorWidth: number("site_door_width"), doorHeight: number("site_door_height"), floor: number("site_floor"),
            power: number("site_power"), indoor: reading.isChecked("site_indoor"), network: reading.isChecked("site_network"))
        return LoanDraft(
            borrower: borrower, wanted: Int(wanted), from: from, to: to, purpose: reading.text("purpose"), place: reading.text("place"), site: site,
            isDespite: reading.isChecked("despite"))
    }
}
