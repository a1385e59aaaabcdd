import App
import ArgumentParser
import Kernel
import Rooms

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring in records from a file: JSON, CSV or XLSX.",
        discussion: """
            All of the file in one transaction, or nothing, with a report row by row; docs/import.md says how a mapping is written.

              kepu import activities FILE --map MAPPING.yaml --plan
              kepu import readings FILE --plan
            """)

    @Argument(help: "What to bring in: activities or readings") var what: String
    @Argument(help: "The file") var file: String
    @Option(help: "The mapping file") var map: String?
    @Flag(help: "Only show what would happen") var plan = false
    @Flag(help: "Take the good rows even when others are refused") var acceptGoodRows = false
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        try FileBytes.check(file)
        if let map { try FileBytes.check(map) }
        try await database.with(plan ? .longPlan : .longChange) { kepu in
            let importer = try Importers.named(what, kepu)
            let meter = ProgressMeter(importer.title)
            let request = Importer.Request(
                file: file, mapping: map, isPlan: plan, acceptsGoodRows: acceptGoodRows, actor: 0, language: Terminal.language,
                progress: { meter.show($0, share: $1) })
            let report = try await importer.run(request, kepu.house, kepu.database)
            Terminal.endProgress()
            try Terminal.tell(report, asJSON: output.json)
        }
    }
}

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "undo", abstract: "Take an import back; what has bookings, claims or later edits is named and kept.")

    @Argument(help: "The import's number, as its report printed it") var importID: String
    @Option(help: "What was brought in") var what = "activities"
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        try database.requireFile()
        try await database.with(.change) { kepu in
            guard let undo = try Importers.named(what, kepu).undo else {
                throw Refusal(.invalid, "undo", "这类导入不能撤回。", "Imports of this kind cannot be taken back.")
            }
            let report: Importer.Report
            do { report = try await undo(importID, 0, Terminal.language, kepu.house, kepu.database) } catch let refusal as Refusal where refusal.kind == .notFound {
                throw Refusal(
                    .notFound, "no-such-import", "没有导入 \(importID)。编号在导入报告的最后一行。",
                    "There is no import \(importID). Its number stands in the last line of the import's report.")
            }
            try Terminal.tell(report, asJSON: output.json)
        }
    }
}

enum Importers {
    static func named(_ what: String, _ kepu: Kepu) throws -> Importer {
        if let importer = kepu.house.importers.first(where: { $0.what == what }) { return importer }
        let known = kepu.house.importers.map(\.what).joined(separator: ", ")
        throw Refusal(.invalid, "import", "不能导入“\(what)”。可以是：\(known)。", "Cannot import “\(what)”; there is: \(known).")
    }
}

extension Terminal {
    /// A report: on standard error, and with an exit code, where nothing was brought in.
    static func tell(_ report: Importer.Report, asJSON: Bool) throws {
        if asJSON {
            say(report.json)
        } else {
            for line in report.lines { report.succeeded ? say(line) : remark(Phrase(same: line)) }
        }
        if !report.succeeded { throw ExitCode(65) }
    }
}
