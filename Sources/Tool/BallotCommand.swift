import ArgumentParser
import Ballots
import Foundation
import Kernel

struct BallotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ballot", abstract: "Check a draw that was published.", subcommands: [BallotVerifyCommand.self])
}

struct BallotVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Is the draw what its seed and its entries give? Computes it again.",
        discussion: """
            FILE is “The file of the draw (JSON)” of a ballot's page. Exit code 1 when anything differs. With the commitment that was published before
            entries closed, and the digest of the entries, nobody can have made the file anew.

              kepu ballot verify ballot.json --commitment 9f86d0…
            """)

    @Argument(help: "The published file") var file: String
    @Option(help: "The commitment as it was published before entries closed") var commitment: String?
    @Option(help: "The digest of the entries as it was published") var digest: String?
    @OptionGroup var output: OutputOption

    func run() throws {
        try FileBytes.check(file)
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw Refusal(.invalid, "file-unreadable", "读不了文件 \(file)。", "The file \(file) cannot be read.")
        }
        let ballot = try BallotFile.read(bytes)
        let problems = ballot.problems(commitment: commitment, digest: digest)
        let winners = ballot.result.count { $0.session != nil }
        if output.json {
            let list = JSONText.list(problems.map { JSONText.object([("zh", JSONText.quote($0.zh)), ("en", JSONText.quote($0.en))]) })
            Terminal.say(
                JSONText.object([
                    ("verified", problems.isEmpty ? "true" : "false"), ("ballot", JSONText.quote(ballot.ballot)), ("entries", String(ballot.entries.count)),
                    ("drawn", String(winners)), ("problems", list),
                ]))
        } else if problems.isEmpty {
            Terminal.say(
                Phrase(
                    "核对无误：\(ballot.entries.count) 个报名，抽中 \(winners) 个。", "The draw is what its seed and entries give: \(ballot.entries.count) entries, \(winners) drawn."))
        } else {
            for problem in problems { Terminal.say(problem) }
        }
        if !problems.isEmpty { throw ExitCode(1) }
    }
}
