import Kernel
import Language
package import Storage
import Venues

extension Transaction {
    /// Adds or changes one item past the workflow, for campaign files and demonstrations: people go through `draftNews` and `step`.
    /// The same again changes nothing.
    package func save(_ new: NewsItem, by actor: Int64) throws {
        let old = try newsItem(new.id)
        var compared = new
        if let old { compared.changedAt = old.changedAt }
        if old == compared { return }
        try write(new)
        let appears = new.isPublic && old?.isPublic != true
        try record(
            LedgerEntry(
                appears ? "campaigns.news-added" : "campaigns.news-changed", "news", new.id, by: actor,
                visibility: new.isPublic ? .public : .office))
    }

    /// Puts the row as it is given, changed now.
    func write(_ new: NewsItem) throws {
        let note = new.provenance.note
        try execute(
            """
            INSERT INTO campaigns_news
                (id, campaign_id, unit_id, key, kind, state, was_public, day, title_zh, title_en, text_zh, text_en, writer_id, supersedes_id,
                remark, changed_at, repaired, source, note_zh, note_en)
            VALUES (\(new.id), \(new.campaignID), \(new.unitID), \(new.key), \(new.kind), \(new.state), \(new.isPublic), \(new.day),
                \(new.title.zh), \(new.title.en), \(new.text.zh), \(new.text.en), \(new.writerID), \(new.supersedesID), \(new.remark), \(now),
                \(new.repaired), \(new.provenance.sourceText), \(note?.zh), \(note?.en))
            ON CONFLICT (id) DO UPDATE SET campaign_id = excluded.campaign_id, unit_id = excluded.unit_id, kind = excluded.kind,
                state = excluded.state, day = excluded.day, title_zh = excluded.title_zh, title_en = excluded.title_en,
                text_zh = excluded.text_zh, text_en = excluded.text_en, writer_id = excluded.writer_id, remark = excluded.remark,
                changed_at = excluded.changed_at, repaired = excluded.repaired, source = excluded.source, note_zh = excluded.note_zh,
                note_en = excluded.note_en,
                was_public = CASE WHEN excluded.was_public = 1 THEN 1 ELSE campaigns_news.was_public END
            """)
    }

    /// A campaign file no longer declares what it once did: the item keeps its address, where one reads that it was taken down.
    func retract(_ item: NewsItem, by actor: Int64) throws {
        try execute(
            """
            UPDATE campaigns_news SET state = \(NewsState.withdrawn), remark = '', changed_at = \(now) WHERE id = \(item.id)
            """)
        try record(LedgerEntry("campaigns.news-withdrawn", "news", item.id, by: actor, visibility: .public))
    }

    /// What a campaign file declares or has declared of a campaign, in any state.
    func allNews(of campaign: ID<Campaign>) throws -> [NewsItem] {
        try rows("SELECT * FROM campaigns_news WHERE campaign_id = \(campaign) ORDER BY day DESC, id DESC", NewsItem.init)
    }
}
