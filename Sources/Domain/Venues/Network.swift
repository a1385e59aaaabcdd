package import Kernel
package import Language
import Storage

/// A "1+N" network: one hub, perhaps still planned, and the venues around it.
package struct Network: Sendable, Hashable {
    /// A venue in the network, for as long as it belongs to it.
    package struct Member: Sendable, Hashable {
        package var venueID: ID<Venue>
        package var role: Wording
        package var from: RoughDay?
        package var until: RoughDay?

        package init(venueID: ID<Venue>, role: Wording, from: RoughDay? = nil, until: RoughDay? = nil) {
            (self.venueID, self.role, self.from, self.until) = (venueID, role, from, until)
        }

        /// Whether it belonged on that day, as far as the rough days tell: a month or a year counts whole.
        package func isValid(on day: Day) -> Bool {
            let hasBegun = from.map { $0.first <= day } ?? true
            let hasEnded = until.map { $0.last < day } ?? false
            return hasBegun && !hasEnded
        }
    }

    /// Members of which the source knows the kind, and perhaps the number, but no list.
    package struct MemberClass: Sendable, Hashable {
        package var key: String
        package var kind: Venue.Kind
        package var name: Wording
        /// As announced by the source; never counted.
        package var announcedCount: Int?
        package var asOf: RoughDay?
        package var provenance: Provenance

        package init(
            key: String, kind: Venue.Kind, name: Wording, announcedCount: Int? = nil, asOf: RoughDay? = nil, provenance: Provenance
        ) {
            (self.key, self.kind, self.name) = (key, kind, name)
            (self.announcedCount, self.asOf, self.provenance) = (announcedCount, asOf, provenance)
        }
    }

    package let id: ID<Network>
    package let key: String
    package var name: Wording
    package var hubID: ID<Venue>
    /// Nil: the whole country.
    package var region: String?
    /// Who builds it.
    package var organisationID: ID<Organisation>?
    package var summary: Wording?
    package var members: [Member] = []
    package var classes: [MemberClass] = []
    package var provenance = Provenance()

    package init(id: ID<Network>, key: String, name: Wording, hubID: ID<Venue>) {
        (self.id, self.key, self.name, self.hubID) = (id, key, name, hubID)
    }
}

extension Network {
    /// The row without its members and classes.
    init(_ row: Row) throws {
        self.init(id: try row.id("id"), key: try row.text("key"), name: try row.wording("name"), hubID: try row.id("hub_id"))
        region = try row.textOrNil("region")
        organisationID = try row.idOrNil("organisation_id")
        summary = try row.wordingOrNil("summary")
        provenance = try row.provenance()
    }
}

extension Network.Member {
    init(_ row: Row) throws {
        self.init(
            venueID: try row.id("venue_id"), role: try row.wording("role"), from: try row.roughDayOrNil("valid_from"),
            until: try row.roughDayOrNil("valid_until"))
    }
}

extension Network.MemberClass {
    init(_ row: Row) throws {
        self.init(
            key: try row.text("key"), kind: try row.choice("kind"), name: try row.wording("name"),
            announcedCount: try row.intOrNil("announced_count"), asOf: try row.roughDayOrNil("as_of"), provenance: try row.provenance())
    }
}
