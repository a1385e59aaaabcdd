import Kernel
import Language
import Markup
import Venues
import Web

/// How many each region may have, how many it has, and how many are held by what is proposed.
struct QuotaView: Sendable {
    let quotas: [RegionQuota]
    let recommenders: [RecommenderQuota]
    let scheme: Scheme

    @HTMLBuilder func html(_ visit: Visit) -> HTML {
        if let most = scheme.review.mostInRegion {
            section(.id("quotas"), .class("stack")) {
                h2 { visit.say(Phrase("地区名额", "Quota by region")) }
                p(.class("meta")) { visit.say(Phrase("每个地区最多 \(most) 个。", "At most \(most) in each region.")) }
                if !quotas.isEmpty { table(visit) }
            }
        }
        if !recommenders.isEmpty { RecommenderQuotaView(quotas: recommenders).html(visit) }
    }

    private func table(_ visit: Visit) -> HTML {
        let titles = [Phrase("地区", "Region"), Phrase("已认定", "Recognised"), Phrase("拟认定", "Proposed"), Phrase("剩余", "Left")]
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for one in quotas {
                        tr {
                            th(.scope("row")) { visit.regionName(one.region) ?? one.region }
                            td(.data("label", visit.say(titles[1]))) { String(one.used) }
                            td(.data("label", visit.say(titles[2]))) { String(one.held) }
                            td(.data("label", visit.say(titles[3]))) { String(one.left) }
                        }
                    }
                }
            }
        }
    }
}

/// How many each recommender may recommend, has recommended, and has before it.
struct RecommenderQuotaView: Sendable {
    let quotas: [RecommenderQuota]

    func html(_ visit: Visit) -> HTML {
        let titles = [Phrase("推荐单位", "Recommender"), Phrase("名额", "Quota"), Phrase("已推荐", "Recommended"), Phrase("待推荐", "Waiting"), Phrase("剩余", "Left")]
        return section(.id("recommender-quotas"), .class("stack")) {
            h2 { visit.say(Phrase("推荐名额", "Quota of recommendations")) }
            div(.class("table-wrap")) {
                table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for one in quotas {
                            tr {
                                th(.scope("row")) { visit.html(one.recommender) }
                                td(.data("label", visit.say(titles[1]))) { String(one.most) }
                                td(.data("label", visit.say(titles[2]))) { String(one.used) }
                                td(.data("label", visit.say(titles[3]))) { String(one.waiting) }
                                td(.data("label", visit.say(titles[4]))) { String(one.left) }
                            }
                        }
                    }
                }
            }
        }
    }
}
