import Kernel
import Language
import Rooms
import Storage
import Venues
import Web

/// The public's pages: calls, notices, the register, the check of a certificate.
enum CallRoutes {
    static let routes: [Route] = [
        .get("/calls", .anyone) { visit in
            try await visit.database.read { tx in
                let measures = try tx.schemes()
                let schemes = Dictionary(measures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
                let lines = try tx.calls().map { call -> CallListPage.Line in
                    let scheme = call.schemeID.flatMap { schemes[$0] }
                    let days = scheme?.scheme.recommendation.daysForCorrection ?? 0
                    return CallListPage.Line(call: call, scheme: scheme, phase: call.phase(at: tx.now, daysForCorrection: days))
                }
                return CallListPage(lines: lines, schemes: measures)
            }.answer(visit)
        },
        .get("/calls/{key}", .anyone) { visit in
            let key = visit.parameter("key")
            return try await visit.database.read { tx in
                let call = try tx.requireCall(key)
                let scheme = call.schemeID == nil ? nil : try tx.scheme(of: call)
                return CallPage(
                    call: call, scheme: scheme, authority: try scheme.flatMap { try tx.organisation($0.authorityID) },
                    phase: call.phase(at: tx.now, daysForCorrection: scheme?.scheme.recommendation.daysForCorrection ?? 0),
                    notices: try tx.notices(of: call.id).filter(\.state.isPublic), granted: try tx.grantedCount(of: call.id))
            }.answer(visit)
        },
        .get("/notices", .anyone, filters: ["page"]) { visit in
            let page = visit.pageNumber
            return try await visit.database.read { tx in
                let total = try tx.publicNoticeCount()
                try visit.requirePage(of: total, by: NoticeListPage.size)
                let notices = try tx.publicNotices(limit: NoticeListPage.size, offset: (page - 1) * NoticeListPage.size)
                return NoticeListPage(notices: notices, total: total, announced: page == 1 ? try tx.announced(.notice) : [])
            }.answer(visit)
        },
        .get("/notices/{id}", .anyone) { visit in try await noticePage(visit).answer(visit) },
        .post("/notices/{id}/objections", .anyone) { visit in
            var page = try await noticePage(visit)
            page.reading = ObjectionForm.form(page.items, anonymous: page.notice.allowsAnonymous).read(visit.posted)
            guard let draft = ObjectionForm.draft(page.reading) else { return page.answer(visit) }
            do {
                let (id, reading) = (page.notice.id, draft)
                let code = try await visit.database.write { tx in try tx.object(reading, to: id) }
                return visit.see("/objections/\(code)", saying: Phrase("异议已收到。请保存本页网址，处理结果会显示在这里。", "Your objection has been received. Keep this page's address: what becomes of it is shown here."))
            } catch let refusal as Refusal where refusal.field != nil {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
        .get("/objections/{code}", .anyone) { visit in
            let code = visit.parameter("code")
            return try await visit.database.read { tx in
                guard let objection = try tx.objection(code: code), let notice = try tx.notice(objection.noticeID) else { throw Refusal.notFound(Objection.noun) }
                return ObjectionPage(objection: objection, notice: notice, item: try tx.items(of: notice.id).first { $0.position == objection.position })
            }.answer(visit)
        },
        .get("/register", .anyone, filters: RegisterFilter.names) { visit in
            let filter = try RegisterFilter(visit.query, regions: visit.regions)
            let (condition, page) = (filter.condition, visit.pageNumber)
            return try await visit.database.read { tx in
                let schemes = try tx.schemesByKey()
                let found = try tx.register(condition, page: page, schemes)
                try visit.requirePage(of: found.total, by: RegisterFilter.size)
                return RegisterPage(
                    filter: filter, lines: found.lines, total: found.total, schemes: schemes.values.sorted { $0.key < $1.key },
                    announced: page == 1 && filter.isEmpty ? try tx.announced(.titles) : [])
            }.answer(visit)
        },
        .get("/register.csv", .anyone, filters: RegisterFilter.fileNames) { visit in try RegisterFiles(visit).csv() },
        .get("/register.json", .anyone, filters: RegisterFilter.fileNames) { visit in try RegisterFiles(visit).json() },
        .get("/verify/{code}", .anyone) { visit in
            let code = visit.parameter("code")
            return try await visit.database.read { tx in
                let record = try tx.requireTitleRecord(code: code)
                return VerifyPage(record: record, history: try TitleHistory(of: record.title.id, in: tx))
            }.answer(visit)
        },
    ]

    private static func noticePage(_ visit: Visit) async throws -> NoticePage {
        let id: ID<Notice> = try visit.id("id", of: Notice.noun)
        return try await visit.database.read { tx in
            let notice = try tx.requireNotice(id)
            guard notice.state.isPublic else { throw Refusal.notFound(Notice.noun) }
            let categories = try tx.scheme(of: notice)?.scheme.categories ?? []
            return NoticePage(
                notice: notice, items: try tx.items(of: id), categories: Dictionary(categories.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first }),
                successor: try notice.supersededByID.flatMap { try tx.notice($0) })
        }
    }
}
