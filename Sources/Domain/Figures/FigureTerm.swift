import Kernel
import Participation
import Rooms

/// A word for something that is counted, with its exact meaning.
struct FigureTerm: Sendable, Hashable {
    /// As in addresses: `/figures/{campaign}/{key}`.
    let key: String
    let title: Phrase
    let unit: Phrase
    let definition: Phrase
    /// The name of its machine-readable value.
    var figure: String { key == "viewers" ? "viewer-times" : key }

    init(_ key: String, _ title: Phrase, unit: Phrase, _ definition: Phrase) {
        (self.key, self.title, self.unit, self.definition) = (key, title, unit, definition)
    }

    init(_ indicator: Indicator) { self.init(indicator.key, indicator.title, unit: indicator.unit, indicator.definition) }

    static let activities = FigureTerm(
        "activities", Phrase("活动", "Activities"), unit: Phrase("项", "activities"),
        Phrase(
            "已在该项目（或其下级项目）中发布、未取消的活动。同时列入几个项目的活动，在共同的上级项目中只计一次；组合活动计其所含活动，不计自身。",
            "Activities published in the campaign or below it and not cancelled. One in several campaigns counts once in what is above them; of an umbrella its children count, not itself."))
    static let sessions = FigureTerm(
        "sessions", Phrase("场次", "Sessions"), unit: Phrase("场", "sessions"),
        Phrase("上述活动中未取消的场次。场次不是活动，两者从不相加。", "Sessions of these activities that are not cancelled. Sessions are not activities and are never added to them."))
    static let venues = FigureTerm(
        "venues", Phrase("场馆", "Venues"), unit: Phrase("家", "venues"),
        Phrase("承接上述活动的不同场馆，每家计一次。", "Distinct venues at which these activities take place."))
    static let venueTimes = FigureTerm(
        "venue-times", Phrase("场馆次", "Venue-times"), unit: Phrase("馆次", "venue-times"),
        Phrase("场馆每参加一个项目计一次。", "Venues, counted once for each campaign that they joined."))
    static let booked = FigureTerm(
        "booked", Phrase("预约", "Booked"), unit: Phrase("人", "places"),
        Phrase("已预约且未取消的名额，单独列出，从不计入人次。", "Places booked and not cancelled; stated apart and never part of the visits."))

    /// Those on a campaign's page.
    static let panel = [visits, FigureTerm(Indicators.viewers)]
    static let plain = [activities, sessions, venues, venueTimes, booked]
    private static let visits = FigureTerm(
        "visits", Phrase("参观人次", "Visits"), unit: Phrase("人次", "visits"), Phrase("到现场参加一次计一人次。", "One attendance on site is one visit."))

    /// The term of that key; nil where nothing of that name is counted.
    static func named(_ key: String, in house: House) -> FigureTerm? {
        let key = key == "viewer-times" ? "viewers" : key
        return plain.first { $0.key == key } ?? house.indicator(key).map { FigureTerm($0) } ?? (key == "visits" ? visits : nil)
    }

    /// The indicators that are summed, visits first.
    static func summed(in house: House) -> [FigureTerm] {
        let all = house.indicators.filter { $0.total == .sum && !SummedIndicators.never.contains($0.key) }.map { FigureTerm($0) }
        let rest = all.filter { term in term.key != "visits" && !plain.contains { $0.key == term.key } }
        return [all.first { $0.key == "visits" } ?? visits] + rest
    }
}
