import Foundation
import TestKit

/// `make torture`: the long form, in independent parts. `torture [PART…] [--seed N] [--rounds N]`; without a part, all of them.
@main
struct TortureCommand {
    static func main() async {
        // By `exit`, so that the servers that were started end too.
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number) { exit(128 + $0) } }
        if CommandLine.arguments.dropFirst().first == HistoryClient.word { return await HistoryClient.run(Array(CommandLine.arguments.dropFirst(2))) }
        var (names, seed, rounds) = ([String](), UInt64.random(in: 1...999_999_999), Int?.none)
        var words = CommandLine.arguments.dropFirst()
        while let word = words.popFirst() {
            switch word {
            case "--seed": seed = words.popFirst().flatMap { UInt64($0) } ?? seed
            case "--rounds": rounds = words.popFirst().flatMap { Int($0) }
            default: names.append(word)
            }
        }
        let unknown = names.filter { name in !TorturePart.all.contains { $0.name == name } }
        guard unknown.isEmpty else {
            let known = TorturePart.all.map { "  \($0.name)  \($0.about)" }.joined(separator: "\n")
            FileHandle.standardError.write(Data("torture: there is no part \(unknown.joined(separator: ", ")); there is:\n\(known)\n".utf8))
            exit(64)
        }
        var allHold = true
        for part in TorturePart.all where names.isEmpty || names.contains(part.name) {
            allHold = await play(part, seed: seed, rounds: rounds ?? part.rounds) && allHold
        }
        exit(allHold ? 0 : 1)
    }

    private static func play(_ part: TorturePart, seed: UInt64, rounds: Int) async -> Bool {
        Torture.line("== \(part.name): \(part.about); seed \(seed), \(rounds) rounds")
        let start = ContinuousClock.now
        func minutes() -> String { String(format: "%.1f min", Double(start.duration(to: .now).components.seconds) / 60) }
        let folder = TestFolder.path("torture-" + part.name)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for outcome in try await part.play(Torture(seed: seed, rounds: rounds, folder: folder)) {
                Torture.line("  \(outcome.on): \(outcome.found)")
                Record.add(part.name, outcome.on, seed, outcome.rounds, "holds: " + outcome.found, minutes())
            }
            try? FileManager.default.removeItem(atPath: folder)
            return true
        } catch {
            FileHandle.standardError.write(Data("torture \(part.name): \(error)\n".utf8))
            Record.add(part.name, "", seed, rounds, "**FAILED**: \(error)", minutes())
            return false
        }
    }
}

/// The table of runs in docs/reliability.md, newest first.
enum Record {
    private static let path = "docs/reliability.md"
    private static let head = "| day | part | on | seed | rounds | result | took |\n|---|---|---|--:|--:|---|--:|\n"

    static func add(_ part: String, _ on: String, _ seed: UInt64, _ rounds: Int, _ result: String, _ took: String) {
        guard ProcessInfo.processInfo.environment["KEPU_TORTURE_RECORD"] != "0" else { return }
        let days = DateFormatter()
        days.dateFormat = "yyyy-MM-dd"
        days.timeZone = TimeZone(identifier: "UTC")
        let text = result.replacingOccurrences(of: "|", with: "/").replacingOccurrences(of: "\n", with: " ").prefix(600)
        let line = "| \(days.string(from: Date())) | \(part) | \(on) | \(seed) | \(rounds) | \(text) | \(took) |\n"
        var page = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        if !page.contains(head) { page += "\n## Runs of make torture\n\n" + head }
        guard let place = page.range(of: head) else { return }
        page.insert(contentsOf: line, at: place.upperBound)
        try? page.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
