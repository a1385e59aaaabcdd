import Activities
import Bookings
import Kernel
import Language
import Markup
import Web

/// Who came without a ticket, who left, how many may be inside; closing for weather.
extension DoorPage {
    static let walkInForm = Form(
        FormField("quantity", "人数", "People", .integer(1...1000), required: true),
        FormField(
            "way", "怎样得到的", "How it was counted",
            .choice([.init("count", Phrase("逐个清点", "Counted one by one")), .init("estimate", Phrase("估计（不计入实测人数）", "Estimated (not part of what is measured)"))]), required: true)
    )
    static let leftForm = Form(FormField("quantity", "离场人数", "People who left", .integer(1...1000), required: true))
    static let limitForm = Form(
        FormField("most", "同时在场上限", "Most inside at once", .integer(1...1_000_000), hint: Phrase("留空按预约规则", "Empty: as the booking rules say")))

    var counting: HTML {
        section(.class("stack"), .id("counting")) {
            h2 { visit.say(Phrase("无票入场与在场人数", "Without a ticket, and how many are inside")) }
            p(.class("crowd"), .data("crowd", model.crowd.isFull ? "full" : "open")) {
                visit.say(Phrase("现在场内约 ", "Inside now: about "))
                Figure.html("inside", Int64(model.crowd.inside), visit)
                if let most = model.crowd.most { visit.say(Phrase(" / 上限 \(most)", " of \(most)")) }
                if model.crowd.isFull { strong { visit.say(Phrase(" 已满", " Full now")) } }
            }
            div(.class("door-buttons")) {
                visit.postButton(Phrase("入场 +1", "In +1"), posts: path + "/walk-ins", fields: [("quantity", "1"), ("way", "count")], style: "door-tap", makes: true)
                visit.postButton(Phrase("离场 +1", "Out +1"), posts: path + "/leaving", fields: [("quantity", "1")], style: "door-tap", makes: true)
            }
            folded(
                Phrase("一次记多人，或估计人数", "Several people at once, or an estimate"), Self.walkInForm, ["quantity": "1", "way": "count"], to: "walk-ins",
                Phrase("计入", "Count them"), makes: true)
            folded(Phrase("一次记多人离场", "Several people leave"), Self.leftForm, ["quantity": "1"], to: "leaving", Phrase("记录离场", "Note it"), makes: true)
            folded(
                Phrase("在场人数上限", "How many may be inside"), Self.limitForm, ["most": model.crowd.most.map { String($0) } ?? ""], to: "limit", Phrase("保存上限", "Keep the limit"))
            if !model.counts.isEmpty {
                h3 { visit.say(Phrase("最近的清点", "The last counts")) }
                ul(.class("session-list"), .role("list")) { for one in model.counts { li { count(one) } } }
            }
        }
    }

    @HTMLBuilder private func count(_ one: DoorCount) -> HTML {
        div {
            p {
                visit.say(one.title)
                HTML(text: " ")
                strong { Numerals.count(one.quantity, visit.language) }
            }
            p(.class("meta")) { Dates.moment(one.at, model.session.zone, visit.language) }
        }
        if one.isUndone {
            p(.class("badge")) { visit.say(Phrase("已撤回", "Taken back")) }
        } else {
            visit.postButton(Phrase("撤回", "Take back"), posts: path + "/undo", fields: [("of", String(one.seq))], style: "button-quiet", makes: true)
        }
    }

    @HTMLBuilder var callingOff: HTML {
        if model.mayCallOff, model.session.status != .cancelled {
            section(.class("stack"), .id("weather")) {
                h2 { visit.say(Phrase("因天气等停办本场", "Call this session off")) }
                p {
                    visit.say(
                        Phrase(
                            "本场立即改为“已取消”，公开页面随即更新，并通知所有预约者。预约保留，恢复后门票照常有效。",
                            "The session is cancelled at once, its public page says so, and everybody who booked is told. Bookings stay: once it is restored their tickets are valid."))
                }
                visit.postButton(Phrase("因天气停办并通知预约者", "Call off for weather and tell those who booked"), posts: path + "/weather", style: "button-danger", makes: true)
            }
        }
    }
}
