import Kernel
import Language
import Markup
import Venues
import Web

/// The leaf on an activity's page: the next session, the places left, and the way into one's own calendar.
struct ActivityWhen {
    let model: PublicActivity
    let visit: Visit

    private var held: [ActivitySession] { model.sessions.filter { $0.status != .cancelled } }
    /// The next one, or the last where all are over.
    private var next: ActivitySession? { held.first { !$0.isOver(at: visit.now) } ?? held.last }
    /// Beside the next one those that are still to come; beside the last one those before it.
    private var others: Int { max(0, (isOpen ? held.count { !$0.isOver(at: visit.now) } : held.count) - 1) }
    private var isOpen: Bool { next.map { !$0.isOver(at: visit.now) } ?? false && !model.activity.isCancelled }

    var html: HTML {
        div(.class("when")) {
            div(.class("when-day")) {
                if let next { ActivityWords.leaf(next.day, visit) }
                div {
                    if let near = nearness { p(.class("when-near")) { visit.say(near) } }
                    p(.class("hero-date")) { words }
                    if let time { p(.class("when-time")) { time } }
                    if others > 0 { p(.class("meta")) { visit.say(Phrase("另有 \(others) 场", Plural.en(others, "more session", "more sessions"))) } }
                }
            }
            if let spot { p(.class("card-place")) { spot } }
            if let next, isOpen { ActivityWords.places(next, visit) }
            if isOpen { actions }
        }
    }

    /// The same in one line of text.
    var line: String {
        var parts = [time.map { "\(words) \($0)" } ?? words]
        if model.activity.status != .scheduled { parts.insert(visit.say(model.activity.status.title), at: 0) }
        parts.append(spot ?? visit.say(model.content.mode.title))
        // Signs that keep lines together on a page are no text.
        return parts.joined(separator: " · ").replacing("\u{A0}", with: " ").replacing("\u{2060}", with: "")
    }

    /// Where one goes; nil where nobody goes anywhere, or it is not known.
    private var spot: String? {
        model.content.mode == .online ? nil : RegionWords.line(place, model.content.region, visit)
    }

    private var place: String? { (model.venue?.name ?? model.content.place?.name)?(visit.language) }

    private var words: String {
        if held.isEmpty, !model.sessions.isEmpty { return visit.say(Phrase("全部场次已取消", "All sessions are cancelled")) }
        guard let next else { return visit.say(ActivityWords.period(model.content.period)) }
        return time == nil ? next.words(visit.language) : Dates.day(next.day, visit.language)
    }

    /// The hours on a line of their own, where the session begins and ends on its day.
    private var time: String? {
        guard let next else { return nil }
        let (all, day) = (next.words(visit.language), Dates.day(next.day, visit.language) + " ")
        guard next.end.local(in: next.zone).day == next.day, all.hasPrefix(day), all.count > day.count else { return nil }
        return String(all.dropFirst(day.count))
    }

    /// What one wants to know first: on now, today, tomorrow, in five days, over.
    private var nearness: Phrase? {
        guard let next, !model.activity.isCancelled else { return nil }
        if next.isOver(at: visit.now) { return Phrase("已结束", "Over") }
        if next.begin <= visit.now { return Phrase("正在进行", "On now") }
        switch visit.now.day(in: next.zone).days(until: next.day) {
        case 0: return Phrase("今天", "Today")
        case 1: return Phrase("明天", "Tomorrow")
        case let days where days <= 30: return Phrase("\(days) 天后", "In \(days) days")
        default: return nil
        }
    }

    private var actions: HTML {
        p(.class("actions")) {
            a(.class("button", "button-primary"), .href("#sessions")) { visit.say(Phrase("场次和预约", "Sessions and booking")) }
            a(.class("button"), .href("/activities/\(model.activity.id).ics"), .rel("nofollow")) { visit.say(Phrase("加入日历", "Add to calendar")) }
        }
    }
}
