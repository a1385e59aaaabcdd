import Kernel
import Language
import Regions
import Storage
import Venues

/// A fictional organisation with its venue, and where they lie.
struct DemoBody: Sendable {
    let organisation: ID<Organisation>
    let venue: ID<Venue>
    let province: String
    let region: String

    /// The key of the museum in Yanta, Xi'an, for which the accounts of the host and the door work.
    static let host = "demo-610113-0"

    private struct Sort {
        let zh: String
        let en: String
        let kind: Organisation.Kind
        let venue: Venue.Kind
    }

    private static let sorts = [
        Sort(zh: "科技馆", en: "Science Museum", kind: .museum, venue: .scienceMuseum),
        Sort(zh: "实验学校科技馆", en: "School Science Museum", kind: .school, venue: .campusMuseum),
        Sort(zh: "自然教育基地", en: "Nature Education Base", kind: .institute, venue: .educationBase),
        Sort(zh: "大学开放实验室", en: "University Open Laboratory", kind: .university, venue: .laboratory),
        Sort(zh: "流动科技馆", en: "Mobile Museum", kind: .association, venue: .mobileMuseum),
        Sort(zh: "科普大篷车队", en: "Science Caravan", kind: .association, venue: .caravan),
    ]

    /// A museum in each of the 34 provinces, and further bodies up to 60.
    static func add(_ tx: Transaction, today: Day) throws -> [DemoBody] {
        let provinces = RegionTable.china2023.provinces
        var bodies: [DemoBody] = []
        for number in 0..<60 {
            let province = provinces[number < provinces.count ? number : (number * 7) % provinces.count]
            let round = number < provinces.count ? 0 : 1 + (number * 5) % (sorts.count - 1)
            bodies.append(try add(sorts[round], round, in: province, today: today, tx))
        }
        return bodies
    }

    /// To which line a body reports: those of one kind mostly to the same, and in Xinjiang some to the Corps.
    private static func line(_ kind: Organisation.Kind, _ round: Int, in province: Region) -> Organisation.Line? {
        if province.code == "650000", round > 0 { return .xpcc }
        switch kind {
        case .museum: return province.code.hasSuffix("20000") ? .cultureAndTourism : .associations
        case .school, .university: return .education
        case .institute: return .ministries
        default: return .associations
        }
    }

    private static func add(_ sort: Sort, _ round: Int, in province: Region, today: Day, _ tx: Transaction) throws -> DemoBody {
        let counties = DemoPlaces.counties(of: province)
        let region = province.code == "610000" ? RegionTable.china2023["610113"] ?? province : counties[(round * 11) % counties.count]
        let key = "demo-\(region.code)-\(round)"
        let name = Wording("\(province.shortZH)\(region == province ? "" : region.shortZH)\(sort.zh)（示例）", "\(region.nameEN) \(sort.en) (demo)")
        let organisation = try tx.addOrganisation(key: key, name: name, kind: sort.kind, region: region.code, line: line(sort.kind, round, in: province))
        let details = DemoVenueDetails(of: region, kind: sort.venue, number: round, today: today)
        let venue = try tx.addVenue(
            key: key, name: name, kind: sort.venue, region: region.code, organisation: organisation, address: details.address,
            point: DemoCentres.point(in: region.code, number: round), hours: details.hours, directions: details.directions)
        return DemoBody(organisation: organisation, venue: venue, province: province.code, region: region.code)
    }
}

/// Where the demonstration takes place.
enum DemoPlaces {
    /// The counties of a province; the province itself where the table has nothing below it.
    static func counties(of province: Region) -> [Region] {
        let table = RegionTable.china2023
        let below = table.children(of: province.code)
        let counties = below.flatMap { unit in unit.level == .county ? [unit] : table.children(of: unit.code) }
        return counties.isEmpty ? [province] : counties
    }

    /// Places that are no venues.
    static let names: [Wording] = [
        Wording("文化广场", "Culture Square"), Wording("青少年宫", "Youth Palace"), Wording("县图书馆", "County Library"),
        Wording("第一小学", "First Primary School"), Wording("第二中学", "Second Middle School"), Wording("社区服务中心", "Community Centre"),
        Wording("湿地公园", "Wetland Park"), Wording("农民科技书屋", "Farmers' Science Reading Room"),
    ]
}
