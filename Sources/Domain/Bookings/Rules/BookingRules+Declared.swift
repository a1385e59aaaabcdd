import Declaration
import Kernel

extension BookingRules {
    /// The rules as they are declared; the shape has checked them.
    init(_ record: DeclaredRecord) throws {
        self.init()
        takesBookings = try record.booleanOrNil("takes_bookings")
        if record.has("kinds") { kinds = try record.records("kinds").map { try KindRule($0) } }
        (opens, closes, changeUntil) = (try RuleMoment(record, "opens"), try RuleMoment(record, "closes"), try RuleMoment(record, "change_until"))
        lastEntry = try RuleMoment(record, "last_entry")
        if record.has("releases") {
            releases = try record.records("releases").map { one in
                Release(percent: try one.integer("percent"), at: try RuleMoment(one, "at") ?? .minutes(before: 0))
            }
        }
        places = try record.recordOrNil("places").map { DayPlaces(workdays: try $0.integer("workdays"), daysOff: try $0.integer("days_off")) }
        (aDay, atOnce, walkIns) = (try record.integerOrNil("a_day"), try record.integerOrNil("at_once"), try record.integerOrNil("walk_ins"))
        if record.has("limits") {
            limits = try record.records("limits").map { one in
                PersonLimit(per: try one.choice("per"), bookings: try one.integerOrNil("bookings"), persons: try one.integerOrNil("persons"))
            }
        }
        (holdMinutes, hasWaitingList, offerHours) = (try record.integerOrNil("hold_minutes"), try record.booleanOrNil("waiting_list"), try record.integerOrNil("offer_hours"))
        noShows = try record.recordOrNil("no_shows").map { try NoShowRule($0) }
    }
}

extension RuleMoment {
    init?(_ record: DeclaredRecord, _ name: String) throws {
        guard let one = try record.recordOrNil(name) else { return nil }
        if let minutes = try one.integerOrNil("minutes") {
            self = .minutes(before: minutes)
        } else {
            let clock = try one.text("at").split(separator: ":").compactMap { Int($0) }
            guard clock.count == 2 else { throw DeclarationDefect("\(name).at: no clock time") }
            self = .day(before: try one.integer("days"), hour: clock[0], minute: clock[1])
        }
    }

    var declared: DeclaredValue {
        switch self {
        case .minutes(let count): .record(of: ["minutes": count])
        case .day(let days, let hour, let minute):
            .record(of: ["days": days, "at": (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"])
        }
    }
}

extension KindRule {
    init(_ record: DeclaredRecord) throws {
        let least = try record.integer("from")
        self.init(try record.choice("kind"), party: least...max(least, try record.integer("to")))
        (places, most, aDay) = (try record.integerOrNil("places"), try record.integerOrNil("most"), try record.integerOrNil("a_day"))
        (days, names) = (try record.choiceOrNil("days") ?? .any, try record.choiceOrNil("names") ?? .contact)
        ratio = try record.integerOrNil("one_adult_for").map { AdultRatio(pupils: $0, preschool: try record.integerOrNil("one_adult_for_preschool")) }
        (needsApproval, needsLetter) = (try record.booleanOrNil("approval") ?? false, try record.booleanOrNil("letter") ?? false)
        isContactFixed = try record.booleanOrNil("contact_fixed") ?? false
        (opens, closes, changeUntil) = (try RuleMoment(record, "opens"), try RuleMoment(record, "closes"), try RuleMoment(record, "change_until"))
        ageFrom = try record.integerOrNil("age_from")
    }
}

extension NoShowRule {
    init(_ record: DeclaredRecord) throws {
        self.init(
            times: try record.integer("times"), within: try record.integerOrNil("within_days"), bar: try record.integerOrNil("bar_days").map { .days($0) } ?? .year)
        lateChangeBars = try record.booleanOrNil("late_change_bars") ?? false
    }
}
