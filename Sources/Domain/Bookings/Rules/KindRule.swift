package import Kernel

/// Whose names a booking takes.
package enum NamesAsked: String, Sendable, CaseIterable, Codable {
    /// The contact person's only.
    case contact
    /// Everybody's name.
    case each
    /// Everybody's name and identity number.
    case identified

    package var title: Phrase {
        switch self {
        case .contact: Phrase("只需一位联系人", "one contact person only")
        case .each: Phrase("每位参观者的姓名", "the name of every visitor")
        case .identified: Phrase("每位参观者的姓名和证件号码（实名）", "the name and identity number of every visitor")
        }
    }
}

/// How many grown-ups a party of children needs: one for so many, rounded up.
package struct AdultRatio: Sendable, Hashable {
    package var pupils: Int
    /// For children before school; nil: the same.
    package var preschool: Int?

    package init(pupils: Int, preschool: Int? = nil) { (self.pupils, self.preschool) = (pupils, preschool) }

    package func adults(for children: Int, isPreschool: Bool) -> Int {
        let each = max(1, isPreschool ? preschool ?? pupils : pupils)
        return (children + each - 1) / each
    }
}

/// What a rule says of one kind of party. A rule that names kinds takes only those.
package struct KindRule: Sendable, Hashable {
    package var kind: PartyKind
    package var party: ClosedRange<Int>
    /// Places of each session that are kept for this kind, and for nobody else.
    package var places: Int?
    /// The most places of a session for this kind, of those that all share.
    package var most: Int?
    /// The most persons of this kind on one day, over all sessions of the rule.
    package var aDay: Int?
    package var days = VisitDays.any
    package var names = NamesAsked.contact
    package var ratio: AdultRatio?
    package var needsApproval = false
    package var needsLetter = false
    /// Whoever is named as leader has to come, and cannot be changed.
    package var isContactFixed = false
    package var opens: RuleMoment?
    package var closes: RuleMoment?
    package var changeUntil: RuleMoment?
    /// Everybody is at least so old.
    package var ageFrom: Int?

    package init(_ kind: PartyKind, party: ClosedRange<Int>) { (self.kind, self.party) = (kind, party) }
}
