import App
import ArgumentParser
import Declaration
import Foundation
import Kernel
import Storage

struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Apply campaign files; applied again, nothing changes.",
        discussion: """
            All files together are applied in one transaction, or nothing is: what is wrong is told with file, line and field. What was
            changed at the desk since the last apply is kept and shown. A file is known by its name, without its folder. docs/campaign-files.md says how a file is written.
            """)

    @Argument(help: "Campaign files (YAML)") var files: [String]
    @Flag(help: "Only show what would be created, changed and left alone") var plan = false
    @Flag(help: "A file lies in another folder than when it was applied last") var moved = false
    @Flag(help: "Replace what was changed at the desk since the last apply") var overwrite = false
    @OptionGroup var output: OutputOption
    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let contents = try files.map { (name: $0, bytes: try FileBytes.read($0, limit: 4 << 20)) }
        try await database.with(plan ? .plan : .change) { kepu in
            let outcome = try await kepu.declarations.apply(
                contents, to: kepu.database, overwrite: overwrite, planOnly: plan, folder: Self.folder, moved: moved)
            Terminal.say(output.json ? outcome.json.prettyJSON : PlanPrinter(outcome, Terminal.language).text, end: "")
        }
    }

    /// The folder of a file, links followed.
    private static func folder(_ path: String) -> String? { URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent().path }
}
