package import Access
package import Kernel
package import Language
import Storage
package import Venues

/// What a campaign or a unit has to tell, on a day.
package struct NewsItem: Sendable, Hashable {
    package let id: ID<NewsItem>
    /// The campaign that it is about; nil for a unit's own.
    package var campaignID: ID<Campaign>?
    /// The unit that speaks; nil where the campaign's organisers do.
    package var unitID: ID<Organisation>?
    /// Unique in its campaign.
    package var key: String
    package var kind: Kind
    package var state: NewsState
    /// The day of its publication.
    package var day: Day
    package var title: Wording
    /// Read by `NewsText`: paragraphs are separated by line breaks, figures stand as references.
    package var text: Wording
    /// Who wrote the text as it stands; nil for a campaign file.
    package var writerID: ID<Account>?
    /// The published item whose place it takes.
    package var supersedesID: ID<NewsItem>?
    /// Why it was returned or withdrawn; empty otherwise.
    package var remark: String
    /// When anything of it last changed.
    package var changedAt: Instant
    package var repaired: Campaign.Repaired?
    package var provenance: Provenance

    /// One that is published as it stands; `draftNews` begins one at the desk.
    package init(
        id: ID<NewsItem>, campaignID: ID<Campaign>?, key: String, day: Day, title: Wording, text: Wording,
        repaired: Campaign.Repaired? = nil, provenance: Provenance = Provenance()
    ) {
        (self.id, self.campaignID, self.key, self.day) = (id, campaignID, key, day)
        (self.title, self.text, self.repaired, self.provenance) = (title, text, repaired, provenance)
        (kind, state, remark, changedAt) = (.announcement, .published, "", Instant(microseconds: 0))
    }

    init(_ row: Row) throws {
        self.init(
            id: try row.id("id"), campaignID: try row.idOrNil("campaign_id"), key: try row.text("key"), day: try row.day("day"),
            title: try row.wording("title"), text: try row.wording("text"), repaired: try row.choiceOrNil("repaired"),
            provenance: try row.provenance())
        unitID = try row.idOrNil("unit_id")
        kind = try row.choice("kind")
        state = try row.choice("state")
        writerID = try row.idOrNil("writer_id")
        supersedesID = try row.idOrNil("supersedes_id")
        remark = try row.text("remark")
        changedAt = try row.instant("changed_at")
    }

    static let noun = Phrase("这条消息", "news item")

    /// Whether everybody may open it at its address.
    package var isPublic: Bool { state == .published || state == .superseded }
}

extension NewsItem {
    package enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case announcement
        case press
        case launch

        package var title: Phrase {
            switch self {
            case .announcement: Phrase("公告", "Announcement")
            case .press: Phrase("新闻稿", "Press item")
            case .launch: Phrase("启动报道", "Launch report")
            }
        }
    }
}
