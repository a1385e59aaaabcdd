import App
import ArgumentParser
import Kernel
import Portal

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Load the demonstration: the five campaigns, 2,000 labelled activities or more, accounts with random passwords printed once.",
        discussion: """
            Into an empty database only, and not while a server has it open: kepu serve --demo loads it at its start.
            --activities loads further labelled activities, up to 500,000 in all, without bookings and figures, the same for the same --seed.
            """)

    @OptionGroup var database: DatabaseOption

    @Option(help: "How many activities there are to be in all, from 2,000 to 500,000.")
    var activities = DemoMultitude.usual

    @Option(help: "How many of the further activities wait for a moderator.")
    var waiting = 0

    @Option(help: "Another number from 0 to 1000000, another programme.")
    var seed = 1

    func validate() throws {
        guard (DemoMultitude.usual...DemoMultitude.most).contains(activities) else {
            throw ValidationError("--activities is a number from \(DemoMultitude.usual) to \(DemoMultitude.most), not \(activities).")
        }
        guard (0...activities - DemoMultitude.usual).contains(waiting) else {
            throw ValidationError("--waiting is a number from 0 to \(activities - DemoMultitude.usual), those beyond the usual ones, not \(waiting).")
        }
        guard (0...1_000_000).contains(seed) else { throw ValidationError("--seed is a number from 0 to 1000000, not \(seed).") }
    }

    func run() async throws {
        try await database.with(.alone) { kepu in
            try await Demonstration.load(kepu, ifEmpty: false)
            guard activities > DemoMultitude.usual else { return }
            Terminal.say(Phrase("· 另加 \(activities - DemoMultitude.usual) 项示例活动", "· \(activities - DemoMultitude.usual) further demonstration activities"))
            let meter = ProgressMeter(Phrase("项活动", "activities"))
            try await DemoMultitude.grow(to: activities, waiting: waiting, seed: seed, into: kepu.database) { meter.show($0, share: $1) }
            Terminal.endProgress()
        }
    }
}
