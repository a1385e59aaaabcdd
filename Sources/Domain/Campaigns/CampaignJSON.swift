import Kernel
import Language
import Venues
import Web

/// The public record of a campaign for machines: `/campaigns/{key}.json`.
enum CampaignJSON {
    static func text(_ page: CampaignPage) -> String {
        let campaign = page.campaign
        return JSONText.object([
            ("id", JSONText.quote(campaign.id.text)), ("key", JSONText.quote(campaign.key)), ("name", JSONText.wording(campaign.name)),
            ("kind", JSONText.quote(campaign.kind.rawValue)), ("edition", JSONText.number(orNull: campaign.edition)), ("year", String(campaign.year)),
            ("begin", JSONText.quote(campaign.begin.iso)), ("end", JSONText.quote(campaign.end.iso)),
            ("precision", JSONText.quote(campaign.precision.rawValue)), ("zone", JSONText.quote(campaign.zone.name)),
            ("region", JSONText.quote(orNull: campaign.region)), ("motto", JSONText.wording(campaign.motto)),
            ("summary", JSONText.wording(campaign.summary)), ("parent", JSONText.quote(orNull: page.ancestors.first?.key)),
            ("children", JSONText.list(page.children.map { JSONText.quote($0.key) })),
            ("themes", JSONText.list(page.parts.themes.map { JSONText.quote($0.key) })),
            ("blocks", JSONText.list(page.parts.blocks.map { JSONText.quote($0.key) })),
            ("sources", JSONText.list(campaign.provenance.sources.map { JSONText.quote($0) })),
        ])
    }
}
