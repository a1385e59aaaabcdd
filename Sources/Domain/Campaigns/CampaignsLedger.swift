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
        LedgerWord("campaigns.news-removed", "撤下了消息", "took down"),
    ]

    static let nouns = [
        LedgerNoun("campaign", "活动项目", "campaign") { tx, id in
            try tx.campaign(ID(id)).map { LedgerNoun.Record($0.name.phrase, at: "/campaigns/\($0.key)") }
        },
        LedgerNoun("news", "消息", "news") { tx, id in
            try tx.newsItem(ID(id)).map { LedgerNoun.Record($0.title.phrase, at: "/news/\($0.id)") }
        },
    ]
}
