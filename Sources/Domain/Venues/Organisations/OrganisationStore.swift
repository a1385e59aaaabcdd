import Access
package import Kernel
package import Language
import Regions
package import Storage

extension Transaction {
    package func organisation(_ id: ID<Organisation>) throws -> Organisation? {
        try row("SELECT * FROM venues_organisation WHERE id = \(id)", Organisation.init)
    }

    /// The one of that key; where it was merged into another, that one.
    package func organisation(key: String) throws -> Organisation? {
        guard let own = try organisation(ownKey: key) else { return nil }
        return try mergedInto(own.id).flatMap { try organisation($0) } ?? own
    }

    /// The one of that key itself, whatever became of it.
    func organisation(ownKey key: String) throws -> Organisation? {
        try row("SELECT * FROM venues_organisation WHERE key = \(key)", Organisation.init)
    }

    /// All of them, in the order of their names (pinyin), without those that were merged into another.
    package func organisations() throws -> [Organisation] {
        try rows(
            """
            SELECT * FROM venues_organisation o
            WHERE NOT EXISTS (SELECT 1 FROM venues_organisation_merger m WHERE m.old_id = o.id) ORDER BY sort_key, id
            """, Organisation.init)
    }

    /// The one above a unit, and those of these kinds that sit along the line of its region or have none, in the order of their names.
    package func bodies(over unit: Organisation, kinds: [Organisation.Kind]) throws -> [Organisation] {
        let codes = try unit.region.map { Set(try regionPaths($0).flatMap { $0 }) } ?? []
        return try rows(
            """
            SELECT * FROM venues_organisation o
            WHERE o.id <> \(unit.id) AND (o.id = \(unit.parentID) OR (o.kind IN (\(list: kinds)) AND (o.region IS NULL OR o.region IN (\(list: codes.sorted())))))
                AND NOT EXISTS (SELECT 1 FROM venues_organisation_merger m WHERE m.old_id = o.id) ORDER BY o.sort_key, o.id
            """, Organisation.init)
    }

    /// These of them, by identity; one that does not exist is missing.
    package func organisations(_ ids: some Sequence<ID<Organisation>>) throws -> [ID<Organisation>: Organisation] {
        let wanted = Set(ids).sorted { $0.number < $1.number }
        guard !wanted.isEmpty else { return [:] }
        let found = try rows("SELECT * FROM venues_organisation WHERE id IN (\(list: wanted))", Organisation.init)
        return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Which body stands above which, for those that have one above them.
    package func organisationParents() throws -> [ID<Organisation>: ID<Organisation>] {
        let found = try rows("SELECT id, parent_id FROM venues_organisation WHERE parent_id IS NOT NULL") { row in
            (try row.id("id", Organisation.self), try row.id("parent_id", Organisation.self))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// Adds an organisation, or puts the one of this key as it is given here; the same again changes nothing. One that was merged into
    /// another stays as it was, and that other is given.
    @discardableResult
    package func addOrganisation(
        key: String, name: Wording, kind: Organisation.Kind, region: String? = nil, line: Organisation.Line? = nil,
        parent: ID<Organisation>? = nil, provenance: Provenance = Provenance(), by actor: Int64 = 0
    ) throws -> ID<Organisation> {
        let old = try organisation(ownKey: key)
        if let kept = try old.flatMap({ try mergedInto($0.id) }) { return kept }
        let new = Organisation(
            id: old?.id ?? newID(), key: key, name: name, kind: kind, region: region, line: line, parentID: parent, provenance: provenance)
        if new == old { return new.id }
        try save(new, isNew: old == nil)
        try record(LedgerEntry(old == nil ? "venues.organisation-added" : "venues.organisation-changed", "organisation", new.id, by: actor))
        return new.id
    }

    /// Puts a unit and its profile as its own people give them; the same again changes nothing.
    func change(_ new: Organisation, _ profile: OrganisationProfile, by actor: Int64) throws {
        guard try organisation(new.id) != new || self.profile(of: new.id) != profile else { return }
        try save(new, isNew: false)
        try put(profile, of: new.id)
        try record(LedgerEntry("venues.organisation-changed", "organisation", new.id, by: actor))
    }

    private func save(_ new: Organisation, isNew: Bool) throws {
        let note = new.provenance.note
        try refuseCircle(from: new.parentID, to: new)
        try execute(
            """
            INSERT INTO venues_organisation
                (id, key, name_zh, name_en, kind, region, line, parent_id, source, note_zh, note_en, search, sort_key)
            VALUES (\(new.id), \(new.key), \(new.name.zh), \(new.name.en), \(new.kind), \(new.region), \(new.line), \(new.parentID),
                \(new.provenance.sourceText), \(note?.zh), \(note?.en), \(SearchText.of(new.name)), \(Pinyin.sortKey(new.name.zh)))
            ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, kind = excluded.kind,
                region = excluded.region, line = excluded.line, parent_id = excluded.parent_id, source = excluded.source,
                note_zh = excluded.note_zh, note_en = excluded.note_en, search = excluded.search, sort_key = excluded.sort_key
            """)
    }

    /// A body cannot stand above itself.
    private func refuseCircle(from parent: ID<Organisation>?, to one: Organisation) throws {
        guard parent != nil else { return }
        try lock("venues.organisations")
        var next = parent
        while let above = next {
            guard above != one.id else {
                throw Refusal(
                    .invalid, "organisation-circle", "“\(one.name.zh)”不能是自己的上级。请更改上级单位。",
                    "“\(one.name.phrase.en)” cannot stand above itself. Choose another parent.", field: "parent")
            }
            next = try organisation(above)?.parentID
        }
    }
}
