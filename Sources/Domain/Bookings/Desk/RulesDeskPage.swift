import Kernel
import Markup
import Venues
import Web

/// The form of a place's booking rules: the few parts that everybody needs first, the others behind headings.
struct RulesDeskPage: Sendable {
    let place: RulePlace
    let name: Phrase
    let back: (path: String, title: Phrase)
    /// All sets at this place: each is about kinds of its own.
    let all: [NamedRules]
    let named: NamedRules?

    func answer(_ visit: Visit, wrong: FormReading? = nil) -> Answer {
        let reading = wrong ?? RulesForm.form.filled(named.map { RulesForm.values($0.body) } ?? ["name_zh": name.zh + "预约规则", "name_en": "Booking rules of " + name.en])
        return visit.desk(
            Phrase("预约规则", "Booking rules"), lede: name, trail: [(back.path, back.title)], status: wrong == nil ? 200 : 422
        ) {
            div(.class("stack")) {
                p(.class("meta")) {
                    visit.say(
                        Phrase(
                            "适用于\(place.level.title.zh)。留空的项目按更外一层的规则；越近的规则越优先：场次、活动、场馆、活动计划。",
                            "For \(place.level.title.en). What is left empty is as the next place says: session, activity, venue, campaign; the nearest wins."))
                }
                if all.count > 0 { sets(visit) }
                Markup.form(.method(.post), .action(.within(place.path)), .class("form"), .novalidate()) {
                    visit.csrfField
                    input(.type("hidden"), .name("key"), .value(named?.key ?? ""))
                    visit.formSummary(reading)
                    fields(reading, visit)
                    div(.class("form-actions")) { button(.class("button", "button-primary"), .type("submit")) { visit.say(Phrase("保存规则", "Keep the rules")) } }
                }
                if named != nil { visit.postButton(Phrase("撤下这些规则", "Take these rules down"), posts: place.path + "/removal?key=\(named?.key ?? "")", style: "button-danger") }
            }
        }
    }

    private func sets(_ visit: Visit) -> HTML {
        nav(.class("tags"), .aria("label", visit.say(Phrase("已有的规则", "Sets of rules")))) {
            for one in all {
                a(.class("tag"), .href(.within(place.path + "?key=\(one.key)")), .aria("current", "page").when(one.key == named?.key)) { visit.html(one.name) }
            }
            a(.class("tag"), .href(.within(place.path + "?key=new")), .aria("current", "page").when(named == nil)) { visit.say(Phrase("为其他对象另立规则", "Rules for other kinds")) }
        }
    }

    @HTMLBuilder private func fields(_ reading: FormReading, _ visit: Visit) -> HTML {
        group(nil, { $0.hasPrefix("name_") || $0 == "takes_bookings" || $0 == "waiting_list" || $0 == "offer_hours" }, reading, visit)
        details(.open()) {
            summary { visit.say(Phrase("什么时候可以预约和更改", "When one may book and change")) }
            for moment in ["opens_", "closes_", "change_until_"] { group(nil, { $0.hasPrefix(moment) }, reading, visit) }
        }
        for kind in PartyKind.allCases {
            group(Phrase("谁可以预约：\(kind.title.zh)", "Who may book: \(kind.title.en.lowercased())"), { $0.hasPrefix(RulesForm.mark(kind)) }, reading, visit)
        }
        group(Phrase("名额和放票", "Places and releases"), { $0.hasPrefix("places_") || ["a_day", "at_once", "walk_ins", "releases", "hold_minutes"].contains($0) || $0.hasPrefix("last_entry") }, reading, visit)
        group(Phrase("每人限额和爽约", "Limits for one person, not coming"), { $0.hasPrefix("limit_") || $0.hasPrefix("no_show") || $0 == "late_change_bars" }, reading, visit)
    }

    /// Those fields, under a heading that is open where something in it is said or wrong.
    private func group(_ title: Phrase?, _ isIn: (String) -> Bool, _ reading: FormReading, _ visit: Visit) -> HTML {
        let some = reading.form.fields.filter { isIn($0.name) }
        let html = div(.class("field-grid")) { HTML(some.map { visit.fieldHTML($0, in: reading) }) }
        guard let title else { return html }
        let isSaid = some.contains { !reading.text($0.name).isEmpty || reading.remark(on: $0.name) != nil }
        return details(.open().when(isSaid)) {
            summary { visit.say(title) }
            html
        }
    }
}

/// The way to the rules of a place, for those who may set them.
enum RulesWay {
    static func html(_ place: RulePlace, _ visit: Visit) -> HTML {
        a(.class("button", "button-quiet"), .href(.within(place.path))) { visit.say(Phrase("预约规则", "Booking rules")) }
    }
}
