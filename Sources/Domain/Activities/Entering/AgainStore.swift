import Access
import Campaigns
import Kernel
import Language
import Rooms
import Storage
import Venues

extension Transaction {
    /// Last year's entry with its dates moved to the edition `key`, or to the next edition of a campaign in which it was; without either
    /// whole weeks later. Cancelled sessions stay behind.
    func againPlan(_ id: ID<Activity>, into key: String?, among campaigns: [Campaign]) throws -> AgainPlan {
        let activity = try requireActivity(id)
        guard let content = try latestVersion(of: id)?.content else { throw Refusal.notFound(Activity.noun) }
        let sessions = try sessions(of: id).filter { $0.status != .cancelled }.prefix(AgainPlan.most)
        let today = now.day(in: .china)
        let (old, new) = try editions(of: id, into: key, among: campaigns, today: today)
        let days = AgainDays(
            old: old.map { .init(begin: $0.begin, end: $0.end) }, new: new.map { .init(begin: $0.begin, end: $0.end) }, today: today,
            first: sessions.first?.day ?? content.period?.begin ?? today)
        let begin = content.period.map { days.moved($0.begin) }
        let period = content.period.flatMap { period in
            begin.map { ActivityPeriod(begin: $0.day, end: $0.day.adding(days: period.begin.days(until: period.end)), precision: period.precision) }
        }
        return AgainPlan(
            activity: activity, title: content.title, lines: sessions.map { .init(old: $0, day: days.moved($0.day)) }, period: period,
            periodNotes: sessions.isEmpty ? begin?.notes ?? [] : [], edition: new, earlier: try usedAgain(id))
    }

    /// The edition in which it was and the one to which it goes.
    private func editions(
        of id: ID<Activity>, into key: String?, among campaigns: [Campaign], today: Day
    ) throws -> (old: Campaign?, new: Campaign?) {
        let placed = try placements(of: id).filter { $0.state != .withdrawn && $0.state != .refused }
        let olds = placed.compactMap { one in campaigns.first { $0.id == one.campaign } }
        if let key {
            guard !key.isEmpty else { return (olds.first, nil) }
            let new = try requireCampaign(key)
            let before = olds.first { NextEdition.of($0, among: [new], today: today) != nil }
            return (before ?? olds.first, new)
        }
        for old in olds {
            if let new = NextEdition.of(old, among: campaigns, today: today) { return (old, new) }
        }
        return (olds.first, nil)
    }

    /// What somebody made of it already that is not over: the newest.
    func usedAgain(_ id: ID<Activity>) throws -> ID<Activity>? {
        try row(
            """
            SELECT id FROM activities_activity
            WHERE repeats_id = \(id) AND status <> 'cancelled' AND (last_at IS NULL OR last_at >= \(now)) ORDER BY id DESC LIMIT 1
            """
        ) { try $0.id("id") }
    }

    /// Makes this year's entry of last year's: what it says, its sessions on their new days with their places and what other rooms keep
    /// of them (`Activities.sessionForm`); what was counted stays with the old one. Where it was part of an umbrella that was
    /// used again, it is part of the new one.
    func useAgain(
        _ plan: AgainPlan, sessions: [(old: ActivitySession, new: SessionDraft)], house: House, submitting: Bool, by identity: Identity
    ) throws -> ID<Activity> {
        let actor = identity.account.id.number
        let new = try useAgain(plan.activity.id, period: plan.period, by: identity)
        for (old, draft) in sessions {
            let id = try addSession(draft, to: new, by: actor, quietly: true)
            try SessionParts(house, of: old.id, in: self).save(id, by: actor, in: self)
        }
        try refreshTimes(of: new)
        if plan.activity.isUmbrella { try askAgain(partsOf: plan.activity.id, into: new, by: identity) }
        if !sessions.isEmpty {
            try record(LedgerEntry("activities.sessions-added", "activity", new, by: actor, payload: "{\"count\":\(sessions.count)}"))
        }
        if submitting, let edition = plan.edition { try submit(new, to: edition.id, by: identity) }
        return new
    }
}
