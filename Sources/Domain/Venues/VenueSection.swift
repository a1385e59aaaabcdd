import Declaration
import Kernel
import Language
import Storage

/// `venues` in a campaign file. Networks and activities refer to them, so none is taken back by a file.
enum VenueSection {
    static let section = Section(
        "venues", order: 20, noun: Phrase("场馆", "venue"), shape: shape, apply: apply, current: current, hasRecords: { _, _ in true },
        withdraw: { _, _, _ in })

    private static let shape = Shape(
        .key, .required("name", .wording(max: 200)), .required("kind", .choice(Venue.Kind.self)),
        .optional("region", .region, about: Phrase("数字科技馆不填", "Absent for a digital museum")),
        .optional("organisation", .reference(to: "organisations"), about: Phrase("运行单位", "Who runs it")),
        .required("status", .choice(Venue.Status.self)), .optional("address", .wording(max: 300)),
        .optional("latitude", .real(-90...90), about: Phrase("WGS 84，与经度同填", "WGS 84; with the longitude or not at all")),
        .optional("longitude", .real(-180...180)), .optional("opened", .roughDay),
        .optional("hours", .record(OpeningHours.shape), about: Phrase("每周开放时间，北京时间", "The week's opening hours, on China's clock")),
        .optional("directions", .wording(max: 500, paragraphs: true), about: Phrase("怎样到达：线路、车站、停车", "How to get there: lines, stops, parking")), .source, .note
    ) { record in
        guard record.has("latitude") != record.has("longitude") else { return [] }
        let missing = record.has("latitude") ? "longitude" : "latitude"
        return [
            .init(
                missing, found: Phrase("只有经纬度之一", "only one of the two coordinates"),
                expected: Phrase("latitude 与 longitude 同填或都不填", "both latitude and longitude, or neither"))
        ]
    }

    private static func apply(_ tx: Transaction, _ record: DeclaredRecord, _ context: DeclarationContext) throws {
        var point: GeoPoint?
        if let latitude = try record.realOrNil("latitude"), let longitude = try record.realOrNil("longitude") {
            point = GeoPoint(latitude: latitude, longitude: longitude)
        }
        try tx.addVenue(
            key: record.key, name: try record.name("name"), kind: try record.choice("kind"), region: try record.textOrNil("region"),
            organisation: try tx.organisationIDOrNil("organisation", of: record), status: try record.choice("status"),
            address: try record.nameOrNil("address"), point: point, opened: try record.roughDayOrNil("opened"),
            hours: try record.recordOrNil("hours").flatMap { try OpeningHours(declared: $0) }, directions: try record.nameOrNil("directions"),
            provenance: try record.provenance(), by: context.actor)
    }

    private static func current(_ tx: Transaction, _ key: String) throws -> DeclaredValue? {
        guard let one = try tx.venue(key: key) else { return nil }
        return .record(of: [
            "key": one.key, "name": one.name.phrase, "kind": one.kind.rawValue, "region": one.region,
            "organisation": try tx.key(of: one.organisationID), "status": one.status.rawValue, "address": one.address?.phrase,
            "latitude": one.point?.latitude, "longitude": one.point?.longitude, "opened": one.opened,
            "hours": one.hours, "directions": one.directions?.phrase, "source": one.provenance.sources, "note": one.provenance.note?.phrase,
        ])
    }
}
