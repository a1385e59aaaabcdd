import Access
import Campaigns
import Kernel
import Language
import Participation
import Regions
import Rooms
import Storage
import TestKit
import Testing
import Venues

@testable import Activities
@testable import Figures

/// The roll-ups against a recount from the records, after anything that people do.
@Suite("Roll-ups") struct RollUpTests {
    @Test(arguments: TestEngine.allCases) func whateverIsDoneTheyAreTheRecount(_ engine: TestEngine) async throws {
        let game = try await RollUpGame.make(engine)
        var chance = Seeded(8), done: [String] = []
        // A part of them is read by the first sweep, the others as they come.
        for round in 0..<(Seeded.isMoved ? 150 : 25) {
            for _ in 0..<(4 + chance.below(9)) { done.append(try await game.step(&chance)) }
            try await game.world.database.ledgerSettled()
            try await RollUpFollowing.run(game.world.database)
            let problems = try await game.problems(inTurn: Seeded.isMoved ? nil : round)
            #expect(problems == [], "round \(round): \(done.suffix(12))")
            if !problems.isEmpty { break }
        }
        #expect(try await game.problems() == [])
        // Each of them was really done.
        for act in ["placed", "withdrawn", "measured", "kept", "reported", "corrected", "session", "status", "venue", "booked", "umbrella", "campaign moved", "renamed", "revised"] {
            #expect(done.contains(act), "\(act) of \(Set(done).sorted())")
        }
        await game.world.database.close()
    }

    /// Read again from nothing they are the same.
    @Test(arguments: TestEngine.allCases) func madeAnewTheyAreTheSame(_ engine: TestEngine) async throws {
        let world = try await World.make(engine)
        try await world.database.write { tx in
            let story = try Story(world, tx)
            try story.afterTheLock(tx)
        }
        try await world.database.ledgerSettled()
        #expect(try await world.database.read { try $0.rollUpsAreBuilt() } == false)
        try await RollUpFollowing.run(world.database)
        #expect(try await world.database.read { try $0.rollUpsAreBuilt() })
        #expect(try await world.figures(world.national).visits == MethodShares(measured: 90, reported: 46))
        let venues = try await world.database.read { try $0.rolledUpVenues(FigureQuestion(world.national)) }
        #expect(venues == [VenueLine(kind: "museum", venues: 2, times: 3)])
        func cells() async throws -> [String] {
            try await world.database.read { tx in
                let counts = try tx.rows("SELECT * FROM figures_count ORDER BY campaign_id, grain, within, line, key") { row in
                    "\(try row.int64("grain")) \(try row.text("within")) \(try row.text("line")) \(try row.text("key")) \(try row.int64("activities")) \(try row.int64("sessions"))"
                }
                let sums = try tx.rows("SELECT * FROM figures_sum ORDER BY campaign_id, grain, within, line, key, indicator") { row in
                    "\(try row.int64("grain")) \(try row.text("line")) \(try row.text("key")) \(try row.text("indicator")) \(try row.int64("measured")) \(try row.int64("claims"))"
                }
                return counts + sums
            }
        }
        let once = try await cells()
        try await world.database.write { tx in
            try tx.execute("UPDATE figures_sweep SET after = 0, done = 0 WHERE name = 'all'")
        }
        try await RollUpFollowing.run(world.database)
        #expect(try await cells() == once)
        for check in Figures.module.checks { #expect(try await world.database.read { try check.run($0) } == []) }
        // What is wrong in them is found.
        try await world.database.write { try $0.execute("UPDATE figures_count SET activities = activities + 1 WHERE grain = 1") }
        let found = try await world.database.read { tx in try Figures.module.checks.flatMap { try $0.run(tx) } }
        #expect(!found.isEmpty)
        await world.database.close()
    }

    /// A campaign that moves with more activities than are read at once is read again step by step; until then the answers come from the records.
    @Test(arguments: TestEngine.allCases) func whatTouchesManyIsReadStepByStep(_ engine: TestEngine) async throws {
        let game = try await RollUpGame.make(engine), world = game.world, series = game.campaigns[3]
        try await world.database.write { tx in
            for number in 0..<12 { _ = try world.activity("many-\(number)", at: world.hall, in: [series], days: ["2023-09-16"], tx) }
        }
        try await world.database.ledgerSettled()
        try await RollUpFollowing.run(world.database)
        try await world.database.write { tx in
            var moved = try #require(try tx.campaign(series))
            moved.parentID = world.joint
            try tx.save(moved, by: 9)
        }
        try await world.database.ledgerSettled()
        _ = try await world.database.write { tx in try tx.followForRollUps(limit: 300, most: 11) }
        #expect(try await world.database.read { try $0.rollUpsAreBuilt() } == false)
        #expect(try await world.figures(world.joint).activities == 12)
        #expect(try await world.figures(world.city).activities == 0)
        let isMore = try await world.database.write { tx in try tx.sweepRollUps(limit: 5) }
        #expect(isMore)
        #expect(try await world.database.read { try $0.rollUpsAreBuilt() } == false)
        try await RollUpFollowing.run(world.database)
        #expect(try await world.database.read { try $0.rollUpsAreBuilt() })
        #expect(try await game.problems() == [])
        #expect(try await world.figures(world.joint).activities == 12)
        await world.database.close()
    }

    @Test func oneGroupForEachAge() {
        func group(_ youngest: Int?, _ oldest: Int?) -> AudienceGroup { AudienceGroup(youngest: youngest, oldest: oldest) }
        #expect(group(nil, nil) == .everybody)
        #expect(group(3, 6) == .children)
        #expect(group(6, 12) == .pupils)
        #expect(group(nil, 18) == .pupils)
        #expect(group(18, nil) == .adults)
        #expect(group(60, nil) == .seniors)
        #expect(group(6, nil) == .mixed)
    }
}

/// Random things that people do with a handful of activities, venues and campaigns.
final class RollUpGame: @unchecked Sendable {
    let world: World
    private let other: ID<Organisation>
    let campaigns: [ID<Campaign>]
    private var venues: [(id: ID<Venue>, key: String)]
    private var activities: [ID<Activity>] = []
    private var number = 0
    private let boss = Identity(account: Account(id: ID(9), login: "b@example.org", name: "B"), grants: [Grant(.administrator, over: .all)])

