import API

/// The public record of a venue for machines: the same at `/venues/{id}.json` and at `/api/v1/venues/{id}`.
enum VenueJSON {
    static func text(_ page: VenuePage) -> String { VenuePage.json.json(page) }
}
