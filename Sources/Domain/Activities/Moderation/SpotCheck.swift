package import Access
package import Campaigns
package import Kernel
import Language
package import Storage
package import Venues
import Workflow

/// Something that was published without a moderator and is looked at afterwards.
enum SpotCheck {
    /// Why no moderator saw it before.
    enum Why: String, Sendable, CaseIterable, SQLConvertible {
        /// Nothing that matters was changed.
        case words
        /// Its organiser is verified.
        case verified
        /// Its times, or whether it takes place at them, were changed.
        case times

        var title: Phrase {
            switch self {
            case .words: Phrase("修改不涉及要点", "No change that matters")
            case .verified: Phrase("免审单位", "Verified organisation")
            case .times: Phrase("发布后改了时间", "Times changed since")
            }
        }
    }

    /// One that waits, as its moderator sees it.
    struct Look: Sendable {
        /// The version that is public.
        let number: Int
        let why: Why
        /// How often the times were changed since somebody looked.
        let moves: Int
        let times: [TimeChange]
    }
}

extension Transaction {
    /// Whether an organisation's activities are published without waiting, where a campaign's rule allows it.
    package func isVerified(_ organisation: ID<Organisation>) throws -> Bool {
        try number("SELECT COUNT(*) FROM activities_verified WHERE organisation_id = \(organisation)") == 1
    }

    /// Trusts an organisation, or no longer: a moderator of the region of its seat, or of everything.
    package func verify(_ organisation: ID<Organisation>, _ isVerified: Bool, by identity: Identity) throws {
        guard try self.organisation(organisation) != nil else { throw Refusal.notFound(Phrase("单位", "organisation")) }
        try identity.require(Activities.moderate, within: organisationScopes(organisation))
        try setVerified(organisation, isVerified, by: identity.account.id.number)
    }

    fileprivate func setVerified(_ organisation: ID<Organisation>, _ isVerified: Bool, by actor: Int64) throws {
        let changed: Int
        if isVerified {
            changed = try execute(
                """
                INSERT INTO activities_verified (organisation_id, since, by_id) VALUES (\(organisation), \(now), \(actor))
                ON CONFLICT (organisation_id) DO NOTHING
                """)
        } else {
            changed = try execute("DELETE FROM activities_verified WHERE organisation_id = \(organisation)")
        }
        guard changed == 1 else { return }
        try record(LedgerEntry(isVerified ? "activities.verified" : "activities.unverified", "organisation", organisation, by: actor))
    }

    /// Draws whether a placement that was published by rule is looked at afterwards. Nobody can know it before.
    func drawSpotCheck(on placement: Placement, why: SpotCheck.Why, percent: Int) throws {
        guard Int.random(in: 0..<100) < percent else { return }
        try execute(
            """
            INSERT INTO activities_spot_check (activity_id, campaign_id, number, since, why)
            VALUES (\(placement.activity), \(placement.campaign), \(placement.number), \(now), \(why))
            ON CONFLICT (activity_id, campaign_id) DO UPDATE SET number = excluded.number, since = excluded.since, why = excluded.why
            """)
    }

    /// What waits for a look afterwards, the longest first.
    func spotChecks(for identity: Identity, _ filter: QueueFilter) throws -> [QueueLine] {
        try lines(
            """
            SELECT p.activity_id, p.campaign_id, k.number, p.state, k.since, p.published_number, p.region, k.why, k.moves
            \(sql: spotCheckSource(identity, filter)) ORDER BY k.since, p.activity_id, p.campaign_id
            LIMIT \(filter.size) OFFSET \((filter.page - 1) * filter.size)
            """, order: "p.since, p.activity_id, p.campaign_id")
    }

    func spotCheckCount(for identity: Identity, _ filter: QueueFilter) throws -> Int {
        Int(try number("SELECT COUNT(*) \(sql: spotCheckSource(identity, filter))") ?? 0)
    }

    /// The look found nothing wrong with the version that was seen, nor with its times.
    ///
    /// - moves: how often these had been changed when they were seen; refuses where they were changed again since.
    package func keepSpotCheck(_ activity: ID<Activity>, in campaign: ID<Campaign>, seen: Int, moves: Int = 0, by identity: Identity) throws {
        try identity.require(Activities.moderate, within: moderationScopes(activity, in: campaign))
        let done = try execute(
            """
            DELETE FROM activities_spot_check
            WHERE activity_id = \(activity) AND campaign_id = \(campaign) AND number = \(seen) AND moves = \(moves)
            """)
        guard done == 1 else { throw Refusal.decidedMeanwhile }
        try forgetTimes(of: activity, in: campaign)
        try record(
            LedgerEntry(
                "activities.looked-at", "activity", activity, by: identity.account.id.number,
                payload: "{\"campaign\":\"\(campaign.text)\",\"version\":\(seen)}"))
    }

    func spotCheck(on activity: ID<Activity>, in campaign: ID<Campaign>) throws -> SpotCheck.Why? {
        try row("SELECT why FROM activities_spot_check WHERE activity_id = \(activity) AND campaign_id = \(campaign)") { try $0.choice("why") }
    }

    /// The look that one placement waits for, with what its times were.
    func look(at activity: ID<Activity>, in campaign: ID<Campaign>) throws -> SpotCheck.Look? {
        let found = try row(
            """
            SELECT k.number, k.why, k.moves FROM activities_spot_check k
                JOIN activities_placement p ON p.activity_id = k.activity_id AND p.campaign_id = k.campaign_id AND p.published_number = k.number
            WHERE k.activity_id = \(activity) AND k.campaign_id = \(campaign)
            """
        ) { row in (number: try row.int("number"), why: try row.choice("why", SpotCheck.Why.self), moves: try row.int("moves")) }
        guard let found else { return nil }
        let times = found.moves == 0 ? [] : try timeChanges(of: [activity])[.init(activity: activity, campaign: campaign)] ?? []
        return SpotCheck.Look(number: found.number, why: found.why, moves: found.moves, times: times)
    }

    /// A decision ends the look. What is returned or refused ends its organiser's trust too, where it rested on that.
    func endSpotCheck(on placement: Placement, by event: PlacementEvent, actor: Int64) throws {
        guard let why = try spotCheck(on: placement.activity, in: placement.campaign) else { return }
        try execute("DELETE FROM activities_spot_check WHERE activity_id = \(placement.activity) AND campaign_id = \(placement.campaign)")
        try forgetTimes(of: placement.activity, in: placement.campaign)
        guard why == .verified, [.giveBack, .refuse].contains(event) else { return }
        try setVerified(try requireActivity(placement.activity).organiser, false, by: actor)
    }

    func spotCheckSource(_ identity: Identity, _ filter: QueueFilter) -> SQL {
        // A cross join keeps SQLite to this order: it would look through every placement of a region for the few checks.
        """
        FROM activities_spot_check k CROSS JOIN activities_placement p
        WHERE p.activity_id = k.activity_id AND p.campaign_id = k.campaign_id AND \(sql: queueConditions(identity, filter, reach: nil))
            AND p.published_number = k.number
        """
    }
}
