package import Activities
package import Kernel

/// A party as a rule sees it.
package struct PartyAsked: Sendable, Hashable {
    package var kind: PartyKind
    /// How many persons, grown-ups included.
    package var persons: Int
    /// Grown-ups who come with a class or a group of children; nil where it was not said.
    package var adults: Int?
    package var isPreschool = false
    /// The youngest, where it was asked.
    package var youngest: Int?

    package init(_ kind: PartyKind, persons: Int, adults: Int? = nil, isPreschool: Bool = false, youngest: Int? = nil) {
        (self.kind, self.persons, self.adults, self.isPreschool, self.youngest) = (kind, persons, adults, isPreschool, youngest)
    }
}

extension RulesInForce {
    /// Refuses what the rules do not allow at that moment: the kind, the day, the hour, the size, the grown-ups. What depends on others'
    /// bookings (places, limits, bars) is asked where they are kept.
    @discardableResult
    package func check(_ party: PartyAsked, _ session: ActivitySession, at now: Instant, _ calendar: WorkdayCalendar) throws(Refusal) -> KindRule {
        guard let rule = kind(party.kind) else {
            let (zh, en) = (kinds.map(\.kind.title.zh).joined(separator: "、"), kinds.map(\.kind.title.en).joined(separator: ", "))
            throw Refusal(.invalid, "kind-not-taken", "该场次只接受：\(zh)。", "This session takes \(en) only.", field: "kind")
        }
        try checkDay(rule, session, calendar)
        try checkHour(rule, session, now)
        try checkParty(party, rule)
        return rule
    }

    private func checkDay(_ rule: KindRule, _ session: ActivitySession, _ calendar: WorkdayCalendar) throws(Refusal) {
        guard try rule.days.includes(session.day, calendar) else {
            throw Refusal(
                .conflict, "day-not-taken", "\(rule.kind.title.zh)只在\(rule.days.title.zh)接待，请选择其他日期。",
                "\(rule.kind.title.en) are received on \(rule.days.title.en). Choose another day.", field: "kind")
        }
    }

    private func checkHour(_ rule: KindRule, _ session: ActivitySession, _ now: Instant) throws(Refusal) {
        if let opens = opens(rule)?.instant(for: session), now < opens {
            let (zh, en) = (opens.local(in: session.zone), opens.local(in: session.zone))
            throw Refusal(
                .conflict, "bookings-early", "该场次的预约尚未开放：\(zh.day.iso) \(zh.clock) 起可预约。",
                "Booking for this session is not open yet. It opens on \(en.day.iso) at \(en.clock).")
        }
        let closes = closes(rule)?.instant(for: session) ?? session.end
        guard now < closes else {
            let at = closes.local(in: session.zone)
            throw Refusal(
                .conflict, "bookings-late", "该场次的预约已于 \(at.day.iso) \(at.clock) 截止，请选择其他场次。",
                "Booking for this session closed on \(at.day.iso) at \(at.clock). Choose another session.")
        }
    }

    private func checkParty(_ party: PartyAsked, _ rule: KindRule) throws(Refusal) {
        guard rule.party.contains(party.persons) else {
            let (least, most) = (rule.party.lowerBound, rule.party.upperBound)
            throw Refusal(
                .invalid, party.persons < least ? "party-too-small" : "party-too-big", "\(rule.kind.title.zh)预约每次 \(least) 至 \(most) 人。",
                "A booking of this kind is for \(least) to \(most) persons.", field: "party")
        }
        if let ratio = rule.ratio {
            let adults = party.adults ?? 0
            let needed = Self.adultsNeeded(of: party.persons, ratio, isPreschool: party.isPreschool)
            guard adults >= needed, adults <= party.persons else {
                throw Refusal(
                    .invalid, "too-few-adults", "共 \(party.persons) 人，其中至少要有 \(needed) 位老师或家长带队。",
                    "Of \(party.persons) persons at least \(needed) have to be grown-ups who lead the others.", field: "adults")
            }
        }
        try checkAge(party.youngest, rule)
    }

    /// Refuses somebody who is too young for the kind; nobody's age is known where it was not said.
    func checkAge(_ youngest: Int?, _ rule: KindRule) throws(Refusal) {
        if let age = rule.ageFrom, let youngest, youngest < age {
            throw Refusal(.invalid, "too-young", "该场次要求参加者年满 \(age) 岁。", "Everybody has to be at least \(age) years old.", field: "youngest")
        }
    }

    /// The fewest grown-ups with whom a party of that size keeps the ratio: the others are children.
    static func adultsNeeded(of persons: Int, _ ratio: AdultRatio, isPreschool: Bool) -> Int {
        (0...max(0, persons)).first { ratio.adults(for: persons - $0, isPreschool: isPreschool) <= $0 } ?? persons
    }
}
