import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web

/// The column of facts beside an activity: for whom, by whom, what it costs.
struct ActivityFacts {
    let model: PublicActivity
    let visit: Visit

    private var content: ActivityContent { model.content }

    var html: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("信息", "Facts")) }
            dl(.class("facts")) {
                whom
                money
                who
                visit.fact(Phrase("版本", "Version")) { visit.say(versionNote) }
            }
        }
    }

    @HTMLBuilder private var whom: HTML {
        if let audience = content.audience { visit.fact(Phrase("对象", "For whom")) { audience(visit.language) } }
        if let ages = ActivityWords.ages(content) { visit.fact(Phrase("年龄", "Age")) { visit.say(ages) } }
        if !content.access.isEmpty {
            visit.fact(Phrase("无障碍", "Accessibility")) { ActivityAccess.html(content.access, visit) }
        }
    }

    @HTMLBuilder private var money: HTML {
        if content.isFree != nil || content.fee != nil {
            visit.fact(Phrase("费用", "Cost")) {
                if content.isFree == true { p { visit.say(Phrase("免费", "Free of charge")) } }
                if let fee = content.fee { p { fee(visit.language) } }
            }
        }
        if let note = content.bookingNote { visit.fact(Phrase("预约", "Booking")) { note(visit.language) } }
    }

    @HTMLBuilder private var who: HTML {
        if let organiser = model.organiser { visit.fact(Phrase("填报单位", "Organiser")) { organiser.name(visit.language) } }
        if !model.bodies.isEmpty {
            visit.fact(Phrase("相关单位", "With")) {
                ul { for body in model.bodies { li { body.organisation.name(visit.language) + " · " + visit.say(BodyRole.title(body.role)) } } }
            }
        }
        if !model.campaigns.isEmpty {
            visit.fact(Phrase("活动项目", "Campaigns")) {
                ul {
                    for one in model.campaigns {
                        li { a(.href("/campaigns/\(one.campaign.key)")) { one.campaign.name(visit.language) } }
                    }
                }
            }
        }
        if let contact = content.contact { visit.fact(Phrase("联系", "Contact")) { contact } }
    }

    private var versionNote: Phrase {
        let number = model.version.number, at = model.version.madeAt
        return Phrase(
            "第 \(number) 版，\(Dates.moment(at, content.zone, .zh))更新", "Version \(number), updated \(Dates.moment(at, content.zone, .en))")
    }
}

/// What a further body is to an activity, in words.
enum BodyRole {
    static let all: [(code: String, title: Phrase)] = [
        ("organiser", Phrase("主办", "Organiser")), ("co-organiser", Phrase("联合主办", "Co-organiser")),
        ("undertaker", Phrase("承办", "Undertaker")), ("co-undertaker", Phrase("协办", "Co-undertaker")),
        ("supporter", Phrase("支持单位", "Supporter")),
    ]
    static func title(_ code: String) -> Phrase { all.first { $0.code == code }?.title ?? Phrase(same: code) }
}
