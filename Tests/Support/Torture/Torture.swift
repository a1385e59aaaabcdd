import Foundation
import TestKit

/// Something that must never happen has happened, or the part could not be run.
struct TortureProblem: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

func demand(_ holds: Bool, _ otherwise: @autoclosure () -> String) throws {
    guard holds else { throw TortureProblem(otherwise()) }
}

/// One independent part: a name, how many rounds it plays unless told, and what it does with a seed.
struct TorturePart: Sendable {
    let name: String
    let about: String
    let rounds: Int
    let play: @Sendable (Torture) async throws -> [Outcome]

    static let all: [TorturePart] = [
        Kills.part, OutboxKills.part, PostgresKills.part, Durability.part, Rush.part, Rush180.part, Races.part, Histories.part, FullDisk.part, UploadKills.part,
        Pages.part, Seeds.part, Seeds.sharing, Seeds.figures,
    ]
}

/// What one part found: a line of docs/reliability.md.
struct Outcome: Sendable {
    let on: String
    let rounds: Int
    let found: String
}

/// One run of one part.
struct Torture: Sendable {
    let seed: UInt64
    let rounds: Int
    /// An empty folder of its own.
    let folder: String

    static let kepu = ".build/debug/kepu"

    func say(_ text: String) { Self.line("    " + text) }

    /// At once, also into a file.
    static func line(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    /// A folder under `folder`, made anew.
    func newFolder(_ name: String) throws -> String {
        let path = folder + "/" + name
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}
