import Kernel
import Language
import Resources
import Storage
import Venues

/// A resource that lies somewhere and is lent: an exhibit, or a set of exhibits. The catalogue keeps its names and who offers it.
struct Exhibit: Sendable, Hashable {
    let id: ID<Resource>
    let isSet: Bool
    let ownerID: ID<Organisation>
    let name: Wording
    let owner: Wording
    /// In the catalogue, for everybody to see.
    let isListed: Bool

    init(_ row: Row) throws {
        (id, ownerID, name, owner) = (try row.id("id"), try row.id("owner_id"), try row.wording("name"), try row.wording("owner"))
        isSet = try row.choice("kind", ResourceKind.self) == .exhibitSet
        isListed = try row.int64OrNil("listed") != nil
    }

    static let noun = Phrase("这件展品", "exhibit")
}

extension Transaction {
    static var exhibits: SQL {
        """
        SELECT r.id, r.kind, r.owner_id, r.listed, r.name_zh, r.name_en, o.name_zh AS owner_zh, o.name_en AS owner_en
        FROM view_resources_resource r JOIN view_venues_organisation o ON o.id = r.owner_id
        """
    }

    /// Nil for a resource of another kind too.
    func exhibit(_ id: ID<Resource>) throws -> Exhibit? {
        try row("\(sql: Self.exhibits) WHERE r.id = \(id) AND r.kind IN (\(ResourceKind.exhibit), \(ResourceKind.exhibitSet))", Exhibit.init)
    }

    func exhibit(key: String) throws -> Exhibit? {
        try row("\(sql: Self.exhibits) WHERE r.key = \(key) AND r.kind IN (\(ResourceKind.exhibit), \(ResourceKind.exhibitSet))", Exhibit.init)
    }

    /// In the catalogue, of one unit or of all, in the order of their identities.
    func listedExhibits(of owner: ID<Organisation>?, after: Int64, most: Int) throws -> [Exhibit] {
        try rows("\(sql: Self.exhibits) WHERE \(sql: Self.listed(of: owner)) AND r.id > \(after) ORDER BY r.id LIMIT \(most)", Exhibit.init)
    }

    func listedExhibitCount(of owner: ID<Organisation>?) throws -> Int {
        Int(try number("SELECT COUNT(*) FROM view_resources_resource r WHERE \(sql: Self.listed(of: owner))") ?? 0)
    }

    private static func listed(of owner: ID<Organisation>?) -> SQL {
        let own: SQL = owner.map { "r.owner_id = \($0)" } ?? "1 = 1"
        return "r.kind IN (\(ResourceKind.exhibit), \(ResourceKind.exhibitSet)) AND r.listed IS NOT NULL AND \(sql: own)"
    }

    /// The exhibits of a unit that are no sets, by name.
    func singleExhibits(of owner: ID<Organisation>) throws -> [Exhibit] {
        try rows(
            "\(sql: Self.exhibits) WHERE r.owner_id = \(owner) AND r.kind = \(ResourceKind.exhibit) ORDER BY r.name_zh, r.id LIMIT 500", Exhibit.init)
    }
}
