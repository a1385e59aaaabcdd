import Access
import Activities
import Campaigns
import Figures
import Kernel
import Language
import Participation
import Regions
import Storage
import TestKit
import Testing
import Venues
import Web
@testable import Plans

/// Whatever becomes of activities, claims, editions and counties: a plan's progress is what the figures say, and what the records say.
@Suite("Progress of a plan") struct ProgressPropertyTests {
    @Test(arguments: TestEngine.allCases) func whateverIsDoneItIsWhatTheFiguresSay(_ engine: TestEngine) async throws {
        let game = try await ProgressGame.make(engine)
        var chance = Seeded(9), done: [String] = []
        for round in 0..<(Seeded.isMoved ? 100 : 16) {
            // The edition is locked and the county renamed when much has happened; much happens afterwards.
            if round == 6 { done.append(try await game.lock()) }
            if round == 10 { done.append(try await game.rename()) }
            for _ in 0..<(3 + chance.below(6)) { done.append(try await game.step(&chance)) }
            try await game.world.database.ledgerSettled()
            // Before the first sweep every answer comes from the records; then from the roll-ups.
            if round > 3 { try await RollUpFollowing.run(game.world.database) }
            let problems = try await game.problems()
            #expect(problems == [], "round \(round): \(done.suffix(10))")
            if !problems.isEmpty { break }
        }
        for act in ["added", "moved", "placed", "withdrawn", "reported", "corrected", "session taken away", "locked", "renamed"] {
            #expect(done.contains(act), "\(act) of \(Set(done).sorted())")
        }
        // Each number of each task opens to a page that says the same.
        let opened = try await game.opened()
        #expect(opened.wrong == [] && opened.count > 20, "\(opened)")
        await game.world.database.close()
    }
}

/// A plan whose tasks read two campaigns, one below the other, at many places, narrowed or not, live and as published.
private final class ProgressGame: @unchecked Sendable {
    private static let places = ["", "610000", "610100", "610113", "610116", "110105"]
    private static let renaming = "code,level,parent,name_zh,name_en,valid_from,replaces\n610199,county,610100,新安区,Xin'an District,2026-01-01,610116\n"

    let world: PlanHouse
    private let campaigns: [ID<Campaign>]
    private var activities: [ID<Activity>] = []
    private var number = 0
    /// What the records said of each campaign when its edition was locked.
    private var published: [ID<Campaign>: FigureAnswer] = [:]

    private init(_ world: PlanHouse, _ campaigns: [ID<Campaign>]) { (self.world, self.campaigns) = (world, campaigns) }

