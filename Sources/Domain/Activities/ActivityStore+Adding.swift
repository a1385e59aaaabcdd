package import Kernel
package import Storage
import Venues

extension Transaction {
    /// Adds an activity with its first version; it is in no campaign yet and nobody sees it.
    @discardableResult
    package func addActivity(_ draft: ActivityDraft, by actor: Int64 = 0) throws -> ID<Activity> {
        var draft = draft
        draft.content = try checked(draft.content)
        try checkParent(draft.parent, isUmbrella: draft.isUmbrella)
        if let name = draft.external, try activity(external: name) != nil {
            throw Refusal(
                .conflict, "external-taken", "来源 \(name.source) 中编号 \(name.id) 的活动已经存在。",
                "There is already an activity \(name.id) from \(name.source).")
        }
        let id: ID<Activity> = newID()
        try insertActivities([row(of: draft, id, by: actor)])
        try insertVersions([row(of: draft.content, as: 1, of: id, by: actor)])
        if !draft.bodies.isEmpty { try setBodies(draft.bodies, of: id) }
        try record(LedgerEntry("activities.entered", "activity", id, by: actor, scope: try activityScopePath(draft.content.region)))
        return id
    }

    /// Writes the next version; placements stay with the ones that they pin, so the public sees no change yet.
    ///
    /// - seen: the newest version when the editor opened the form. Refuses where another has been made meanwhile.
    /// - Returns: the number of the new version, or the old one where nothing differs.
    @discardableResult
    package func revise(_ id: ID<Activity>, to new: ActivityContent, seen: Int, by actor: Int64) throws -> Int {
        let content = try checked(new)
        if let old = try version(seen, of: id), old.content == content, try requireActivity(id).latest == seen { return seen }
        let changed = try execute("UPDATE activities_activity SET latest = latest + 1 WHERE id = \(id) AND latest = \(seen)")
        guard changed == 1 else { throw Refusal.editedMeanwhile }
        try insertVersions([row(of: content, as: seen + 1, of: id, by: actor)])
        try refreshTimes(of: id)
        try record(
            LedgerEntry(
                "activities.revised", "activity", id, by: actor, scope: try activityScopePath(content.region), payload: "{\"version\":\(seen + 1)}"))
        return seen + 1
    }

    /// Puts the further bodies of an activity as given.
    package func setBodies(_ bodies: [ActivityBody], of activity: ID<Activity>) throws {
        try execute("DELETE FROM activities_role WHERE activity_id = \(activity)")
        for (position, body) in bodies.enumerated() {
            try execute(
                """
                INSERT INTO activities_role (activity_id, position, organisation_id, role)
                VALUES (\(activity), \(position), \(body.organisation), \(body.role))
                """)
        }
    }

    /// The content as it is kept; refuses what cannot be. The region of a venue is the venue's, under the code that it has now.
    func checked(_ given: ActivityContent) throws -> ActivityContent {
        var content = given
        try content.check()
        guard let id = content.venue else { return content }
        guard let venue = try venue(id) else {
            throw Refusal(.invalid, "no-venue", "没有这个场馆。请重新选择。", "There is no such venue. Choose another.", field: "venue")
        }
        content.place = nil
        content.region = venue.region
        return content
    }

    func checkParent(_ parent: ID<Activity>?, isUmbrella: Bool) throws {
        guard let parent else { return }
        guard let umbrella = try activity(parent), umbrella.isUmbrella, umbrella.parent == nil else {
            throw Refusal(
                .invalid, "no-umbrella", "所选活动不是组合活动，不能包含其他活动。请另选，或留空。",
                "The activity chosen is no umbrella and cannot hold others. Choose another or leave it empty.", field: "parent")
        }
        if isUmbrella {
            throw Refusal(
                .invalid, "umbrella-in-umbrella", "组合活动不能再属于另一个组合活动。", "An umbrella cannot belong to another umbrella.", field: "parent")
        }
    }
}

extension Refusal {
    static let editedMeanwhile = Refusal(
        .conflict, "newer-version", "在您编辑期间，该活动已有新的版本，您的更改没有保存。请重新打开页面，核对后再改。",
        "A newer version was saved while you were editing; yours was not. Open the page again, compare, and repeat your change.")
}

extension ActivityPeriod {
    /// The first moment of the first day.
    func firstAt(in zone: Zone) -> Instant? { LocalTime(day: begin, hour: 0, minute: 0)?.instant(in: zone) }
    /// The last minute of the last day.
    func lastAt(in zone: Zone) -> Instant? { LocalTime(day: end, hour: 23, minute: 59)?.instant(in: zone) }
}
