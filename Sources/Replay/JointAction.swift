import Activities
import Campaigns
import Kernel
import Language
import Participation
import Regions
package import Storage
import Venues

/// The joint action of 2024 as it may have been, made up so that its totals are the published ones (domain M18, M19, §4.2): every unit, museum, session
/// and number of it is a record. It is entered beside what the campaign file `joint-action-2024` declares, whose one exchange it counts on.
package struct JointAction: Sendable {
    package static let key = "joint-action-2024"

    /// What was published, of the whole edition and of two issues; only together of those online and on site, so how many of them were on site is made up.
    package struct Published: Sendable {
        package let themes: Int64 = 10, exchanges: Int64 = 6, contests: Int64 = 1, courses: Int64 = 24
        package let museumTimes: Int64 = 1_539, schools: Int64 = 3_625, enterprises: Int64 = 600, sessions: Int64 = 17_017
        package let together: Int64 = 72_189_800
    }

    package static let published = Published()
    /// Museums that there were at the end of the year: they joined 1,539 times.
    package static let museums = 548
    /// Made up.
    package static let visits: Int64 = 4_000_000
    package static var viewers: Int64 { published.together - visits }

    /// One month: its theme, how many museums and schools joined, from how many provinces.
    struct Issue: Sendable {
        let theme: String
        let month: Int
        let museums: Int
        let schools: Int
        let provinces: Int
        /// Sessions that each museum and each school holds at least.
        var museumSessions = 2
        var schoolSessions = 2
    }

    /// Of March and November more was published: 26 provinces, over 100 museums with over 500 sessions, over 200 schools with over 400; 19 provinces, 117
    /// venues, 45 schools. The rest of the year is shared out over the other eight.
    static let issues: [Issue] = {
        let others = ["spaceflight-dreams", "honouring-scientists", "smart-future", "olympics-and-technology", "beautiful-china", "one-science-class", "strength-through-science", "science-centre-for-all"]
        let march = Issue(theme: "cherish-resources", month: 3, museums: 112, schools: 212, provinces: 26, museumSessions: 5, schoolSessions: 2)
        let november = Issue(theme: "healthy-china", month: 11, museums: 117, schools: 45, provinces: 19)
        let museums = Int(published.museumTimes) - march.museums - november.museums, schools = Int(published.schools) - march.schools - november.schools
        return [march, november]
            + others.enumerated().map { place, theme in
                Issue(
                    theme: theme, month: place < 7 ? 4 + place : 12, museums: share(museums, place, of: others.count), schools: share(schools, place, of: others.count), provinces: 31)
            }
    }()

    /// One in so many sessions has numbers; together they are always all of them. 1 is what really happened, and takes its time.
    package let statedEvery: Int

    package init(statedEvery: Int = 1) { self.statedEvery = max(1, statedEvery) }

    /// The part of a whole that falls to one of several places.
    static func share(_ whole: Int, _ place: Int, of places: Int) -> Int { whole * (place + 1) / places - whole * place / places }
}

extension JointAction {
    /// Enters it into a database that holds the campaign file.
    package func enter(into database: Database) async throws {
        let campaign = try await database.read { tx -> ID<Campaign> in
            guard let found = try tx.campaign(key: Self.key) else { throw Refusal.notFound(Phrase("联合行动", "joint action")) }
            return found.id
        }
        let cast = try await database.writeAlone { tx in try Cast(tx) }
        let planned = Self.plan(cast)
        // What is left of the published sessions goes to the first activities, one more each round.
        var spare = Int(Self.published.sessions) - planned.reduce(0) { $0 + $1.sessions }, all = planned, place = 0
        while spare > 0 {
            all[place % all.count].sessions += 1
            (spare, place) = (spare - 1, place + 1)
        }
        for begin in stride(from: 0, to: all.count, by: 500) {
            let some = Array(all[begin..<min(begin + 500, all.count)])
            try await database.writeAlone { tx in
                var memo = BulkMemo()
                try tx.enter(some.map { (id: tx.newID(Activity.self), one: $0.activity(of: campaign)) }, told: false, memo: &memo)
            }
        }
        try await state(into: database)
    }

    /// The numbers of sessions, as counters deliver them.
    private func state(into database: Database) async throws {
        let found = try await database.read { tx in
            try tx.rows(
                """
                SELECT s.activity_id, s.session_id, s.begin_at FROM view_activities_session s JOIN view_activities_counted n ON n.activity_id = s.activity_id
                    JOIN view_campaigns_campaign c ON c.id = n.campaign_id WHERE c.key = \(Self.key) ORDER BY s.activity_id, s.session_id
                """) { (activity: try $0.id("activity_id", Activity.self), session: try $0.id("session_id", ActivitySession.self), at: try $0.instant("begin_at")) }
        }
        let stated = found.enumerated().filter { $0.offset % statedEvery == 0 }.map(\.element), count = stated.count
        for begin in stride(from: 0, to: count, by: 400) {
            try await database.writeAlone { tx in
                var readings: [(activity: ID<Activity>, all: [Reading])] = []
                for place in begin..<min(begin + 400, count) {
                    let one = stated[place]
                    func reading(_ indicator: String, _ whole: Int64) -> Reading {
                        Reading(
                            session: one.session, indicator: indicator, source: "counter", sequence: 1, at: .moment(one.at), quantity: Int64(Self.share(Int(whole), place, of: count)),
                            coversWhole: true)
                    }
                    let two = [reading("visits", Self.visits), reading("viewers", Self.viewers)]
                    if readings.last?.activity == one.activity { readings[readings.count - 1].all += two } else { readings.append((one.activity, two)) }
                }
                for one in readings {
                    let outcomes = try tx.takeReadings(one.all, of: one.activity, by: 0)
                    guard outcomes.allSatisfy({ $0 == .taken }) else { throw Refusal(.invalid, "replay-reading", "演练数据未被接受。", "A number of the replay was not taken.") }
                }
            }
        }
    }
}