    private init(_ world: World, _ other: ID<Organisation>, _ series: ID<Campaign>) {
        (self.world, self.other) = (world, other)
        campaigns = [world.national, world.city, world.joint, series]
        venues = [(world.hall, "hall"), (world.school, "school")]
    }

    static func make(_ engine: TestEngine) async throws -> RollUpGame {
        let world = try await World.make(engine)
        let (other, series) = try await world.database.write { tx in
            let other = try tx.addOrganisation(key: "other", name: Wording("另一馆", "Other"), kind: .museum, region: "110105")
            let series = try tx.addCampaign(
                key: "other-series", name: Wording("其他", "Other"), kind: .series, parent: world.city, begin: day("2023-09-01"), end: day("2023-10-31"), summary: Wording("简介", "S"))
            return (other, series)
        }
        return RollUpGame(world, other, series)
    }

    func step(_ chance: inout Seeded) async throws -> String {
        let kind = activities.count < 3 ? 0 : chance.below(20)
        let (dice, activity, campaign) = ((0..<6).map { _ in chance.below(1_000_000) }, activities.randomElement(using: &chance) ?? ID(0), campaigns[chance.below(campaigns.count)])
        do {
            return try await world.database.write { tx in try self.act(kind, dice, activity, campaign, tx) }
        } catch let refusal as Refusal { return "refused: \(refusal.code)" }
    }

