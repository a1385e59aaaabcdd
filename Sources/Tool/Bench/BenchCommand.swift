import ArgumentParser

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure this machine and this database with made-up records, in a database of their own.", subcommands: [BenchFiguresCommand.self])
}
