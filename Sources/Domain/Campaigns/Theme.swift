package import Kernel
package import Language
import Storage
package import Venues

/// A subject of a campaign; where one theme is the subject of a month, with the body that hosts it.
package struct Theme: Sendable, Hashable {
    /// Unique in its campaign.
    package var key: String
    package var name: Wording
    /// The month, as a rough day of seven letters.
    package var month: RoughDay?
    package var hostID: ID<Organisation>?
    package var begin: Day?
    package var end: Day?
    package var provenance: Provenance

    package init(
        key: String, name: Wording, month: RoughDay? = nil, hostID: ID<Organisation>? = nil, begin: Day? = nil, end: Day? = nil,
        provenance: Provenance = Provenance()
    ) {
        (self.key, self.name, self.month, self.hostID) = (key, name, month, hostID)
        (self.begin, self.end, self.provenance) = (begin, end, provenance)
    }

    init(_ row: Row) throws {
        self.init(
            key: try row.text("key"), name: try row.wording("name"), month: try row.roughDayOrNil("month"),
            hostID: try row.idOrNil("host_id"), begin: try row.dayOrNil("begin_day"), end: try row.dayOrNil("end_day"),
            provenance: try row.provenance())
    }
}
