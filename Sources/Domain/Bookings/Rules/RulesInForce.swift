import Kernel

/// The rules of one session: of each part, what the nearest place says.
package struct RulesInForce: Sendable, Hashable {
    /// Rules as they stand at one place.
    package struct Stated: Sendable, Hashable {
        package let level: RuleLevel
        /// The record at which they stand.
        package let subject: Int64
        /// What is counted together under them: the key of the rules, or the session's own.
        package let key: String
        package let rules: BookingRules
        package init(_ level: RuleLevel, of subject: Int64 = 0, key: String, _ rules: BookingRules) {
            (self.level, self.subject, self.key, self.rules) = (level, subject, key, rules)
        }
    }

    /// The nearest first.
    package let stated: [Stated]

    /// Whether the session takes bookings now.
    package let isOpen: Bool
    /// The most persons of a booking where no place names kinds.
    private let usualMost: Int
    /// The kinds that may book, in the order in which they are shown: those that the nearest place names.
    package let kinds: [KindRule]

    /// - stated: those of one level in the order in which they win.
    package init(_ stated: [Stated], isOpen: Bool = true, usualMost: Int = BookingRule.usualMost) {
        let ordered = RuleLevel.allCases.flatMap { level in stated.filter { $0.level == level } }
        (self.stated, self.isOpen, self.usualMost) = (ordered, isOpen, usualMost)
        let naming = ordered.first { $0.rules.kinds != nil }
        let beside = naming.map { nearest in ordered.filter { $0.level == nearest.level && $0.subject == nearest.subject } } ?? []
        kinds = naming == nil ? [KindRule(.individual, party: 1...usualMost)] : beside.flatMap { $0.rules.kinds ?? [] }
    }

    private init(_ whole: RulesInForce, only stated: [Stated]) {
        (self.stated, isOpen, usualMost, kinds) = (stated, whole.isOpen, whole.usualMost, whole.kinds)
    }

    /// What holds for one kind of party: rules that name kinds, but not this one, are about others.
    package func of(_ kind: PartyKind) -> RulesInForce {
        RulesInForce(self, only: stated.filter { one in one.rules.kinds?.contains { $0.kind == kind } ?? true })
    }

    private func nearest<Part>(_ part: (BookingRules) -> Part?) -> Part? {
        for one in stated { if let said = part(one.rules) { return said } }
        return nil
    }

    /// Whether a session without a rule of its own takes bookings.
    var takesBookings: Bool { nearest { $0.takesBookings } ?? false }

    /// The key under which a part is counted: of the place that says it.
    package func key(of isSaid: (BookingRules) -> Bool) -> String { stated.first { isSaid($0.rules) }?.key ?? "" }

    package func kind(_ kind: PartyKind) -> KindRule? { kinds.first { $0.kind == kind } }
    package var releases: [BookingRules.Release] { nearest { $0.releases } ?? [] }
    package var places: DayPlaces? { nearest { $0.places } }
    package var aDay: Int? { nearest { $0.aDay } }
    package var atOnce: Int? { nearest { $0.atOnce } }
    package var walkIns: Int { nearest { $0.walkIns } ?? 0 }
    package var limits: [PersonLimit] { nearest { $0.limits } ?? [] }
    package var holdMinutes: Int? { nearest { $0.holdMinutes } }
    package var hasWaitingList: Bool { nearest { $0.hasWaitingList } ?? false }
    package var offerHours: Int { nearest { $0.offerHours } ?? BookingRules.usualOfferHours }
    package var noShows: NoShowRule? { nearest { $0.noShows } }
    package var lastEntry: RuleMoment? { nearest { $0.lastEntry } }
    package var opens: RuleMoment? { nearest { $0.opens } }
    package var closes: RuleMoment? { nearest { $0.closes } }
    package var changeUntil: RuleMoment? { nearest { $0.changeUntil } }

    package func opens(_ kind: KindRule) -> RuleMoment? { kind.opens ?? opens }
    package func closes(_ kind: KindRule) -> RuleMoment? { kind.closes ?? closes }
    package func changeUntil(_ kind: PartyKind) -> RuleMoment? { self.kind(kind)?.changeUntil ?? changeUntil }
}
