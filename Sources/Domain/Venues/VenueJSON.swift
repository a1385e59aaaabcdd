import Kernel
import Language
import Web

/// The public record of a venue for machines: `/venues/{id}.json`.
enum VenueJSON {
    static func text(_ page: VenuePage) -> String {
        let venue = page.venue
        return JSONText.object([
            ("id", JSONText.quote(venue.id.text)), ("key", JSONText.quote(venue.key)), ("name", JSONText.wording(venue.name)),
            ("kind", JSONText.quote(venue.kind.rawValue)), ("status", JSONText.quote(venue.status.rawValue)),
            ("region", JSONText.quote(orNull: venue.region)), ("address", JSONText.wording(venue.address)),
            ("latitude", venue.point.map { String($0.latitude) } ?? "null"), ("longitude", venue.point.map { String($0.longitude) } ?? "null"),
            ("organisation", JSONText.wording(page.organisation?.name)),
            ("networks", JSONText.list(page.networks.map { JSONText.quote($0.key) })),
            ("sources", JSONText.list(venue.provenance.sources.map { JSONText.quote($0) })),
        ])
    }
}
