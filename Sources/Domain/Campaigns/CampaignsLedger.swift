import Kernel
import Language
import Rooms
import Storage

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
        LedgerNoun("campaign", "活动项目", "campaign") { tx, id in
            try tx.campaign(ID(id)).map { LedgerNoun.Record($0.name.phrase, at: "/campaigns/\($0.key)") }
        },
        LedgerNoun("news", "消息", "news") { tx, id in
            try tx.newsItem(ID(id)).map { LedgerNoun.Record($0.title.phrase, at: $0.isPublic ? "/news/\($0.id)" : nil) }
        },
    ]
}
