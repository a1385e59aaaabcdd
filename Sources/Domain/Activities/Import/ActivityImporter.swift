import Declaration
import Formats
import Kernel
import Regions
import Rooms
import Storage

/// `kepu import activities FILE --map MAPPING`, and `kepu undo IMPORT`.
enum ActivityImporter {
    static let importer = Importer("activities", Phrase("活动", "Activities"), run: run, undo: ImportUndo.run)

    private static func run(_ request: Importer.Request, _ house: House, _ database: Database) async throws -> Importer.Report {
        guard let path = request.mapping else {
            throw Refusal(
                .invalid, "no-mapping", "导入活动需要映射文件：--map 映射文件.yaml（写法见 docs/import.md）。",
                "Importing activities needs a mapping file: --map MAPPING.yaml (see docs/import.md).", field: "map")
        }
        let regions = try await database.read { try $0.regions() }
        let mapping: ImportMapping
        do { mapping = try ImportMapping.read(path: path, regions: regions) } catch let problems as DeclarationProblems {
            return Importer.Report(lines: [problems.text(request.language)], json: encode(problems), succeeded: false)
        }
        do {
            return try await database.writeAlone { tx in
                let run = ImportRun(tx, mapping, request, house)
                let tally = try run.run()
                let isRefused = tally.refused > 0 && (!request.acceptsGoodRows || tally.refused == tally.records)
                let isKept = !isRefused && !request.isPlan && tally.count(.added) + tally.count(.changed) > 0
                let report = ImportReport(tally: tally, request: request, mapping: mapping, id: isKept ? run.id : nil, isRefused: isRefused).report
                // Where no record changed anything, not even the campaign of the mapping is made.
                guard isKept else { throw TakenBack(report: report) }
                return report
            }
        } catch let back as TakenBack {
            return back.report
        } catch let problem as FormatProblem {
            throw problem.refusal
        }
    }

    /// Takes the transaction back and carries the report out of it.
    private struct TakenBack: Error { let report: Importer.Report }

    private static func encode(_ problems: DeclarationProblems) -> String {
        struct Problem: Encodable {
            let code: String
            let file: String
            let line: Int
            let column: Int
            let field: String
            let zh: String
            let en: String
        }
        struct Model: Encodable {
            let succeeded: Bool
            let problems: [Problem]
        }
        return ImportReport.encode(
            Model(
                succeeded: false,
                problems: problems.problems.map {
                    Problem(code: $0.code, file: $0.file, line: $0.line, column: $0.column, field: $0.field, zh: $0.text(.zh), en: $0.text(.en))
                }))
    }
}
