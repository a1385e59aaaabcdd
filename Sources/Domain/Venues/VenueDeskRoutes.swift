import Access
import Kernel
import Regions
import Storage
import Web

/// `/desk/venues`: one's own venues, and the form of one.
enum VenueDeskRoutes {
    static let item = DeskItem("/desk/venues", "场馆", "Venues", permission: Venues.edit, in: .network, order: 60)

    static let routes: [Route] = [
        .get("/desk/venues", .permitted(Venues.edit)) { visit in
            var filter = try VenueFilter(visit.query, regions: visit.regions)
            filter.scopes = try visit.signedIn().scopes(of: Venues.edit)
            let (fixed, page) = (filter, visit.pageNumber)
            return try await visit.database.read { tx in
                let found = try tx.venues(fixed, page: page)
                try visit.requirePage(of: found.count, by: VenueFilter.pageSize)
                let organisations = try tx.organisations(found.venues.compactMap(\.organisationID))
                return VenueDeskListPage(filter: fixed, venues: found.venues, count: found.count, organisations: organisations)
            }.answer(visit)
        },
        .get("/desk/venues/new", .permitted(Venues.edit)) { visit in
            let identity = try visit.signedIn()
            let blank = try await visit.database.read { tx in try form(for: identity, of: nil, regions: visit.regions, in: tx) }
            return VenueFormPage(reading: blank.form.empty, venue: nil).answer(visit)
        },
        .post("/desk/venues", .permitted(Venues.edit)) { visit in try await save(nil, visit) },
        .get("/desk/venues/{id}", .permitted(Venues.edit)) { visit in
            let identity = try visit.signedIn()
            let id: ID<Venue> = try visit.id("id", of: Phrase("场馆", "venue"))
            return try await visit.database.read { tx in
                let found = try VenueDesk.venue(id, for: identity, in: tx)
                let blank = try form(for: identity, of: found.organisation, regions: visit.regions, in: tx)
                return VenueFormPage(reading: blank.filled(with: found.venue, organisation: found.organisation, site: try tx.site(ofVenue: id)), venue: found.venue)
            }.answer(visit)
        },
        .post("/desk/venues/{id}", .permitted(Venues.edit)) { visit in
            try await save(try visit.id("id", of: Phrase("场馆", "venue")), visit)
        },
    ]

    private static func save(_ id: ID<Venue>?, _ visit: Visit) async throws -> Answer {
        let identity = try visit.signedIn()
        let (blank, venue) = try await visit.database.read { tx -> (VenueForm, Venue?) in
            let found = try id.map { try VenueDesk.venue($0, for: identity, in: tx) }
            return (try form(for: identity, of: found?.organisation, regions: visit.regions, in: tx), found?.venue)
        }
        let read = blank.read(visit.posted)
        var reading = read.reading
        if reading.isGood {
            do {
                let fixed = reading
                return try await visit.making { tx in
                    _ = try VenueDesk.save(fixed, hours: read.hours, as: id, by: identity, in: tx)
                    return Made(at: "/desk/venues", saying: Phrase("场馆已保存。", "The venue has been saved."))
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                reading.remark(refusal)
            }
        }
        return VenueFormPage(reading: reading, venue: venue).answer(visit)
    }

    /// With the venue's own organisation always among the choices.
    private static func form(for identity: Identity, of own: Organisation?, regions: RegionTable, in tx: Transaction) throws -> VenueForm {
        let theirs = try VenueDesk.organisations(of: identity, in: tx)
        return VenueForm(organisations: theirs + (own.map { theirs.contains($0) ? [] : [$0] } ?? []), regions: regions)
    }
}
