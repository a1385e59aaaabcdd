import Foundation

/// A server of somebody else's on loopback, in Python: a mail server (aiosmtpd) or a receiver of JSON. It does what it is told next and
/// keeps what it was sent; it ends with whoever started it.
package final class Neighbour: Sendable {
    package enum Kind: String { case mail = "mailserver.py", receiver = "receiver.py" }

    package let port: Int
    private let folder: String
    private let process: ChildProcess
    private let input: Pipe

    /// - more: what else its command line says: `secure`.
    package init(_ kind: Kind, _ more: String...) throws {
        folder = TestFolder.path("neighbour-\(UUID())")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let (process, output, input) = (ChildProcess(), Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", root.appending(path: kind.rawValue).path, folder] + more
        process.standardOutput = .pipe(output)
        process.standardInput = .pipe(input)
        try process.start()
        (self.process, self.input) = (process, input)
        var said = ""
        while !said.contains("\n") {
            let part = output.fileHandleForReading.availableData
            guard !part.isEmpty else { throw NeighbourProblem("\(kind.rawValue) does not start: \(said)") }
            said += String(decoding: part, as: UTF8.self)
        }
        guard let port = Int(said.prefix { $0.isNumber }) else { throw NeighbourProblem("no port in “\(said)”") }
        self.port = port
    }

    /// The certificate of a server that is `secure`.
    package var certificate: String { folder + "/certificate.pem" }

    /// What it does from now on.
    package func set(_ mode: String) throws { try Data(mode.utf8).write(to: URL(filePath: folder + "/mode")) }

    /// The mails that it took, in their order.
    package func mails() throws -> [TakenMail] { try lines("mail.jsonl") }

    /// The requests that it was sent, in their order.
    package func requests() throws -> [TakenRequest] { try lines("requests.jsonl") }

    package func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    private func lines<Line: Decodable>(_ name: String) throws -> [Line] {
        guard let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) else { return [] }
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }
}

package struct NeighbourProblem: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

/// A mail as another program read it.
package struct TakenMail: Decodable {
    package let from: String
    package let to: [String]
    package let headers: [String: String]
    package let text: String
    package let raw: String
    package let defects: [String]
}

package struct TakenRequest: Decodable {
    package let path: String
    package let headers: [String: String]
    package let body: String
    package let mode: String
}
