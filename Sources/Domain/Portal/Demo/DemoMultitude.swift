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
    /// - waiting: how many of those that are added wait for a moderator instead of being public.
    /// - progress: told how many stand and how much of the whole.
    package static func grow(
        to count: Int, waiting: Int = 0, seed: Int, into database: Database, progress: @escaping @Sendable (_ done: Int, _ share: Double) -> Void
    ) async throws {
        let wanted = min(count, most) - DemoProgramme.count
        guard wanted > 0 else { return }
        let (bodies, today, campaigns) = try await database.writeAlone { tx in
            let today = try DemoCampaigns.add(tx)
            return (try Self.bodies(min(3000, 60 + wanted / 100), today, tx), today, try Self.campaigns(tx))
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
                    let held = max(0, min(part.count, waiting - first))
                    let identified = part.map { (id: tx.newID(Activity.self), one: $0) }
                    try tx.enter(Array(identified.prefix(held)), as: .toModerate, told: false, memo: &memo)
                    try tx.enter(Array(identified.dropFirst(held)), told: false, memo: &memo)
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
        let place = content.venue == nil ? content.place?.name : at.name
        if content.venue != nil { content.region = at.body.region }
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
    private static func bodies(_ count: Int, _ today: Day, _ tx: Transaction) throws -> [Body] {
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
            let details = DemoVenueDetails(of: county, kind: .educationBase, number: 0, today: today)
            let venue = try tx.addVenue(
                key: key, name: name, kind: .educationBase, region: county.code, organisation: organisation, address: details.address,
                point: DemoCentres.point(in: county.code, number: 0), hours: details.hours, directions: details.directions)
            out.append(Body(body: DemoBody(organisation: organisation, venue: venue, province: province.code, region: county.code), name: name))
        }
        return out
    }
}
