import Formats
import Foundation
import Kernel
import Language
import Rooms

/// Says what an import did, to people and to machines.
struct ImportReport {
    let tally: ImportTally
    let request: Importer.Request
    let mapping: ImportMapping
    /// Nil where nothing was changed, and in a plan.
    let id: ID<ActivityImport>?
    let isRefused: Bool

    var report: Importer.Report { Importer.Report(lines: lines, json: json, succeeded: !isRefused) }

    private var tongue: Tongue { request.language }
    private func say(_ zh: String, _ en: String) -> String { tongue == .zh ? zh : en }

    private var lines: [String] {
        let shownProblems = tally.problems.map { place($0) + $0.phrase(tongue) }
        let shownRows = isRefused ? [] : tally.rows.filter { $0.outcome != .unchanged }.map(words)
        var out = shownProblems + shownRows.prefix(max(0, ImportTally.limit - shownProblems.count))
        let all = tally.problemCount + (isRefused ? 0 : tally.count(.added) + tally.count(.changed))
        if all > out.count {
            out.append(say("……另有 \(Numerals.count(all - out.count, .zh)) 行未列出", "… and \(Numerals.count(all - out.count, .en)) more lines"))
        }
        return out + warningLines + summary
    }

    private func place(_ problem: ImportTally.ProblemLine) -> String {
        guard let row = problem.row else { return "" }
        guard let line = problem.line, line != row else { return rowName(row) }
        return say("第 \(row) 条（第 \(line) 行）：", "row \(row) (line \(line)): ")
    }

    /// A sheet's rows are counted as the sheet shows them, other records by their order.
    private func rowName(_ row: Int) -> String {
        mapping.format == .xlsx ? say("第 \(row) 行：", "row \(row): ") : say("第 \(row) 条：", "row \(row): ")
    }

    private func words(_ line: ImportTally.RowLine) -> String {
        let outcome: Phrase = line.outcome == .added ? Phrase("新增", "added") : Phrase("更新", "changed")
        let sessions = line.sessions == 0 ? "" : say("，\(line.sessions) 个场次", ", \(Plural.en(line.sessions, "session", "sessions"))")
        return rowName(line.row) + outcome(tongue) + say("“\(line.title)”", " “\(line.title)”") + sessions
    }

    private var warningLines: [String] {
        ImportWarning.allCases.compactMap { warning in
            guard let fields = tally.warnings[warning] else { return nil }
            let names = fields.keys.filter { !$0.isEmpty }.sorted()
            let where_ = names.isEmpty ? "" : say("（\(names.joined(separator: "、"))）", " (\(names.joined(separator: ", ")))")
            return say("注意：", "note: ") + warning.phrase(fields.values.reduce(0, +))(tongue) + where_
        }
    }

    private var summary: [String] {
        let (added, changed, same) = (tally.count(.added), tally.count(.changed), tally.count(.unchanged))
        let counts = say(
            "读取 \(tally.records) 条：新增 \(added)，更新 \(changed)，未变 \(same)，有误 \(tally.refused)；新增场次 \(tally.sessionsAdded)。",
            "\(Plural.en(tally.records, "record", "records")): \(added) added, \(changed) changed, \(same) unchanged, \(tally.refused) refused; \(Plural.en(tally.sessionsAdded, "session", "sessions")) added."
        )
        let end: String
        if isRefused {
            end = say(
                "什么都没有导入。请更正上述各行后重试，或用 --accept-good-rows 只导入无误的记录。",
                "Nothing was imported. Correct these rows and try again, or take only the good ones with --accept-good-rows.")
        } else if request.isPlan {
            end = say("这是预演，什么都没有更改。", "This was a plan; nothing was changed.")
        } else if let id {
            end = say("导入编号 \(id.text)；撤销：kepu undo \(id.text)", "Import \(id.text); take it back with: kepu undo \(id.text)")
        } else {
            end = say("没有需要更改的内容。", "Nothing to change.")
        }
        return [isRefused ? say("有误：", "Refused: ") + counts : counts, end]
    }

    private var json: String {
        let model = Model(
            importID: id?.text, file: request.file.split(separator: "/").last.map(String.init) ?? "", mapping: mapping.key, plan: request.isPlan,
            succeeded: !isRefused, records: tally.records, added: tally.count(.added), changed: tally.count(.changed),
            unchanged: tally.count(.unchanged), refused: tally.refused, sessionsAdded: tally.sessionsAdded,
            problems: tally.problems.map { .init(row: $0.row, line: $0.line, field: $0.field, zh: $0.phrase.zh, en: $0.phrase.en) },
            warnings: ImportWarning.allCases.compactMap { warning in
                tally.warnings[warning].map { .init(code: warning.rawValue, count: $0.values.reduce(0, +), fields: $0) }
            },
            rows: isRefused
                ? []
                : tally.rows.map {
                    .init(row: $0.row, outcome: $0.outcome.rawValue, activity: $0.activity.text, title: $0.title, sessions: $0.sessions)
                })
        return ImportReport.encode(model)
    }

    static func encode(_ model: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(model)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private struct Model: Encodable {
        struct Problem: Encodable {
            let row: Int?
            let line: Int?
            let field: String?
            let zh: String
            let en: String
        }
        struct Warning: Encodable {
            let code: String
            let count: Int
            let fields: [String: Int]
        }
        struct Row: Encodable {
            let row: Int
            let outcome: String
            let activity: String
            let title: String
            let sessions: Int
        }
        let importID: String?
        let file: String
        let mapping: String
        let plan: Bool
        let succeeded: Bool
        let records: Int
        let added: Int
        let changed: Int
        let unchanged: Int
        let refused: Int
        let sessionsAdded: Int
        let problems: [Problem]
        let warnings: [Warning]
        let rows: [Row]
    }
}
