package import Kernel

/// What follows when people who booked do not come: after so many times nobody with the same telephone books for a while.
package struct NoShowRule: Sendable, Hashable {
    package enum Bar: Sendable, Hashable {
        case days(Int)
        /// Until the end of the calendar year.
        case year
    }

    package var times: Int
    /// Only those of so many days count together; nil: those of the same calendar year.
    package var within: Int?
    package var bar: Bar
    /// A change or return after its time counts like not coming, and bars at once.
    package var lateChangeBars = false

    package init(times: Int, within: Int? = nil, bar: Bar) { (self.times, self.within, self.bar) = (times, within, bar) }

    /// Until when somebody is barred who missed these; nil where they may book. What led to one bar does not lead to the next.
    ///
    /// - strikes: in any order; `isWhole`: one that bars at once.
    package func barredUntil(_ strikes: [(at: Instant, isWhole: Bool)], zone: Zone, now: Instant) -> Instant? {
        var open: [Instant] = [], until: Instant?
        for strike in strikes.sorted(by: { $0.at < $1.at }) {
            open = open.filter { counts($0, with: strike.at, zone) } + [strike.at]
            guard open.count >= times || strike.isWhole else { continue }
            until = end(of: strike.at, zone)
            open = []
        }
        return until.flatMap { $0 > now ? $0 : nil }
    }

    /// How many still count at that moment towards the next bar.
    package func open(_ strikes: [Instant], zone: Zone, now: Instant) -> Int {
        strikes.sorted().reduce(into: [Instant]()) { open, at in
            open = open.filter { counts($0, with: at, zone) } + [at]
            if open.count >= times { open = [] }
        }
        .filter { counts($0, with: now, zone) }.count
    }

    private func counts(_ one: Instant, with later: Instant, _ zone: Zone) -> Bool {
        guard let within else { return one.day(in: zone).year == later.day(in: zone).year }
        return later.seconds(since: one) < Int64(within) * 86_400
    }

    private func end(of strike: Instant, _ zone: Zone) -> Instant {
        switch bar {
        case .days(let days): return strike.adding(hours: Int64(days) * 24)
        case .year:
            let next = Day(year: strike.day(in: zone).year + 1, month: 1, day: 1)
            return next.flatMap { LocalTime(day: $0, hour: 0, minute: 0) }?.instant(in: zone) ?? strike
        }
    }

    package var sentence: Phrase {
        let span = within.map { Phrase("\($0) 天内", "within \($0) days") } ?? Phrase("同一年内", "in one calendar year")
        let bar = switch self.bar {
        case .days(let days): Phrase("\(days) 天内不能预约", "cannot book for \(days) days")
        case .year: Phrase("当年内不能再预约", "cannot book again before the year ends")
        }
        let late = lateChangeBars ? Phrase("；逾期更改或退回的，同样处理，一次即止", "; a change or return after its time has the same effect at once") : Phrase(same: "")
        return Phrase("\(span.zh)爽约 \(times) 次，\(bar.zh)", "Whoever does not come \(times) times \(span.en) \(bar.en)") + late + Phrase("。可申诉。", ". One may appeal.")
    }
}
