import Foundation
import TestKit

/// A folder of a test's own, and the program run in it on a database in it.
struct Workplace: Sendable {
    let folder: String
    var database: String { "sqlite:" + folder + "/kepu.db" }
    static let campaigns = KepuProcess.root.path + "/campaigns/"
    static let club = """
        kepu: 1
        mappings:
          - key: club
            format: csv
            source: club
            campaign:
              key: club-days
              create:
                name: {zh: "俱乐部日", en: "Club days"}
                kind: series
                begin: "2023-09-01"
                end: "2023-09-30"
                summary: {zh: "虚构的活动。", en: "Invented activities."}
                accent: jade
            organiser: {key: club, create: {name: {zh: "俱乐部", en: "Club"}}}
            region: "610113"
            language: zh
            fields:
              external_id: {from: [id]}
              title: {from: [title]}

        """

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
