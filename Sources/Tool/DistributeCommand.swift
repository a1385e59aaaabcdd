import App
import ArgumentParser
import Declaration
import Kernel
import Rooms
import Storage
import StoragePostgres

/// `kepu database distribute`: the tables of places, bookings and visits over the machines of a Citus cluster.
struct DistributeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "distribute", abstract: "Spread the tables of places, bookings and visits over the machines of a Citus cluster, by the activity.",
        discussion: """
            For a PostgreSQL with the extension Citus whose machines have been added. Everything of one activity comes to one machine; what is small stays
            where it is. Run again after a new version of the program, it spreads what is new. Writing to a table waits while it is spread.
            """)

    @Flag(help: "Only show what there is and what would be done") var plan = false
    @Option(help: "Into how many parts the tables are cut, the first time") var shards = 32
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard (1...1024).contains(shards) else { throw ValidationError("--shards is a number from 1 to 1024, not \(shards).") }
    }

    func run() async throws {
        let (isPlan, shards, isLoud) = (plan, shards, !output.json)
        let found = try await database.with(isPlan ? .look : .change) { kepu in
            let names = kepu.house.busyTables
            if !isPlan {
                try await Distribution.apply(kepu.database, tables: names, shards: shards) { name in
                    if isLoud { Terminal.say(Phrase("已分布：\(name)", "spread: \(name)")) }
                }
            }
            return try await Distribution.look(kepu.database, tables: names)
        }
        if output.json {
            let value = DeclaredValue.record(of: [
                "citus": [found.version ?? ""], "nodes": found.nodes, "spread": found.tables.filter { $0.state == .spread }.map(\.name),
                "whole": found.tables.filter { $0.state == .whole }.map(\.name),
            ])
            return Terminal.say(value.prettyJSON, end: "")
        }
        say(found)
    }

    private func say(_ found: Distribution) {
        if let version = found.version {
            let nodes = found.nodes.joined(separator: ", ")
            Terminal.say(Phrase("Citus \(version)，\(found.nodes.count) 台机器：\(nodes)", "Citus \(version), \(found.nodes.count) machines: \(nodes)"))
        } else {
            Terminal.say(Phrase("没有 Citus 扩展；所有表都在这一台机器上。", "No extension citus: all tables lie on this machine."))
        }
        for table in found.tables {
            let state = switch table.state {
            case .spread: Phrase("按活动分布", "spread by activity")
            case .whole: table.isKeyed ? Phrase("在本机，可以分布", "on this machine, can be spread") : Phrase("在本机，键不含活动，不能分布", "on this machine, its key lacks the activity")
            }
            Terminal.say(Phrase("\(table.name)：\(state.zh)，\(table.size / 1024) KB", "\(table.name): \(state.en), \(table.size / 1024) KB"))
        }
    }
}
