import Kernel
import Language
import Storage
import Venues

/// A listed resource with what a list shows of it.
struct CatalogueEntry: Sendable {
    let resource: Resource
    let version: ResourceVersion
    let owner: Wording
    /// Units that said they used it.
    let users: Int
    /// Its archive, where it is a pack that has one and somebody asked for it (`withPacks`).
    var pack: ListedPack?

    var content: ResourceContent { version.content }

    init(_ row: Row) throws {
        resource = try Resource(row)
        version = try ResourceVersion(row)
        (owner, users) = (try row.wording("owner"), try row.int("users"))
    }
}

extension Transaction {
    private static var listed: SQL {
        """
        FROM resources_resource r JOIN resources_version v ON v.resource_id = r.id AND v.number = r.listed
            JOIN view_venues_organisation o ON o.id = r.owner_id
        """
    }

    private static var columns: SQL {
        """
        SELECT v.*, r.*, o.name_zh AS owner_zh, o.name_en AS owner_en,
            (SELECT COUNT(DISTINCT u.organisation_id) FROM resources_use u WHERE u.resource_id = r.id) AS users
        """
    }

    /// A page of the catalogue: what experts have checked first, then the newest; with how many there are.
    func catalogue(_ filter: CatalogueFilter, page: Int) throws -> (entries: [CatalogueEntry], total: Int) {
        let total = try catalogueCount(filter), offset = (page - 1) * CatalogueFilter.size
        let entries = try rows(
            """
            \(sql: Self.columns) \(sql: Self.listed) WHERE \(sql: filter.condition)
            ORDER BY r.is_authoritative DESC, r.listed_at DESC, r.id DESC LIMIT \(CatalogueFilter.size) OFFSET \(offset)
            """, CatalogueEntry.init)
        return (entries, total)
    }

    func catalogueCount(_ filter: CatalogueFilter) throws -> Int {
        Int(try number("SELECT COUNT(*) \(sql: Self.listed) WHERE \(sql: filter.condition)") ?? 0)
    }

    /// Up to so many behind a resource, in the order of their identities.
    func catalogue(_ filter: CatalogueFilter, after: Int64, limit: Int) throws -> [CatalogueEntry] {
        try rows("\(sql: Self.columns) \(sql: Self.listed) WHERE \(sql: filter.condition) AND r.id > \(after) ORDER BY r.id LIMIT \(limit)", CatalogueEntry.init)
    }

    func catalogueEntry(_ id: ID<Resource>) throws -> CatalogueEntry? {
        try row("\(sql: Self.columns) \(sql: Self.listed) WHERE r.id = \(id) AND r.listed_at IS NOT NULL", CatalogueEntry.init)
    }
}
