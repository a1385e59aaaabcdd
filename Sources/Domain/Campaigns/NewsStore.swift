package import Kernel
import Language
package import Storage
import Venues

extension Transaction {
    package func newsItem(_ id: ID<NewsItem>) throws -> NewsItem? {
        try row("SELECT * FROM campaigns_news WHERE id = \(id)", NewsItem.init)
    }

    /// What a campaign tells, the newest first.
    package func news(of campaign: ID<Campaign>) throws -> [NewsItem] {
        try rows("SELECT * FROM campaigns_news WHERE campaign_id = \(campaign) ORDER BY day DESC, id DESC", NewsItem.init)
    }

    /// The newest of all campaigns: `limit` from `offset` on.
    package func news(limit: Int, offset: Int = 0) throws -> [NewsItem] {
        try rows("SELECT * FROM campaigns_news ORDER BY day DESC, id DESC LIMIT \(limit) OFFSET \(offset)", NewsItem.init)
    }

    package func newsCount() throws -> Int { Int(try number("SELECT COUNT(*) FROM campaigns_news") ?? 0) }

    /// Adds or changes one item; the same again changes nothing.
    package func save(_ new: NewsItem, by actor: Int64) throws {
        let old = try newsItem(new.id)
        if old == new { return }
        let note = new.provenance.note
        try execute(
            """
            INSERT INTO campaigns_news
                (id, campaign_id, key, day, title_zh, title_en, text_zh, text_en, repaired, source, note_zh, note_en)
            VALUES (\(new.id), \(new.campaignID), \(new.key), \(new.day), \(new.title.zh), \(new.title.en), \(new.text.zh), \(new.text.en),
                \(new.repaired), \(new.provenance.sourceText), \(note?.zh), \(note?.en))
            ON CONFLICT (id) DO UPDATE SET day = excluded.day, title_zh = excluded.title_zh, title_en = excluded.title_en,
                text_zh = excluded.text_zh, text_en = excluded.text_en, repaired = excluded.repaired, source = excluded.source,
                note_zh = excluded.note_zh, note_en = excluded.note_en
            """)
        try record(
            LedgerEntry(old == nil ? "campaigns.news-added" : "campaigns.news-changed", "news", new.id, by: actor, visibility: .public))
    }

    func removeNews(_ item: NewsItem, by actor: Int64) throws {
        try execute("DELETE FROM campaigns_news WHERE id = \(item.id)")
        try record(LedgerEntry("campaigns.news-removed", "news", item.id, by: actor, visibility: .public))
    }
}
