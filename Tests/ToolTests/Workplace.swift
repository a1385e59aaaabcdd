import Foundation
import TestKit

/// A folder of a test's own, and the program run in it on a database in it.
struct Workplace: Sendable {
    let folder: String
    var database: String { "sqlite:" + folder + "/kepu.db" }
    static let campaigns = KepuProcess.root.path + "/campaigns/"
    static let club = ClubMapping.file()

    init() throws {
        folder = TestFolder.path("tool-\(UUID())")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func kepu(_ arguments: String..., environment: [String: String] = [:]) throws -> KepuProcess {
        try KepuProcess.run(arguments, in: folder, environment: ["KEPU_DATABASE": database].merging(environment) { $1 })
    }

    func file(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }

    /// Entries in the ledger; grows with every change.
    func ledger() throws -> String { try kepu("doctor").out.split(separator: "\n").last.map(String.init) ?? "" }
}
