import Activities
import Rooms

/// What a new report is compared with. Pure.
struct WarningFacts {
    let indicator: String
    let value: Int64
    /// About the activity as a whole.
    let isWhole: Bool
    var capacity: Int64?
    var booked: Int64?
    var measured: Int64?
    var isCopy = false
    var isOver = true
    var kind: ActivityKind?
    var habit = UnitHabit()

    init(indicator: String, value: Int64, isWhole: Bool) { (self.indicator, self.value, self.isWhole) = (indicator, value, isWhole) }

    var warnings: [ClaimWarning] {
        var found: [ClaimWarning] = []
        let isVisits = indicator == Indicators.visits.key
        if isVisits, let capacity, value > capacity { found.append(ClaimWarning(.overCapacity, capacity)) }
        if isVisits, let booked, booked > 0, value > booked { found.append(ClaimWarning(.aboveBooked, booked)) }
        if let measured, value > measured { found.append(ClaimWarning(.aboveMeasured, measured)) }
        if isVisits, let count = habit.habit(with: value) { found.append(ClaimWarning(.roundHabit, count)) }
        if isVisits, let band = Self.band(of: kind, isWhole: isWhole) {
            if value > band.upperBound { found.append(ClaimWarning(.aboveUsual, band.upperBound)) }
            if value < band.lowerBound { found.append(ClaimWarning(.belowUsual, band.lowerBound)) }
        }
        if isCopy, value >= 20 { found.append(ClaimWarning(.copy)) }
        if !isOver { found.append(ClaimWarning(.early)) }
        return found
    }

    /// Visits (domain.md §4.4): a mobile museum's whole stop 3,000 to 80,000; a session on site at most 3,000, as a
    /// caravan's: above that part of it must have been online; a day of an exhibition no more than a whole stop.
    private static func band(of kind: ActivityKind?, isWhole: Bool) -> ClosedRange<Int64>? {
        switch kind {
        case .tour where isWhole: 3_000...80_000
        case .exhibition, .openDay, nil: isWhole ? nil : 0...80_000
        default: isWhole ? nil : 0...3_000
        }
    }
}