    private func act(_ kind: Int, _ dice: [Int], _ activity: ID<Activity>, _ campaign: ID<Campaign>, _ tx: Transaction) throws -> String {
        switch kind {
        case 0, 1, 2: return try add(dice, campaign, tx)
        case 3, 4:
            try tx.place(activity, in: campaign, theme: dice[0] % 2 == 0 ? "water" : nil)
            return "placed"
        case 5:
            try tx.withdraw(activity, from: campaign, reason: "重复", by: boss)
            return "withdrawn"
        case 6, 7, 8, 9: return try claim(dice, activity, tx)
        case 10: return try correct(dice, activity, tx)
        case 11: return try changeSession(dice, activity, tx)
        case 12:
            try tx.setStatus(dice[0] % 2 == 0 ? .cancelled : .scheduled, of: activity, reason: "天气", house: World.house, by: 9)
            return "status"
        case 13: return try changeVenue(dice, tx)
        case 14, 15: return try book(dice, activity, tx)
        case 16: return try umbrella(dice, activity, tx)
        case 17:
            // A campaign moves below another one.
            guard var series = try tx.campaign(campaigns[3]) else { return "" }
            series.parentID = campaigns[dice[0] % 3]
            try tx.save(series, by: 9)
            return "campaign moved"
        case 18 where dice[0] % 6 == 0: return try rename(dice, tx)
        case 19 where dice[0] % 10 == 0:
            try tx.merge(other, into: world.museum, house: World.house, by: boss)
            return "merged"
        default: return try revise(dice, activity, tx)
        }
    }

