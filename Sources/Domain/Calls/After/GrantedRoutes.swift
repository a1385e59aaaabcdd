import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/register`: the titles of the authorities for which somebody works; what becomes of them, and how they are taken back.
enum GrantedRoutes {
    static let item = DeskItem("/desk/register", "已授称号", "Titles granted", permission: Calls.review, in: .calls, order: 36)

    static let routes: [Route] = [
        .get("/desk/register", .permitted(Calls.review), filters: RegisterFilter.names) { visit in
            let (identity, page) = (try visit.signedIn(), visit.pageNumber)
            let filter = try RegisterFilter(visit.query, regions: visit.regions)
            let list = try await visit.database.read { tx in
                let reach = try OrganisationReach.condition("s.authority_id", identity.scopes(of: Calls.review))
                let schemes = try tx.schemesByKey()
                let found = try tx.register("\(sql: filter.condition) AND \(sql: reach)", page: page, schemes)
                return GrantedList(words: filter.words, state: filter.state, lines: found.lines, total: found.total)
            }
            try visit.requirePage(of: list.total, by: RegisterFilter.size)
            return list.answer(visit)
        },
        .get("/desk/register/{id}", .permitted(Calls.review)) { visit in try await page(visit).answer(visit) },
        .post("/desk/register/{id}/revocation", .permitted(Calls.review)) { visit in
            var page = try await page(visit)
            page.reading = page.form.read(visit.posted)
            guard page.reading.isGood else { return page.answer(visit) }
            let (ground, says) = (page.reading.text("ground"), page.reading.text("says"))
            do {
                if let problem = page.problem { throw problem }
                // First it is said what will happen; it happens once that was seen.
                guard visit.posted.fields["confirmed"] == "1" else {
                    page.asksBack = true
                    return page.answer(visit)
                }
                let (identity, id) = (try visit.signedIn(), page.record.title.id)
                try await visit.database.write { tx in try tx.revoke(id, ground: ground, says: says, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                page.reading.remark(refusal)
                return page.answer(visit)
            }
            return visit.see(
                "/desk/register/\(page.record.title.id.text)", saying: Phrase("称号已撤销，单位会收到通知，凭证从现在起不再通过查验。", "The title is revoked; the unit is told, and its credential is rejected from now on."))
        },
    ]

    private static func page(_ visit: Visit) async throws -> GrantedPage {
        let (identity, id): (Identity, ID<Title>) = (try visit.signedIn(), try visit.id("id", of: Title.noun))
        return try await visit.database.read { tx in
            guard let title = try tx.title(id), let record = try tx.titleRecord(title),
                identity.may(Calls.review, within: try tx.organisationScopes(record.authority.id))
            else { throw Refusal.notFound(Title.noun) }
            let assessments = try tx.assessments(of: id)
            return GrantedPage(record: record, assessments: assessments, history: try TitleHistory(of: id, assessments: assessments.map(\.id), in: tx))
        }
    }
}

/// The list of an office's titles.
struct GrantedList: Sendable {
    let words: String
    let state: String?
    let lines: [RegisterLine]
    let total: Int

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("已授称号", "Titles granted"), lede: Phrase("您的机关授予的称号，包括已结束的。", "The titles that your authority granted, past ones too.")) {
            let search = FilterForm("/desk/register", isFiltered: !words.isEmpty || state != nil, visit)
            search.html {
                search.words(Phrase("单位或编号", "Unit or number"), words, most: RegisterFilter.longestWords)
                search.choice("state", Phrase("状态", "State"), RegisterFilter.states, state)
            }
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("没有符合条件的称号", "No title fits")) }
                    p { visit.say(Phrase("公示期满并认定后，称号会列在这里。", "Titles stand here once their notice has run out and they are granted.")) }
                }
            } else {
                table(visit)
                visit.pager(page: visit.pageNumber, total: total, size: RegisterFilter.size)
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr {
                        for title in [Phrase("持有者", "Holder"), Phrase("称号", "Title"), Phrase("有效期", "Valid"), Phrase("状态", "State")] { th(.scope("col")) { visit.say(title) } }
                    }
                }
                tbody {
                    for line in lines {
                        tr {
                            th(.scope("row")) { a(.href("/desk/register/\(line.title.id)")) { visit.html(line.holder) } }
                            td(.data("label", visit.say(Phrase("称号", "Title")))) {
                                visit.html(line.scheme)
                                span(.class("meta")) { " " + line.title.number }
                            }
                            td(.data("label", visit.say(Phrase("有效期", "Valid")))) { TitleView.days(line.title, visit) }
                            td(.data("label", visit.say(Phrase("状态", "State")))) { TitleView.badge(line.title, visit) }
                        }
                    }
                }
            }
        }
    }
}
