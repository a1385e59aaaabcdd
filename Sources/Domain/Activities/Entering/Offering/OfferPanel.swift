import Campaigns
import Kernel
import Language
import Markup
import Web

/// On the host's page of an activity: the weeks and series of other owners to which it can be offered with one click.
struct OfferPanel {
    let activity: ID<Activity>
    let others: [OtherCampaign]
    let visit: Visit

    @HTMLBuilder var html: HTML {
        if !others.isEmpty {
            h3 { visit.say(Phrase("也可以报送", "It also fits")) }
            p(.class("hint")) {
                visit.say(Phrase("这些项目由别的单位主办，时间、地区和类别都相符。一步报送，不用重填，只算一项活动。", "Of other owners, at its time, in its region and of its kind. One step, nothing is typed again, and it stays one activity."))
            }
            ul(.class("session-list"), .role("list")) {
                for one in others {
                    li {
                        div {
                            p { strong { one.campaign.name(visit.language) } }
                            p(.class("meta")) { facts(one) }
                            // Below its name: beside it, a long one leaves a phone no room for the name itself.
                            visit.postButton(
                                Phrase("也报送“\(one.campaign.name(.zh))”", "Offer to “\(one.campaign.name(.en))” too"), posts: "/desk/activities/\(activity.text)/offers",
                                fields: [("campaign", one.campaign.key)], style: "button-quiet")
                        }
                    }
                }
            }
        }
    }

    private func facts(_ one: OtherCampaign) -> String {
        let owners = one.owners.map { $0(visit.language) }.joined(separator: visit.language == .zh ? "、" : ", ")
        return [one.campaign.dates(visit.language), owners].filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