    private func add(_ dice: [Int], _ campaign: ID<Campaign>, _ tx: Transaction) throws -> String {
        number += 1
        var draft = ActivityDraft(
            organiser: dice[0] % 3 == 0 ? other : world.museum, title: Wording("活动 \(number)", "Activity \(number)"), summary: Wording("简介", "Summary"),
            kind: [.lecture, .exhibition, .contest][dice[1] % 3])
        (draft.content.venue, draft.content.ageMin) = (dice[2] % 4 == 0 ? nil : venues[dice[2] % venues.count].id, dice[3] % 3 == 0 ? 6 : nil)
        draft.isUmbrella = dice[5] % 7 == 0
        let id = try tx.addActivity(draft)
        try tx.place(id, in: campaign, theme: dice[4] % 2 == 0 ? "space" : nil)
        for one in 0..<(dice[4] % 3) {
            let begin = instant("2023-09-\(16 + (dice[5] + one) % 5)T01:00:00Z")
            try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1), capacity: 50), to: id)
        }
        activities.append(id)
        return "added"
    }

    private func claim(_ dice: [Int], _ activity: ID<Activity>, _ tx: Transaction) throws -> String {
        let sessions = try tx.sessions(of: activity)
        let session = sessions.isEmpty || dice[0] % 5 == 0 ? ID<ActivitySession>(0) : sessions[dice[0] % sessions.count].id
        let value = Int64(dice[1] % 300)
        switch dice[2] % 4 {
        case 1 where session.number != 0:
            // As the cloud hall keeps its viewers: a value that grows, without an entry in the ledger for each step.
            try tx.keepMeasured(activity: activity, session: session, indicator: "viewers", value: value, source: "cloud-hall", coversWhole: true)
            return "kept"
        case 0 where session.number != 0:
            let indicator = ["visits", "viewers", "views", "peak"][dice[3] % 4]
            try tx.measure(activity: activity, session: session, indicator: indicator, value: value, source: "gate", coversWhole: dice[4] % 2 == 0, by: 1)
            return "measured"
        default:
            try world.report(activity, session, value, dice[3] % 2 == 0 ? .reported : .estimated, tx)
            return "reported"
        }
    }

    private func correct(_ dice: [Int], _ activity: ID<Activity>, _ tx: Transaction) throws -> String {
        let claims = try tx.claims(activity: activity, session: nil)
        guard !claims.isEmpty else { return "" }
        try tx.correctClaim(claims[dice[0] % claims.count].id, in: activity, value: Int64(dice[1] % 200), reason: "重新清点", by: 2)
        return "corrected"
    }

    private func changeSession(_ dice: [Int], _ activity: ID<Activity>, _ tx: Transaction) throws -> String {
        let sessions = try tx.sessions(of: activity)
        guard !sessions.isEmpty else { return "" }
        let old = sessions[dice[0] % sessions.count]
        var draft = SessionDraft(begin: old.begin, end: old.end, zone: old.zone, capacity: old.capacity, hoursAnnounced: old.hoursAnnounced)
        switch dice[1] % 3 {
        case 0:
            (draft.begin, draft.end) = (draft.begin.adding(hours: 24), draft.end.adding(hours: 24))
            try tx.changeSession(old, to: draft, status: old.status, house: World.house, by: 9)
        case 1: try tx.changeSession(old, to: draft, status: old.status == .cancelled ? .scheduled : .cancelled, house: World.house, by: 9)
        default: try tx.removeSession(old, house: World.house, by: 9)
        }
        return "session"
    }

    private func changeVenue(_ dice: [Int], _ tx: Transaction) throws -> String {
        let one = venues[dice[0] % venues.count]
        try tx.addVenue(
            key: one.key, name: Wording(one.key, one.key), kind: dice[1] % 2 == 0 ? .museum : .educationBase, region: ["610113", "610116", "110105", "610100"][dice[2] % 4],
            organisation: world.museum)
        return "venue"
    }

    private func book(_ dice: [Int], _ activity: ID<Activity>, _ tx: Transaction) throws -> String {
        guard let session = try tx.sessions(of: activity).first else { return "" }
        try tx.keepBooked(activity: activity, session: session.id, value: Int64(dice[0] % 50))
        // As the room of bookings tells it.
        try tx.record(LedgerEntry("bookings.booked", "booking", ID<Activity>(Int64(dice[1])), by: 0, payload: "{\"activity\":\"\(activity.text)\",\"party\":1}"))
        return "booked"
    }

    private func umbrella(_ dice: [Int], _ activity: ID<Activity>, _ tx: Transaction) throws -> String {
        let above = activities[dice[0] % activities.count]
        guard above != activity else { return "" }
        try tx.setUmbrella(dice[1] % 3 == 0 ? nil : above, of: activity, by: 9)
        return "umbrella"
    }

    private func rename(_ dice: [Int], _ tx: Transaction) throws -> String {
        let edition = try RegionEdition.parse(csv: "code,level,parent,name_zh,name_en,valid_from,replaces\n610199,county,610100,新安区,Xin'an District,2024-01-01,610116\n")
        _ = try tx.applyRegionEdition(edition)
        return "renamed"
    }

    private func revise(_ dice: [Int], _ activity: ID<Activity>, _ tx: Transaction) throws -> String {
        guard let latest = try tx.latestVersion(of: activity) else { return "" }
        var content = latest.content
        content.venue = dice[0] % 3 == 0 ? nil : venues[dice[0] % venues.count].id
        content.ageMin = dice[1] % 2 == 0 ? 18 : nil
        content.region = dice[2] % 3 == 0 ? "110105" : nil
        try tx.revise(activity, to: content, seen: latest.number, by: 9)
        for placement in try tx.placements(of: activity) where placement.state == .published { try tx.place(activity, in: placement.campaign) }
        return "revised"
    }

    /// Where the roll-ups differ from the records: each cell everywhere, and what pages and plans ask of all campaigns, or of one of them in turn.
    func problems(inTurn turn: Int? = nil) async throws -> [String] {
        try await world.database.read { tx in
            var out = try RollUpCheck.check.run(tx).map(\.en)
            for campaign in turn.map({ [self.campaigns[$0 % self.campaigns.count]] }) ?? self.campaigns {
                for place in [nil, .within("610000"), .within("610100"), .within("610113"), .within("110000"), .unknown] as [FigureQuestion.Place?] {
                    let question = FigureQuestion(campaign, place: place)
                    if try tx.figures(question) != tx.recountedFigures(question) { out.append("total \(campaign.text) \(place?.text ?? "everywhere")") }
                    // A venue stands where it is, an activity where it takes place: only everywhere are they the same venues.
                    let venues = try tx.rolledUpVenues(question), records = try tx.recountedFigures(question)
                    if place == nil, [venues.reduce(0) { $0 + $1.venues }, venues.reduce(0) { $0 + $1.times }] != [records.venues, records.venueTimes] {
                        out.append("venues of \(campaign.text): \(venues) for \(records.venues), \(records.venueTimes)")
                    }
                    if try tx.countiesReached(question) != Self.recountedCounties(question, tx) || tx.reachedCounties(question).count != Self.recountedCounties(question, tx) {
                        out.append("counties of \(campaign.text) \(place?.text ?? "everywhere"): \(try tx.countiesReached(question))")
                    }
                    for kind in RollUp.allCases where try tx.rollUp(question, by: kind) != tx.recount(question, by: kind) {
                        out.append("\(kind) of \(campaign.text) \(place?.text ?? "everywhere"): \(try tx.rollUp(question, by: kind)) for \(try tx.recount(question, by: kind))")
                    }
                }
                for day in ["2023-09-17", "2023-09-19"] {
                    let question = FigureQuestion(campaign, place: .within("610100"), day: day)
                    if try tx.figures(question) != tx.recountedFigures(question) { out.append("\(day) of \(campaign.text)") }
                    let county = FigureQuestion(campaign, place: .within("610113"), day: day)
                    let best = try tx.mostVisited(campaign, county: "610113", day: day, limit: 1000).reduce(Int64(0)) { $0 + $1.visits }
                    if best != (try tx.recountedFigures(county).visits?.total ?? 0) { out.append("most visited on \(day) of \(campaign.text): \(best)") }
                }
                out += try self.differingWishes(campaign, tx)
                for kind in ["lecture", "contest"] {
                    let question = FigureQuestion(campaign, kind: kind)
                    if try tx.rollUp(question, by: .region) != tx.recount(question, by: .region) { out.append("\(kind) of \(campaign.text)") }
                }
            }
            return out
        }
    }

    /// Counties with an activity, of the records themselves.
    private static func recountedCounties(_ question: FigureQuestion, _ tx: Transaction) throws -> Int64 {
        Int64(try tx.figureLines(question, by: .region("COALESCE(r.county, '')")).filter { !$0.key.isEmpty && $0.activities > 0 }.count)
    }

    /// What plans ask, few places and many at once, narrowed and not: what the records say of each alone.
    private func differingWishes(_ campaign: ID<Campaign>, _ tx: Transaction) throws -> [String] {
        let codes = ["610000", "610100", "610113", "610116", "110000", "110101", "110108", "310000", "440000", "999999"]
        var out: [String] = []
        for places in [codes.prefix(2).map { FigureQuestion.Place.within($0) }, codes.map { .within($0) } + [.unknown]] as [[FigureQuestion.Place]] {
            for (kind, slices) in [(nil, [:]), ("lecture", [:]), (nil, [.mode: "onsite"])] as [(String?, [FigureSlice: String])] {
                let wishes = (places.map { $0 as FigureQuestion.Place? } + [nil]).flatMap { place in
                    ["activities", "sessions", "visits", "viewers", "counties"].map { indicator in
                        var question = FigureQuestion(campaign, place: place, kind: kind)
                        question.slices = slices
                        return FigureWish(indicator, of: question)
                    }
                }
                let found = try tx.figureValues(wishes)
                var recounts: [FigureQuestion: FigureAnswer] = [:]
                for (wish, answer) in zip(wishes, found) {
                    var question = wish.question
                    if case .within(let code) = question.place { question.place = .within(try tx.figurePlace(code)?.code ?? code) }
                    var recount = try recounts[question] ?? tx.recountedFigures(question)
                    if recount.counties == nil { recount.counties = try Self.recountedCounties(question, tx) }
                    recounts[question] = recount
                    let records = recount.value(of: wish.indicator)
                    // A place that is in no table has nothing: neither a number nor a line.
                    if answer != records, (answer?.value ?? 0) != (records?.value ?? 0) || (answer == nil) != (records == nil) && records?.value != 0 {
                        out.append("wish \(wish.indicator) at \(wish.question.place?.text ?? "everywhere") \(kind ?? "") \(slices): \(String(describing: answer)) for \(String(describing: records))")
                    }
                }
            }
        }
        return out
    }
}
