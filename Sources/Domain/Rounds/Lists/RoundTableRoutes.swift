import Access
import Formats
import Kernel
import Language
import Markup
import Resources
import Storage
import Web

/// Declarations as spreadsheets: the office's list out, those of several units out and in.
enum RoundTableRoutes {
    static let routes: [Route] = [
        .get("/desk/rounds/{key}/declarations.xlsx", .permitted(Rounds.run), filters: []) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            let table = try await visit.database.read { tx in
                let round = try tx.requireRound(key)
                try tx.require(Rounds.run, over: round, identity)
                return try OfficeTable(round, in: tx)
            }
            do throws(FormatProblem) {
                return Answer(mediaType: FilledTable.mediaType, body: try table.workbook(visit)).header(
                    "content-disposition", "attachment; filename=\"round-\(table.round.key).xlsx\"")
            } catch { throw error.refusal }
        },
        .get("/desk/rounds/{key}/list.xlsx", .permitted(Rounds.declare), filters: []) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            let (sheet, rows) = try await visit.database.read { tx in
                let sheet = DeclarationTable(try tx.requireRound(key))
                return (sheet, try sheet.rows(for: identity, in: tx))
            }
            return try sheet.table.download(Phrase("申报", "Declarations"), rows, named: "declarations-\(key)", visit)
        },
        .get("/desk/rounds/{key}/list", .permitted(Rounds.declare), filters: []) { visit in page(visit, try await round(visit), TableReport()) },
        .post("/desk/rounds/{key}/list", .permitted(Rounds.declare), bodyLimit: TableReport.bodyLimit) { visit in
            let (identity, round) = (try visit.signedIn(), try await round(visit)), sheet = DeclarationTable(round)
            let report = try await TableReport.receive(visit, sheet.table) { tx, rows in try DeclarationTaking(sheet: sheet, identity: identity, tx: tx).take(rows) }
            return page(visit, round, report)
        },
    ]

    private static func round(_ visit: Visit) async throws -> Round {
        let key = visit.parameter("key")
        return try await visit.database.read { tx in try tx.requireRound(key) }
    }

    private static func page(_ visit: Visit, _ round: Round, _ report: TableReport) -> Answer {
        let base = "/desk/rounds/\(round.key)"
        return visit.desk(
            Phrase("用表格申报", "Declare for several units"),
            lede: Phrase("“\(round.name.zh)”：一行一个单位，只能是您可代表申报的单位。", "“\(round.name.phrase.en)”: one unit a row, each one for which you may declare."),
            trail: [("/desk/declarations", Phrase("申报实体资源", "Declare for shared sets"))], status: report.isWell ? 200 : 422
        ) {
            let phase = round.phase(at: visit.now)
            if phase != .open, phase != .scheduled, phase != .correcting {
                div(.class("notice", "notice-warning")) { p { visit.say(RoundRules.closed(round, phase).phrase) } }
            }
            report.html(visit, action: base + "/list", downloads: [(base + "/list.xlsx", Phrase("模板和已填内容（XLSX）", "Template, with what is filled in (XLSX)"))])
        }
    }
}
