import Access
import Kernel
import Language
import Rooms
import Storage
import Venues

/// On the desk: declarations returned to a unit, declarations that wait for an office, appeals that are not decided.
enum RoundQueues {
    static let all = [returned, toCheck, appeals]

    private static let returned = DeskQueue(
        Phrase("退回给您的实体资源申报", "Declarations returned to you"), path: "/desk/declarations", order: 20, isUrgent: true
    ) { identity in
        guard identity.grants.contains(where: { $0.role == .host }) else { return nil }
        let mine = try OrganisationReach.condition("d.organisation_id", identity.scopes(of: Rounds.declare))
        return source("d.state = 'returned' AND r.state = 'standing' AND \(sql: mine)")
    } line: { one in
        let meta: Phrase = one.note.isEmpty ? try round(one) : Phrase(same: one.note)
        return DeskCard.Line(one.name, meta: meta, path: "/desk/declarations/" + one.idText)
    }

    private static let toCheck = DeskQueue(Phrase("等您受理的实体资源申报", "Declarations to check"), path: "/desk/rounds", order: 20) { identity in
        guard identity.grants.contains(where: { $0.role == .organiser }) else { return nil }
        let mine = try OrganisationReach.condition("r.authority_id", identity.scopes(of: Rounds.run))
        return source("d.state = 'submitted' AND r.state = 'standing' AND \(sql: mine)")
    } line: { one in DeskCard.Line(one.name, meta: try round(one), path: "/desk/rounds/\(one.key)/declarations/" + one.idText) }

    private static let appeals = DeskQueue(Phrase("待决定的配发申诉", "Appeals to decide"), path: "/desk/appeals", order: 20) { identity in
        guard identity.mayAnywhere(Rounds.hear) else { return nil }
        let mine = try OrganisationReach.condition("r.authority_id", identity.scopes(of: Rounds.hear))
        return source("r.state = 'published' AND EXISTS (SELECT 1 FROM rounds_appeal a WHERE a.declaration_id = d.id AND a.state = 'filed') AND \(sql: mine)")
    } line: { one in DeskCard.Line(one.name, meta: try round(one), path: "/desk/appeals") }

    private static func round(_ one: DeskQueue.Record) throws -> Phrase { try RoundName.of(body: one.about)?.phrase ?? Phrase(same: one.key) }

    private static func source(_ condition: SQL) -> DeskQueue.Source {
        DeskQueue.Source(
            id: "d.id", since: "d.changed_at", name: .init("o.name"), note: "d.remark", key: "r.key", about: "v.body",
            from: """
                rounds_declaration d JOIN rounds_round r ON r.id = d.round_id JOIN rounds_version v ON v.round_id = r.id AND v.number = r.version
                    JOIN view_venues_organisation o ON o.id = d.organisation_id
                WHERE \(sql: condition)
                """)
    }
}
