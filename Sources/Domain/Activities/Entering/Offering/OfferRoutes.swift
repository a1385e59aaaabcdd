import Access
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// An activity that one campaign has published is offered to another owner's: one from its page, several from the list.
enum OfferRoutes {
    static let many = "/desk/activities/offers"
    /// So many at once.
    static let most = 200

    static let routes: [Route] = [
        .get(many, .permitted(Activities.enter), filters: ["activity"]) { visit in try await page(visit, visit.query.all("activity")).answer }.naming(several: ["activity"]),
        .post(many, .permitted(Activities.enter)) { visit in
            let identity = try visit.signedIn()
            var page = try await page(visit, visit.posted.fields.all("activity"))
            page.reading = page.form.read(visit.posted)
            if page.lines.isEmpty { page.reading.remark("", Phrase("请先勾选活动。", "Tick the activities first.")) }
            guard page.reading.isGood else { return page.answer }
            let (key, ids) = (page.reading.text("campaign"), page.lines.map(\.activity))
            page.outcomes = try await visit.database.write { tx in try tx.offer(ids, to: tx.requireCampaign(key), by: identity) }
            return page.answer
        },
        .post("/desk/activities/{id}/offers", .permitted(Activities.enter)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Activity.noun, Activity.self))
            let key = visit.posted.fields["campaign"] ?? ""
            do {
                try await visit.database.write { tx in
                    try identity.require(Activities.enter, within: tx.entryScopes(id))
                    try tx.offer(id, to: tx.requireCampaign(key), by: identity)
                }
            } catch let refusal as Refusal where refusal.field?.hasPrefix(CampaignFieldForm.prefix) == true {
                return try await CampaignQuestionPage.load(id, key, refusal, visit).answer
            }
            return visit.see("/desk/activities/\(id.text)#placements", saying: Phrase("已报送，由对方审核；在两边只算一项活动。", "It is offered; that campaign's moderator decides. It stays one activity for both."))
        },
    ]

    private static func page(_ visit: Visit, _ asked: [String]) async throws -> OfferPage {
        let (identity, ids) = (try visit.signedIn(), Array(Set(asked.compactMap { ID<Activity>($0) })).sorted { $0.number < $1.number }.prefix(most))
        return try await visit.database.read { tx in
            let lines = try tx.offered(Array(ids), for: identity), now = tx.now
            let open = try tx.campaigns().filter { $0.kind != .plan && $0.phase(on: now.day(in: $0.zone)) != .over }.sorted { ($0.begin, $0.key) < ($1.begin, $1.key) }
            return OfferPage(lines: lines, campaigns: open, visit: visit)
        }
    }
}

extension Transaction {
    /// Of these activities the ones that this person may change, the soonest first.
    fileprivate func offered(_ ids: [ID<Activity>], for identity: Identity) throws -> [AttachableLine] {
        guard !ids.isEmpty else { return [] }
        let own = DeskScope.condition(identity.scopes(of: Activities.enter), organisers: true)
        return try rows(
            """
            SELECT a.id, a.first_at, a.last_at, v.title_zh, v.title_en
            FROM activities_activity a JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
            WHERE a.id IN (\(list: ids)) AND \(sql: own) ORDER BY a.first_at NULLS LAST, a.id
            """
        ) { row in
            AttachableLine(
                activity: try row.id("id"), title: try row.wording("title"), firstAt: try row.instantOrNil("first_at"), lastAt: try row.instantOrNil("last_at"))
        }
    }
}
