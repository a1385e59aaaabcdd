import Kernel
import Language
import Rooms
import Storage
import Venues

/// What the ledger's entries about campaigns and their news say.
enum CampaignsLedger {
    static let words = [
        LedgerWord("campaigns.added", "添加了活动项目", "added"), LedgerWord("campaigns.changed", "更改了活动项目", "changed"),
        LedgerWord("campaigns.parts-changed", "更改了板块、主题或承办单位", "changed blocks, themes or roles"),
        LedgerWord("campaigns.news-added", "发布了消息", "published"), LedgerWord("campaigns.news-changed", "更改了消息", "changed"),
        LedgerWord("campaigns.news-removed", "撤下了消息", "took down"), LedgerWord("campaigns.news-drafted", "起草了消息", "drafted"),
        LedgerWord("campaigns.news-submitted", "提交核对", "submitted for checking"), LedgerWord("campaigns.news-recalled", "收回修改", "took back to edit"),
        LedgerWord("campaigns.news-returned", "退回", "returned"), LedgerWord("campaigns.news-published", "发布了消息", "published"),
        LedgerWord("campaigns.news-superseded", "以新稿取代", "superseded"), LedgerWord("campaigns.news-withdrawn", "撤下了消息", "withdrew"),
        LedgerWord("campaigns.news-discarded", "丢弃了草稿", "discarded the draft"),
        LedgerWord("campaigns.news-pictured", "添加了图片", "added a picture to"), LedgerWord("campaigns.news-unpictured", "移除了图片", "took a picture from"),
    ]

    static let nouns = [
        LedgerNoun("campaign", "活动项目", "campaign") { tx, ids in
            try tx.ledgerRecords("SELECT id, key, name_zh, name_en FROM campaigns_campaign WHERE id IN (\(list: ids))") { "/campaigns/\(try $0.text("key"))" }
        },
        LedgerNoun("news", "消息", "news") { tx, ids in
            let named: SQL = "SELECT id, state, title_zh AS name_zh, title_en AS name_en FROM campaigns_news WHERE id IN (\(list: ids))"
            return try tx.ledgerRecords(named) { row in
                let state: NewsState = try row.choice("state")
                return state == .published || state == .superseded ? "/news/\(try row.id("id", NewsItem.self))" : nil
            }
        },
    ]
}
