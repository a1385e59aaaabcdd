import Access
import Kernel
import Language
import Storage
import Web

/// What the desk does with venues: which are somebody's, and saving one.
enum VenueDesk {
    /// The organisations whose venues this person may edit.
    static func organisations(of identity: Identity, in tx: Transaction) throws -> [Organisation] {
        let held = identity.scopes(of: Venues.edit)
        if held.contains(.all) { return try tx.organisations() }
        return try tx.organisations().filter { organisation in
            let scopes = [Scope.organisation(organisation.id.number)] + (try tx.regionScopes(organisation.region))
            return identity.may(Venues.edit, within: scopes)
        }
    }

    /// The venue and the organisation that runs it, if this person may edit it.
    static func venue(_ id: ID<Venue>, for identity: Identity, in tx: Transaction) throws -> (venue: Venue, organisation: Organisation?) {
        guard let venue = try tx.venue(id) else { throw Refusal.notFound(Phrase("场馆", "venue")) }
        try identity.require(Venues.edit, within: try tx.venueScopes(id))
        return (venue, try venue.organisationID.flatMap { try tx.organisation($0) })
    }

    /// Adds a venue (`id` nil) or changes one; both the venue and its organisation must be this person's.
    static func save(_ reading: FormReading, hours: OpeningHours?, as id: ID<Venue>?, by identity: Identity, in tx: Transaction) throws -> ID<Venue> {
        guard let organisation = try tx.organisation(key: reading.text("organisation")) else {
            throw Refusal(.invalid, "no-organisation", "请选择运行单位。", "Choose who runs it.", field: "organisation")
        }
        let known = try id.map { try venue($0, for: identity, in: tx) }
        if let known { try SeenForm.check(reading, against: VenueForm.values(of: known.venue, organisation: known.organisation, site: tx.site(ofVenue: known.venue.id))) }
        let old = known?.venue
        if old == nil || old?.organisationID != organisation.id {
            try identity.require(Venues.edit, within: try tx.organisationScopes(organisation.id))
        }
        guard let name = reading.wording("name"), let kind = Venue.Kind(rawValue: reading.text("kind")),
            let status = Venue.Status(rawValue: reading.text("status"))
        else { throw Refusal(.invalid, "venue-form", "表单不完整，请补全后再提交。", "The form is not complete. Fill it in and send it again.") }
        var point: GeoPoint?
        if let latitude = reading.real("latitude"), let longitude = reading.real("longitude") {
            point = GeoPoint(latitude: latitude, longitude: longitude)
        }
        let key = old?.key ?? "v-\(tx.newID(Venue.self).text.lowercased())"
        let saved = try tx.addVenue(
            key: key, name: name, kind: kind, region: reading.textOrNil("region"), organisation: organisation.id, status: status,
            address: reading.wording("address"), point: point, opened: reading.textOrNil("opened").flatMap { RoughDay($0) },
            hours: hours, directions: reading.wording("directions"), provenance: old?.provenance ?? Provenance(), by: identity.account.id.number)
        try tx.putSite(VenueSiteForm.site(reading), of: saved, by: identity.account.id.number)
        return saved
    }
}
