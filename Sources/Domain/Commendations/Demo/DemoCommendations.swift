import Access
import Declaration
import Kernel
import Language
import Rooms
import Storage
import Venues

/// The demonstration's commendations, by the room's own verbs at the moments at which they happened: one being scored, one published.
enum DemoCommendations {
    static let part = DemoPart(order: 50, Phrase("示例表扬：计分中的一份，名单已公布的一份", "Demonstration: commendations, one being scored, one published")) { house, database in
        guard try await database.read({ tx in try tx.commendation(key: DemoCommendationFile.open) }) == nil else { return }
        let today = try await database.read { tx in tx.now.day(in: .china) }
        try await declare(today, house, database)
        try await database.at(moment(today.adding(days: -3), 10)).write { tx in try state(in: DemoCommendationFile.open, isJudged: false, tx) }
        try await database.at(moment(today.adding(days: -40), 10)).write { tx in try state(in: DemoCommendationFile.published, isJudged: true, tx) }
        try await database.at(moment(today.adding(days: -30), 18)).writeAlone { tx in try tx.takeNumbers(try tx.requireCommendation(DemoCommendationFile.published)) }
        try await database.at(moment(today.adding(days: -25), 9)).writeAlone { tx in try tx.publishCommendation(DemoCommendationFile.published, by: program) }
        let open = try await database.read { tx in try tx.requireCommendation(DemoCommendationFile.open) }
        try await CommendationJobs.reckon(open, database)
    }

    /// Stands for everybody who acts before there are accounts. It is the program itself.
    private static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all), Grant(.host, over: .all)])

    private static func declare(_ today: Day, _ house: House, _ database: Database) async throws {
        let declarations = Declarations(sections: house.sections, dependants: house.dependants, checks: DeclarationChecks(isRegion: { !$0.isEmpty }))
        do {
            _ = try await declarations.apply(
                [(name: "demo-commendations.yaml", bytes: Array(DemoCommendationFile.text(today).utf8))], to: database.at(moment(today.adding(days: -70), 9)))
        } catch let problems as DeclarationProblems {
            throw Refusal(.invalid, "demo-commendations", Phrase(problems.text(.zh), problems.text(.en)))
        }
    }

    private static func state(in key: String, isJudged: Bool, _ tx: Transaction) throws {
        let one = try tx.requireCommendation(key)
        for statement in DemoCommendationFile.statements {
            guard let unit = try tx.organisation(key: statement.unit)?.id else { continue }
            try tx.stateMaterial(statement.says, for: "topic", of: unit, in: one, by: program)
            guard let points = statement.points ?? (isJudged ? 1_000 : nil) else { continue }
            try tx.judgeMaterial(points, because: "话题有本馆特色，依据齐全。（示例）", for: "topic", of: unit, in: one, by: program)
        }
    }

    private static func moment(_ day: Day, _ hour: Int) -> Instant { LocalTime(day: day, hour: hour, minute: 0)?.instant(in: .china) ?? Instant(microseconds: 0) }
}
