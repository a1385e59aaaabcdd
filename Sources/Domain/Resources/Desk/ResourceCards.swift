import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: resources that wait to be checked, those that were returned, and those that an expert is asked to vet.
enum ResourceCards {
    static let waiting = DeskCard.several(for: [.administrator, .organiser, .moderator, .host, .expert], order: 18) { tx, identity in
        var conditions: [SQL] = []
        if identity.mayAnywhere(Resources.check) {
            let mine = try ResourceScope.condition(identity.scopes(of: Resources.check))
            conditions.append(lines("check", "v.state = \(ResourceState.toCheck) AND \(sql: mine)"))
        }
        if identity.mayAnywhere(Resources.offer) {
            let mine = try ResourceScope.condition(identity.scopes(of: Resources.offer).filter { $0 != .all })
            conditions.append(lines("returned", "v.state = \(ResourceState.draft) AND v.remark <> '' AND \(sql: mine)"))
        }
        if identity.mayAnywhere(Resources.vet) {
            conditions.append(
                lines(
                    "vet",
                    """
                    v.state <> \(ResourceState.withdrawn) AND EXISTS (SELECT 1 FROM resources_vetting t JOIN view_calls_expert e ON e.id = t.expert_id
                        WHERE t.resource_id = v.resource_id AND t.number = v.number AND t.signed_at IS NULL AND e.account_id = \(identity.account.id))
                    """))
        }
        guard !conditions.isEmpty else { return [] }
        let found = try tx.rows("\(sql: conditions.joined(" UNION ALL ")) ORDER BY changed_at, id", Found.init)
        return kinds.compactMap { what, title, path in
            let these = found.filter { $0.what == what }
            return these.first.map { DeskCard.Content(title, total: $0.total, path: path, isUrgent: what == "returned", lines: these.map(\.line)) }
        }
    }

    private static let kinds: [(String, Phrase, String)] = [
        ("returned", Phrase("退回给您的资源", "Resources returned to you"), "/desk/resources?state=draft"),
        ("check", Phrase("等您核对的资源", "Resources to check"), "/desk/resources?state=to-check"),
        ("vet", Phrase("请您审核的资源", "Resources to vet"), "/desk/vettings"),
    ]

    private struct Found {
        let what: String
        let line: DeskCard.Line
        let total: Int

        init(_ row: Row) throws {
            (what, total) = (try row.text("what"), try row.int("total"))
            let (id, remark) = (try row.id("id", Resource.self), try row.text("remark"))
            let owner = try row.wording("owner").phrase
            let path = what == "vet" ? "/desk/vettings/\(id)/\(try row.int("number"))" : "/desk/resources/\(id)"
            line = DeskCard.Line(try row.wording("name").phrase, meta: remark.isEmpty ? owner : Phrase(same: remark), path: path)
        }
    }

    private static func lines(_ what: String, _ condition: SQL) -> SQL {
        """
        SELECT w.* FROM (
            SELECT \(what) AS what, r.id, v.number, v.name_zh, v.name_en, v.remark, v.changed_at, o.name_zh AS owner_zh, o.name_en AS owner_en,
                COUNT(*) OVER () AS total
            FROM resources_resource r JOIN resources_version v ON v.resource_id = r.id AND v.number = r.newest
                JOIN view_venues_organisation o ON o.id = r.owner_id
            WHERE \(sql: condition) ORDER BY v.changed_at, r.id LIMIT \(DeskCard.most)) w
        """
    }
}
