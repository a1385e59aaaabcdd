import Kernel

/// What a party asks for.
package struct BookingWish: Sendable, Hashable {
    /// What only a unit tells.
    package struct Unit: Sendable, Hashable {
        package var name: String
        package var adults: Int
        package var isPreschool: Bool
        package init(name: String, adults: Int, isPreschool: Bool = false) { (self.name, self.adults, self.isPreschool) = (name, adults, isPreschool) }
    }

    package var kind: PartyKind
    package var party: Int
    package var person: BookingPerson
    /// Whether they want to wait when there is no place.
    package var waits: Bool
    package var unit: Unit?
    /// Their names as entered, one a line; empty where they come later or are not asked.
    package var guests = ""
    package var hasConsent = false
    /// The youngest, where an age is asked and no identity numbers are.
    package var youngest: Int?

    package init(_ kind: PartyKind = .individual, party: Int, person: BookingPerson, waits: Bool = false, unit: Unit? = nil, guests: String = "", hasConsent: Bool = false) {
        (self.kind, self.party, self.person, self.waits, self.unit) = (kind, party, person, waits, unit)
        (self.guests, self.hasConsent) = (guests, hasConsent)
    }
}
