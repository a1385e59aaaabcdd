import Declaration
import Kernel
import Language
import Rooms
import Storage

/// The demonstration's calls in every state, by the room's own verbs: one open, one in review, one in public notice, two whose titles stand in
/// the register.
enum DemoCalls {
    static let part = DemoPart(order: 40, Phrase("示例数据：征集、评审、公示和称号", "Demonstration: calls, reviews, notices and titles")) { house, database in
        let days = try await database.read { tx in DemoCallDays(today: try firstDay(tx) ?? tx.now.day(in: Notice.zone)) }
        try await declare(days, house, database)
        try await grant(.first, [0, 1, 6, 7, 8], years: 4, days, database)
        try await grant(.second, [0, 1, 2, 3, 4, 5], years: 2, days, database)
        try await DemoTitles(days: days, database: database).load()
        try await publish(days, database)
        try await judge(days, database)
        try await call(days, database)
    }

    /// The day on which it was first loaded, so that loading goes on as it began.
    private static func firstDay(_ tx: Transaction) throws -> Day? {
        try tx.call(key: DemoCall.camps.rawValue)?.opensAt?.day(in: Notice.zone).adding(days: 10)
    }

    /// The measures as they stood four years ago; again changes nothing.
    private static func declare(_ days: DemoCallDays, _ house: House, _ database: Database) async throws {
        let checks = DeclarationChecks(isRegion: { !$0.isEmpty })
        let declarations = Declarations(sections: house.sections, dependants: house.dependants, checks: checks)
        let past = database.at(DemoCallDays.moment(days.back(4, 2, 1), 9))
        do {
            _ = try await declarations.apply([(name: DemoCallFile.key + ".yaml", bytes: Array(DemoCallFile.text(days).utf8))], to: past)
        } catch let problems as DeclarationProblems {
            throw Refusal(.invalid, "demo-calls", Phrase(problems.text(.zh), problems.text(.en)))
        }
    }

    /// A call that has gone through the whole chain, all of its units recognised.
    private static func grant(_ call: DemoCall, _ units: [Int], years: Int, _ days: DemoCallDays, _ database: Database) async throws {
        let chain = DemoChain(call: call, days: days, database: database)
        try await chain.apply(units, on: days.back(years, 3, 20), categories: true)
        try await chain.recommend(units, on: days.back(years, 4, 1))
        try await chain.pass(units, on: days.back(years, 4, 18))
        try await chain.review(chosen: days.back(years, 4, 20), signed: days.back(years, 5, 8))
        try await chain.inspect(on: days.back(years, 5, 12))
        try await chain.propose(units.count, meeting: days.back(years, 5, 15), notice: days.back(years, 5, 18))
        if call == .second {
            try await chain.object(to: 2, on: days.back(years, 5, 19), facts: "该馆去年有一段时间没有开放，请核实。（示例）")
            try await chain.dismiss(on: days.back(years, 5, 25))
        }
        try await chain.recognise(on: days.back(years, 6, 10))
    }

    /// The third call: its list is public, and somebody has objected to one of it.
    private static func publish(_ days: DemoCallDays, _ database: Database) async throws {
        let units = [5, 6, 7, 8, 9, 10], chain = DemoChain(call: .third, days: days, database: database)
        try await chain.apply(units, on: days.ago(65), categories: true)
        try await chain.decline([10], on: days.ago(50))
        try await chain.recommend(units, on: days.ago(50))
        try await chain.pass(units, on: days.ago(44))
        try await chain.review(chosen: days.ago(40), signed: days.ago(32))
        try await chain.inspect(on: days.ago(26))
        try await chain.propose(4, meeting: days.ago(22), notice: days.lastWorkday)
        try await chain.object(to: 2, on: days.lastWorkday, facts: "该馆展厅今年上半年多次临时闭馆，与申报的开放天数不符。（示例）")
    }

    /// The studios: experts are chosen and most sheets are signed.
    private static func judge(_ days: DemoCallDays, _ database: Database) async throws {
        let units = [2, 3, 5, 8, 9, 10], chain = DemoChain(call: .studios, days: days, database: database)
        try await chain.apply(units, on: days.ago(40))
        try await chain.recommend(units, on: days.ago(26))
        try await chain.pass(units, on: days.ago(19))
        try await chain.review(chosen: days.ago(15), signed: days.ago(6), leaving: true)
    }

    /// The camps: the call is open; some wait for the recommender, some for the office, two are the host's own.
    private static func call(_ days: DemoCallDays, _ database: Database) async throws {
        let chain = DemoChain(call: .camps, days: days, database: database)
        try await chain.apply([4, 6, 7], on: days.ago(5))
        try await chain.recommend([4, 6], on: days.ago(4))
        try await chain.pass([4], on: days.ago(3))
        try await chain.apply([1, 2], on: days.ago(2))
        try await chain.keepHostBusy()
    }
}
