import App
import ArgumentParser
import Figures
import Foundation
import Kernel
import Replay
import Storage

/// `kepu bench figures`: the Science Day of 2022 again, as large as it may have been.
struct BenchFiguresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures", abstract: "Replay the Science Day of 2022: 74,000 activities and as many participation rows as wanted; then ask what must be answered at once.",
        discussion: """
            Into a database of its own: an empty one, or one that this command has filled before, which it goes on with. Interrupted, it goes on where it
            stood. 300 million rows take about 40 GB of disk with SQLite and 75 GB with PostgreSQL.
            """)

    @OptionGroup var database: DatabaseOption

    @Option(help: "How many participation rows there are to be, up to 300000000.")
    var rows = 3_000_000

    @Option(help: "How many activities, 74000 in 2022; fewer where there are few rows.")
    var activities = 74_000

    @Option(help: "How often each question is asked.")
    var times = 200

    @Option(help: "Rows a second at most, as on a real day: 300 million in seven days of twelve hours are 1000 a second. Left out: as fast as they are taken.")
    var pace: Int?

    @Flag(help: "One JSON object at the end instead of lines for people.")
    var json = false

    func validate() throws {
        guard (100...300_000_000).contains(rows) else { throw ValidationError("--rows is a number from 100 to 300000000, not \(rows).") }
        guard (20...500_000).contains(activities) else { throw ValidationError("--activities is a number from 20 to 500000, not \(activities).") }
        if let pace, !(1...1_000_000).contains(pace) { throw ValidationError("--pace is a number from 1 to 1000000, not \(pace).") }
        guard (3...100_000).contains(times) else { throw ValidationError("--times is a number from 3 to 100000, not \(times).") }
    }

    func run() async throws {
        try await database.with(.alone) { kepu in
            let day = ScienceDay(rows: rows, activities: activities)
            try await refuseOthers(kepu)
            let entering = ProgressMeter(Phrase("项活动", "activities"))
            try await day.enter(into: kepu.database) { entering.show($0, share: $1) }
            Terminal.endProgress()
            // What was entered before the first day is in the roll-ups when it begins, as it would be.
            try await RollUpFollowing.run(kepu.database)
            let follower = RollUpFollower(kepu.database)
            let following = Task { try await follower.run() }
            let taking = ProgressMeter(Phrase("行", "rows"))
            let taken = try await day.take(into: kepu.database, pace: pace) { taking.show($0.rows + $0.before, share: $1) }
            Terminal.endProgress()
            let clock = ContinuousClock(), end = clock.now
            await follower.finish()
            try await following.value
            let rest = end.duration(to: clock.now).components
            let questions = try await FigureQuestions(kepu.database)
            let answers = try await questions.ask(kepu.database, times: times)
            let bare = try await BareRows(min(rows, Self.mostBare), in: kepu.database)
            say(taken, lag: follower.longest, rest: Double(rest.seconds) + Double(rest.attoseconds) * 1e-18, bare, answers)
        }
    }

    /// Enough to be measured by, and soon thrown away.
    private static let mostBare = 2_000_000

    /// Made-up rows never stand beside real ones.
    private func refuseOthers(_ kepu: Kepu) async throws {
        let others = try await kepu.database.read { tx in try tx.number("SELECT COUNT(*) FROM view_campaigns_campaign c WHERE c.key NOT LIKE 'replay-%'") ?? 0 }
        guard others == 0 else {
            throw Refusal(
                .conflict, "bench-database", "这个数据库里有别的活动项目。请用 --database 指定一个空数据库。",
                "This database holds other campaigns. Name an empty one with --database.")
        }
    }

    private func say(_ taken: ScienceDay.Taken, lag: Double, rest: Double, _ bare: BareRows, _ answers: [FigureQuestions.Answer]) {
        let rate = taken.seconds > 0 ? Double(taken.rows) / taken.seconds : 0
        let limit = Double(bare.rows) / max(bare.seconds, 0.000_001)
        let key = answers.first?.half ?? 1
        if json {
            let lines = answers.map { one in
                "{\"number\":\(one.number),\"question\":\(JSONText.quote(one.question.en)),\"half_us\":\(Self.text(one.half)),\"p99_us\":\(Self.text(one.most)),\"lines\":\(one.lines)}"
            }
            print(
                "{\"rows\":\(taken.rows + taken.before),\"new\":\(taken.rows),\"seconds\":\(Self.text(taken.seconds)),\"rows_per_second\":\(Self.text(rate)),\"bare_per_second\":\(Self.text(limit)),\"longest_lag\":\(Self.text(lag)),\"rest\":\(Self.text(rest)),\"answers\":[\(lines.joined(separator: ","))]}"
            )
            return
        }
        Terminal.say(
            Phrase(
                "\(taken.rows) 行，每秒 \(Int(rate)) 行；汇总最多滞后 \(Self.text(lag)) 秒，结束后 \(Self.text(rest)) 秒跟上。",
                "\(taken.rows) rows, \(Int(rate)) a second; the roll-ups at most \(Self.text(lag)) s behind, and \(Self.text(rest)) s after the end."))
        Terminal.say(
            Phrase(
                "同样的行直接写入空表：每秒 \(Int(limit)) 行（\(bare.rows) 行）。", "The same rows put into an empty table with nothing around them: \(Int(limit)) a second (\(bare.rows) rows)."))
        for one in answers {
            let times = one.number == 0 ? "" : " = \(Self.text(one.half / key)) ×"
            Terminal.say(
                Phrase(
                    "\(one.number). \(one.question.zh)：\(Self.text(one.half)) 微秒\(times)，\(one.lines) 行",
                    "\(one.number). \(one.question.en): \(Self.text(one.half)) µs\(times), \(one.lines) lines"))
        }
    }

    private static func text(_ number: Double) -> String { String(format: number < 10 ? "%.2f" : "%.0f", number) }
}

/// Keeps the roll-ups in step meanwhile, and notes how far behind they are at most.
final class RollUpFollower: Sendable {
    private let database: Database
    private let state = Lag()

    init(_ database: Database) { self.database = database }

    var longest: Double { state.longest }

    func run() async throws {
        while true {
            let isOver = state.isOver
            let unread = try await database.read { tx in try RollUpFollowing.oldestUnread(tx).map { Double(tx.now.microseconds - $0.microseconds) / 1e6 } }
            state.note(unread ?? 0)
            if try await RollUpFollowing.step(database) { continue }
            if isOver { return }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    func finish() async { state.end() }
}
