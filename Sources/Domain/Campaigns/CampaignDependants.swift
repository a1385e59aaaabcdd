import Declaration
import Storage

/// What refers to organisations and campaigns in this room.
enum CampaignDependants {
    static let all = [
        Dependants(on: "organisations", "个活动项目", "campaign", "campaigns") { key in
            """
            SELECT COUNT(DISTINCT r.campaign_id) FROM campaigns_role r JOIN view_venues_organisation o ON o.id = r.organisation_id
            WHERE o.key = \(key)
            """
        },
        Dependants(on: "organisations", "个月度主题", "theme that it hosts", "themes that it hosts") { key in
            "SELECT COUNT(*) FROM campaigns_theme t JOIN view_venues_organisation o ON o.id = t.host_id WHERE o.key = \(key)"
        },
        Dependants(on: "campaigns", "个下级活动项目", "campaign below it", "campaigns below it") { key in
            "SELECT COUNT(*) FROM campaigns_campaign c JOIN campaigns_campaign p ON p.id = c.parent_id WHERE p.key = \(key)"
        },
        Dependants(on: "campaigns", "条消息", "piece of news", "pieces of news") { key in
            "SELECT COUNT(*) FROM campaigns_news n JOIN campaigns_campaign c ON c.id = n.campaign_id WHERE c.key = \(key)"
        },
    ]
}
