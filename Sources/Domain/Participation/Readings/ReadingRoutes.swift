import Access
import Formats
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/desk/readings`: a table of readings; uploading is a rehearsal unless it is ticked that they be counted.
enum ReadingRoutes {
    private static let path = "/desk/readings"

    private static let form = Form(
        FormField("file", "读数表", "The table of readings", .file(accept: ".csv,.xlsx"), required: true, hint: Phrase("CSV 或 XLSX，最大 20 MB", "CSV or XLSX, 20 MB at most")),
        FormField("take", "核对无误，计入", "Count them", .checkbox, hint: Phrase("不勾选只核对，不保存。", "Without it the table is only checked; nothing is saved.")),
        FormField("good", "有错的行跳过，其余计入", "Skip wrong rows and count the others", .checkbox, hint: Phrase("不勾选则有一行不对，整张表都不计入。", "Without it one wrong row keeps the whole table out.")))

    static let routes: [Route] = [
        .get(path, .permitted(Participation.deliver), filters: []) { visit in page(visit, form.empty) },
        .get("/desk/readings/template.csv", .permitted(Participation.deliver), filters: []) { _ in
            let sample = "0000000000000,visits,east-gate,1,2026-09-19T09:15:00+08:00,12,increment,,\n"
            return Answer(mediaType: "text/csv; charset=utf-8", body: Array((ReadingSheet.heading + "\n" + sample).utf8))
                .header("content-disposition", "attachment; filename=\"kepu-readings.csv\"")
        },
        .post(path, .permitted(Participation.deliver), bodyLimit: 21 << 20) { visit in try await receive(visit) },
    ]

    private static func receive(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        guard let upload = visit.posted.uploads.first(where: { $0.field == "file" && !$0.bytes.isEmpty }) else {
            return page(visit, form.empty, problems: [Phrase("请选择读数表。", "Choose the table of readings.")])
        }
        let file = try UploadedFile(upload)
        defer { file.remove() }
        do {
            let takes = visit.posted.fields["take"] != nil
            let report = try await ReadingImport(identity: identity, isPlan: !takes, goodOnly: visit.posted.fields["good"] != nil)
                .run({ ReadingSheet(try file.records()) }, visit.database)
            return page(visit, form.empty, report: report, isPlan: !takes)
        } catch let problem as FormatProblem {
            return page(visit, form.empty, problems: [problem.refusal.phrase])
        }
    }

    private static func page(
        _ visit: Visit, _ reading: FormReading, report: ReadingImport.Report? = nil, isPlan: Bool = true, problems: [Phrase] = []
    ) -> Answer {
        let isWell = problems.isEmpty && (report?.refused ?? 0) == 0
        return visit.desk(
            Phrase("读数导入", "Readings from a table"),
            lede: Phrase("客流计数器和直播平台的读数，一行一条；同一来源的同一序号只计一次。", "Readings of gate counters and streaming platforms, one a row; the same number of the same source counts once."),
            trail: [("/desk", Phrase("工作台", "Desk"))], status: isWell ? 200 : 422
        ) {
            if !problems.isEmpty {
                div(.class("error-summary"), .role("alert"), .tabindex(-1), .autofocus()) { ul { for problem in problems { li { visit.say(problem) } } } }
            }
            if let report { result(report, isPlan, visit) }
            p(.class("actions")) {
                a(.class("button", "button-quiet"), .href("/desk/readings/template.csv")) { visit.say(Phrase("模板（CSV）", "Template (CSV)")) }
            }
            visit.formHTML(reading, action: "/desk/readings", submit: Phrase("上传", "Upload"))
            details {
                summary { visit.say(Phrase("各列的含义", "What the columns mean")) }
                dl(.class("facts")) {
                    for field in ReadingForm.form.fields {
                        dt { code { field.name } }
                        dd { visit.say(field.hint.map { field.label + Phrase("：", ": ") + $0 } ?? field.label) }
                    }
                }
            }
        }
    }

    private static func result(_ report: ReadingImport.Report, _ isPlan: Bool, _ visit: Visit) -> HTML {
        section(.class("stack"), .id("report")) {
            h2 { visit.say(report.isDone ? Phrase("导入结果", "What was taken") : Phrase("核对结果，还没有计入", "What it would bring; nothing is counted yet")) }
            p { visit.say(ReadingReport.summary(report)) }
            p { visit.say(ReadingReport.end(report, isPlan: isPlan)) }
            if !report.wrong.isEmpty {
                ul { for one in report.wrong { li { visit.say(ReadingReport.line(one.line, one.says)) } } }
                if report.refused > report.wrong.count {
                    p { visit.say(Phrase("另有 \(report.refused - report.wrong.count) 行有误，未列出。", "\(report.refused - report.wrong.count) more wrong rows are not listed.")) }
                }
            }
        }
    }
}
