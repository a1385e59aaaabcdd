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

    func answer(_ visit: Visit, panels: HTML) -> Answer {
        visit.desk(
            campaign.name.phrase, lede: Phrase(campaign.dates(.zh), campaign.dates(.en)),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/campaigns", Phrase("活动项目", "Campaigns"))],
            status: edit.isGood ? 200 : 422
        ) {
            p { a(.href("/campaigns/\(campaign.key)")) { visit.say(Phrase("查看公开页面", "The public page")) } }
            panels
            section(.class("stack")) {
                h2 { visit.say(Phrase("基本信息", "The campaign")) }
                visit.formHTML(edit, action: "/desk/campaigns/\(campaign.key)", submit: Phrase("保存", "Save"))
            }
            section(.class("stack")) {
                h2 { visit.say(Phrase("动态", "News")) }
                if news.isEmpty { p(.class("meta")) { visit.say(Phrase("还没有已发布的消息。", "No news is published yet.")) } }
                ul(.class("news-list")) { for item in news { li { line(item, visit) } } }
                p {
                    a(.class("button"), .href(.within("/desk/news/new", query: Query([("campaign", campaign.key)])))) {
                        visit.say(Phrase("写一条消息", "Write news"))
                    }
                }
            }
        }
    }

    private func line(_ item: NewsItem, _ visit: Visit) -> HTML {
        HTML {
            a(.href("/desk/news/\(item.id)")) { visit.html(item.title) }
            " · \(Dates.day(item.day, visit.language))"
        }
    }
}
