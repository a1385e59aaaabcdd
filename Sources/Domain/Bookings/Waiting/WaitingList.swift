package import Kernel

/// Who is offered the places that are free: the pure rule.
package enum WaitingList {
    /// A party that waits, whole.
    package struct Party: Sendable, Hashable {
        package let booking: ID<Booking>
        package let size: Int
        package init(_ booking: ID<Booking>, size: Int) { (self.booking, self.size) = (booking, size) }
    }

    /// In the order of the list, each party that fits whole into what is still free; nil free places are unlimited.
    ///
    /// A party that does not fit is passed over and keeps its turn: it is asked first again when more places are free.
    ///
    /// The store asks the same rule without reading the list (`offerFreePlaces`); its test compares the two.
    package static func offers(free: Int?, to waiting: [Party]) -> [Party] {
        guard var free else { return waiting }
        return waiting.filter { party in
            guard party.size > 0, party.size <= free else { return false }
            free -= party.size
            return true
        }
    }

    /// Until when an offer stands: so many hours, or the begin of the session if that is earlier.
    package static func limit(now: Instant, begin: Instant, hours: Int = BookingRules.usualOfferHours) -> Instant { min(now.adding(hours: Int64(hours)), begin) }
}
