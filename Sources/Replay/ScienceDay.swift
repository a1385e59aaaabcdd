import Activities
package import Campaigns
package import Kernel
import Language
import Participation
import Regions
package import Storage
import Venues

/// The Science Day of 2022 as it may have been, made up and labelled so: 74,000 activities in all counties, and as many participation rows as are asked
/// for, over its seven days. It can be interrupted and goes on where it stood.
package struct ScienceDay: Sendable {
    package let activities: Int
    /// Participation rows in all.
    package let rows: Int
    package static let key = "replay-2022"
    package static let before = "replay-2021"
    package static let first = "2022-09-15"
    package static let themes = ["water", "space", "health", "energy", "ai", "safety"]
    private static let days = 7

    /// - activities: fewer where there are few rows: each has two sessions, and each session a row at least.
    package init(rows: Int, activities: Int = 74_000) { (self.rows, self.activities) = (rows, min(activities, max(20, rows / 10))) }

    package func campaign(_ database: Database) async throws -> (now: ID<Campaign>, before: ID<Campaign>) {
        try await database.read { tx in
            guard let now = try tx.campaign(key: Self.key), let before = try tx.campaign(key: Self.before) else { throw Refusal.notFound(Phrase("演练项目", "replay campaign")) }
            return (now.id, before.id)
        }
    }

    /// The campaigns, a unit and a venue in each county, and the activities with their sessions, last year's fewer.
    package func enter(into database: Database, progress: @escaping @Sendable (Int, Double) -> Void) async throws {
        let counties = Self.counties
        let (bodies, campaigns) = try await database.writeAlone { tx in (try Self.bodies(counties, tx), try Self.campaigns(tx)) }
        let all = activities + activities / 4
        for start in stride(from: 0, to: all, by: 2000) {
            let end = min(start + 2000, all), activities = activities
            try await database.writeAlone { tx in
                guard try tx.activity(external: ExternalName(source: Self.key, id: String(start))) == nil else { return }
                var memo = BulkMemo()
                for begin in stride(from: start, to: end, by: 100) {
                    let part = (begin..<min(begin + 100, end)).map { number in
                        (id: tx.newID(Activity.self), one: Self.activity(number, isBefore: number >= activities, bodies, campaigns))
                    }
                    try tx.enter(part, told: false, memo: &memo)
                }
            }
            progress(end, Double(end) / Double(all))
        }
    }

    private struct Body {
        let organisation: ID<Organisation>
        let venue: ID<Venue>
        let county: String
    }

    private static var counties: [Region] {
        RegionTable.china2023.provinces.flatMap { province in
            RegionTable.china2023.children(of: province.code).flatMap { unit in
                unit.level == .county ? [unit] : RegionTable.china2023.children(of: unit.code)
            }
        }
    }

    private static func campaigns(_ tx: Transaction) throws -> [ID<Campaign>] {
        func add(_ key: String, _ year: String, _ parent: ID<Campaign>?) throws -> ID<Campaign> {
            guard let first = Day(iso: "\(year)-09-15") else { throw Refusal.notFound(Phrase("日期", "day")) }
            return try tx.addCampaign(
                key: key, name: Wording("全国科普日（演练）\(year)", "Science Day (replay) \(year)"), kind: .series, parent: parent, begin: first, end: first.adding(days: 6),
                summary: Wording("演练数据", "Made up for measurements"))
        }
        let now = try add(key, "2022", nil)
        return [try add(key + "-cities", "2022", now), try add(key + "-bases", "2022", now), try add(before, "2021", nil)]
    }

    /// A unit with its venue in each county; every seventh reports to another line than the associations.
    private static func bodies(_ counties: [Region], _ tx: Transaction) throws -> [Body] {
        let kinds: [Venue.Kind] = [.museum, .scienceMuseum, .educationBase]
        let lines = Organisation.Line.allCases
        return try counties.enumerated().map { number, county in
            let name = Wording("\(county.shortZH)科普中心（演练）", "\(county.nameEN) Science Centre (replay)"), key = "replay-\(county.code)"
            let organisation = try tx.addOrganisation(
                key: key, name: name, kind: .museum, region: county.code, line: number % 7 == 0 ? lines[number / 7 % lines.count] : .associations)
            return Body(
                organisation: organisation, venue: try tx.addVenue(key: key, name: name, kind: kinds[number % kinds.count], region: county.code, organisation: organisation),
                county: county.code)
        }
    }

    private static func activity(_ number: Int, isBefore: Bool, _ bodies: [Body], _ campaigns: [ID<Campaign>]) -> BulkActivity {
        let body = bodies[number * 31 % bodies.count], theme = themes[number % themes.count]
        let kinds: [ActivityKind] = [.lecture, .exhibition, .contest, .openDay]
        var content = ActivityContent(
            title: Wording("演练活动 \(number)", "Replay \(number)"), summary: Wording("演练数据", "Made up for measurements"), kind: kinds[number % kinds.count])
        (content.venue, content.region) = (body.venue, body.county)
        content.mode = number % 5 == 0 ? .both : .onsite
        if number % 3 == 0 { (content.ageMin, content.ageMax) = (6, 18) }
        var draft = ActivityDraft(organiser: body.organisation, content: content)
        draft.external = ExternalName(source: key, id: String(number))
        let sessions = (0..<2).compactMap { one -> SessionDraft? in
            let day = 15 + (number + one * 3) % days
            guard let begin = Instant(iso: "\(isBefore ? 2021 : 2022)-09-\(day)T0\(1 + one * 5):00:00Z") else { return nil }
            return SessionDraft(begin: begin, end: begin.adding(hours: 3))
        }
        let placed = isBefore ? [campaigns[2]] : number % 20 == 0 ? Array(campaigns[0...1]) : [campaigns[number % 2]]
        return BulkActivity(draft, placeName: nil, sessions: sessions, campaigns: placed, theme: theme)
    }
}
