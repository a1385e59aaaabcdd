import Kernel
import Language
import Regions
import Web

/// The desk's form of a venue, and what its fields mean.
struct VenueForm: Sendable {
    let form: Form
    private let regions: RegionTable

    /// - Parameters:
    ///   - organisations: those that the venue may belong to.
    ///   - regions: the units where it may lie.
    init(organisations: [Organisation], regions: RegionTable) {
        self.regions = regions
        let choices = organisations.map { FormField.Choice($0.key, $0.name.phrase) }
        form = Form(
            [
                FormField("name_zh", "中文名称", "Name in Chinese", .text(max: 200), required: true),
                FormField("name_en", "英文名称", "Name in English", .text(max: 200)),
                FormField("kind", "类型", "Kind", .choice(Venue.Kind.allCases.map { .init($0.rawValue, $0.title) }), required: true),
                FormField("organisation", "运行单位", "Run by", .choice(choices), required: true),
                FormField("status", "状态", "Status", .choice(Venue.Status.allCases.map { .init($0.rawValue, $0.title) }), required: true),
                FormField(
                    "region", "行政区划代码", "Code of the division", .text(max: 6),
                    hint: Phrase(
                        "六位代码，例如西安市雁塔区为 610113；数字科技馆不填。", "Six digits, such as 610113 for Yanta District, Xi'an; empty for a digital museum.")),
                FormField("address_zh", "中文地址", "Address in Chinese", .text(max: 300), autocomplete: "street-address"),
                FormField("address_en", "英文地址", "Address in English", .text(max: 300)),
                FormField("latitude", "纬度", "Latitude", .real(-90...90), hint: Phrase("WGS 84，与经度同填", "WGS 84; together with the longitude")),
                FormField("longitude", "经度", "Longitude", .real(-180...180)),
                FormField(
                    "directions_zh", "怎样到达（中文）", "How to get there, in Chinese", .longText(max: 500),
                    hint: Phrase("公交、地铁、停车，每行一句", "Buses, metro, parking; a sentence a line")),
                FormField("directions_en", "怎样到达（英文）", "How to get there, in English", .longText(max: 500)),
                FormField(
                    "opened", "启用时间", "Open since", .text(max: 10),
                    hint: Phrase("例如 2023-09-16、2023-09 或 2023", "Such as 2023-09-16, 2023-09 or 2023")),
            ] + VenueSiteForm.fields + OpeningHoursForm.fields + [SeenForm.field])
    }

    /// What was entered, and remarks on what cannot be.
    func read(_ posted: Posted) -> (reading: FormReading, hours: OpeningHours?) {
        var reading = form.read(posted)
        if let code = reading.textOrNil("region"), regions[code] == nil {
            reading.remark("region", Phrase("没有这个行政区划代码。请填写六位代码。", "There is no division with this code. Give its six digits."))
        }
        if let text = reading.textOrNil("opened"), RoughDay(text) == nil {
            reading.remark("opened", Phrase("请按 2023-09-16、2023-09 或 2023 的样子填写。", "Give it as 2023-09-16, 2023-09 or 2023."))
        }
        if (reading.textOrNil("latitude") == nil) != (reading.textOrNil("longitude") == nil) {
            let missing = reading.textOrNil("latitude") == nil ? "latitude" : "longitude"
            reading.remark(missing, Phrase("经度和纬度须同时填写，或都不填。", "Give both latitude and longitude, or neither."))
        }
        for name in ["address", "directions"] { reading.demandChinese(of: name) }
        let hours = OpeningHoursForm.read(&reading)
        return (reading, hours)
    }

    /// The form with a venue's own values.
    func filled(with venue: Venue, organisation: Organisation?, site: VenueSite) -> FormReading {
        form.filled(SeenForm.marked(Self.values(of: venue, organisation: organisation, site: site)))
    }

    static func values(of venue: Venue, organisation: Organisation?, site: VenueSite) -> [String: String] {
        var values = [
            "name_zh": venue.name.zh, "kind": venue.kind.rawValue, "status": venue.status.rawValue, "organisation": organisation?.key ?? "",
        ]
        values["name_en"] = venue.name.en
        values["region"] = venue.region
        values["opened"] = venue.opened?.text
        values["directions_zh"] = venue.directions?.zh
        values["directions_en"] = venue.directions?.en
        values.merge(VenueSiteForm.values(of: site)) { $1 }
        values.merge(OpeningHoursForm.values(of: venue.hours)) { $1 }
        values["address_zh"] = venue.address?.zh
        values["address_en"] = venue.address?.en
        values["latitude"] = venue.point.map { "\($0.latitude)" }
        values["longitude"] = venue.point.map { "\($0.longitude)" }
        return values
    }
}
