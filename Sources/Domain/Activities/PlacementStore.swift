package import Campaigns
package import Kernel
package import Storage

extension Transaction {
    /// Waits for every change of what counts in a campaign that is under way and lets no other begin until this transaction ends.
    package func holdCountedActivities() throws { try holdStill("activities_activity", "activities_placement") }

    package func placement(of activity: ID<Activity>, in campaign: ID<Campaign>) throws -> Placement? {
        try row("SELECT * FROM activities_placement WHERE activity_id = \(activity) AND campaign_id = \(campaign)", Placement.init)
    }

    /// All placements of an activity, the oldest campaign first.
    package func placements(of activity: ID<Activity>) throws -> [Placement] {
        try rows("SELECT * FROM activities_placement WHERE activity_id = \(activity) ORDER BY campaign_id", Placement.init)
    }

    /// Puts an activity into a campaign in a given state, with its newest version, past the workflow: for campaign files,
    /// imports and demonstrations. People go through `submit`, `decide` and `takeIn`.
    package func place(
        _ activity: ID<Activity>, in campaign: ID<Campaign>, state: PlacementState = .published, block: String? = nil, theme: String? = nil,
        by actor: Int64 = 0
    ) throws {
        let latest = try requireActivity(activity).latest
        let published = state == .published ? latest : nil
        try execute(
            """
            INSERT INTO activities_placement
                (activity_id, campaign_id, block, theme, state, number, published_number, since, is_taken_in, reason, region)
            VALUES (\(activity), \(campaign), \(block), \(theme), \(state), \(latest), \(published), \(now), 0, '',
                \(sql: PlacementSchema.region(of: activity, latest)))
            ON CONFLICT (activity_id, campaign_id) DO UPDATE SET block = excluded.block, theme = excluded.theme, state = excluded.state,
                number = excluded.number, published_number = excluded.published_number, since = excluded.since, region = excluded.region
            """)
        let before = try refreshShown(activity)
        try record(placementEntry(activity, in: campaign, version: latest, before: before, isPublished: state == .published, by: actor))
    }

    /// The ledger's line of a placement made past the workflow.
    ///
    /// - before: the version that the public saw until now, where it sees another one: those who booked are told what is different.
    func placementEntry(
        _ activity: ID<Activity>, in campaign: ID<Campaign>, version: Int, before: Int? = nil, isPublished: Bool, by actor: Int64
    ) -> LedgerEntry {
        let seen = before.map { ",\"before\":\($0)" } ?? ""
        return LedgerEntry(
            isPublished ? "activities.published" : "activities.placed", "activity", activity, by: actor,
            payload: "{\"campaign\":\"\(campaign.text)\",\"version\":\(version)\(seen)}", visibility: isPublished ? .public : .office)
    }

    /// Sets which version the public sees, the newest that any campaign has published, and what it is found by. Gives the one that it saw
    /// until now, where that is another one.
    @discardableResult
    func refreshShown(_ activity: ID<Activity>) throws -> Int? {
        let before = try row("SELECT shown_number FROM activities_activity WHERE id = \(activity)") { try $0.intOrNil("shown_number") } ?? nil
        let after = try number("SELECT MAX(published_number) FROM activities_placement WHERE activity_id = \(activity)").map { Int($0) }
        guard before != after else {
            try refreshCounted(activity)
            return nil
        }
        try execute("UPDATE activities_activity SET shown_number = \(after) WHERE id = \(activity)")
        try touch(activity, shown: after, before: before)
        try refreshWords(of: activity, version: after, isFirst: before == nil)
        try refreshListed(activity)
        return before
    }
}

extension Placement {
    package init(_ row: Row) throws {
        activity = try row.id("activity_id")
        campaign = try row.id("campaign_id")
        block = try row.textOrNil("block")
        theme = try row.textOrNil("theme")
        state = try row.choice("state")
        number = try row.int("number")
        publishedNumber = try row.intOrNil("published_number")
        since = try row.instant("since")
        isTakenIn = try row.bool("is_taken_in")
        isEntered = try row.bool("is_entered")
        reason = try row.text("reason")
        region = try row.textOrNil("region")
    }
}
