import Access
import Kernel
import Rooms
import Storage

/// On a host's desk: what was returned to them, and which units ask activities of theirs to be part of a series.
enum HostQueues {
    static let all = [returned, invited]

    private static let returned = DeskQueue(Phrase("退回给您修改", "Returned to you"), path: "/desk/activities", order: 10, isUrgent: true) { identity in
        try theirs(identity).map { theirs in
            DeskQueue.Source(
                id: "p.activity_id", since: "p.since", name: .init("v.title"), of: .init("c.name"), note: "p.reason",
                from: """
                    activities_placement p JOIN activities_activity a ON a.id = p.activity_id
                        JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
                        JOIN view_campaigns_campaign c ON c.id = p.campaign_id
                    WHERE p.state = 'returned' AND \(sql: theirs)
                    """)
        }
    } line: { activity in
        let campaign = activity.of
        let meta = activity.note.isEmpty ? campaign : campaign + Phrase("：\(activity.note)", ": \(activity.note)")
        return DeskCard.Line(activity.name, meta: meta, path: "/desk/activities/" + activity.idText)
    }

    private static let invited = DeskQueue(Phrase("系列活动的邀请", "Invitations to series"), path: "/desk/activities", order: 10) { identity in
        try theirs(identity).map { theirs in
            DeskQueue.Source(
                id: "i.activity_id", since: "i.invited_at", name: .init("v.title"), of: .init("t.title"),
                from: """
                    activities_invitation i JOIN activities_activity a ON a.id = i.activity_id
                        JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
                        JOIN view_activities_title t ON t.activity_id = i.umbrella_id
                    WHERE \(sql: theirs)
                    """)
        }
    } line: { activity in
        let meta = Phrase("受邀加入系列：\(activity.of.zh)", "Invited into the series: \(activity.of.en)")
        return DeskCard.Line(activity.name, meta: meta, path: "/desk/activities/" + activity.idText)
    }

    /// Nil where somebody is no host.
    private static func theirs(_ identity: Identity) throws -> SQL? {
        let units = HostCards.units(of: identity)
        return units.isEmpty ? nil : DeskScope.condition(units, organisers: true)
    }
}
