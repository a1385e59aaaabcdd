import Kernel
import Language
import Resources
import Storage
import Venues
import Web

/// The desk's form of a sheet.
enum SheetForm {
    private static func choice<Choice: CaseIterable & RawRepresentable>(_: Choice.Type, _ title: (Choice) -> Phrase) -> [FormField.Choice]
    where Choice.RawValue == String {
        Choice.allCases.map { .init($0.rawValue, title($0)) }
    }

    private static let texts: [(name: String, zh: String, en: String, path: any WritableKeyPath<ExhibitSheet, Wording> & Sendable)] = [
        ("principle", "科学原理", "Science principle", \.principle), ("composition", "组成", "Composition", \.composition),
        ("technical", "技术要求", "Technical requirement", \.technical), ("operation", "操作步骤", "Operation steps", \.operation),
        ("commentary", "讲解词", "Commentary", \.commentary), ("cautions", "注意事项", "Cautions", \.cautions),
    ]

    private static func millimetres(_ name: String, _ zh: String, _ en: String) -> FormField {
        FormField(name, zh + "（毫米）", en + " (mm)", .integer(1...100_000))
    }

    /// - exhibits: what a set may hold; nil for a single exhibit.
    static func form(_ exhibits: [Exhibit]?) -> Form {
        var fields: [FormField] = []
        for text in texts {
            fields.append(FormField(text.name + "_zh", text.zh, text.en + " (Chinese)", .longText(max: 5000)))
            fields.append(FormField(text.name + "_en", text.zh + "（英文）", text.en + " (English)", .longText(max: 5000)))
        }
        fields += [
            millimetres("length", "长", "Length"), millimetres("width", "宽", "Width"), millimetres("height", "高", "Height"),
            FormField("mass", "重量（千克）", "Mass (kg)", .real(0.001...100_000)),
            FormField("power", "功率（瓦）", "Power (W)", .integer(0...1_000_000), hint: Phrase("不用电填 0。", "0 where it needs none.")),
            FormField("voltage", "电压（伏）", "Voltage (V)", .integer(1...1000)),
            FormField("structure", "结构类型", "Structure", .choice(choice(Structure.self) { $0.title })),
            FormField("price", "参考价（元）", "Reference price (yuan)", .real(0...1_000_000_000)),
            FormField("vehicles", "适用车型", "Fitting vehicles", .choices(choice(VehicleType.self) { $0.title })),
        ]
        fields += need
        fields += [
            FormField(
                "days_before", "借出前预留天数", "Days held before a loan", .integer(0...60), required: true,
                hint: Phrase("装箱、运输和检修要用的天数。", "For packing, transport and service.")),
            FormField("days_after", "归还后预留天数", "Days held behind a loan", .integer(0...60), required: true),
        ]
        for exhibit in exhibits ?? [] {
            fields.append(
                FormField(
                    "member-\(exhibit.id.text)", exhibit.name.zh, exhibit.name(.en), .integer(1...500),
                    hint: Phrase("套内件数，没有则不填。", "How many are in the set; empty: none.")))
        }
        return Form(fields + [SeenForm.field])
    }

    private static let need: [FormField] = [
        FormField("need_area", "所需面积（平方米）", "Area needed (m²)", .integer(1...100_000)), millimetres("need_door_width", "所需门宽", "Door width needed"),
        millimetres("need_door_height", "所需门高", "Door height needed"),
        FormField("need_floor", "所需地面承重（千克/平方米）", "Floor load needed (kg/m²)", .integer(1...10_000)),
        FormField("need_power", "所需供电（瓦）", "Power needed (W)", .integer(1...1_000_000)),
        FormField("needs_indoor", "须放在室内", "It must stand indoors", .checkbox),
        FormField("needs_network", "须有网络", "It needs a network", .checkbox),
    ]

