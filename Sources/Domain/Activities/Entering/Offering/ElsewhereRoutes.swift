import Access
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/campaigns/{key}/elsewhere`: what other owners' campaigns have published and this one could have: its hosts are asked, or it is taken in.
enum ElsewhereRoutes {
    static let size = 50
    /// More are not counted: whoever has taken these in finds the next ones.
    static let most = 1000

    static let routes: [Route] = [
        .get("/desk/campaigns/{key}/elsewhere", .permitted(Activities.takeIn), filters: ["page"]) { visit in try await page(visit).answer(visit) },
        .post("/desk/campaigns/{key}/elsewhere", .permitted(Activities.takeIn)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            let ids = Array(Set(visit.posted.fields.all("activity").compactMap { ID<Activity>($0) })).sorted { $0.number < $1.number }.prefix(size)
            guard let act = ElsewherePage.Act(rawValue: visit.posted.fields["act"] ?? "") else {
                throw Refusal(.invalid, "elsewhere-act", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "act")
            }
            guard !ids.isEmpty else {
                var page = try await page(visit)
                page.problem = Phrase("请先勾选活动。", "Tick the activities first.")
                return page.answer(visit)
            }
            let outcomes = try await visit.database.write { tx in
                guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
                try identity.require(Activities.takeIn, within: tx.campaignScopes(campaign.id))
                return try ids.map { id in
                    let title = try tx.latestVersion(of: id)?.content.title
                    do {
                        try tx.attempt {
                            switch act {
                            case .ask: try tx.askForOffer(id, to: campaign, by: identity)
                            case .takeIn: try tx.takeIn(id, into: campaign.id, by: identity)
                            }
                        }
                        return JoinOutcome(activity: id, title: title, refusal: nil)
                    } catch let refusal as Refusal {
                        return JoinOutcome(activity: id, title: title, refusal: refusal.phrase)
                    }
                }
            }
            var page = try await page(visit)
            (page.outcomes, page.act) = (outcomes, act)
            return page.answer(visit)
        },
    ]

    private static func page(_ visit: Visit) async throws -> ElsewherePage {
        let (identity, key, number) = (try visit.signedIn(), visit.parameter("key"), visit.pageNumber)
        return try await visit.database.read { tx in
            guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
            try identity.require(Activities.takeIn, within: tx.campaignScopes(campaign.id))
            let found = try tx.elsewhere(for: campaign, page: number, size: size)
            try visit.requirePage(of: found.total, by: size)
            return ElsewherePage(campaign: campaign, isOver: campaign.phase(on: tx.now.day(in: campaign.zone)) == .over, lines: found.lines, total: found.total)
        }
    }
}
