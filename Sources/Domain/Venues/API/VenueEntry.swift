import API
import Access
import Kernel
import Regions
import Storage
import Web

/// A venue as those who keep it enter it.
struct VenueEntry: Sendable {
    let venue: Venue
    let organisation: Organisation?
    var site = VenueSite()

    var values: [String: String] { VenueForm.values(of: venue, organisation: organisation, site: site) }
}

extension VenueEntry {
    /// The desk's form.
    static let form = APIForm(
        VenueForm(organisations: [], regions: .china2023).form, keys: ["organisation"], without: [SeenForm.field.name],
        begins: ["status": Venue.Status.operating.rawValue])

    static let json = APIObject<VenueEntry>("VenueEntry") {
        APIField("id", .id, "标识", "Its identity") { $0.venue.id.text }
        APIField("key", .text, "key", "Its key") { $0.venue.key }
        form.fields { (entry: VenueEntry) in entry.values }
    }

    /// At `/venues/{id}/entry`. Its versions are told apart by what it says.
    static let record = APIRecord(
        json,
        version: { entry in [entry.venue.id.text] + entry.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" } },
        find: { request, tx in
            let id: ID<Venue> = try request.id("id", of: Phrase("场馆", "venue"))
            if tx.isWriting { try tx.holdVenue(id) }
            let found = try VenueDesk.venue(id, for: request.identity, in: tx)
            return VenueEntry(venue: found.venue, organisation: found.organisation, site: try tx.site(ofVenue: id))
        })
}

extension Transaction {
    /// Nobody else changes the venue until the transaction ends.
    func holdVenue(_ id: ID<Venue>) throws { try execute("UPDATE venues_venue SET status = status WHERE id = \(id)") }
}
