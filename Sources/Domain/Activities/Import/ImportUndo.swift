import Campaigns
import Kernel
import Language
package import Rooms
import Storage

extension Activities {
    /// Asked before an import is taken back from an activity; subject: the activity; detail: `import`.
    package static let importUndo = GuardPlace("activities.import-undo")
}

/// Takes an import back: what it added is withdrawn, what it changed gets its earlier content again; what people have built on
/// since is named and kept.
enum ImportUndo {
    static func run(_ text: String, _ actor: Int64, _ language: Tongue, _ house: House, _ database: Database) async throws -> Importer.Report {
        guard let id = ID<ActivityImport>(text) else { throw Refusal.notFound(noun) }
        let result = try await database.writeAlone { tx in
            try tx.lock("activities.import-undo/\(id.text)")
            guard let one = try tx.activityImport(id) else { throw Refusal.notFound(noun) }
            guard one.state != "undone" else {
                throw Refusal(.conflict, "import-undone", "该次导入已经撤销。", "This import has already been taken back.")
            }
            return try undo(one, actor, language, house, tx)
        }
        return report(result, text, language)
    }

    private static let noun = Phrase("这次导入", "import")

    struct Result: Sendable {
        var withdrawn = 0
        var restored = 0
        var kept: [(title: String, why: Phrase)] = []
        var keptCount = 0
    }

    private static func undo(_ one: ActivityImport, _ actor: Int64, _ language: Tongue, _ house: House, _ tx: Transaction) throws -> Result {
        var result = Result()
        var before = Int.max
        while true {
            let rows = try tx.importedRows(of: one.id, before: before, limit: 500)
            guard let last = rows.last else { break }
            before = last.number
            for row in rows where !row.isUndone {
                do {
                    try tx.checkUndo(row, of: one, house)
                    try tx.attempt { try tx.takeBack(row, of: one, house, by: actor) }
                    if row.before == nil { result.withdrawn += 1 } else { result.restored += 1 }
                } catch let refusal as Refusal {
                    result.keptCount += 1
                    guard result.kept.count < ImportTally.limit else { continue }
                    let title = try tx.latestVersion(of: row.activity)?.content.title(language) ?? ""
                    result.kept.append((title.harmless(100), refusal.phrase))
                }
            }
        }
        let state = result.keptCount == 0 ? "undone" : "partly-undone"
        try tx.execute("UPDATE activities_import SET state = \(state) WHERE id = \(one.id)")
        let payload = "{\"kept\":\(result.keptCount),\"restored\":\(result.restored),\"withdrawn\":\(result.withdrawn)}"
        try tx.record(LedgerEntry("activities.import-undone", "import", one.id, by: actor, payload: payload))
        return result
    }

    private static func report(_ result: Result, _ text: String, _ language: Tongue) -> Importer.Report {
        var lines = result.kept.map { Phrase("“\($0.title)”：\($0.why.zh)", "“\($0.title)”: \($0.why.en)")(language) }
        let more = result.keptCount - lines.count
        if more > 0 { lines.append(Phrase("……另有 \(more) 项", "… and \(more) more")(language)) }
        lines.append(
            Phrase(
                "撤回 \(result.withdrawn)，恢复 \(result.restored)，保留 \(result.keptCount)。",
                "\(result.withdrawn) withdrawn, \(result.restored) restored, \(result.keptCount) kept.")(language))
        let model = Model(
            importID: text, withdrawn: result.withdrawn, restored: result.restored, keptCount: result.keptCount,
            kept: result.kept.map { .init(title: $0.title, zh: $0.why.zh, en: $0.why.en) })
        return Importer.Report(lines: lines, json: ImportReport.encode(model), succeeded: true)
    }

    private struct Model: Encodable {
        struct Kept: Encodable {
            let title: String
            let zh: String
            let en: String
        }
        let importID: String
        let withdrawn: Int
        let restored: Int
        let keptCount: Int
        let kept: [Kept]
    }
}
