import Campaigns
import Kernel
import Language
import Markup
import Venues
import Web

/// The column of facts beside an activity: where, for whom, by whom, what it costs.
struct ActivityFacts {
    let model: PublicActivity
    let visit: Visit

    private var content: ActivityContent { model.content }

    var html: HTML {
        section(.class("stack")) {
            h2 { visit.say(Phrase("信息", "Facts")) }
            dl(.class("facts")) {
                where_
                whom
                money
                who
                fact(Phrase("版本", "Version")) { visit.say(versionNote) }
            }
        }
    }

    @HTMLBuilder private var where_: HTML {
        fact(Phrase("地点", "Where")) {
            if let venue = model.venue {
                p { a(.href("/venues/\(venue.id)")) { venue.name(visit.language) } }
                address(venue.address, venue.point)
            } else if let place = content.place {
                p { place.name(visit.language) }
                address(place.address, place.point)
            }
            if content.mode != .online { p(.class("meta")) { visit.say(RegionWords.full(content.region, in: visit.regions)) } }
            if content.mode == .online, content.place == nil, model.venue == nil { visit.say(Phrase("线上", "Online")) }
        }
        if content.mode != .onsite {
            fact(Phrase("线上参加", "Online")) {
                if let url = content.onlineURL, let address = Address(outside: url) {
                    a(.href(address), .rel("noopener nofollow")) { url }
                } else { visit.say(Phrase("网址未公布", "Address not announced")) }
            }
        }
    }

    @HTMLBuilder private func address(_ address: Wording?, _ point: GeoPoint?) -> HTML {
        if let address { p { address(visit.language) } }
        if let point { p(.class("meta")) { code { "geo:\(point.latitude),\(point.longitude)" } } }
    }

    @HTMLBuilder private var whom: HTML {
        if let audience = content.audience { fact(Phrase("对象", "For whom")) { audience(visit.language) } }
        if let ages = ActivityWords.ages(content) { fact(Phrase("年龄", "Age")) { visit.say(ages) } }
        if !content.access.isEmpty {
            fact(Phrase("无障碍", "Accessibility")) {
                ul(.class("tags"), .role("list")) {
                    for need in AccessNeed.allCases where content.access.contains(need) { li { span(.class("tag")) { visit.say(need.title) } } }
                }
            }
        }
    }

    @HTMLBuilder private var money: HTML {
        if content.isFree != nil || content.fee != nil {
            fact(Phrase("费用", "Cost")) {
                if content.isFree == true { p { visit.say(Phrase("免费", "Free of charge")) } }
                if let fee = content.fee { p { fee(visit.language) } }
            }
        }
        if let note = content.bookingNote { fact(Phrase("预约", "Booking")) { note(visit.language) } }
    }

    @HTMLBuilder private var who: HTML {
        if let organiser = model.organiser { fact(Phrase("填报单位", "Organiser")) { organiser.name(visit.language) } }
        if !model.bodies.isEmpty {
            fact(Phrase("相关单位", "With")) {
                ul { for body in model.bodies { li { body.organisation.name(visit.language) + " · " + visit.say(BodyRole.title(body.role)) } } }
            }
        }
        if !model.campaigns.isEmpty {
            fact(Phrase("活动项目", "Campaigns")) {
                ul {
                    for one in model.campaigns {
                        li { a(.href("/campaigns/\(one.campaign.key)")) { one.campaign.name(visit.language) } }
                    }
                }
            }
        }
        if let contact = content.contact { fact(Phrase("联系", "Contact")) { contact } }
    }

    private var versionNote: Phrase {
        let number = model.version.number, at = model.version.madeAt
        return Phrase(
            "第 \(number) 版，\(Dates.moment(at, content.zone, .zh))更新", "Version \(number), updated \(Dates.moment(at, content.zone, .en))")
    }

    @HTMLBuilder private func fact(_ name: Phrase, @HTMLBuilder _ value: () -> HTML) -> HTML {
        dt { visit.say(name) }
        dd { value() }
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
