import Campaigns
import Kernel
import Rooms
import Storage

extension Transaction {
    /// Refuses where people, other imports or other rooms have built on what the import did.
    func checkUndo(_ row: ImportedRow, of one: ActivityImport, _ house: House) throws {
        // Bookings and claims first: they weigh more than the change of a session that made them possible.
        try house.ask(Activities.importUndo, about: row.activity.number, ["import": one.id.number], in: self)
        try checkLater(row, of: one)
        let activity = try requireActivity(row.activity)
        // A newer version that says the same is that of a later import, taken back.
        let isSame =
            try activity.latest == row.after || version(activity.latest, of: row.activity)?.content == version(row.after, of: row.activity)?.content
        guard isSame else { throw Refusal.builtOn("之后有更新的版本", "it has a newer version") }
        guard activity.status == row.afterStatus, activity.statusReason == row.afterReason else {
            throw Refusal.builtOn("之后状态有变", "its status was changed since")
        }
        if row.before == nil {
            guard try children(of: row.activity).isEmpty else { throw Refusal.builtOn("已有子活动", "it has children") }
        }
        let placements = try placements(of: row.activity)
        if row.before == nil, placements.contains(where: { $0.campaign != one.campaign && $0.state != .withdrawn }) {
            throw Refusal.builtOn("已在其他活动项目中", "it is in another campaign too")
        }
        if let here = placements.first(where: { $0.campaign == one.campaign }),
            here.number != activity.latest || [.returned, .refused].contains(here.state)
        {
            throw Refusal.builtOn("之后有人审核", "it was moderated since")
        }
        let sessions = try sessions(of: row.activity)
        if row.before == nil, sessions.contains(where: { !$0.isAsImported || $0.capacity != nil || $0.status == .moved }) {
            throw Refusal.builtOn("之后更改过场次", "its sessions were changed since")
        }
        if sessions.contains(where: { $0.taken > 0 }) { throw Refusal.builtOn("已有预约", "places of it are booked") }
    }

    /// A later import kept what it found, this import's work included: taken back after this one, it would bring that work back.
    private func checkLater(_ row: ImportedRow, of one: ActivityImport) throws {
        let later = try self.row(
            """
            SELECT i.id, i.file FROM activities_import_row r JOIN activities_import i ON i.id = r.import_id
            WHERE r.activity_id = \(row.activity) AND r.import_id > \(one.id) AND r.is_undone = 0 ORDER BY r.import_id DESC LIMIT 1
            """
        ) { (try $0.id("id", ActivityImport.self).text, try $0.text("file")) }
        guard let (id, file) = later else { return }
        throw Refusal.builtOn("之后的导入 \(id)（\(file)）改过它，请先撤销那一次", "a later import, \(id) (\(file)), changed it; take that one back first")
    }

    /// Takes the import back from one activity.
    func takeBack(_ row: ImportedRow, of one: ActivityImport, _ house: House, by actor: Int64) throws {
        let latest = try requireActivity(row.activity).latest
        if let before = row.before {
            var number = latest
            if before != row.after, let content = try version(before, of: row.activity)?.content {
                number = try revise(row.activity, to: content, seen: latest, by: actor)
            }
            // Sessions that were cancelled with their activity come back before their times do, and go after.
            let isCancelled = row.beforeStatus == .cancelled
            if !isCancelled { try takeBackStatus(row, house, by: actor) }
            try takeBackSessions(of: row.activity, one.id, house, by: actor)
            if isCancelled { try takeBackStatus(row, house, by: actor) }
            // Content that was published then is published now, under its new number.
            let published = row.beforePublished.map { $0 == before ? number : $0 }
            try setPlacement(of: row.activity, in: one.campaign, row.beforeState ?? .withdrawn, number, published, by: actor)
        } else {
            try setPlacement(of: row.activity, in: one.campaign, .withdrawn, latest, nil, by: actor)
        }
        try execute("UPDATE activities_import_row SET is_undone = 1 WHERE activity_id = \(row.activity) AND import_id = \(one.id)")
    }

    private func takeBackStatus(_ row: ImportedRow, _ house: House, by actor: Int64) throws {
        guard row.changedStatus, let status = row.beforeStatus else { return }
        try setStatus(status, of: row.activity, reason: row.beforeReason, house: house, by: actor)
    }

    private func setPlacement(
        of activity: ID<Activity>, in campaign: ID<Campaign>, _ state: PlacementState, _ number: Int, _ published: Int?, by actor: Int64
    ) throws {
        try execute(
            """
            UPDATE activities_placement SET state = \(state), number = \(number), published_number = \(published), since = \(now),
                region = \(sql: PlacementSchema.region(of: activity, number))
            WHERE activity_id = \(activity) AND campaign_id = \(campaign)
            """)
        let seen = try refreshShown(activity).map { ",\"before\":\($0)" } ?? ""
        try record(
            LedgerEntry(
                published == nil ? "activities.withdrawn" : "activities.published", "activity", activity, by: actor,
                payload: "{\"campaign\":\"\(campaign.text)\",\"version\":\(number)\(seen)}", visibility: .public))
    }

    /// Sessions that the import added are cancelled, those that it changed are put as they were.
    private func takeBackSessions(of activity: ID<Activity>, _ one: ID<ActivityImport>, _ house: House, by actor: Int64) throws {
        let changes = try rows("SELECT * FROM activities_import_session WHERE activity_id = \(activity) AND import_id = \(one)") { row in
            (
                id: try row.id("session_id", ActivitySession.self), key: try row.textOrNil("before_key"),
                begin: try row.instantOrNil("before_begin"), end: try row.instantOrNil("before_end"), status: try row.textOrNil("before_status")
            )
        }
        for change in changes {
            guard let session = try session(activity, change.id) else { continue }
            guard session.isAsImported else { throw Refusal.builtOn("之后更改过场次", "its sessions were changed since") }
            guard let begin = change.begin, let end = change.end, let status = change.status.flatMap({ ActivitySession.Status(rawValue: $0) }) else {
                try removeSession(session, house: house, by: actor)
                continue
            }
            var draft = session.draft
            (draft.begin, draft.end) = (begin, end)
            try changeSession(session, to: draft, status: status, house: house, by: actor)
            // Back where it was is not *moved*.
            try execute(
                "UPDATE activities_session SET key = \(change.key), status = \(status) WHERE activity_id = \(activity) AND id = \(change.id)")
            try refreshListed(activity)
        }
    }
}

extension Refusal {
    fileprivate static func builtOn(_ zh: String, _ en: String) -> Refusal {
        Refusal(.conflict, "import-built-on", "保留：\(zh)。", "Kept: \(en).")
    }
}
