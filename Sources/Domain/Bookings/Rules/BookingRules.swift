package import Kernel
import Language

/// What is said in one place about how places are booked: at a campaign, a venue, an activity or a session. What is nil is said elsewhere
/// or not at all; the nearest place that says something wins (`RulesInForce`).
package struct BookingRules: Sendable, Hashable {
    /// A share of the places that is released at a moment of its own, in percent of all, added to those before it.
    package struct Release: Sendable, Hashable {
        package var percent: Int
        package var at: RuleMoment
        package init(percent: Int, at: RuleMoment) { (self.percent, self.at) = (percent, at) }
    }

    /// Whether every session takes bookings unless its own form says otherwise.
    package var takesBookings: Bool?
    package var kinds: [KindRule]?
    package var opens: RuleMoment?
    package var closes: RuleMoment?
    package var releases: [Release]?
    package var places: DayPlaces?
    /// The most persons on one day over all sessions of the rule.
    package var aDay: Int?
    /// The most persons in the house at once: the door says "full now".
    package var atOnce: Int?
    /// Places of a session that are not booked but kept for those who come without a booking.
    package var walkIns: Int?
    package var limits: [PersonLimit]?
    /// Until when a booking may be changed or given back without anything following.
    package var changeUntil: RuleMoment?
    /// How long places are kept for a party whose names or letter are still missing, in minutes.
    package var holdMinutes: Int?
    package var hasWaitingList: Bool?
    /// How long places that return are offered to a party that waits, in hours.
    package var offerHours: Int?
    package var noShows: NoShowRule?
    /// The last moment at which the door lets somebody in.
    package var lastEntry: RuleMoment?

    package init() {}

    package static let usualOfferHours = 24
}

/// Whose rules they are.
package enum RuleLevel: Int, Sendable, CaseIterable, Comparable {
    case session, activity, venue, campaign

    package static func < (a: RuleLevel, b: RuleLevel) -> Bool { a.rawValue < b.rawValue }

    var word: String {
        switch self {
        case .session: "session"
        case .activity: "activity"
        case .venue: "venue"
        case .campaign: "campaign"
        }
    }

    init?(word: String) {
        guard let found = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = found
    }

    package var title: Phrase {
        switch self {
        case .session: Phrase("本场次", "this session")
        case .activity: Phrase("本活动", "this activity")
        case .venue: Phrase("场馆", "the venue")
        case .campaign: Phrase("活动计划", "the campaign")
        }
    }
}
