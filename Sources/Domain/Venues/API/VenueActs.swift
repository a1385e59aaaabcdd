import API
import Access
import Formats
import Kernel
import Regions
import Storage
import Web

/// Entering and changing venues at `/api/v1`.
enum VenueActs {
    static let operations = [enter, read, change]

    private static let id = APIParameter.path("id", "场馆的标识", "The venue's identity")

    private static func example(_ zh: String, _ en: String, body: String?) -> APIActExample {
        APIActExample(Phrase(zh, en)) { tx in
            try tx.venues(VenueFilter(Query(), regions: .china2023), after: 0, limit: 1).first.map { ([("id", $0.id.text)], body) }
        }
    }

    private static let enter = APIOperation.make(
        APIAct(
            "/venues", name: "enterVenue", Phrase("登记场馆", "Add a venue"), says: Phrase("立即公开。", "It is public at once."), [Venues.edit],
            examples: [
                APIActExample(Phrase("一个社区科普馆", "A community science room")) { tx in
                    guard let organisation = try tx.organisations().first else { return nil }
                    let members = [
                        ("name", "{\"zh\":\"社区科普馆\",\"en\":\"Community science room\"}"), ("kind", JSONText.quote(Venue.Kind.other.rawValue)),
                        ("organisation", JSONText.quote(organisation.key)), ("region", JSONText.quote("610113")),
                        ("hours_saturday", JSONText.quote("09:00-17:00")),
                    ]
                    return ([], JSONText.object(members))
                }
            ]),
        APIBodySchema(VenueEntry.form.schema("NewVenue", isNew: true), form: VenueEntry.form), VenueEntry.record
    ) { request, tx in
        let id = try save(request, onto: VenueEntry.form.begins, as: nil, tx)
        let found = try VenueDesk.venue(id, for: request.identity, in: tx)
        return (VenueEntry(venue: found.venue, organisation: found.organisation, site: try tx.site(ofVenue: id)), "/venues/\(id.text)/entry")
    }

    private static let read = APIOperation.read(
        APIAct(
            "/venues/{id}/entry", name: "readVenueEntry", Phrase("场馆的登记内容，供更改之用", "A venue as it is entered, for changing it"), [Venues.edit], [id],
            examples: [example("一个场馆", "One venue", body: nil)]),
        VenueEntry.record)

    private static let change = APIOperation.change(
        APIAct(
            "/venues/{id}/entry", name: "changeVenue", Phrase("更改场馆", "Change a venue"),
            says: Phrase("JSON Merge Patch（RFC 7396）：只写要改的；null 为清空。立即公开。", "A JSON Merge Patch (RFC 7396): only what changes; null empties. It is public at once."),
            [Venues.edit], [id], examples: [example("暂停开放", "Closed for a while", body: "{\"status\":\"suspended\"}")]),
        APIBodySchema(VenueEntry.form.schema("VenueChange", isNew: false), form: VenueEntry.form), VenueEntry.record
    ) { request, entry, tx in _ = try save(request, onto: entry.values, as: entry.venue.id, tx) }

    private static func save(_ request: APIRequest, onto values: [String: String], as id: ID<Venue>?, _ tx: Transaction) throws -> ID<Venue> {
        let form = VenueEntry.form
        let sent = try form.reading(request.body, onto: values)
        let organisation = try tx.organisation(key: sent.text("organisation"))
        let read = VenueForm(organisations: organisation.map { [$0] } ?? [], regions: request.visit.regions).read(sent.posted)
        guard read.reading.isGood else { throw APIRefusal.body(form.flaws(of: read.reading)) }
        return try form.naming { try VenueDesk.save(read.reading, hours: read.hours, as: id, by: request.identity, in: tx) }
    }
}
