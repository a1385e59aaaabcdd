import Access
import Campaigns
import Kernel
import Language
import Outbox
import Regions
import Storage
import Venues

/// What is public in other campaigns and would fit this one: on its days, in its region, of a kind that it takes, and not offered to it yet.
struct ElsewhereLine: Sendable {
    let activity: ID<Activity>
    let title: Wording
    let organiser: Wording
    let region: String?
    let firstAt: Instant?
    let lastAt: Instant?
    /// Where it is published.
    var campaigns: [Wording] = []
}

extension Transaction {
    /// The soonest first; with how many there are, at most `ElsewhereRoutes.most`.
    func elsewhere(for campaign: Campaign, page: Int, size: Int) throws -> (lines: [ElsewhereLine], total: Int) {
        guard CampaignFit.takes(campaign.kind, .contest) else { return ([], 0) }
        var conditions: [SQL] = [
            "l.status <> 'cancelled'", "NOT EXISTS (SELECT 1 FROM activities_placement t WHERE t.activity_id = l.id AND t.campaign_id = \(campaign.id))",
            // What stands below counts here already.
            """
            NOT EXISTS (SELECT 1 FROM activities_placement f JOIN view_campaigns_ancestor x ON x.campaign_id = f.campaign_id
                WHERE f.activity_id = l.id AND f.published_number IS NOT NULL AND x.ancestor_id = \(campaign.id))
            """,
            // Those without sessions have the days of their period there.
            """
            ((l.period_begin <= \(campaign.end) AND l.period_end >= \(campaign.begin)) OR EXISTS (
                SELECT 1 FROM activities_session s WHERE s.activity_id = l.id AND s.status <> 'cancelled' AND s.local_day BETWEEN \(campaign.begin) AND \(campaign.end)))
            """,
        ]
        if let first = LocalTime(day: campaign.begin, hour: 0, minute: 0)?.instant(in: campaign.zone).adding(hours: -48),
            let last = LocalTime(day: campaign.end, hour: 23, minute: 59)?.instant(in: campaign.zone).adding(hours: 48)
        {
            // By the narrow row, before sessions are looked at.
            conditions.append("l.first_at <= \(last) AND l.last_at >= \(first)")
        }
        if campaign.kind == .contest { conditions.append("l.kind = \(ActivityKind.contest)") }
        if let region = campaign.region {
            conditions.append("(l.region \(.binary) IN \(sql: RegionCodes.within(region)) OR (l.region IS NULL AND l.mode <> \(AttendanceMode.onsite)))")
        }
        let from: SQL = "FROM activities_listed l WHERE \(sql: conditions.joined(" AND "))"
        let total = Int(try number("SELECT COUNT(*) FROM (SELECT l.id \(sql: from) LIMIT \(ElsewhereRoutes.most)) w") ?? 0)
        guard total > 0 else { return ([], 0) }
        // Where there are very many, the first that are found: to put them in order would be to look at all of them.
        let order: SQL = total < ElsewhereRoutes.most ? "l.first_at NULLS LAST, l.id" : "l.id"
        let found = try rows(
            """
            SELECT a.id, v.title_zh, v.title_en, a.first_at, a.last_at, v.region, o.name_zh AS organiser_zh, o.name_en AS organiser_en
            FROM (SELECT l.id \(sql: from) ORDER BY \(sql: order) LIMIT \(size) OFFSET \((page - 1) * size)) i
                JOIN activities_activity a ON a.id = i.id JOIN activities_version v ON v.activity_id = a.id AND v.number = a.shown_number
                JOIN view_venues_organisation o ON o.id = a.organiser_id
            ORDER BY a.first_at NULLS LAST, a.id
            """) { row in
            ElsewhereLine(
                activity: try row.id("id"), title: try row.wording("title"), organiser: try row.wording("organiser"), region: try row.textOrNil("region"),
                firstAt: try row.instantOrNil("first_at"), lastAt: try row.instantOrNil("last_at"))
        }
        guard !found.isEmpty else { return ([], total) }
        var placed: [ID<Activity>: [Wording]] = [:]
        try each(
            """
            SELECT p.activity_id, c.name_zh, c.name_en FROM activities_placement p JOIN view_campaigns_campaign c ON c.id = p.campaign_id
            WHERE p.activity_id IN (\(list: found.map(\.activity))) AND p.published_number IS NOT NULL ORDER BY p.activity_id, p.campaign_id
            """
        ) { row in
            placed[try row.id("activity_id"), default: []].append(try row.wording("name"))
            return true
        }
        return (
            found.map { line in
                var line = line
                line.campaigns = placed[line.activity] ?? []
                return line
            }, total
        )
    }

    /// Asks those who host an activity to offer it: it stands at their page as a draft for this campaign, one click away. Asked already, nobody is
    /// asked again.
    func askForOffer(_ id: ID<Activity>, to campaign: Campaign, by identity: Identity) throws {
        try identity.require(Activities.takeIn, within: campaignScopes(campaign.id))
        let activity = try requireActivity(id)
        guard let content = try latestVersion(of: id)?.content, activity.isPublic else {
            throw Refusal(.conflict, "not-public", "该活动尚未在任何活动项目中发布，不能邀请。", "No campaign has published this activity yet, so nobody is asked for it.")
        }
        let there = try placement(of: id, in: campaign.id)
        if there?.state == .draft { throw Refusal(.conflict, "asked-already", "已经邀请过填报单位。", "Its hosts have been asked already.") }
        let fit = try fit(activity, content, sessions(of: id))
        if let misfit = fit.misfit(campaign, placement: there?.state, today: now.day(in: campaign.zone)) { throw misfit.refusal(campaign) }
        guard there == nil else { throw Refusal(.conflict, "offer-withdrawn", "填报单位已从这里撤回，不再邀请。", "Its host has withdrawn it from here; nobody is asked again.") }
        try addDraft(id, in: campaign.id, block: nil, theme: nil)
        try record(LedgerEntry("activities.asked-for", "activity", id, by: identity.account.id.number, payload: "{\"campaign\":\"\(campaign.id.text)\"}"))
        for host in try holders(of: .host, exactlyOver: .organisation(activity.organiser.number)) where host != identity.account.id {
            try tell(OfferLetter.message(content.title.phrase, for: campaign.name.phrase, at: "/desk/activities/\(id)#placements", to: host))
        }
    }
}

/// What the hosts of an activity are told when another owner's week asks for it.
enum OfferLetter {
    static let kind = MessageKind("activities.asked-for", "其他活动项目的邀请", "Asked for by another campaign")

    static func message(_ activity: Phrase, for campaign: Phrase, at path: String, to account: ID<Account>) -> Message {
        Message(
            kind, to: .account(account), subject: Phrase("“\(campaign.zh)”邀请：\(activity.zh)", "“\(campaign.en)” asks for: \(activity.en)"),
            body: Phrase(
                "“\(campaign.zh)”希望“\(activity.zh)”也参加。在活动页面上点“提交审核”即可，不用重填，只算一项活动。",
                "“\(campaign.en)” would like to have “\(activity.en)” as well. Press “Submit” on its page; nothing is typed again, and it stays one activity."), path: path)
    }
}
