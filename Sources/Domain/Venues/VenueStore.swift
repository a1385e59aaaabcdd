package import Kernel
package import Language
package import Storage

extension Transaction {
    package func venue(_ id: ID<Venue>) throws -> Venue? {
        try row("SELECT * FROM venues_venue WHERE id = \(id)", Venue.init)
    }

    package func venue(key: String) throws -> Venue? {
        try row("SELECT * FROM venues_venue WHERE key = \(key)", Venue.init)
    }

    /// What an organisation runs, in the order of the names.
    package func venues(of organisation: ID<Organisation>) throws -> [Venue] {
        try rows("SELECT * FROM venues_venue WHERE organisation_id = \(organisation) ORDER BY sort_key, id", Venue.init)
    }

    /// These venues, by identity; one that does not exist is missing.
    package func venues(_ ids: some Sequence<ID<Venue>>) throws -> [ID<Venue>: Venue] {
        let found = try rows("SELECT * FROM venues_venue WHERE id IN (\(list: Array(Set(ids))))", Venue.init)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Adds a venue, or puts the one of this key as it is given here; the same again changes nothing.
    @discardableResult
    package func addVenue(
        key: String, name: Wording, kind: Venue.Kind, region: String? = nil, organisation: ID<Organisation>? = nil,
        status: Venue.Status = .operating, address: Wording? = nil, point: GeoPoint? = nil, opened: RoughDay? = nil,
        hours: OpeningHours? = nil, directions: Wording? = nil, provenance: Provenance = Provenance(), by actor: Int64 = 0
    ) throws -> ID<Venue> {
        let old = try venue(key: key)
        let new = Venue(
            id: old?.id ?? newID(), key: key, name: name, kind: kind, region: region, organisationID: organisation, status: status,
            address: address, point: point, opened: opened, hours: hours, directions: directions, provenance: provenance)
        if new == old { return new.id }
        try save(new)
        try record(LedgerEntry(old == nil ? "venues.venue-added" : "venues.venue-changed", "venue", new.id, by: actor, visibility: .public))
        return new.id
    }

    private func save(_ new: Venue) throws {
        let note = new.provenance.note
        let search = SearchText.of(new.name, new.address?.zh ?? "", new.address?.en ?? "")
        try execute(
            """
            INSERT INTO venues_venue
                (id, key, name_zh, name_en, kind, region, organisation_id, status, address_zh, address_en, latitude, longitude, opened,
                hours, directions_zh, directions_en, source, note_zh, note_en, search, sort_key)
            VALUES (\(new.id), \(new.key), \(new.name.zh), \(new.name.en), \(new.kind), \(new.region), \(new.organisationID), \(new.status),
                \(new.address?.zh), \(new.address?.en), \(new.point?.latitude), \(new.point?.longitude), \(new.opened),
                \(new.hours), \(new.directions?.zh), \(new.directions?.en), \(new.provenance.sourceText), \(note?.zh), \(note?.en), \(search), \(Pinyin.sortKey(new.name.zh)))
            ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, kind = excluded.kind,
                region = excluded.region, organisation_id = excluded.organisation_id, status = excluded.status,
                address_zh = excluded.address_zh, address_en = excluded.address_en, latitude = excluded.latitude,
                longitude = excluded.longitude, opened = excluded.opened, hours = excluded.hours, directions_zh = excluded.directions_zh,
                directions_en = excluded.directions_en, source = excluded.source, note_zh = excluded.note_zh,
                note_en = excluded.note_en, search = excluded.search, sort_key = excluded.sort_key
            """)
    }
}
