import App
import ArgumentParser
import Declaration
import Kernel
import Regions
import Storage

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "The database itself.", subcommands: [MigrateCommand.self, RegionsCommand.self, DistributeCommand.self])
}

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the tables up to date (every command does so too); makes the database where there is none.")

    @Flag(help: "Only show what is missing, line by line") var plan = false
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let missing: [String]
        if plan {
            missing = try await database.withoutMakingOne { try await Kepu.pendingMigrations($0.address, logger: $0.logger) }
        } else {
            missing = []
            try await database.with(.change) { _ in }
        }
        if output.json { return Terminal.say(DeclaredValue.record(of: ["missing": missing]).prettyJSON, end: "") }
        for name in missing { Terminal.say(name) }
        if missing.isEmpty { Terminal.say(Phrase("数据表已是最新。", "The tables are up to date.")) }
    }
}

struct RegionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regions", abstract: "Apply a new edition of the table of divisions.",
        discussion: "A CSV file with the columns code, level, parent, name_zh, name_en, valid_from, replaces. Old records keep their old names.")

    @Argument(help: "The edition's file (CSV)") var file: String
    @Flag(help: "Only check it") var plan = false
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let text = String(decoding: try FileBytes.read(file, limit: 16 << 20), as: UTF8.self)
        let edition = try RegionEdition.parse(csv: text)
        let isPlan = plan
        let isApplied = try await database.with(isPlan ? .plan : .change) { kepu in
            do {
                try await kepu.database.writeAlone { tx in
                    try tx.applyRegionEdition(edition)
                    if isPlan { throw PlanOnly() }
                }
                return true
            } catch is PlanOnly {
                return false
            }
        }
        if output.json { return Terminal.say(DeclaredValue.record(of: ["applied": isApplied]).prettyJSON, end: "") }
        Terminal.say(
            isApplied
                ? Phrase("新版区划已生效。旧记录保留旧名称。", "The new edition is in force. Old records keep their old names.")
                : Phrase("检查通过，没有更改。", "It checks out; nothing was changed."))
    }
}

struct PlanOnly: Error {}
