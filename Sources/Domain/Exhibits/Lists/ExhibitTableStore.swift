import Access
import Kernel
import Language
import Resources
import Storage
import Venues

extension Transaction {
    /// The exhibits that somebody keeps, by unit and name.
    func keptExhibits(for identity: Identity, most: Int) throws -> [Exhibit] {
        let reach = try OrganisationReach.condition("r.owner_id", identity.scopes(of: Exhibits.keep))
        return try rows(
            "\(sql: Self.exhibits) WHERE r.kind IN (\(ResourceKind.exhibit), \(ResourceKind.exhibitSet)) AND \(sql: reach) ORDER BY o.name_zh, r.owner_id, r.name_zh, r.id LIMIT \(most)",
            Exhibit.init)
    }

    /// A unit's exhibits of that name in Chinese.
    func exhibits(of owner: ID<Organisation>, named name: String) throws -> [Exhibit] {
        try rows(
            "\(sql: Self.exhibits) WHERE r.owner_id = \(owner) AND r.name_zh = \(name) AND r.kind IN (\(ResourceKind.exhibit), \(ResourceKind.exhibitSet)) ORDER BY r.id LIMIT 2",
            Exhibit.init)
    }

    func sheets(of exhibits: [ID<Resource>]) throws -> [ID<Resource>: ExhibitSheet] {
        let found = try rows("SELECT * FROM exhibits_sheet WHERE resource_id IN (\(list: exhibits))") { (try $0.id("resource_id", Resource.self), try ExhibitSheet($0)) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    func members(ofSets sets: [ID<Resource>]) throws -> [ID<Resource>: [SetMember]] {
        let found = try rows(
            """
            SELECT m.set_id, m.exhibit_id, m.number, r.name_zh, r.name_en FROM exhibits_member m JOIN view_resources_resource r ON r.id = m.exhibit_id
            WHERE m.set_id IN (\(list: sets)) ORDER BY r.name_zh, m.exhibit_id
            """
        ) { (try $0.id("set_id", Resource.self), SetMember(exhibitID: try $0.int64("exhibit_id"), name: try $0.wording("name"), number: try $0.int("number"))) }
        return Dictionary(grouping: found, by: \.0).mapValues { $0.map(\.1) }
    }

    /// The things of these exhibits that are not retired, by number.
    func pieces(ofExhibits exhibits: [ID<Resource>]) throws -> [Piece] {
        try rows(
            """
            SELECT p.*, r.name_zh, r.name_en FROM exhibits_piece p JOIN view_resources_resource r ON r.id = p.resource_id
            WHERE p.resource_id IN (\(list: exhibits)) AND p.state <> \(Piece.State.retired) ORDER BY p.number, p.id
            """, Piece.init)
    }

    func piece(of owner: ID<Organisation>, number: String) throws -> Piece? {
        try row(
            """
            SELECT p.*, r.name_zh, r.name_en FROM exhibits_piece p JOIN view_resources_resource r ON r.id = p.resource_id
            WHERE p.owner_id = \(owner) AND p.number = \(number) ORDER BY p.id LIMIT 1
            """, Piece.init)
    }
}
