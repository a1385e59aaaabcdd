import Campaigns
import Kernel
import Language
import Regions
import Rooms
import Web

extension ActivityFilter {
    /// The fields of the list's form; the campaigns and the region chosen decide the choices.
    static func form(campaigns: [Campaign], region: String?, regions: RegionTable, house: House) -> Form {
        var fields: [FormField] = [
            FormField(
                "q", "搜索", "Search", .text(max: 100), hint: Phrase("名称、地点、内容，也可用拼音", "Words of the title, the place or the text; pinyin works too")),
            FormField("region", "地区", "Region", .choice(choices(in: regions, with: region))),
            FormField("near", "附近", "Near", .text(max: 80), hint: Phrase("地区、场馆，或“纬度,经度”", "A region, a venue, or latitude,longitude")),
            FormField("within", "多少公里以内", "Within so many km", .integer(1...Int64(farthest))),
            FormField("begin", "从", "From", .day),
            FormField("end", "到", "Until", .day),
            FormField("campaign", "活动项目", "Campaign", .choice(campaigns.map { .init($0.key, $0.name.phrase) })),
            FormField("kind", "类型", "Kind", .choice(ActivityKind.allCases.map { .init($0.rawValue, $0.title) })),
            FormField("age", "适合年龄", "Open to age", .integer(0...120)),
            FormField("places", "至少剩余名额", "Places left, at least", .integer(1...10_000)),
            FormField("theme", "主题", "Theme", .text(max: 64)),
            FormField("venue", "场馆编号", "Venue", .text(max: 64)),
            FormField(
                "mode", "参与方式", "Way to take part", .choices([.init("onsite", AttendanceMode.onsite.title), .init("online", AttendanceMode.online.title)])),
            FormField("access", "无障碍", "Accessibility", .choices(AccessNeed.allCases.map { .init($0.rawValue, $0.title) })),
            FormField("free", "免费", "Free of charge", .checkbox),
        ]
        fields += house.filters(of: Activities.listing).map(\.field)
        return Form(fields)
    }

    /// All provinces; and the unit chosen, where it lies below them or is one of yesterday, with what lies beside and below it.
    private static func choices(in regions: RegionTable, with code: String?) -> [FormField.Choice] {
        let provinces = regions.provinces
        var near: [Region] = []
        if let code, let chosen = regions[code] {
            near = regions.children(of: code) + (chosen.parent == nil ? [] : regions.children(of: chosen.parent))
            if !(provinces + near).contains(chosen) { near.insert(chosen, at: 0) }
        }
        return provinces.map { .init($0.code, $0.short) } + near.map { .init($0.code, RegionWords.short($0.code, in: regions) ?? $0.short) }
    }
}
