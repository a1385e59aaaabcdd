import Formats
import Kernel
import Language
import Rooms
import Storage

/// `kepu import readings FILE`: a table of readings of counters and platforms.
enum ReadingImporter {
    static let importer = Importer("readings", Phrase("读数", "Readings"), run: run)

    private static func run(_ request: Importer.Request, _ house: House, _ database: Database) async throws -> Importer.Report {
        do {
            let found = try await ReadingImport(identity: nil, isPlan: request.isPlan, goodOnly: request.acceptsGoodRows)
                .run({ ReadingSheet(try RecordFile.open(path: request.file)) }, database, progress: request.progress)
            return report(found, request)
        } catch let problem as FormatProblem {
            throw problem.refusal
        }
    }

    private static func report(_ found: ReadingImport.Report, _ request: Importer.Request) -> Importer.Report {
        let tongue = request.language
        var lines = found.wrong.map { ReadingReport.line($0.line, $0.says)(tongue) }
        if found.refused > found.wrong.count {
            let more = found.refused - found.wrong.count
            lines.append(Phrase("……另有 \(more) 行未列出", "… and \(more) more")(tongue))
        }
        lines.append(ReadingReport.summary(found)(tongue))
        lines.append(ReadingReport.end(found, isPlan: request.isPlan)(tongue))
        let wrong = found.wrong.map { one in
            JSONText.object([
                ("line", JSONText.number(orNull: one.line)), ("zh", JSONText.quote(one.says.zh)), ("en", JSONText.quote(one.says.en)),
            ])
        }
        let isWell = found.refused == 0 || (request.acceptsGoodRows && found.taken + found.same > 0)
        let json = JSONText.object([
            ("plan", request.isPlan ? "true" : "false"), ("succeeded", isWell ? "true" : "false"), ("rows", String(found.rows)), ("taken", String(found.taken)),
            ("same", String(found.same)), ("refused", String(found.refused)), ("problems", JSONText.list(wrong)),
        ])
        return Importer.Report(lines: lines, json: json, succeeded: isWell)
    }
}

/// What is said about a table of readings that was brought in or rehearsed.
enum ReadingReport {
    static func line(_ line: Int?, _ says: Phrase) -> Phrase {
        guard let line else { return says }
        return Phrase("第 \(line) 行：\(says.zh)", "line \(line): \(says.en)")
    }

    static func summary(_ found: ReadingImport.Report) -> Phrase {
        Phrase(
            "读取 \(found.rows) 行：新读数 \(found.taken)，以前已送交 \(found.same)，有误 \(found.refused)。",
            "\(found.rows) rows: \(found.taken) new readings, \(found.same) delivered before, \(found.refused) refused.")
    }

    static func end(_ found: ReadingImport.Report, isPlan: Bool) -> Phrase {
        if found.isDone { return found.taken == 0 ? Phrase("没有需要更改的内容。", "Nothing to change.") : Phrase("已计入。", "They are in.") }
        if isPlan { return Phrase("这是预演，什么都没有更改。", "This was a plan; nothing was changed.") }
        return Phrase("什么都没有计入。请更正上述各行后重试。", "Nothing was taken. Correct these rows and try again.")
    }
}
