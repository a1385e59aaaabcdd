import Kernel
import Web

/// The part of a venue's form that says what its place offers.
enum VenueSiteForm {
    private static let hint = Phrase("借用展品时据此核对；不知道的留空。", "Exhibits that come are checked against it; leave empty what you do not know.")

    static let fields = [
        FormField("site_area", "展览场地面积（平方米）", "Area for exhibits (m²)", .integer(1...1_000_000), hint: hint),
        FormField("site_door_width", "最窄的门宽（毫米）", "Narrowest door: width (mm)", .integer(1...100_000)),
        FormField("site_door_height", "最矮的门高（毫米）", "Lowest door: height (mm)", .integer(1...100_000)),
        FormField("site_floor", "地面承重（千克/平方米）", "Floor load (kg/m²)", .integer(1...100_000)),
        FormField("site_power", "可用功率（瓦）", "Power there (W)", .integer(0...10_000_000)),
    ]

    static func site(_ reading: FormReading) -> VenueSite {
        func number(_ name: String) -> Int? { reading.integer(name).map { Int($0) } }
        return VenueSite(
            area: number("site_area"), doorWidth: number("site_door_width"), doorHeight: number("site_door_height"), floor: number("site_floor"), power: number("site_power"))
    }

    static func values(of site: VenueSite) -> [String: String] {
        var values: [String: String] = [:]
        let numbers = [
            ("site_area", site.area), ("site_door_width", site.doorWidth), ("site_door_height", site.doorHeight), ("site_floor", site.floor), ("site_power", site.power),
        ]
        for (name, number) in numbers { values[name] = number.map { String($0) } }
        return values
    }
}
