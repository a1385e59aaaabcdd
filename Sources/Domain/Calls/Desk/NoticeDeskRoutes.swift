import Access
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web
import Workflow

/// `/desk/notices`: a notice in the hands of the office.
enum NoticeDeskRoutes {
    static let routes: [Route] = [
        .get("/desk/notices/{id}", .permitted(Calls.review)) { visit in try await page(visit).answer(visit) },
        .post("/desk/notices/{id}/outcomes", .permitted(Calls.review)) { visit in
            try await act(visit) { tx, id, identity in
                let found = try tx.carryOut(id, by: identity)
                var said = [Phrase("已办理 \(found.total) 项", "\(found.total) are carried out")]
                if found.overtaken > 0 { said.append(Phrase("\(found.overtaken) 项情况已变，不再办理", "\(found.overtaken) have changed since and are not")) }
                if found.waiting > 0 { said.append(Phrase("\(found.waiting) 项暂缓", "\(found.waiting) wait")) }
                return Phrase(said.map(\.zh).joined(separator: "；") + "。", said.map(\.en).joined(separator: "; ") + ".")
            }
        },
        .post("/desk/notices/{id}/items/{position}/striking", .permitted(Calls.review)) { visit in
            guard let position = Int(visit.parameter("position")) else { throw Refusal.notFound(Notice.noun) }
            let says = String((visit.posted.fields["says"] ?? "").prefix(2000)).trimmed
            return try await act(visit) { tx, id, identity in
                try tx.strike(position, of: id, says: says, by: identity)
                return Phrase("已除名。", "It is struck.")
            }
        },
        .get("/desk/notices/{id}/successor", .permitted(Calls.review)) { visit in try await succession(visit).answer(visit) },
        .post("/desk/notices/{id}/successor", .permitted(Calls.review)) { visit in
            var page = try await succession(visit)
            page.reading = page.reading.form.read(visit.posted)
            guard let draft = page.draft else { return page.answer(visit) }
            let (identity, scheme, call) = (try visit.signedIn(), page.scheme, page.call)
            do {
                return try await visit.making { tx in
                    let id = try tx.schedule(draft, under: scheme, call: call, by: identity)
                    try tx.turnNotices()
                    return Made(at: "/desk/notices/\(id.text)", saying: Phrase("新的公示已安排，开始时取代原公示。", "The notice is scheduled; it takes the old one's place when it begins."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
    ]

    private static func page(_ visit: Visit) async throws -> NoticeDeskPage {
        let notice = try await notice(visit)
        return try await visit.database.read { tx in try NoticeDeskPage(notice, in: tx) }
    }

    private static func succession(_ visit: Visit) async throws -> NoticeSuccession {
        let notice = try await notice(visit)
        return try await visit.database.read { tx in
            _ = try Notice.workflow.transition(from: notice.state, on: .supersede)
            return try NoticeSuccession(notice, in: tx)
        }
    }

    /// Somebody else's does not exist for them.
    private static func notice(_ visit: Visit) async throws -> Notice {
        let (identity, id): (Identity, ID<Notice>) = (try visit.signedIn(), try visit.id("id", of: Notice.noun))
        return try await visit.database.read { tx in
            let notice = try tx.requireNotice(id)
            guard let scheme = try tx.scheme(of: notice), identity.may(Calls.review, within: try tx.organisationScopes(scheme.authorityID)) else {
                throw Refusal.notFound(Notice.noun)
            }
            return notice
        }
    }

    private static func act(_ visit: Visit, _ body: @escaping @Sendable (Transaction, ID<Notice>, Identity) throws -> Phrase) async throws -> Answer {
        var page = try await page(visit)
        let (identity, id) = (try visit.signedIn(), page.notice.id)
        do {
            let said = try await visit.database.write { tx in try body(tx, id, identity) }
            return visit.see("/desk/notices/\(id.text)", saying: said)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            page.problem = refusal
            return page.answer(visit)
        }
    }
}
