package import Participation

/// One total and what it rests on: the three add up to it, always.
package struct MethodShares: Sendable, Hashable {
    package var measured: Int64 = 0
    package var reported: Int64 = 0
    package var estimated: Int64 = 0

    package init(measured: Int64 = 0, reported: Int64 = 0, estimated: Int64 = 0) {
        (self.measured, self.reported, self.estimated) = (measured, reported, estimated)
    }

    package var total: Int64 { measured + reported + estimated }

    package subscript(method: CountingMethod) -> Int64 {
        get {
            switch method {
            case .measured: measured
            case .reported: reported
            case .estimated: estimated
            }
        }
        set {
            switch method {
            case .measured: measured = newValue
            case .reported: reported = newValue
            case .estimated: estimated = newValue
            }
        }
    }
}

/// What is counted in a campaign. Unlike things stand beside each other and are never added.
package struct FigureAnswer: Sendable, Hashable {
    package var activities: Int64 = 0
    /// Those not cancelled.
    package var sessions: Int64 = 0
    /// Distinct.
    package var venues: Int64 = 0
    /// Venues, once for each campaign in which one of their activities is placed itself.
    package var venueTimes: Int64 = 0
    /// Distinct, as the map stands today; nil where they were not asked for (`countiesReached`).
    package var counties: Int64?
    /// Different people, as far as tickets tell them apart; nil where none is known, or they were not asked for (`visitorSketch`).
    package var visitors: VisitorEstimate?
    /// Places booked and not cancelled; never part of the visits.
    package var booked: Int64 = 0
    /// By the indicator's key. One that nobody has stated anything about is missing: unknown, not zero.
    package var indicators: [String: MethodShares] = [:]

    /// What stands in place of numbers of people that are not told, by indicator (`booked` too).
    package var hidden: [String: ToldNumber] = [:]
    /// Indicators whose parts by method are not told.
    package var withoutShares: Set<String> = []

    package init() {}

    package var visits: MethodShares? { indicators["visits"] }
    /// Viewers summed over sessions.
    package var viewerTimes: MethodShares? { indicators["viewers"] }
    package var views: MethodShares? { indicators["views"] }
    package var isEmpty: Bool { activities == 0 && sessions == 0 && indicators.isEmpty && hidden.isEmpty && booked == 0 }
}
