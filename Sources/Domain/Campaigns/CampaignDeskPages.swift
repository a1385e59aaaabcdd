import Kernel
import Language
import Markup
import Venues
import Web

/// `/desk/campaigns`: the campaigns over which somebody holds a role.
struct CampaignDeskListPage: Sendable {
    let campaigns: [Campaign]

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("活动项目", "Campaigns"), lede: Phrase("您负责的活动项目，共 \(campaigns.count) 个。", "The campaigns in your care: \(campaigns.count).")) {
            if campaigns.isEmpty {
                div(.class("empty-state")) {
                    p { visit.say(Phrase("还没有由您负责的活动项目。", "No campaign is in your care yet.")) }
                }
            } else {
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead {
                            tr {
                                th(.scope("col")) { visit.say(Phrase("名称", "Name")) }
                                th(.scope("col")) { visit.say(Phrase("类型", "Kind")) }
                                th(.scope("col")) { visit.say(Phrase("时间", "When")) }
                                th(.scope("col")) { visit.say(Phrase("状态", "State")) }
                            }
                        }
                        tbody { for campaign in campaigns { row(campaign, visit) } }
                    }
                }
            }
        }
    }

    private func row(_ campaign: Campaign, _ visit: Visit) -> HTML {
        tr {
            th(.scope("row")) { a(.href("/desk/campaigns/\(campaign.key)")) { visit.html(campaign.name) } }
            td { visit.say(campaign.kind.title) }
            td { campaign.dates(visit.language) }
            td { visit.say(campaign.phase(on: visit.now.day(in: campaign.zone)).title) }
        }
    }
}

/// `/desk/campaigns/{key}`: the campaign's own facts, its news, and what later rooms do with it.
struct CampaignDeskPage: Sendable {
    let campaign: Campaign
    let news: [NewsItem]
    var edit: FormReading
    var addNews: FormReading

    func answer(_ visit: Visit, panels: HTML) -> Answer {
        visit.desk(
            campaign.name.phrase, lede: Phrase(campaign.dates(.zh), campaign.dates(.en)),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/campaigns", Phrase("活动项目", "Campaigns"))],
            status: edit.isGood && addNews.isGood ? 200 : 422
        ) {
            p { a(.href("/campaigns/\(campaign.key)")) { visit.say(Phrase("查看公开页面", "The public page")) } }
            panels
            section(.class("stack")) {
                h2 { visit.say(Phrase("基本信息", "The campaign")) }
                visit.formHTML(edit, action: "/desk/campaigns/\(campaign.key)", submit: Phrase("保存", "Save"))
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("动态", "News")) }
                if news.isEmpty { p(.class("meta")) { visit.say(Phrase("还没有消息。", "No news yet.")) } }
                ul(.class("news-list")) { for item in news { li { line(item, visit) } } }
                h3 { visit.say(Phrase("发布消息", "Add news")) }
                visit.formHTML(addNews, action: "/desk/campaigns/\(campaign.key)/news", submit: Phrase("发布", "Publish"), makes: true)
            }
        }
    }

    /// One item, with the way back for what should not have been said.
    private func line(_ item: NewsItem, _ visit: Visit) -> HTML {
        HTML {
            p {
                a(.href("/news/\(item.id)")) { visit.html(item.title) }
                " · \(Dates.day(item.day, visit.language))"
            }
            visit.postButton(
                Phrase("撤下", "Take down"), posts: "/desk/campaigns/\(campaign.key)/news/\(item.id)/removal", style: "button-quiet")
        }
    }
}
