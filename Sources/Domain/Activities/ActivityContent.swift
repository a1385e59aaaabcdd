package import Kernel
package import Language
package import Venues

/// Everything that an activity says about itself (domain.md §3.9); kept as numbered versions.
package struct ActivityContent: Sendable, Hashable {
    package var title: Wording
    /// One or two sentences for lists.
    package var summary: Wording
    package var description: Wording
    package var kind: ActivityKind
    package var mode: AttendanceMode
    package var audience: Wording?
    package var ageMin: Int?
    package var ageMax: Int?
    /// Keys of themes, as campaigns declare them.
    package var themes: [String]
    package var venue: ID<Venue>?
    /// A place that is no venue. With a venue it stays nil.
    package var place: Place?
    /// Six digits of GB/T 2260, under which the record was made: that of the venue or the place. Nil is *unknown*.
    package var region: String?
    /// Where it can be attended online; empty where it is online and the address is not known.
    package var onlineURL: String?
    /// What it costs, in words.
    package var fee: Wording?
    /// Nil is *unknown*.
    package var isFree: Bool?
    package var bookingNote: Wording?
    package var access: Set<AccessNeed>
    package var imageURL: String?
    package var imageCredit: String?
    /// A unit's contact: an office, a telephone, never a person (personal data is kept elsewhere, encrypted).
    package var contact: String?
    package var zone: Zone
    /// The places of a new session that says nothing else; nil is *unlimited*.
    package var capacity: Int?
    /// The days between which it takes place when no session is known.
    package var period: ActivityPeriod?
    /// How the source was read, what was left open; shown to readers.
    package var note: Wording?

    package init(title: Wording, summary: Wording, kind: ActivityKind = .other, mode: AttendanceMode = .onsite) {
        (self.title, self.summary, self.kind, self.mode) = (title, summary, kind, mode)
        (description, themes, access, zone) = (Wording(""), [], [], .china)
    }
}

/// A place that is no venue; as rough as a province, where nothing nearer is known.
package struct Place: Sendable, Hashable {
    package var name: Wording
    package var address: Wording?
    package var point: GeoPoint?

    package init(name: Wording, address: Wording? = nil, point: GeoPoint? = nil) {
        (self.name, self.address, self.point) = (name, address, point)
    }
}

/// Days between which an activity takes place, and how exactly they are known.
package struct ActivityPeriod: Sendable, Hashable {
    package enum Precision: String, Sendable, CaseIterable { case day, month, year }
    package var begin: Day
    package var end: Day
    package var precision: Precision
    package init(begin: Day, end: Day, precision: Precision = .day) { (self.begin, self.end, self.precision) = (begin, end, precision) }
}

/// One numbered state of an activity's content; never changed once written.
package struct ActivityVersion: Sendable, Hashable {
    package let activity: ID<Activity>
    package let number: Int
    package let content: ActivityContent
    package let madeAt: Instant
    package let madeBy: Int64
}
