import Access
import Campaigns
import Kernel
import Language
import Storage
import Venues

/// An activity that may be attached to a campaign, or to an umbrella.
struct AttachableLine: Sendable {
    let activity: ID<Activity>
    let title: Wording
    let firstAt: Instant?
    let lastAt: Instant?
}

extension Transaction {
    /// What this person may change and a campaign does not have yet: on its days or without days, unless `all`; the soonest first, at most 200.
    func attachable(to campaign: Campaign, all: Bool, for identity: Identity) throws -> [AttachableLine] {
        var conditions: [SQL] = [
            """
            NOT EXISTS (SELECT 1 FROM activities_placement t WHERE t.activity_id = a.id AND t.campaign_id = \(campaign.id)
                AND t.state NOT IN ('draft', 'withdrawn'))
            """
        ]
        if !all, let first = LocalTime(day: campaign.begin, hour: 0, minute: 0)?.instant(in: campaign.zone),
            let last = LocalTime(day: campaign.end, hour: 23, minute: 59)?.instant(in: campaign.zone)
        {
            conditions.append("(a.first_at IS NULL OR (a.first_at <= \(last) AND a.last_at >= \(first)))")
        }
        return try attachable(conditions, for: identity)
    }

    /// One's own activities that are in no umbrella and are none.
    func attachable(toUmbrella umbrella: ID<Activity>, for identity: Identity) throws -> [AttachableLine] {
        try attachable(["a.parent_id IS NULL", "a.is_umbrella = 0", "(a.last_at IS NULL OR a.last_at >= \(now))"], for: identity)
    }

    private func attachable(_ conditions: [SQL], for identity: Identity) throws -> [AttachableLine] {
        let own = DeskScope.condition(identity.scopes(of: Activities.enter), organisers: true)
        let all = [own, "a.status <> 'cancelled'"] + conditions
        return try rows(
            """
            SELECT a.id, a.first_at, a.last_at, v.title_zh, v.title_en
            FROM activities_activity a JOIN activities_version v ON v.activity_id = a.id AND v.number = a.latest
            WHERE \(sql: all.joined(" AND ")) ORDER BY a.first_at NULLS LAST, a.id LIMIT 200
            """
        ) { row in
            AttachableLine(
                activity: try row.id("id"), title: try row.wording("title"), firstAt: try row.instantOrNil("first_at"), lastAt: try row.instantOrNil("last_at"))
        }
    }

    /// Submits several to one campaign, each by itself: what is refused leaves the others as they are.
    func join(_ ids: [ID<Activity>], to campaign: ID<Campaign>, block: String?, saying values: [String: String], by identity: Identity) throws -> [JoinOutcome] {
        try ids.map { id in
            var title: Wording?
            do {
                try attempt {
                    try identity.require(Activities.enter, within: entryScopes(id))
                    title = try latestVersion(of: id)?.content.title
                    if let one = try likelyDuplicates(ofDraft: id).first { throw Refusal.likelyDuplicate(one.title) }
                    try submit(id, to: campaign, block: block, saying: values, by: identity)
                }
                return JoinOutcome(activity: id, title: title, refusal: nil)
            } catch let refusal as Refusal {
                return JoinOutcome(activity: id, title: title, refusal: refusal.phrase)
            }
        }
    }
}

/// What became of one activity that was to be attached.
struct JoinOutcome: Sendable {
    let activity: ID<Activity>
    /// Nil where it may not be known.
    let title: Wording?
    /// Nil where all is well.
    let refusal: Phrase?
}

extension Refusal {
    /// Many at once are not asked about one by one: it is answered on the activity's own page.
    fileprivate static func likelyDuplicate(_ title: Wording) -> Refusal {
        Refusal(
            .conflict, "likely-duplicate", "可能与“\(title(.zh))”是同一项活动。如果不是，请打开它，在它的页面上提交。",
            "It may be the same as “\(title(.en))”. If it is not, open it and submit it from its own page.")
    }
}
