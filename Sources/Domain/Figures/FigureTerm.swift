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

    /// In the words of an edition of the dictionary.
    init(_ entry: IndicatorEntry) { self.init(entry.key, entry.name, unit: entry.unit, entry.definition) }

    static let activities = word("activities")
    static let sessions = word("sessions")
    static let venues = word("venues")
    static let venueTimes = word("venue-times")
    static let counties = word("counties")
    static let booked = word("booked")
    /// Different people, as far as tickets tell them apart: an estimate.
    static let visitors = word("visitors")

    private static func word(_ key: String) -> FigureTerm {
        IndicatorDictionary.newest[key].map { FigureTerm($0) } ?? FigureTerm(key, Phrase(same: key), unit: Phrase(same: key), Phrase(same: key))
    }

    /// As it is to be understood in a campaign that began on that day: old years keep the definitions of their time.
    func explained(on day: Day) -> FigureTerm { IndicatorDictionary.edition(on: day)[key].map { FigureTerm($0) } ?? self }

    /// Those on a campaign's page.
    static let panel = [visits, FigureTerm(Indicators.viewers)]
    static let plain = [activities, sessions, venues, venueTimes, counties, booked]
    static let visits = word("visits")

    /// The term of that key; nil where nothing of that name is counted.
    static func named(_ key: String, in house: House) -> FigureTerm? {
        let key = key == "viewer-times" ? "viewers" : key
        if key == visitors.key { return visitors }
        return plain.first { $0.key == key } ?? house.indicator(key).map { FigureTerm($0) } ?? (key == "visits" ? visits : nil)
    }

    /// The indicators that are summed, visits first.
    static func summed(in house: House) -> [FigureTerm] {
        let all = house.indicators.filter { $0.total == .sum && !SummedIndicators.never.contains($0.key) }.map { FigureTerm($0) }
        let rest = all.filter { term in term.key != "visits" && !plain.contains { $0.key == term.key } }
        return [all.first { $0.key == "visits" } ?? visits] + rest
    }
}
