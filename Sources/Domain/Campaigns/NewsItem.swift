package import Kernel
package import Language
import Storage
package import Venues

/// What a campaign has to tell, on a day.
package struct NewsItem: Sendable, Hashable {
    package let id: ID<NewsItem>
    package let campaignID: ID<Campaign>
    /// Unique in its campaign.
    package var key: String
    package var day: Day
    package var title: Wording
    /// Paragraphs are separated by line breaks.
    package var text: Wording
    package var repaired: Campaign.Repaired?
    package var provenance: Provenance

    package init(
        id: ID<NewsItem>, campaignID: ID<Campaign>, key: String, day: Day, title: Wording, text: Wording,
        repaired: Campaign.Repaired? = nil, provenance: Provenance = Provenance()
    ) {
        (self.id, self.campaignID, self.key, self.day) = (id, campaignID, key, day)
        (self.title, self.text, self.repaired, self.provenance) = (title, text, repaired, provenance)
    }

    init(_ row: Row) throws {
        self.init(
            id: try row.id("id"), campaignID: try row.id("campaign_id"), key: try row.text("key"), day: try row.day("day"),
            title: try row.wording("title"), text: try row.wording("text"), repaired: try row.choiceOrNil("repaired"),
            provenance: try row.provenance())
    }
}
