import Activities
import Campaigns
import Kernel
import Language
import Regions
package import Storage
import Venues

/// Half a million activities, if so many are asked for: made up like the demonstration's own and labelled like them, without bookings and
/// figures. The same seed gives the same programme; what is there already stays.
package enum DemoMultitude {
    /// As many as one season of the country has had.
    package static let most = 500_000
    /// What the demonstration holds by itself.
    package static let usual = DemoProgramme.count
    /// Activities in one statement, and statements in one transaction.
    private static let rows = 100, statements = 50

    /// - count: how many activities there are to be in all, those of the demonstration among them.
    /// - progress: told how many stand and how much of the whole.
    package static func grow(
        to count: Int, seed: Int, into database: Database, progress: @escaping @Sendable (_ done: Int, _ share: Double) -> Void
    ) async throws {
        let wanted = min(count, most) - DemoProgramme.count
        guard wanted > 0 else { return }
        let (bodies, today, campaigns) = try await database.writeAlone { tx in
            (try Self.bodies(min(3000, 60 + wanted / 100), tx), try DemoCampaigns.add(tx), try Self.campaigns(tx))
        }
        let source = "\(DemoProgramme.source)-\(seed)"
        for start in stride(from: 0, to: wanted, by: rows * statements) {
            let end = min(start + rows * statements, wanted)
            try await database.writeAlone { tx in
                guard try tx.activity(external: ExternalName(source: source, id: String(start))) == nil else { return }
                var memo = BulkMemo()
                for first in stride(from: start, to: end, by: rows) {
                    let part = (first..<min(first + rows, end)).map { number in
                        one(number, seed, source, bodies[(number * 7 + seed) % bodies.count], today, campaigns)
                    }
                    try tx.enter(part.map { (tx.newID(Activity.self), $0) }, told: false, memo: &memo)
                }
            }
            progress(end, Double(end) / Double(wanted))
        }
        // So that the database knows at once how many rows there are of what.
        try await database.writeAlone { tx in try tx.execute("ANALYZE") }
    }

    private struct Body: Sendable {
        let body: DemoBody
        let name: Wording
    }

    private static func one(
        _ number: Int, _ seed: Int, _ source: String, _ at: Body, _ today: Day, _ campaigns: [String: ID<Campaign>]
    ) -> BulkActivity {
        // Beyond the numbers of the demonstration itself, and apart for each seed.
        let item = DemoItem(DemoProgramme.count + number + seed * 1_000_003, of: .max, bodies: [at.body], today: today)
        var content = item.content
        if content.venue != nil { content.region = at.body.region } else if let place = content.place, let region = content.region {
            content.place?.point = DemoPlaces.point(of: region, number: number)
            return made(item, content, place.name, number, source, campaigns)
        }
        return made(item, content, at.name, number, source, campaigns)
    }

    private static func made(
        _ item: DemoItem, _ content: ActivityContent, _ place: Wording?, _ number: Int, _ source: String, _ campaigns: [String: ID<Campaign>]
    ) -> BulkActivity {
        var draft = ActivityDraft(organiser: item.body.organisation, content: content)
        draft.external = ExternalName(source: source, id: String(number))
        return BulkActivity(
            draft, placeName: place, sessions: item.sessions, campaigns: DemoCampaigns.keys(of: item.part).compactMap { campaigns[$0] })
    }

    private static func campaigns(_ tx: Transaction) throws -> [String: ID<Campaign>] {
        var out: [String: ID<Campaign>] = [:]
        for key in [DemoProgramme.campaignKey, "demo-cities", "demo-bases"] { out[key] = try tx.campaign(key: key)?.id }
        return out
    }

    /// A body with its venue in so many counties of all provinces, in turn.
    private static func bodies(_ count: Int, _ tx: Transaction) throws -> [Body] {
        let provinces = RegionTable.china2023.provinces.map { ($0, DemoPlaces.counties(of: $0)) }
        var out: [Body] = []
        for number in 0..<count {
            let (province, counties) = provinces[number % provinces.count]
            let round = number / provinces.count
            guard round < counties.count || round == 0 else { continue }
            let county = counties[round % counties.count]
            let name = Wording("\(county.shortZH)科普中心（示例）", "\(county.nameEN) Science Centre (demo)")
            let key = "demo-centre-\(county.code)"
            let organisation = try tx.addOrganisation(key: key, name: name, kind: .museum, region: county.code)
            let venue = try tx.addVenue(
                key: key, name: name, kind: .educationBase, region: county.code, organisation: organisation,
                point: DemoPlaces.point(of: county.code, number: 0))
            out.append(Body(body: DemoBody(organisation: organisation, venue: venue, province: province.code, region: county.code), name: name))
        }
        return out
    }
}

extension DemoPlaces {
    /// A point in the province's surroundings, always the same for a county: made up, like everything here.
    static func point(of region: String, number: Int) -> GeoPoint? {
        guard let capital = capitals[String(region.prefix(2))] else { return nil }
        var numbers = DemoNumbers(seed: Int(region) ?? 0)
        let south = Double(numbers.below(2000) - 1000) / 1000, east = Double(numbers.below(2000) - 1000) / 1000
        var own = DemoNumbers(seed: number)
        let step = number == 0 ? (0, 0) : (own.below(200) - 100, own.below(200) - 100)
        return GeoPoint(
            latitude: capital.0 + south + Double(step.0) / 1000, longitude: capital.1 + east + Double(step.1) / 1000)
    }

    /// Latitude and longitude of the provincial capitals, by the first two digits of the code.
    private static let capitals: [String: (Double, Double)] = [
        "11": (39.90, 116.41), "12": (39.08, 117.20), "13": (38.04, 114.51), "14": (37.87, 112.55), "15": (40.84, 111.75), "21": (41.80, 123.43),
        "22": (43.82, 125.32), "23": (45.80, 126.53), "31": (31.23, 121.47), "32": (32.06, 118.80), "33": (30.27, 120.16), "34": (31.82, 117.23),
        "35": (26.07, 119.30), "36": (28.68, 115.86), "37": (36.65, 117.12), "41": (34.75, 113.63), "42": (30.59, 114.31), "43": (28.23, 112.94),
        "44": (23.13, 113.26), "45": (22.82, 108.37), "46": (20.04, 110.20), "50": (29.56, 106.55), "51": (30.57, 104.07), "52": (26.65, 106.63),
        "53": (25.04, 102.71), "54": (29.65, 91.14), "61": (34.34, 108.94), "62": (36.06, 103.83), "63": (36.62, 101.78), "64": (38.49, 106.23),
        "65": (43.83, 87.62), "71": (25.03, 121.57), "81": (22.32, 114.17), "82": (22.20, 113.54),
    ]
}
