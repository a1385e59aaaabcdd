import Kernel
import Storage
import Web

/// What an answer depends on, told by a few look-ups before anything is searched for: the same stamp, the same contents.
///
/// The records are in the ledger, those of places that are taken and given back too; and what is shown depends on the hour: which session
/// is the next one, what is over.
struct ListingStamp: Sendable {
    let tag: String
    let modified: Instant

    /// Raised where a format's contents change with the program.
    private static let edition = 1

    init(_ tx: Transaction, _ format: ListingFormat, _ visit: Visit) throws {
        let ledger = try tx.ledgerStamp(publicOnly: !format.holdsPlaces)
        let changed = try tx.lastListingChange()
        let since: Instant = format.isOfTheHour ? Self.quarter(visit.now) : Instant(microseconds: 0)
        modified = max(ledger.at, changed ?? since, since)
        let parts = [
            String(Self.edition), visit.origin, visit.path, visit.query.asked.encoded, visit.language.tag, String(ledger.newest), String(ledger.settled),
            String(changed?.microseconds ?? 0), String(since.microseconds),
        ]
        tag = EntityTag.weak(parts)
    }

    /// Whether the moment of the last change may be told: what happens within the same second would be missed.
    func isSettled(at now: Instant) -> Bool { now.seconds(since: modified) >= 2 }

    /// The beginning of the quarter of an hour.
    private static func quarter(_ now: Instant) -> Instant {
        let length: Int64 = 900_000_000
        return Instant(microseconds: now.microseconds / length * length)
    }
}

extension ListingFormat {
    /// Whether it says how many places are left.
    var holdsPlaces: Bool { self == .json || self == .csv || self == .xlsx || self == .pdf }
    /// Whether what it says depends on the time at which it is asked, other than by the records. A calendar's program knows the time itself.
    var isOfTheHour: Bool { self != .ics }
}
