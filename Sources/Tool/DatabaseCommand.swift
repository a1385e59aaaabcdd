import App
import ArgumentParser
import Kernel
import Regions
import Storage

struct DatabaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "database", abstract: "The database itself.", subcommands: [MigrateCommand.self, RegionsCommand.self])
}

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "migrate", abstract: "Bring the tables up to date (every command does so too).")

    @Flag(help: "Only show what is missing") var plan = false
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        if plan {
            for name in try await Kepu.pendingMigrations(database.address, logger: database.logger) { Terminal.say(name) }
        } else {
            try await database.with { _ in Terminal.say(Phrase("数据表已是最新。", "The tables are up to date.")) }
        }
    }
}

struct RegionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regions", abstract: "Apply a new edition of the table of divisions (CSV: code, level, parent, name_zh, name_en, valid_from, replaces).")

    @Argument(help: "The edition's file") var file: String
    @Flag(help: "Only check it") var plan = false
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let text = String(decoding: try FileBytes.read(file, limit: 16 << 20), as: UTF8.self)
        let edition = try RegionEdition.parse(csv: text)
        let isPlan = plan
        try await database.with { kepu in
            do {
                try await kepu.database.writeAlone { tx in
                    try tx.applyRegionEdition(edition)
                    if isPlan { throw PlanOnly() }
                }
                Terminal.say(Phrase("新版区划已生效。旧记录保留旧名称。", "The new edition is in force. Old records keep their old names."))
            } catch is PlanOnly {
                Terminal.say(Phrase("检查通过，没有更改。", "It checks out; nothing was changed."))
            }
        }
    }
}

struct PlanOnly: Error {}
