import Access
import Kernel
import Language
import Storage
import Web

/// `/notices/{id}`, `/objections/{code}`: one notice, objecting to it, and what becomes of an objection.
enum NoticeRoutes {
    static let routes: [Route] = [
        .get("/notices/{id}", .anyone) { visit in try await page(visit).answer(visit) },
        .post("/notices/{id}/objections", .anyone, bodyLimit: ObjectionPaper.formBytes, admits: admit) { visit in
            var page = try await page(visit)
            page.reading = ObjectionForm.form(page.items, anonymous: page.notice.allowsAnonymous).read(visit.posted)
            do {
                let papers = page.reading.isGood ? try await ObjectionForm.enclosures(visit.posted) : []
                guard let draft = ObjectionForm.draft(page.reading, papers: papers, from: visit.place.address) else { return page.answer(visit) }
                let id = page.notice.id
                return try await visit.making { tx in
                    Made(
                        at: "/objections/\(try tx.object(draft, to: id))",
                        saying: Phrase("异议已收到。请保存本页网址，处理结果会显示在这里。", "Your objection has been received. Keep this page's address: what becomes of it is shown here."))
                }
            } catch let refusal as Refusal where refusal.field != nil || refusal.kind == .tooMany {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
        .get("/objections/{code}", .anyone) { visit in
            let code = visit.parameter("code")
            return try await visit.database.read { tx in
                guard let objection = try tx.objection(code: code), let notice = try tx.notice(objection.noticeID) else { throw Refusal.notFound(Objection.noun) }
                return ObjectionPage(
                    objection: objection, notice: notice, item: try tx.items(of: notice.id).first { $0.position == objection.position },
                    papers: try tx.paperCount(of: objection.id))
            }.answer(visit)
        },
    ]

    /// Papers are read while the notice is open, and as far as this network may hand in today.
    private static let admit: @Sendable (Visit) async throws -> Void = { visit in
        let (id, network): (ID<Notice>, String) = (try visit.id("id", of: Notice.noun), visit.place.address)
        try await visit.database.read { tx in
            _ = try tx.requireOpenNotice(id)
            try tx.requireObjectionLoad(of: network)
        }
    }

    private static func page(_ visit: Visit) async throws -> NoticePage {
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
