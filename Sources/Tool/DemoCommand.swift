import App
import ArgumentParser

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Load the demonstration: the five campaigns, 2,000 labelled activities, accounts with random passwords printed once.",
        discussion: "Into an empty database only, and not while a server has it open: kepu serve --demo loads it at its start.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        try await database.with(.alone) { kepu in try await Demonstration.load(kepu, ifEmpty: false) }
    }
}
