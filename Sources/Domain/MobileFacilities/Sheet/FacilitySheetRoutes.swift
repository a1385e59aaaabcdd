import Access
import Formats
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/facilities/sheet`: uploading is a rehearsal unless it is ticked that the rows be taken in; each row is reported.
enum FacilitySheetRoutes {
    private static let path = "/desk/facilities/sheet"
    private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    private static let form = Form(
        FormField("file", "填好的表格", "The filled table", .file(accept: ".xlsx,.csv"), required: true, hint: Phrase("XLSX 或 CSV，最多 \(FacilitySheet.mostRows) 行", "XLSX or CSV, \(FacilitySheet.mostRows) rows at most")),
        FormField("take", "核对无误，导入可以导入的行", "Take in the rows that are right", .checkbox, hint: Phrase("不勾选只核对，不保存。", "Without it the table is only checked; nothing is saved.")))

    static let routes: [Route] = [
        .get("/desk/facilities.xlsx", .permitted(MobileFacilities.keep), filters: FacilityFilter.names) { visit in
            let identity = try visit.signedIn()
            let filter = try FacilityFilter(visit.query)
            let (sheet, lines) = try await visit.database.read { tx in
                (try tx.facilitySheet(for: identity), try tx.facilities(filter, reach: try FacilityList.reach(of: identity), page: 1, size: 20_000).lines)
            }
            return try download(sheet, lines, visit)
        },
        .get("/desk/facilities/template.xlsx", .permitted(MobileFacilities.keep), filters: []) { visit in try download(try await sheet(visit), [], visit) },
        .get("/desk/facilities/sheet", .permitted(MobileFacilities.keep), filters: []) { visit in page(visit, form.empty) },
        .post("/desk/facilities/sheet", .permitted(MobileFacilities.keep), bodyLimit: 8 << 20) { visit in try await receive(visit) },
    ]

    private static func sheet(_ visit: Visit) async throws -> FacilitySheet {
        let identity = try visit.signedIn()
        return try await visit.database.read { tx in try tx.facilitySheet(for: identity) }
    }

    private static func download(_ sheet: FacilitySheet, _ lines: [FacilityLine], _ visit: Visit) throws -> Answer {
        do throws(FormatProblem) {
            return Answer(mediaType: type, body: try sheet.workbook(lines, visit.language)).header("content-disposition", "attachment; filename=\"kepu-facilities.xlsx\"")
        } catch { throw error.refusal }
    }

    private struct Rehearsed: Error { let outcomes: [FacilityRowOutcome] }

    private static func receive(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let sheet = try await sheet(visit)
        guard let upload = visit.posted.uploads.first(where: { $0.field == "file" && !$0.bytes.isEmpty }) else {
            return page(visit, form.empty, problems: [Phrase("请选择填好的表格。", "Choose the filled table.")])
        }
        do {
            let found = try sheet.rows(of: upload)
            guard found.problems.isEmpty, !found.rows.isEmpty else {
                let empty = Phrase("表格里没有内容。", "The table is empty.")
                return page(visit, form.empty, problems: found.problems.isEmpty ? [empty] : found.problems)
            }
            let takes = visit.posted.fields["take"] != nil
            do {
                let outcomes = try await visit.database.writeAlone { tx in
                    let outcomes = try tx.takeFacilities(found.rows, by: identity)
                    if !takes { throw Rehearsed(outcomes: outcomes) }
                    return outcomes
                }
                return page(visit, form.empty, outcomes: outcomes, isTaken: true)
            } catch let rehearsed as Rehearsed {
                return page(visit, form.empty, outcomes: rehearsed.outcomes)
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .tooLarge {
            return page(visit, form.empty, problems: [refusal.phrase])
        }
    }

    private static func page(_ visit: Visit, _ reading: FormReading, outcomes: [FacilityRowOutcome] = [], isTaken: Bool = false, problems: [Phrase] = []) -> Answer {
        let isWell = problems.isEmpty && outcomes.allSatisfy { $0.what != .wrong }
        return visit.desk(
            Phrase("用表格登记多个设施", "Many facilities from a spreadsheet"),
            lede: Phrase("下载模板，一行一个设施；编号已登记的，按表格更新。", "Download the template, one facility a row; a number that is registered already is put as the table says."),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/facilities", Phrase("流动科普设施", "Mobile facilities"))], status: isWell ? 200 : 422
        ) {
            if !problems.isEmpty {
                div(.class("error-summary"), .role("alert"), .tabindex(-1), .autofocus()) { ul { for problem in problems { li { visit.say(problem) } } } }
            }
            if !outcomes.isEmpty { report(outcomes, isTaken, visit) }
            p(.class("actions")) {
                a(.class("button"), .href("/desk/facilities/template.xlsx")) { visit.say(Phrase("模板（XLSX）", "Template (XLSX)")) }
                a(.class("button", "button-quiet"), .href("/desk/facilities.xlsx")) { visit.say(Phrase("现有登记（XLSX）", "What is registered (XLSX)")) }
            }
            visit.formHTML(reading, action: path, submit: Phrase("上传", "Upload"))
        }
    }

    private static func report(_ outcomes: [FacilityRowOutcome], _ isTaken: Bool, _ visit: Visit) -> HTML {
        let (added, changed, wrong) = (outcomes.count { $0.what == .added }, outcomes.count { $0.what == .changed }, outcomes.count { $0.what == .wrong })
        let same = outcomes.count - added - changed - wrong
        return section(.class("stack"), .id("report")) {
            h2 { visit.say(isTaken ? Phrase("导入结果", "What was taken in") : Phrase("核对结果，还没有保存", "What it would bring; nothing is saved yet")) }
            p {
                visit.say(
                    Phrase(
                        "共 \(outcomes.count) 行：新登记 \(added)，更新 \(changed)，无变化 \(same)，有误 \(wrong)。",
                        "\(outcomes.count) \(outcomes.count == 1 ? "row" : "rows"): \(added) new, \(changed) changed, \(same) as before, \(wrong) wrong."))
            }
            ul(.class("session-list"), .role("list")) {
                for one in outcomes.sorted(by: { ($0.what == .wrong ? 0 : 1, $0.line) < ($1.what == .wrong ? 0 : 1, $1.line) }).prefix(300) {
                    li {
                        span(.class("badge", one.what == .wrong ? "badge-error" : one.what == .unchanged ? "" : "badge-success")) { visit.say(title(one.what)) }
                        div {
                            p { visit.say(Phrase("第 \(one.line) 行 ", "Row \(one.line) ")) + one.number }
                            for problem in one.says { p(.class("remark")) { visit.say(problem) } }
                        }
                    }
                }
            }
        }
    }

    private static func title(_ what: FacilityRowOutcome.What) -> Phrase {
        switch what {
        case .added: Phrase("新登记", "New")
        case .changed: Phrase("更新", "Changed")
        case .unchanged: Phrase("无变化", "As before")
        case .wrong: Phrase("有误", "Wrong")
        }
    }
}

extension Transaction {
    /// With the units of somebody, and those to which what they may change belongs already.
    fileprivate func facilitySheet(for identity: Identity) throws -> FacilitySheet {
        let here = try FacilityList.reach(of: identity)
        let kept = try rows(
            """
            SELECT f.owner_id AS id FROM mobilefacilities_facility f WHERE \(sql: here)
            UNION SELECT f.operator_id AS id FROM mobilefacilities_facility f WHERE f.operator_id IS NOT NULL AND \(sql: here)
            """) { try $0.id("id", Organisation.self) }
        return FacilitySheet(try facilityUnits(of: identity, keeping: kept))
    }
}
