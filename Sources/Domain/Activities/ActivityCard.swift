import Kernel
import Language
import Markup
import Venues
import Web

/// An activity as a card: the date strongest, then the places left.
struct ActivityCard {
    let item: ListedActivity
    let visit: Visit

    var html: HTML {
        article(.class("card"), .data("accent", item.accent)) {
            div(.class("card-motif")) { motif(seed: item.activity.id.number, accent: item.accent, theme: item.theme) }
            div(.class("card-body")) {
                dateHTML
                h3(.class("card-title")) {
                    a(.href("/activities/\(item.activity.id)"), .lang(item.content.title.language(for: visit.language).tag)) {
                        visit.phrases(item.content.title)
                    }
                }
                if let where_ { p(.class("card-place")) { where_ } }
                if let distance { p(.class("card-distance")) { visit.say(distance) } }
                p(.class("meta")) { visit.say(facts) }
                div(.class("card-foot")) {
                    placesHTML
                    statusHTML
                }
            }
        }
    }

    private var where_: String? {
        let line = RegionWords.line(item.placeName?(visit.language), item.content.region, visit)
        return line ?? (item.content.mode == .online ? visit.say(Phrase("线上参加", "Online")) : nil)
    }

    /// How far away, where the list was asked for what is near.
    private var distance: Phrase? {
        guard let distance = item.distance else { return nil }
        if distance < 1 { return Phrase("距离不到 1 公里", "less than 1 km away") }
        let text = distance < 10 ? String((distance * 10).rounded() / 10) : Numerals.count(Int(distance.rounded()), visit.language)
        return Phrase("距离约 \(text) 公里", "about \(text) km away")
    }

    private var facts: Phrase {
        var facts = [item.content.kind.title, item.content.mode.title]
        if item.content.isFree == true { facts.append(Phrase("免费", "Free")) }
        if item.sessionCount > 1 { facts.append(Phrase("共 \(item.sessionCount) 场", "\(item.sessionCount) sessions")) }
        // The dot stays with what stands before it.
        return Phrase(facts.map(\.zh).joined(separator: "\u{A0}· "), facts.map(\.en).joined(separator: "\u{A0}· "))
    }

    @HTMLBuilder private var dateHTML: HTML {
        if let session = item.session {
            time(.class("date-block"), .datetime(session.begin.iso)) {
                span(.class("date-day")) { String(session.day.day) }
                span(.class("date-rest")) {
                    span { yearMonth(session.day) }
                    span(.class("date-weekday")) { ActivityWords.weekday(session, visit) }
                }
                if session.hoursAnnounced {
                    span(.class("date-time")) { session.begin.local(in: session.zone).clock }
                }
            }
        } else {
            p(.class("date-rest")) { visit.say(ActivityWords.period(item.content.period)) }
        }
    }

    private func yearMonth(_ day: Day) -> String {
        let month = Dates.month(day, visit.language)
        if day.year == visit.now.day(in: .china).year { return month }
        return visit.language == .zh ? "\(day.year)年\(month)" : "\(month) \(day.year)"
    }

    @HTMLBuilder private var placesHTML: HTML {
        if let session = item.session, !session.isOver(at: visit.now), session.status != .cancelled {
            ActivityWords.places(session, visit)
        }
    }

    @HTMLBuilder private var statusHTML: HTML {
        if item.activity.status == .scheduled, let session = item.session, session.status == .scheduled, session.begin <= visit.now, !session.isOver(at: visit.now) {
            span(.class("badge", "badge-success")) { visit.say(Phrase("正在进行", "On now")) }
        } else if item.activity.status != .scheduled {
            span(.class("badge", item.activity.status == .cancelled ? "" : "badge-warning"), .data("state", item.activity.status.rawValue)) {
                visit.say(item.activity.status.title)
            }
        } else if let last = item.activity.lastAt, last < visit.now {
            span(.class("badge")) { visit.say(Phrase("已结束", "Over")) }
        } else if item.activity.isUmbrella {
            span(.class("badge")) { visit.say(Phrase("系列", "Series")) }
        }
    }
}

/// Small pieces of text that several pages of the room use.
enum ActivityWords {
    /// When it takes place, where only days, a month or a year are known.
    static func period(_ period: ActivityPeriod?) -> Phrase {
        guard let period else { return Phrase("日期未公布", "Dates not announced") }
        return Phrase(Dates.span(period.begin, period.end, .zh), Dates.span(period.begin, period.end, .en))
    }

    /// The day as a leaf of a calendar: a picture of what stands beside it in words.
    static func leaf(_ day: Day, _ visit: Visit) -> HTML {
        span(.class("date-leaf"), .aria("hidden", "true")) {
            span(.class("date-day")) { String(day.day) }
            span { Dates.month(day, visit.language) }
        }
    }

    /// The day of the week, and whether it is today or tomorrow.
    static func weekday(_ session: ActivitySession, _ visit: Visit) -> String {
        let weekday = Dates.weekday(session.day, visit.language)
        switch visit.now.day(in: session.zone).days(until: session.day) {
        case 0: return visit.say(Phrase("今天\u{A0}· ", "Today\u{A0}· ")) + weekday
        case 1: return visit.say(Phrase("明天\u{A0}· ", "Tomorrow\u{A0}· ")) + weekday
        default: return weekday
        }
    }

    /// Places left, the second strongest thing; nothing where they are unlimited.
    static func places(_ session: ActivitySession, _ visit: Visit) -> HTML {
        guard let left = session.left else { return HTML() }
        let state = left <= 0 ? "none" : left * 10 <= (session.capacity ?? 0) ? "few" : "some"
        return p(.class("places"), .data("left", state)) {
            if left <= 0 {
                strong { visit.say(Phrase("已满", "Full")) }
            } else {
                strong { Numerals.count(left, visit.language) }
                visit.say(Phrase("个名额", left == 1 ? "place left" : "places left"))
            }
        }
    }

    /// `6 至 12 岁`, `from 6`; nil where everybody may come.
    static func ages(_ content: ActivityContent) -> Phrase? {
        switch (content.ageMin, content.ageMax) {
        case (nil, nil): nil
        case (let min?, nil): Phrase("\(min) 岁以上", "From age \(min)")
        case (nil, let max?): Phrase("\(max) 岁以下", "Up to age \(max)")
        case (let min?, let max?): Phrase("\(min) 至 \(max) 岁", "Ages \(min) to \(max)")
        }
    }
}
