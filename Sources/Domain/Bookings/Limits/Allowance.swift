import Activities
import Kernel
import Storage

/// What a rule counts over several sessions: persons of a day, bookings of one telephone number.
struct Allowance {
    /// The key of the rules that set the limit: what they count, they count together.
    let rules: String
    let subject: String
    /// The mark of a person; empty where it is everybody's.
    let holder: String
    let most: Int
    let amount: Int
    /// The last day for which it matters, as text: what is older is swept away.
    let lastDay: String
    /// What to say where it is used up.
    let refusal: Refusal
}

extension RulesInForce {
    /// What placing a party uses of the days' totals, over all sessions of the rules.
    func dayAllowances(of kind: PartyKind, persons: Int, _ session: ActivitySession) -> [Allowance] {
        var out: [Allowance] = []
        if let most = aDay { out.append(day(key { $0.aDay != nil }, "day/\(session.day.iso)", most, persons, session, nil)) }
        if let most = self.kind(kind)?.aDay {
            out.append(day(key { $0.kinds != nil }, "day/\(session.day.iso)/\(kind.rawValue)", most, persons, session, kind))
        }
        return out
    }

    private func day(_ rules: String, _ subject: String, _ most: Int, _ persons: Int, _ session: ActivitySession, _ kind: PartyKind?) -> Allowance {
        let who = kind.map { Phrase("\($0.title.zh)", " for \($0.title.en.lowercased())") } ?? Phrase(same: "")
        return Allowance(
            rules: rules, subject: subject, holder: "", most: most, amount: persons, lastDay: session.day.iso,
            refusal: Refusal(
                .conflict, "day-full", "\(session.day.iso) \(who.zh)名额（每天 \(most) 人）已不够，请选择其他日期。",
                "The \(most) places of \(session.day.iso)\(who.en) do not suffice for your party. Choose another day.", field: "party"))
    }

    /// What a booking uses of one person's limits.
    ///
    /// - holders: the marks by which the person is known.
    func personAllowances(of holders: [String], persons: Int, _ session: ActivitySession) -> [Allowance] {
        let rules = key { $0.limits != nil }
        return holders.sorted().flatMap { holder in
            limits.flatMap { limit in
                let span = "\(limit.period.rawValue)/\(limit.span(of: session.day, session: session.id.text))"
                func one(_ what: String, _ most: Int, _ amount: Int) -> Allowance {
                    Allowance(
                        rules: rules, subject: "person/\(what)/\(span)", holder: holder, most: most, amount: amount,
                        lastDay: limit.lastDay(of: session.day),
                        refusal: Refusal(
                            .conflict, "person-limit", "每人\(limit.sentence.zh)，您的号码已用完。可退回已有的预约，或请同行者预约。",
                            "The rule says: \(limit.sentence.en) for one person. Your number has used it up. Give a booking back, or let somebody else of your party book.",
                            field: "phone"))
                }
                return [limit.bookings.map { one("bookings", $0, 1) }, limit.persons.map { one("persons", $0, persons) }].compactMap { $0 }
            }
        }
    }
}

extension Transaction {
    /// Uses allowances for a booking, all or none of them: false where one does not suffice. Each is one guarded statement; what is used is kept
    /// beside the booking, so that giving back gives back exactly that.
    func use(_ allowances: [Allowance], for booking: ID<Booking>, of activity: ID<Activity>) throws -> Allowance? {
        var done: [Allowance] = []
        for one in allowances {
            guard try take(one) else {
                for other in done { try release(other.rules, other.subject, other.holder, other.amount) }
                return one
            }
            done.append(one)
        }
        for one in done {
            try execute(
                """
                INSERT INTO bookings_allowance_use (activity_id, booking_id, rules_key, subject, holder, amount)
                VALUES (\(activity), \(booking), \(one.rules), \(one.subject), \(one.holder), \(one.amount))
                ON CONFLICT (activity_id, booking_id, rules_key, subject, holder) DO UPDATE SET amount = bookings_allowance_use.amount + excluded.amount
                """)
        }
        return nil
    }

    private func take(_ one: Allowance) throws -> Bool {
        guard one.amount > 0 else { return true }
        guard one.amount <= one.most else { return false }
        return try execute(
            """
            INSERT INTO bookings_allowance (rules_key, subject, holder, used, last_day)
            VALUES (\(one.rules), \(one.subject), \(one.holder), \(one.amount), \(one.lastDay))
            ON CONFLICT (rules_key, subject, holder) DO UPDATE SET used = bookings_allowance.used + \(one.amount)
                WHERE bookings_allowance.used + \(one.amount) <= \(one.most)
            """) == 1
    }

    private func release(_ rules: String, _ subject: String, _ holder: String, _ amount: Int) throws {
        try execute(
            """
            UPDATE bookings_allowance SET used = used - \(amount)
            WHERE rules_key = \(rules) AND subject = \(subject) AND holder = \(holder) AND used >= \(amount)
            """)
    }

    /// Gives back what a booking has used: everything, or only what its places used of the days (`daysOnly`).
    func giveBackAllowances(of booking: ID<Booking>, _ activity: ID<Activity>, daysOnly: Bool = false) throws {
        let used = try rows(
            """
            SELECT rules_key, subject, holder, amount FROM bookings_allowance_use WHERE activity_id = \(activity) AND booking_id = \(booking)
            """
        ) { row in (rules: try row.text("rules_key"), subject: try row.text("subject"), holder: try row.text("holder"), amount: try row.int("amount")) }
        for one in used where !daysOnly || one.holder.isEmpty {
            try release(one.rules, one.subject, one.holder, one.amount)
            try execute(
                """
                DELETE FROM bookings_allowance_use WHERE activity_id = \(activity) AND booking_id = \(booking)
                    AND rules_key = \(one.rules) AND subject = \(one.subject) AND holder = \(one.holder)
                """)
        }
    }

    /// A party that has become smaller uses less of what is counted in persons.
    func reduceAllowances(of booking: Booking, by persons: Int) throws {
        let used = try rows(
            """
            SELECT rules_key, subject, holder FROM bookings_allowance_use
            WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id) AND amount > \(persons)
            """
        ) { row in (rules: try row.text("rules_key"), subject: try row.text("subject"), holder: try row.text("holder")) }
        for one in used where !one.subject.hasPrefix("person/bookings/") {
            try release(one.rules, one.subject, one.holder, persons)
            try execute(
                """
                UPDATE bookings_allowance_use SET amount = amount - \(persons) WHERE activity_id = \(booking.activity) AND booking_id = \(booking.id)
                    AND rules_key = \(one.rules) AND subject = \(one.subject) AND holder = \(one.holder)
                """)
        }
    }

    /// Takes away what was counted for days that are over; gives the number of counters.
    func sweepAllowances(before day: Day, limit: Int) throws -> Int {
        try execute(
            """
            DELETE FROM bookings_allowance WHERE last_day < (
                SELECT COALESCE(MAX(last_day), '') || ' ' FROM (
                    SELECT last_day FROM bookings_allowance WHERE last_day < \(day.iso) ORDER BY last_day LIMIT \(limit)) swept)
            """)
    }
}
