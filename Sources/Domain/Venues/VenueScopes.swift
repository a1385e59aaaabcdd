package import Access
package import Kernel
import Language
import Regions
import Rooms
package import Storage

extension Transaction {
    /// Where a role over this organisation may be held: the organisation itself, the line along which it reports, and the divisions of
    /// its seat.
    package func organisationScopes(_ id: ID<Organisation>) throws -> [Scope] {
        try organisation(id).map { try organisationScopes($0) } ?? [.organisation(id.number)]
    }

    package func organisationScopes(_ organisation: Organisation) throws -> [Scope] {
        ownScopes(organisation) + (try regionScopes(organisation.region))
    }

    /// The organisation and its line, without where it sits: what it does elsewhere is another region's affair.
    package func ownScopes(_ id: ID<Organisation>) throws -> [Scope] {
        try organisation(id).map { ownScopes($0) } ?? [.organisation(id.number)]
    }

    private func ownScopes(_ organisation: Organisation) -> [Scope] {
        [.organisation(organisation.id.number)] + (organisation.line.map { [Scope.line($0.rawValue)] } ?? [])
    }

    /// Where a role over this venue may be held: its organisation, and the divisions in which it lies.
    package func venueScopes(_ id: ID<Venue>) throws -> [Scope] {
        guard let venue = try venue(id) else { return [] }
        let organisation = try venue.organisationID.map { try ownScopes($0) } ?? []
        return organisation + (try regionScopes(venue.region))
    }

    /// The path of an administrative division as scopes, with those of the codes that it had before or has now; none where
    /// there is no division.
    package func regionScopes(_ code: String?) throws -> [Scope] {
        guard let code else { return [] }
        return try regionPaths(code).map { .region($0) }
    }
}

/// What paths of regions and of organisations mean.
enum VenueScopeKinds {
    static let all = [
        ScopeKind("region", written: "/region/610000/610100/610113") { tx, scope in
            guard let code = scope.segments.last, try tx.regionScopes(code).contains(scope) else { return nil }
            return try tx.regionLine(code)?.name
        } named: { tx, text in
            let found = try tx.regions().find(text)
            let whole = found.filter { [$0.code, $0.nameZH, $0.nameEN].contains(text) }
            return try (whole.isEmpty ? found : whole).prefix(7).compactMap { try tx.regionScopes($0.code).first }
        },
        ScopeKind("organisation", written: "/organisation/ID") { tx, scope in
            guard scope.segments.count == 2, let id: ID<Organisation> = scope.segments.last.flatMap({ ID($0) }) else { return nil }
            // The path is written as the program writes it: another way to write the same number would cover nothing.
            guard Scope.organisation(id.number) == scope else { return nil }
            return try tx.organisation(id)?.name.phrase
        } named: { tx, text in
            try tx.rows(
                """
                SELECT o.id FROM venues_organisation o WHERE (o.key = \(text) OR o.name_zh = \(text) OR o.name_en = \(text))
                    AND NOT EXISTS (SELECT 1 FROM venues_organisation_merger m WHERE m.old_id = o.id) ORDER BY o.id LIMIT 7
                """
            ) { Scope.organisation(try $0.int64("id")) }
        },
        ScopeKind("line", written: "/line/societies") { _, scope in
            guard scope.segments.count == 2, let key = scope.segments.last else { return nil }
            return Organisation.Line(rawValue: key)?.title
        } named: { _, text in
            Organisation.Line.allCases.filter { [$0.rawValue, $0.title.zh, $0.title.en].contains(text) }.map { .line($0.rawValue) }
        },
    ]
}
