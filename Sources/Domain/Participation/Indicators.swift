package import Rooms
import Kernel

/// What is counted of sessions and activities (counting.md §1), in the words of the dictionary. Unlike things are never added.
package enum Indicators {
    package static let visits = word("visits")
    package static let viewers = word("viewers")
    package static let views = word("views")
    package static let peak = word("peak")
    package static let watched = word("watched")
    package static let downloads = word("downloads")
    package static let impressions = word("impressions")
    /// Of the visits, those in school groups.
    package static let schoolVisits = word("school-visits")
    package static let schoolTimes = word("school-times")
    package static let staff = word("staff-times")
    package static let volunteers = word("volunteer-times")
    package static let volunteerHours = word("volunteer-hours")
    package static let media = word("media-reports")
    package static let materials = word("materials")

    /// What doors, counters and platforms count.
    package static let measurable = [visits, viewers, views, peak, watched, downloads, impressions]
    /// What only a person states, in a session's results.
    package static let stated = [schoolVisits, schoolTimes, staff, volunteers, volunteerHours, media, materials]
    package static let all = measurable + stated

    /// The indicator of that key, or nil.
    package static func named(_ key: String) -> Indicator? { all.first { $0.key == key } }

    private static func word(_ key: String) -> Indicator {
        guard let entry = IndicatorDictionary.newest[key] else {
            return Indicator(key, title: Phrase(same: key), unit: Phrase(same: key), definition: Phrase(same: key), total: .none)
        }
        return Indicator(key, title: entry.name, unit: entry.unit, definition: entry.definition, total: entry.adds == .sum ? .sum : .none)
    }
}
