import Access
import Kernel
import Language
import Markup
import Resources
import Storage
import Web

/// `/desk/exhibits/list`: exhibit lists in and out. Uploading is a rehearsal unless it is ticked that the rows be taken in; each row is reported.
enum ExhibitTableRoutes {
    private static let path = "/desk/exhibits/list"
    private static let title = Phrase("展品清单", "Exhibit list")

    static let routes: [Route] = [
        .get("/desk/exhibits.xlsx", .permitted(Exhibits.keep), filters: []) { visit in
            let identity = try visit.signedIn()
            let rows = try await visit.database.read { tx in try ExhibitTable.rows(for: identity, in: tx) }
            return try ExhibitTable.table.download(title, rows, named: "kepu-exhibits", visit)
        },
        .get("/desk/exhibits/template.xlsx", .permitted(Exhibits.keep), filters: []) { visit in try ExhibitTable.table.download(title, [], named: "kepu-exhibits", visit) },
        .get("/desk/exhibits/list", .permitted(Exhibits.keep), filters: []) { visit in page(visit, TableReport()) },
        .post("/desk/exhibits/list", .permitted(Exhibits.keep), bodyLimit: TableReport.bodyLimit) { visit in
            let identity = try visit.signedIn()
            return page(visit, try await TableReport.receive(visit, ExhibitTable.table) { tx, rows in try ExhibitTaking.take(rows, by: identity, in: tx) })
        },
    ]

    private static func page(_ visit: Visit, _ report: TableReport) -> Answer {
        visit.desk(
            Phrase("用表格登记展品", "Exhibits from a spreadsheet"),
            lede: Phrase("一行一件实物，展品的资料写在它的第一行。空格不改原有内容；新展品先成为目录里的草稿。", "One thing a row; what is said of the exhibit stands in its first row. Empty cells change nothing. New exhibits become drafts in the catalogue."),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/exhibits", Phrase("展品与借展", "Exhibits and loans"))], status: report.isWell ? 200 : 422
        ) {
            report.html(
                visit, action: path,
                downloads: [("/desk/exhibits/template.xlsx", Phrase("模板（XLSX）", "Template (XLSX)")), ("/desk/exhibits.xlsx", Phrase("现有展品（XLSX）", "What there is (XLSX)"))])
        }
    }
}
