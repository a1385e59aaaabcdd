import Access
import Kernel
import Language
import Rooms
import Storage
import Venues
import Web

/// `/desk/schemes`: the office's measures, and notices of what becomes of titles under them.
enum SchemeRoutes {
    static let item = DeskItem("/desk/schemes", "认定办法", "Schemes", permission: Calls.review, in: .calls, order: 36)

    static let routes: [Route] = [
        .get("/desk/schemes", .permitted(Calls.review)) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try SchemeDeskList(for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/schemes/{key}", .permitted(Calls.review)) { visit in try await page(visit).answer(visit) },
        .post("/desk/schemes/{key}", .permitted(Calls.review)) { visit in
            var page = try await page(visit)
            page.reading = page.form.form.read(visit.posted)
            for flaw in page.form.halfSaid(page.reading) { page.reading.remark(flaw.field, flaw.says) }
            guard page.reading.isGood else { return page.answer(visit) }
            let (identity, key, body) = (try visit.signedIn(), page.scheme.key, page.form.body(from: page.reading))
            let seen = visit.posted.fields["version"].flatMap { Int($0) } ?? 0
            do {
                let isNew = try await visit.database.write { tx in try tx.changeScheme(key, to: body, seen: seen, by: identity) }
                return visit.see(
                    "/desk/schemes/\(key)",
                    saying: isNew
                        ? Phrase("已保存为新版本。已开放的征集沿用原版本。", "Kept as a new version. Calls that have opened keep theirs.")
                        : Phrase("没有改动，未形成新版本。", "Nothing changed, so there is no new version."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
        .get("/desk/schemes/{key}/lists", .permitted(Calls.review)) { visit in try await lists(visit).answer(visit) },
        .post("/desk/schemes/{key}/lists", .permitted(Calls.review)) { visit in
            var page = try await lists(visit)
            page.reading = page.reading.form.read(visit.posted)
            guard let draft = page.draft else { return page.answer(visit) }
            let (identity, scheme) = (try visit.signedIn(), page.scheme)
            do {
                return try await visit.making { tx in
                    let id = try tx.schedule(draft, under: scheme, by: identity)
                    try tx.turnNotices()
                    return Made(at: "/desk/notices/\(id.text)", saying: Phrase("公示已安排，到日自动开始，期满自动结束。", "The notice is scheduled; it opens and closes by itself."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
        },
    ]

    private static func page(_ visit: Visit) async throws -> SchemeDeskPage {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in try SchemeDeskPage(try own(key, identity, tx), in: tx) }
    }

    private static func lists(_ visit: Visit) async throws -> TitleListsPage {
        let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
        return try await visit.database.read { tx in try TitleListsPage(try own(key, identity, tx), in: tx) }
    }

    /// Another authority's is not theirs to change.
    private static func own(_ key: String, _ identity: Identity, _ tx: Transaction) throws -> SchemeRecord {
        guard let scheme = try tx.scheme(key: key) else { throw Refusal.notFound(SchemeRecord.noun) }
        try identity.require(Calls.review, within: try tx.organisationScopes(scheme.authorityID))
        return scheme
    }
}