    static func make(_ engine: TestEngine) async throws -> ProgressGame {
        let world = try await PlanHouse.make(engine, file)
        let campaigns = try await world.database.read { tx in try ["action-2026", "week-2026"].map { try #require(try tx.campaign(key: $0)).id } }
        try await world.issue("plan-2026")
        // In the middle of the line, so that lights are of every colour.
        world.clock.set("2026-08-15T02:00:00Z")
        return ProgressGame(world, campaigns)
    }

    private static var file: String {
        var lines = [String(PlanHouse.file[..<(PlanHouse.file.firstRange(of: "\nplans:")?.lowerBound ?? PlanHouse.file.endIndex)])]
        lines.append(
            """
              - {key: week-2026, name: {zh: "科技周", en: "Science Week"}, kind: series, year: 2026, parent: action-2026, begin: "2026-05-01", end: "2026-12-31", accent: jade, summary: {zh: "周", en: "Week"}}
            plans:
              - {key: plan-2026, name: {zh: "计划", en: "Plan"}, campaign: action-2026, authority: association, year: 2026, from: "2026-01-01", to: "2026-12-31"}
            tasks:
            """)
        for campaign in ["action-2026", "week-2026"] {
            for place in places {
                let targets = "targets: [{by: \"2026-06-30\", value: 4}, {by: \"2026-12-31\", value: 10}]"
                var goals = ["activities", "sessions", "visits", "viewers"].map { "{key: \($0), figure: \($0), \(targets)}" }
                goals.append("{key: lectures, figure: visits, kind: lecture, \(targets)}")
                goals.append("{key: onsite, figure: activities, within: {mode: onsite}, \(targets)}")
                if place.isEmpty { goals += ["activities", "visits"].map { "{key: \($0)-locked, figure: \($0), reads: locked, \(targets)}" } }
                let region = place.isEmpty ? "" : ", region: \"\(place)\""
                lines.append("  - {key: \(campaign)-\(place.isEmpty ? "all" : place), name: {zh: \"任务\", en: \"Task\"}, campaign: \(campaign), plan: plan-2026, lead: museum\(region), goals: [\(goals.joined(separator: ", "))]}")
            }
        }
        return lines.joined(separator: "\n")
    }

    func step(_ chance: inout Seeded) async throws -> String {
        let kind = activities.count < 4 ? 0 : chance.below(10), dice = (0..<4).map { _ in chance.below(1_000_000) }
        let (activity, campaign) = (activities.randomElement(using: &chance) ?? ID(0), campaigns[chance.below(2)])
        do {
            return try await world.database.write { tx in try self.act(kind, dice, activity, campaign, tx) }
        } catch let refusal as Refusal { return "refused: \(refusal.code)" }
    }

    private func act(_ kind: Int, _ dice: [Int], _ activity: ID<Activity>, _ campaign: ID<Campaign>, _ tx: Transaction) throws -> String {
        switch kind {
        case 0, 1: return try add(dice, campaign, tx)
        case 2, 3: return try move(dice, activity, tx)
        case 4:
            try tx.place(activity, in: campaign)
            return "placed"
        case 5 where dice[0] % 3 == 0:
            try tx.withdraw(activity, from: campaign, reason: "重复", by: PlanHouse.program)
            return "withdrawn"
        case 6 where dice[0] % 3 == 0:
            guard let session = try tx.sessions(of: activity).first else { return "" }
            try tx.removeSession(session, house: PlanHouse.house.house, by: 9)
            return "session taken away"
        case 7, 8:
            let claims = try tx.claims(activity: activity, session: nil)
            guard !claims.isEmpty else { return try report(dice, activity, tx) }
            try tx.correctClaim(claims[dice[0] % claims.count].id, in: activity, value: Int64(dice[1] % 8), reason: "重新清点", by: 2)
            return "corrected"
        default: return try report(dice, activity, tx)
        }
    }

    private func add(_ dice: [Int], _ campaign: ID<Campaign>, _ tx: Transaction) throws -> String {
        number += 1
        var draft = ActivityDraft(
            organiser: world.units[dice[0] % world.units.count], title: Wording("活动 \(number)", "Activity \(number)"), summary: Wording("简介", "Summary"),
            kind: dice[1] % 2 == 0 ? .lecture : .contest)
        draft.content.region = Self.region(dice[2])
        let id = try tx.addActivity(draft)
        try tx.place(id, in: campaign)
        for one in 0...(dice[3] % 2) {
            let begin = instant("2026-06-\(10 + (dice[3] + one) % 9)T01:00:00Z")
            try tx.addSession(SessionDraft(begin: begin, end: begin.adding(hours: 1), capacity: 50), to: id)
        }
        activities.append(id)
        return "added"
    }

    private static func region(_ dice: Int) -> String? { places[dice % places.count].isEmpty ? nil : places[dice % places.count] }

    private func move(_ dice: [Int], _ activity: ID<Activity>, _ tx: Transaction) throws -> String {
        guard let latest = try tx.latestVersion(of: activity) else { return "" }
        var content = latest.content
        content.region = Self.region(dice[0])
        try tx.revise(activity, to: content, seen: latest.number, by: 9)
        for placement in try tx.placements(of: activity) where placement.state == .published { try tx.place(activity, in: placement.campaign) }
        return "moved"
    }

    private func report(_ dice: [Int], _ activity: ID<Activity>, _ tx: Transaction) throws -> String {
        let sessions = try tx.sessions(of: activity)
        guard !sessions.isEmpty else { return "" }
        let claim = try tx.makeClaim(
            ClaimDraft(activity: activity, session: sessions[dice[0] % sessions.count].id, value: Int64(dice[1] % 8), method: dice[2] % 2 == 0 ? .reported : .estimated, reason: "签到表"), by: 1)
        try tx.decideClaim(claim, in: activity, on: .accept, reason: "已核对", by: 2)
        return "reported"
    }

    func lock() async throws -> String {
        published = try await world.database.write { [campaigns] tx in
            let said = try campaigns.map { ($0, try tx.recountedFigures(FigureQuestion($0))) }
            _ = try tx.lockFigures(campaigns[0], by: 9)
            return Dictionary(uniqueKeysWithValues: said)
        }
        return "locked"
    }

    func rename() async throws -> String {
        _ = try await world.database.write { tx in try tx.applyRegionEdition(try RegionEdition.parse(csv: Self.renaming)) }
        return "renamed"
    }

    /// Where the progress differs from what the figures say, or what they say from the records; and where the public list has another light.
    func problems() async throws -> [String] {
        try await world.database.read { [published] tx in
            let plan = try #require(try tx.actionPlan(key: "plan-2026"))
            let all = try tx.progress(of: tx.contents(of: plan))
            var out: [String] = []
            for task in all {
                for goal in task.goals {
                    let name = "\(goal.goal.key) of \(task.task.key)"
                    var question = goal.wish.question
                    if case .within(let code) = question.place { question.place = .within(try tx.figurePlace(code)?.code ?? code) }
                    let (figure, records) = (try tx.figures(question).value(of: goal.wish.indicator), try tx.recountedFigures(question).value(of: goal.wish.indicator))
                    if figure != records { out.append("figure \(name): \(String(describing: figure)) for \(String(describing: records))") }
                    let isPublished = goal.goal.reads == .locked && !published.isEmpty
                    let expected = isPublished ? published[goal.goal.source.campaign]?.value(of: goal.wish.indicator) : records
                    if goal.counted != expected { out.append("\(name): \(String(describing: goal.counted)) for \(String(describing: expected))") }
                    if goal.isNotLockedYet != (goal.goal.reads == .locked && published.isEmpty) { out.append("\(name): locked or not") }
                    let light = plan.rule.light(expected?.value, targets: goal.goal.targets, begin: plan.begin, today: tx.now.day(in: .china))
                    if goal.light != light { out.append("light of \(name): \(goal.light) for \(light)") }
                }
            }
            let seen = Dictionary(uniqueKeysWithValues: try tx.publicLights(of: plan).map { ($0.task.id, $0) })
            for one in all where seen[one.task.id]?.light != one.light || seen[one.task.id]?.goals != one.goals { out.append("list: \(one.task.key)") }
            return out
        }
    }

    /// Follows every number on the pages of the tasks.
    func opened() async throws -> (count: Int, wrong: [String]) {
        var (count, wrong): (Int, [String]) = (0, [])
        for campaign in ["action-2026", "week-2026"] {
            for place in ["all", "610100", "610116"] {
                let page = try await world.visitor.go("/plans/plan-2026/\(campaign)-\(place)")
                for link in page.html.matches(of: /<a href="(\/figures\/[^"]+)"><data value="[0-9]+"[^>]*>([0-9,]+)<\/data><\/a>/) {
                    count += 1
                    let (path, number) = (String(link.1.prefix { $0 != "#" }).replacing("&amp;", with: "&"), String(link.2))
                    let figure = try await world.visitor.go(path)
                    if figure.status != 200 || !figure.text.contains(number) { wrong.append("\(number) at \(path): \(figure.status)") }
                }
            }
        }
        return (count, wrong)
    }
}
