import API
import Kernel
import Language
import Regions
import Web

/// The administrative units at `/api/v1`: the table belongs to the platform, which speaks to nobody itself.
enum RegionAPI {
    static let resources = [list, item]

    struct Model: Sendable {
        let region: Region
        let current: String
        let path: [String]

        init(_ region: Region, in table: RegionTable) {
            self.region = region
            current = table.today(region.code)
            path = table.path(of: region.code).map(\.code)
        }
    }

    private static let parameters = [
        APIParameter(
            FormField("within", "下一级属于", "Directly below", .text(max: 12), hint: Phrase("行政区划代码", "the code of an administrative unit")), isOpen: true,
            example: "610000"),
        APIParameter(FormField("level", "级别", "Level", .choice(Region.Level.allCases.map { .init($0.rawValue, Phrase(same: $0.rawValue)) })), example: "province"),
    ]

    private static let list = APIResource.list(
        "/regions", name: "listRegions", Phrase("行政区划", "Administrative units"),
        says: Phrase(
            "GB/T 2260，按代码排列，含已被取代的代码：current 是今天的代码。",
            "GB/T 2260, in the order of the codes, with codes that were replaced: “current” is the one of today."), parameters, of: json, freshness: 3600,
        examples: [APIExample("省级", "The provinces", ("level", "province")), APIExample("陕西省的下一级", "What lies directly in Shaanxi", ("within", "610000"))]
    ) { call in
        let table = call.visit.regions
        var all = table.regions
        if let within = call.reading.textOrNil("within") {
            guard table[within] != nil else {
                throw Refusal(
                    .invalid, "parameter-value", "没有行政区划代码“\(within)”。", "There is no region with the code “\(within)”.", field: "within")
            }
            all = table.children(of: within)
        }
        if let level = call.reading.textOrNil("level").flatMap({ Region.Level(rawValue: $0) }) { all = all.filter { $0.level == level } }
        all.sort { $0.code < $1.code }
        let page = call.page(of: all) { $0.code }
        return APIPage(items: page.items.map { Model($0, in: table) }, next: page.next, total: page.total)
    }

    private static let item = APIResource.item(
        "/regions/{code}", name: "readRegion", Phrase("一个行政区划单位", "One administrative unit"), [.path("code", "六位代码", "Six digits")], of: json,
        freshness: 3600, examples: [APIExample("陕西省", "Shaanxi", ("code", "610000"))]
    ) { call in
        let table = call.visit.regions
        guard let region = table[call.visit.parameter("code")] else { throw Refusal.notFound(Phrase("这个地区", "region")) }
        return Model(region, in: table)
    }

    private static let json = APIObject<Model>("Region") {
        APIField("code", .text, "代码", "Its code") { $0.region.code }
        APIField("current", .text, "今天的代码", "The code of today") { $0.current }
        APIField("level", .choice(Region.Level.self), "级别", "Its level") { $0.region.level }
        APIField("parent", .orNull(.text), "上级的代码", "The code of the unit above") { $0.region.parent }
        APIField("path", .list(.text), "从省到它自己", "From the province down to itself") { $0.path }
        APIField("name", .wording, "全称", "Its full name") { .init($0.region.nameZH, $0.region.nameEN) }
        APIField("short", .text, "简称", "Its short name") { $0.region.shortZH }
        APIField("pinyin", .text, "简称的读音", "How the short name is read") { $0.region.pinyin }
    }
}
