import App
import ArgumentParser
import Foundation
import Kernel
import Logging
import Rehearsal
import Rehearsals
import Storage

struct RehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse", abstract: "Play a campaign from its beginning to its end, through the pages, in process, under a simulated clock.",
        discussion: """
            \(RehearsalPlay.all.map { "\($0.name): \($0.title.en)" }.joined(separator: "\n"))

            Every role acts through the forms that people use; whatever does not come out as it must ends the rehearsal with exit code 1.
            Without --keep the database goes afterwards; with it, look at the result with kepu serve --database sqlite:FILE.
            """)

    @Argument(help: "Which one: the name of its campaign file, without folder and ending") var name: String
    @Option(help: "Where the campaign files lie") var folder = "campaigns"
    @Option(help: "Keep the database in this file, which must not exist yet") var keep: String?

    func validate() throws {
        guard RehearsalPlay.all.contains(where: { $0.name == name }) else {
            throw ValidationError("There is no rehearsal of “\(name)”; there is: \(RehearsalPlay.all.map(\.name).joined(separator: ", ")).")
        }
    }

    func run() async throws {
        guard let play = RehearsalPlay.all.first(where: { $0.name == name }) else { return }
        let file = try FileBytes.read("\(folder)/\(name).yaml", limit: 4 << 20)
        let scratch = FileManager.default.temporaryDirectory.appending(path: "kepu-rehearsal-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let path = try keep.map(Self.free) ?? scratch.appending(path: "kepu.db").path
        let clock = StandingClock(play.begin)
        var logger = Logger(label: "kepu") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        let kepu = try await Kepu.open("sqlite:" + path, clock: clock.clock, logger: logger)
        Terminal.say(play.title)
        do {
            try await play.play(try await Stage(kepu, clock: clock) { Terminal.say($0) }, file)
        } catch let problem as RehearsalProblem {
            await kepu.database.close()
            Terminal.complain(Phrase("排练中断：\(problem)", "the rehearsal stopped: \(problem)"), code: "rehearsal")
            throw ExitCode(1)
        }
        await kepu.database.close()
        Terminal.say(Phrase("排练完成，结果与来源一致。", "The rehearsal is over; it came out as the sources say."))
        if let keep { Terminal.say(Phrase("查看结果：kepu serve --database sqlite:\(keep)", "Look at it: kepu serve --database sqlite:\(keep)")) }
    }

    private static func free(_ path: String) throws -> String {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Refusal(.invalid, "rehearsal-file", "文件 \(path) 已存在；排练需要一个新文件。", "There is a file \(path) already; a rehearsal needs a new one.")
        }
        return path
    }
}
