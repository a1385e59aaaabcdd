import Access
import Calls
import Declaration
import Kernel
import Language
import Rooms
import Storage
import Venues

/// The demonstration's rounds, by the room's own verbs at the moments at which they happened: one open, one published with an appeal.
enum DemoRounds {
    static let part = DemoPart(order: 46, Phrase("示例轮次：申报和配发实体资源", "Demonstration: rounds of declarations")) { house, database in
        guard try await database.read({ tx in try tx.round(key: DemoRoundFile.open) }) == nil else { return }
        let today = try await database.read { tx in tx.now.day(in: .china) }
        try await declare(today, house, database)
        try await publish(today, database)
        try await open(today, database)
    }

    /// Stands for everybody who acts before there are accounts. It is the program itself.
    private static let program = Identity(
        account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all), Grant(.host, over: .all), Grant(.supervisor, over: .all)])

    private static func declare(_ today: Day, _ house: House, _ database: Database) async throws {
        let declarations = Declarations(sections: house.sections, dependants: house.dependants, checks: DeclarationChecks(isRegion: { !$0.isEmpty }))
        do {
            _ = try await declarations.apply([(name: "demo-rounds.yaml", bytes: Array(DemoRoundFile.text(today).utf8))], to: database.at(moment(today.adding(days: -60), 9)))
        } catch let problems as DeclarationProblems {
            throw Refusal(.invalid, "demo-rounds", Phrase(problems.text(.zh), problems.text(.en)))
        }
    }

    /// Everything up to the published result, and an appeal that waits.
    private static func publish(_ today: Day, _ database: Database) async throws {
        var made: [ID<RoundDeclaration>] = []
        for (number, wish) in DemoRoundFile.wishes.enumerated() {
            made.append(try await hand(wish, in: DemoRoundFile.published, on: moment(today.adding(days: -30), 9 + number % 8), database))
        }
        let ids = made
        try await database.at(moment(today.adding(days: -15), 10)).write { tx in for id in ids { try tx.step(id, DeclarationStep(.accept), by: program) } }
        try await database.at(moment(today.adding(days: -1), 9)).write { tx in
            try tx.publish(DemoRoundFile.published, calendar: DemoRoundFile.calendar(for: today), by: program)
        }
        try await database.at(moment(today.adding(days: -1), 15)).write { tx in
            guard let last = ids.last else { return }
            _ = try tx.fileAppeal(last, "我县学生数应为 41200 人，填报时漏了两所乡镇中学，附县教育局统计表。（示例）", by: program)
        }
    }

    /// Two have handed in, one of them was returned.
    private static func open(_ today: Day, _ database: Database) async throws {
        var made: [ID<RoundDeclaration>] = []
        for wish in DemoRoundFile.wishes.prefix(3) { made.append(try await hand(wish, in: DemoRoundFile.open, on: moment(today.adding(days: -3), 10), database)) }
        let ids = made
        try await database.at(moment(today.adding(days: -2), 10)).write { tx in
            try tx.step(ids[0], DeclarationStep(.accept), by: program)
            try tx.step(ids[1], DeclarationStep(.giveBack, says: "请补充展厅的供电和门宽。（示例）"), by: program)
        }
    }

    private static func hand(_ wish: DemoRoundFile.Wish, in key: String, on moment: Instant, _ database: Database) async throws -> ID<RoundDeclaration> {
        try await database.at(moment).write { tx in
            let unit = try DemoRoundFile.organisation(wish.unit, tx), round = try tx.requireRound(key)
            let id = try tx.startDeclaration(in: round, of: unit, by: program)
            let answers = ["pupils": String(wish.pupils), "distance": String(wish.distance), "site": wish.site, "social": wish.isSocial ? "1" : "0"]
            try tx.saveDeclaration(id, DeclarationBody(wants: wish.wants, answers: answers), seen: nil, by: program)
            try tx.step(id, DeclarationStep(.submit), by: program)
            return id
        }
    }

    private static func moment(_ day: Day, _ hour: Int) -> Instant { LocalTime(day: day, hour: hour, minute: 0)?.instant(in: .china) ?? Instant(microseconds: 0) }
}
