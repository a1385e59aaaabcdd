import API

/// The public record of a campaign for machines: the same at `/campaigns/{key}.json` and at `/api/v1/campaigns/{key}`.
enum CampaignJSON {
    static func text(_ page: CampaignPage) -> String { CampaignPage.json.json(page) }
}
