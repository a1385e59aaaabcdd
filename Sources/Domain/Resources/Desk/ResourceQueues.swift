import Access
import Kernel
import Rooms
import Storage
import Venues

/// On the desk: resources that were returned, those that wait to be checked, and those that an expert is asked to vet.
enum ResourceQueues {
    static let all = [returned, toCheck, toVet]

    private static let returned = DeskQueue(
        Phrase("退回给您的资源", "Resources returned to you"), path: "/desk/resources?state=draft", order: 19, isUrgent: true
    ) { identity in
        guard identity.mayAnywhere(Resources.offer) else { return nil }
        let mine = try ResourceScope.condition(identity.scopes(of: Resources.offer).filter { $0 != .all })
        return source("v.state = \(ResourceState.draft) AND v.remark <> '' AND \(sql: mine)")
    } line: { line($0) }

    private static let toCheck = DeskQueue(Phrase("等您核对的资源", "Resources to check"), path: "/desk/resources?state=to-check", order: 19) { identity in
        guard identity.mayAnywhere(Resources.check) else { return nil }
        let mine = try ResourceScope.condition(identity.scopes(of: Resources.check))
        return source("v.state = \(ResourceState.toCheck) AND \(sql: mine)")
    } line: { line($0) }

    private static let toVet = DeskQueue(Phrase("请您审核的资源", "Resources to vet"), path: "/desk/vettings", order: 19) { identity in
        guard identity.mayAnywhere(Resources.vet) else { return nil }
        return source(
            """
            v.state <> \(ResourceState.withdrawn) AND EXISTS (SELECT 1 FROM resources_vetting t JOIN view_calls_expert e ON e.id = t.expert_id
                WHERE t.resource_id = v.resource_id AND t.number = v.number AND t.signed_at IS NULL AND e.account_id = \(identity.account.id))
            """)
    } line: { resource in
        DeskCard.Line(resource.name, meta: resource.noteOrOwner, path: "/desk/vettings/\(resource.idText)/\(resource.number)")
    }

    private static func source(_ condition: SQL) -> DeskQueue.Source {
        DeskQueue.Source(
            id: "r.id", since: "v.changed_at", name: .init("v.name"), of: .init("o.name"), note: "v.remark", number: "v.number",
            from: """
                resources_resource r JOIN resources_version v ON v.resource_id = r.id AND v.number = r.newest
                    JOIN view_venues_organisation o ON o.id = r.owner_id
                WHERE \(sql: condition)
                """)
    }

    private static func line(_ resource: DeskQueue.Record) -> DeskCard.Line {
        DeskCard.Line(resource.name, meta: resource.noteOrOwner, path: "/desk/resources/" + resource.idText)
    }
}
