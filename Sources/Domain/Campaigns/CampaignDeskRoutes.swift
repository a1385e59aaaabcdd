import Access
import Kernel
import Markup
import Rooms
import Storage
import Web

/// `/desk/campaigns`: one's own campaigns, and changing one.
enum CampaignDeskRoutes {
    static let item = DeskItem("/desk/campaigns", "活动项目", "Campaigns", permission: Campaigns.edit, in: .network, order: 50)

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/campaigns", .permitted(Campaigns.edit)) { visit in
                let identity = try visit.signedIn()
                return try await visit.database.read { tx in
                    let theirs = try tx.campaigns().filter { identity.may(Campaigns.edit, within: try tx.campaignScopes($0.id)) }
                    return CampaignDeskListPage(campaigns: theirs)
                }.answer(visit)
            },
            .get("/desk/campaigns/{key}", .permitted(Campaigns.edit)) { visit in try await show(try await page(visit), house, visit) },
            .post("/desk/campaigns/{key}", .permitted(Campaigns.edit)) { visit in
                var page = try await page(visit)
                page.edit = CampaignForm.read(visit.posted)
                let reading = page.edit
                let answer = try await page.edit.carry {
                    try await change(visit, Phrase("活动项目已保存。", "The campaign has been saved.")) { campaign, actor, tx in
                        try tx.save(try CampaignForm.campaign(reading, changing: campaign), by: actor)
                    }
                }
                if let answer { return answer }
                return try await show(page, house, visit)
            },
        ]
    }

    private static func show(_ page: CampaignDeskPage, _ house: House, _ visit: Visit) async throws -> Answer {
        page.answer(visit, panels: try await house.panelsHTML(on: Campaigns.deskPanels, page.campaign.id.number, visit))
    }

    private static func page(_ visit: Visit) async throws -> CampaignDeskPage {
        let identity = try visit.signedIn()
        let key = visit.parameter("key")
        return try await visit.database.read { tx in
            let campaign = try campaign(key, for: identity, in: tx)
            return CampaignDeskPage(campaign: campaign, news: try tx.news(of: campaign.id), edit: CampaignForm.filled(with: campaign))
        }
    }

    /// One change in one transaction, in which the campaign is read and the role over it asked again; leads back to the campaign.
    private static func change(
        _ visit: Visit, _ message: Phrase, _ body: @escaping @Sendable (Campaign, Int64, Transaction) throws -> Void
    ) async throws -> Answer {
        let identity = try visit.signedIn()
        let key = visit.parameter("key")
        return try await visit.making { tx in
            try body(try campaign(key, for: identity, in: tx), identity.account.id.number, tx)
            return Made(at: "/desk/campaigns/\(key)", saying: message)
        }
    }

    private static func campaign(_ key: String, for identity: Identity, in tx: Transaction) throws -> Campaign {
        guard let campaign = try tx.campaign(key: key) else { throw Refusal.notFound(Phrase("活动项目", "campaign")) }
        try identity.require(Campaigns.edit, within: try tx.campaignScopes(campaign.id))
        return campaign
    }
}

extension FormReading {
    /// Carries out a change where nothing is wrong with the form; a rule's refusal becomes a remark, and there is no answer.
    fileprivate mutating func carry(_ change: () async throws -> Answer) async throws -> Answer? {
        guard isGood else { return nil }
        do {
            return try await change()
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            remark(refusal)
            return nil
        }
    }
}
