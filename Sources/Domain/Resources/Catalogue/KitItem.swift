package import Campaigns
package import Kernel
package import Language
package import Storage
import Venues

/// A resource of the catalogue that belongs to a joint action: a part of its kit.
package struct KitItem: Sendable {
    package let id: ID<KitItem>
    package let name: Wording
    package let summary: Wording
    /// What it is: a pack, a talk, an exhibit.
    package let title: Phrase
    /// The way of taking part for which it is.
    package let way: Way.Kind

    init(_ row: Row) throws {
        let kind: ResourceKind = try row.choice("kind")
        (id, name, summary, title) = (try row.id("id"), try row.wording("name"), try row.wording("summary"), kind.title)
        way = kind == .pack ? .pack : kind.nature == .digital ? .digital : .physical
    }

    package var path: String { "/resources/\(id.text)" }
}

extension Transaction {
    /// What the catalogue lists for the action or for one above it, packs first; at most 100.
    package func kit(of campaign: ID<Campaign>) throws -> [KitItem] {
        try rows(
            """
            SELECT r.id, r.kind, v.name_zh, v.name_en, v.summary_zh, v.summary_en FROM resources_resource r
                JOIN resources_version v ON v.resource_id = r.id AND v.number = r.listed
            WHERE r.campaign_id IN (SELECT x.ancestor_id FROM view_campaigns_ancestor x WHERE x.campaign_id = \(campaign)) AND r.listed_at IS NOT NULL
            ORDER BY CASE WHEN r.kind = \(ResourceKind.pack) THEN 0 ELSE 1 END, r.listed_at, r.id LIMIT 100
            """, KitItem.init)
    }

    /// What somebody who begins an activity from it may take over: its name and what it says of itself. Nil where it is not listed.
    package func kitText(_ id: ID<KitItem>) throws -> (name: Wording, summary: Wording, text: Wording, ages: ClosedRange<Int>?)? {
        guard let entry = try catalogueEntry(ID(id.number)) else { return nil }
        return (entry.content.name, entry.content.summary, entry.content.text, entry.content.ages)
    }
}
