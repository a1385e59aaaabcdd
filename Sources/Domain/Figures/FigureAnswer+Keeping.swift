import Storage

extension FigureAnswer {
    /// What has no method, by the names under which it is kept and printed.
    var plainCounts: [(indicator: String, value: Int64)] {
        [("activities", activities), ("sessions", sessions), ("venues", venues), ("venue-times", venueTimes), ("booked", booked)]
    }

    /// Takes in one line of a lock.
    mutating func keep(_ row: Row) throws {
        let (indicator, value) = (try row.text("indicator"), try row.int64("value"))
        switch indicator {
        case "activities": activities = value
        case "sessions": sessions = value
        case "venues": venues = value
        case "venue-times": venueTimes = value
        case "booked": booked = value
        default: indicators[indicator, default: MethodShares()][try row.choice("method")] = value
        }
    }
}
