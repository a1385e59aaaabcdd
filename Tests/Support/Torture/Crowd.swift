import Foundation
import TestKit

/// Many people who book over HTTP from a second process, as `crowd.c` plays them.
struct Crowd: Sendable {
    /// What came of it; times in milliseconds: the middle, 99 of 100, the longest.
    struct Told: Sendable, Decodable {
        let seconds: Double
        let people: Int
        let finals: Int
        let told_to_wait: Int
        let broken: Int
        let cpu: Double
        let longest_queue: Int
        let most_tries: Int
        let tries: Double
        let answer_ms: [Double]
        let wait_ms: [Double]
        let lag_ms: [Double]
        let whole_ms: [Double]
        let status: [String: Int]

        var rate: Double { Double(finals) / max(0.001, seconds) }
        /// Answers in which each try is one, also the page that says how long to wait.
        var answersPerSecond: Double { Double(finals + told_to_wait) / max(0.001, seconds) }
    }

    /// One person's end, as the crowd's log says it.
    struct Person: Sendable {
        let number: Int
        let status: Int
        let code: String
    }

    private let program: String
    private let folder: String

    init(_ torture: Torture) throws {
        (program, folder) = (torture.folder + "/crowd", torture.folder)
        try Blocking.must(["cc", "-O2", "-o", program, "Tests/Support/Torture/crowd.c"])
    }

    /// - rate: people a second, whatever becomes of those before; 0: each connection again as soon as it was answered.
    /// - page: where the form is, if not where it is sent to.
    func book(_ action: String, server: ServerProcess, people: Int, rate: Double, connections: Int, first: Int = 0, page: String? = nil) throws -> (told: Told, log: [Person]) {
        let client = Client(port: server.port)
        guard let page = client.get(page ?? action)?.page, let csrf = page.form(to: action)?["csrf"] else { throw TortureProblem("no form at \(action)") }
        let (paths, log) = (folder + "/paths", folder + "/crowd.log")
        try (action + "\n").write(toFile: paths, atomically: true, encoding: .utf8)
        let cookie = client.cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        let words = [
            program, "--port", "\(server.port)", "--cookie", cookie, "--csrf", csrf, "--paths", paths, "--people", "\(people)", "--rate", "\(rate)", "--connections",
            "\(connections)", "--first", "\(first)", "--log", log,
        ]
        let (status, said) = try Blocking.program(words)
        try demand(status == 0, "the crowd ends with \(status): \(said.suffix(300))")
        let told = try JSONDecoder().decode(Told.self, from: Data(said.utf8))
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ") }
        return (told, lines.map { Person(number: Int($0[0]) ?? -1, status: Int($0[1]) ?? -1, code: String($0[2])) })
    }
}
