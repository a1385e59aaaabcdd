import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: declarations returned to a unit, declarations that wait for an office, appeals that are not decided; in one statement.
enum RoundCards {
    static let card = DeskCard.several(for: [.host, .organiser, .supervisor], order: 19) { tx, identity in
        var parts: [SQL] = []
        if identity.grants.contains(where: { $0.role == .host }) {
            let mine = try OrganisationReach.condition("d.organisation_id", identity.scopes(of: Rounds.declare))
            parts.append(lines("returned", "d.state = 'returned' AND r.state = 'standing' AND \(sql: mine)"))
        }
        if identity.grants.contains(where: { $0.role == .organiser }) {
            let mine = try OrganisationReach.condition("r.authority_id", identity.scopes(of: Rounds.run))
            parts.append(lines("check", "d.state = 'submitted' AND r.state = 'standing' AND \(sql: mine)"))
        }
        if identity.mayAnywhere(Rounds.hear) {
            let mine = try OrganisationReach.condition("r.authority_id", identity.scopes(of: Rounds.hear))
            parts.append(
                lines("appeal", "r.state = 'published' AND EXISTS (SELECT 1 FROM rounds_appeal a WHERE a.declaration_id = d.id AND a.state = 'filed') AND \(sql: mine)"))
        }
        guard !parts.isEmpty else { return [] }
        let found = try tx.rows("\(sql: parts.joined(" UNION ALL ")) ORDER BY changed_at, id", Found.init)
        return kinds.compactMap { what, title, path in
            let these = found.filter { $0.what == what }
            return these.first.map { DeskCard.Content(title, total: $0.total, path: path, isUrgent: what == "returned", lines: these.map(\.line)) }
        }
    }

    private static let kinds: [(String, Phrase, String)] = [
        ("returned", Phrase("退回给您的实体资源申报", "Declarations returned to you"), "/desk/declarations"),
        ("check", Phrase("等您受理的实体资源申报", "Declarations to check"), "/desk/rounds"),
        ("appeal", Phrase("待决定的配发申诉", "Appeals to decide"), "/desk/appeals"),
    ]

    private struct Found {
        let what: String
        let total: Int
        let line: DeskCard.Line

        init(_ row: Row) throws {
            (what, total) = (try row.text("what"), try row.int("total"))
            let id = try row.id("id", RoundDeclaration.self)
            let path =
                switch what {
                case "returned": "/desk/declarations/\(id)"
                case "check": "/desk/rounds/\(try row.text("key"))/declarations/\(id)"
                default: "/desk/appeals"
                }
            let remark = try row.text("remark"), round = try RoundName.of(body: try row.text("body"))?.phrase ?? Phrase("", "")
            line = DeskCard.Line(try row.wording("name").phrase, meta: what == "returned" && !remark.isEmpty ? Phrase(same: remark) : round, path: path)
        }
    }

    private static func lines(_ what: String, _ condition: SQL) -> SQL {
        """
        SELECT w.* FROM (
            SELECT \(what) AS what, d.id, d.remark, d.changed_at, r.key, v.body, o.name_zh, o.name_en, COUNT(*) OVER () AS total
            FROM rounds_declaration d JOIN rounds_round r ON r.id = d.round_id JOIN rounds_version v ON v.round_id = r.id AND v.number = r.version
                JOIN view_venues_organisation o ON o.id = d.organisation_id
            WHERE \(sql: condition) ORDER BY d.changed_at, d.id LIMIT \(DeskCard.most)) w
        """
    }
}
