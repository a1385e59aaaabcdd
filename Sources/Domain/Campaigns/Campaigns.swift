package import Access
import Kernel
import Language
package import Rooms
import Storage
import Web
import Workflow

/// The room of campaigns: their editions, blocks, themes, roles, news, and what their sources announce.
package enum Campaigns {
    package static let edit = Permission("campaigns.edit", "编辑活动项目", "Edit campaigns", roles: [.administrator, .organiser])
    package static let readNews = Permission(
        "campaigns.read-news", "查看待发的消息", "See news at the desk", roles: [.administrator, .organiser, .moderator, .host])
    package static let writeNews = Permission("campaigns.write-news", "撰写消息", "Write news", roles: [.administrator, .organiser, .host])
    package static let checkNews = Permission(
        "campaigns.check-news", "核对并发布消息", "Check and publish news", roles: [.administrator, .organiser, .moderator])

    /// On a campaign's page: what later rooms know of it, such as its activities and its figures.
    package static let campaignPanels = PanelPlace("campaigns.campaign")

    /// In the head of a campaign's page: links to what goes on in it in other formats, to be followed.
    package static let headPanels = PanelPlace("campaigns.head")

    /// On a campaign's page at the desk: what later rooms let its organiser do, such as the programme.
    package static let deskPanels = PanelPlace("campaigns.desk")

    /// On a piece of news: where it comes from, as far as later rooms know; subject: the item.
    package static let newsPanels = PanelPlace("campaigns.news")

    package static let module: Module = {
        var module = Module("campaigns", "活动项目", "Campaigns")
        module.migrations = CampaignsSchema.migrations
        module.permissions = [edit, readNews, writeNews, checkNews]
        module.workflows = [.init("news", NewsItem.workflow)]
        module.dependants = CampaignDependants.all
        module.scopes = [
            ScopeKind("campaign", written: "/campaign/KEY") { tx, scope in
                guard scope.segments.count == 2, let key = scope.segments.last else { return nil }
                return try tx.campaign(key: key)?.name.phrase
            } named: { tx, text in
                try tx.rows("SELECT key FROM campaigns_campaign WHERE key = \(text) OR name_zh = \(text) OR name_en = \(text) ORDER BY begin_day DESC LIMIT 7") {
                    Scope.campaign(try $0.text("key"))
                }
            }
        ]
        module.mergings = [BodyMerging.merging]
        module.sections = [CampaignSection.section]
        module.navigation = [.init("/campaigns", "活动项目", "Campaigns", order: 20), .init("/news", "动态", "News", order: 70)]
        module.desk = [CampaignDeskRoutes.item, NewsDeskRoutes.item]
        module.messages = [NewsLetter.kind]
        module.personalData = [NewsPersonalData.written]
        (module.cards, module.queues) = ([CampaignCards.running], NewsQueues.all)
        module.api = { _ in CampaignAPI.resources }
        module.changes = CampaignAPI.changes
        (module.ledgerWords, module.ledgerNouns) = (CampaignsLedger.words, CampaignsLedger.nouns)
        module.routes = { house in
            CampaignRoutes.routes(house) + NewsRoutes.routes(house) + CampaignDeskRoutes.routes(house) + NewsDeskRoutes.routes(house)
        }
        return module
    }()
}
