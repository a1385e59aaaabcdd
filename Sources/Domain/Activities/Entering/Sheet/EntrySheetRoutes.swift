import Access
import Campaigns
import Formats
import Kernel
import Regions
import Rooms
import Storage
import Venues
import Web

/// `/desk/activities/sheet` and the template: uploading is a rehearsal; what is ticked then is taken in, all of it or nothing.
enum EntrySheetRoutes {
    /// A file of so many bytes, and the rows that it held in hidden fields.
    private static let bodyLimit = 8 << 20

    static let routes: [Route] = [
        .get("/desk/activities/template.xlsx", .permitted(Activities.enter)) { visit in
            let sheet = try await page(visit).sheet
            do {
                return download(try sheet.workbook(visit.language), .xlsx)
            } catch let problem as FormatProblem { throw problem.refusal }
        },
        .get("/desk/activities/template.csv", .permitted(Activities.enter)) { visit in download(try await page(visit).sheet.text(), .csv) },
        .get(EntrySheetPage.path, .permitted(Activities.enter)) { visit in try await page(visit).answer },
        .post(EntrySheetPage.path, .permitted(Activities.enter), bodyLimit: bodyLimit) { visit in try await rehearse(visit) },
        .post(EntrySheetPage.taking, .permitted(Activities.enter), bodyLimit: bodyLimit) { visit in try await take(visit) },
    ]

    private static func download(_ bytes: [UInt8], _ format: ListingFormat) -> Answer {
        Answer(mediaType: format.mediaType, body: bytes).header("content-disposition", "attachment; filename=\"kepu-activities.\(format.rawValue)\"")
    }

    private static func page(_ visit: Visit) async throws -> EntrySheetPage {
        let identity = try visit.signedIn()
        return try await visit.database.read { tx in
            let campaigns = try tx.campaigns().filter { $0.phase(on: visit.now.day(in: $0.zone)) != .over }
            let asked = try tx.fieldsAsked(by: campaigns)
            let key = visit.posted.fields["template"] ?? visit.query["campaign"]
            let own = campaigns.first { $0.key == key && asked[$0.id] != nil }
            let sheet = EntrySheet(try tx.activityChoices(for: identity, isNew: true), asked: own.flatMap { asked[$0.id] } ?? [])
            return EntrySheetPage(
                sheet: sheet, campaigns: campaigns, asking: campaigns.filter { asked[$0.id] != nil }, template: own, wanted: own?.key ?? "", visit: visit)
        }
    }

    private static func rehearse(_ visit: Visit) async throws -> Answer {
        var page = try await page(visit)
        guard let upload = visit.posted.uploads.first(where: { $0.field == "file" }) else {
            page.problems = [Phrase("请选择填好的模板文件。", "Choose the filled template.")]
            page.status = 422
            return page.answer
        }
        do {
            let found = try page.sheet.rows(of: upload)
            (page.problems, page.absent) = (found.problems, found.absent(from: page.sheet.form))
            if found.rows.isEmpty, found.problems.isEmpty {
                page.problems = [Phrase("表格里除了示例没有内容。请填写后再上传。", "The table holds nothing but the example. Fill it in and upload it again.")]
            }
            page.rows = found.rows.map { EntrySheetRow($0.number, $0.values, in: page.sheet, regions: visit.regions) }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .tooLarge { page.problems = [refusal.phrase] }
        page.rows = try await checked(page.rows, page.sheet, visit)
        page.status = page.problems.isEmpty && page.rows.allSatisfy(\.isGood) ? 200 : 422
        return page.answer
    }

    /// With what only the database knows: venues, series, and what may be there already.
    private static func checked(_ rows: [EntrySheetRow], _ sheet: EntrySheet, _ visit: Visit) async throws -> [EntrySheetRow] {
        try await visit.database.read { tx in
            try rows.map { row in
                guard let draft = row.draft else { return row }
                var row = row
                do {
                    let content = try tx.checked(draft.content)
                    let days = Set(row.sessions.map { $0.begin.day(in: $0.zone) })
                    row.duplicates = try tx.likelyDuplicates(of: content, organiser: draft.organiser, days: days)
                } catch let refusal as Refusal { row.refuse(refusal, in: sheet) }
                return row
            }
        }
    }

    private static func take(_ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        var page = try await page(visit)
        let fields = visit.posted.fields
        page.rows = fields.pairs.compactMap { name, value in
            guard name.hasPrefix("row_"), let number = Int(name.dropFirst(4)), let query = Query(encoded: value) else { return nil }
            let values = Dictionary(query.pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            return EntrySheetRow(number, values, in: page.sheet, regions: visit.regions)
        }
        page.wanted = fields["submit_to"] ?? ""
        let numbers = Set(fields.all("take").compactMap { Int($0) })
        let ticked = page.rows.filter { numbers.contains($0.number) }
        guard !ticked.isEmpty, ticked.allSatisfy(\.isGood) else {
            page.problems = ticked.isEmpty ? [Phrase("请至少勾选一行。", "Tick one row at least.")] : []
            (page.rows, page.status) = (try await checked(page.rows, page.sheet, visit), 422)
            return page.answer
        }
        let (wanted, template) = (page.wanted, page.template)
        do {
            return try await visit.making { tx in
                for row in ticked { try tx.enter(row, template: template?.id, submittingTo: wanted, by: identity) }
                return Made(at: "/desk/activities", saying: said(ticked.count, isSubmitted: !wanted.isEmpty))
            }
        } catch let row as EntrySheetRefusal {
            page.problems = [Phrase("第 \(row.number) 行：\(row.refusal.phrase.zh)没有导入任何一行。", "Row \(row.number): \(row.refusal.phrase.en) No row was taken in.")]
            page.status = 422
            return page.answer
        }
    }
}

extension EntrySheetRoutes {
    private static func said(_ count: Int, isSubmitted: Bool) -> Phrase {
        let amount = count == 1 ? "1 activity is" : "\(count) activities are"
        return isSubmitted
            ? Phrase("已导入 \(count) 项活动并提交审核。", "\(amount) taken in and submitted.") : Phrase("已导入 \(count) 项活动，存为草稿。", "\(amount) taken in as drafts.")
    }
}

/// A row that the database refused: with it all others of the table.
struct EntrySheetRefusal: Error, Sendable {
    let number: Int
    let refusal: Refusal
}

extension Transaction {
    /// Enters a row as the form would: the activity, its sessions, and into a campaign's queue where one is named. What the template's
    /// campaign is told is kept where the activity is a draft too.
    fileprivate func enter(_ row: EntrySheetRow, template: ID<Campaign>?, submittingTo key: String, by identity: Identity) throws {
        guard let draft = row.draft else { return }
        do {
            let id = try enterActivity(draft, offeredTo: row.campaign, by: identity)
            try addSessions(row.sessions, to: id, by: identity.account.id.number)
            if let template, try placement(of: id, in: template) == nil { try addDraft(id, in: template, block: nil, theme: nil) }
            if let template { try answer(row.answers, of: id, to: template, by: identity.account.id.number) }
            if !key.isEmpty { try submit(id, to: requireCampaign(key).id, by: identity) }
        } catch let refusal as Refusal {
            throw EntrySheetRefusal(number: row.number, refusal: refusal)
        }
    }
}