    static func read(_ posted: Posted, _ exhibits: [Exhibit]?) -> FormReading {
        var reading = form(exhibits).read(posted)
        for text in texts { reading.demandChinese(of: text.name) }
        return reading
    }

    /// What was entered; nil where the form is not good.
    static func sheet(_ reading: FormReading) -> ExhibitSheet? {
        guard reading.isGood, let before = reading.integer("days_before"), let after = reading.integer("days_after") else { return nil }
        func number(_ name: String) -> Int? { reading.integer(name).map { Int($0) } }
        var sheet = ExhibitSheet()
        for text in texts { sheet[keyPath: text.path] = Wording(reading.text(text.name + "_zh"), reading.textOrNil(text.name + "_en")) }
        (sheet.length, sheet.width, sheet.height) = (number("length"), number("width"), number("height"))
        sheet.mass = reading.real("mass").map { Int(($0 * 1000).rounded()) }
        (sheet.power, sheet.voltage, sheet.structure) = (number("power"), number("voltage"), Structure(rawValue: reading.text("structure")))
        sheet.price = reading.real("price").map { Int64(($0 * 100).rounded()) }
        sheet.vehicles = VehicleType.allCases.filter { reading.texts("vehicles").contains($0.rawValue) }
        sheet.need = SiteNeed(
            area: number("need_area"), doorWidth: number("need_door_width"), doorHeight: number("need_door_height"), floor: number("need_floor"),
            power: number("need_power"), indoor: reading.isChecked("needs_indoor"), network: reading.isChecked("needs_network"))
        (sheet.daysBefore, sheet.daysAfter) = (Int(before), Int(after))
        return sheet
    }

    static func members(_ reading: FormReading, _ exhibits: [Exhibit]) -> [(exhibit: ID<Resource>, number: Int)] {
        exhibits.compactMap { exhibit in reading.integer("member-\(exhibit.id.text)").map { (exhibit.id, Int($0)) } }
    }

    static func values(of sheet: ExhibitSheet, _ members: [SetMember]) -> [String: String] {
        var values = ["days_before": String(sheet.daysBefore), "days_after": String(sheet.daysAfter)]
        for text in texts {
            values[text.name + "_zh"] = sheet[keyPath: text.path].zh
            values[text.name + "_en"] = sheet[keyPath: text.path].en
        }
        let numbers: [(String, Int?)] = [
            ("length", sheet.length), ("width", sheet.width), ("height", sheet.height), ("power", sheet.power), ("voltage", sheet.voltage),
            ("need_area", sheet.need.area),
            ("need_door_width", sheet.need.doorWidth), ("need_door_height", sheet.need.doorHeight), ("need_floor", sheet.need.floor),
            ("need_power", sheet.need.power),
        ]
        for (name, number) in numbers { values[name] = number.map { String($0) } }
        values["mass"] = sheet.mass.map { Amount.decimal(Int64($0), digits: 3) }
        values["price"] = sheet.price.map { Amount.decimal($0, digits: 2) }
        values["structure"] = sheet.structure?.rawValue
        if sheet.need.indoor { values["needs_indoor"] = "1" }
        if sheet.need.network { values["needs_network"] = "1" }
        for member in members { values["member-\(ID<Resource>(member.exhibitID).text)"] = String(member.number) }
        return values
    }

    static func ticked(in sheet: ExhibitSheet) -> [String: [String]] { ["vehicles": sheet.vehicles.map(\.rawValue)] }
}

/// Numbers in thousandths and hundredths as people write them.
enum Amount {
    /// `1.25` of 1250 thousandths, without noughts at the end.
    static func decimal(_ number: Int64, digits: Int) -> String {
        let unit = (0..<digits).reduce(Int64(1)) { product, _ in product * 10 }
        if number % unit == 0 { return String(number / unit) }
        var rest = String(number % unit)
        rest = String(repeating: "0", count: digits - rest.count) + rest
        while rest.hasSuffix("0") { rest.removeLast() }
        return "\(number / unit).\(rest)"
    }
}
