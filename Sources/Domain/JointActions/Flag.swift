import Access
import Activities
import Campaigns
import Kernel
import Language
import Storage
import Venues

/// That a unit received the flag of a joint action (domain M31): the token of its joining.
struct Flag: Sendable, Hashable {
    let campaignID: ID<Campaign>
    let organisationID: ID<Organisation>
    /// The ceremony; nil where it came by itself.
    let activityID: ID<Activity>?
    let awardedOn: Day

    init(_ row: Row) throws {
        (campaignID, organisationID, activityID, awardedOn) = (
            try row.id("campaign_id"), try row.id("organisation_id"), try row.idOrNil("activity_id"), try row.day("awarded_on")
        )
    }
}

extension Transaction {
    func flag(of unit: ID<Organisation>, in campaign: ID<Campaign>) throws -> Flag? {
        try row("SELECT * FROM jointactions_flag WHERE campaign_id = \(campaign) AND organisation_id = \(unit)", Flag.init)
    }

    /// Awards the flag to units that take part; those that have it keep theirs. Gives how many received it now.
    ///
    /// - activity: a public activity of the action, or nil.
    func awardFlags(of campaign: Campaign, to units: [ID<Organisation>], at activity: ID<Activity>?, on day: Day, by identity: Identity) throws -> Int {
        try identity.require(JointActions.award, within: try campaignScopes(campaign.id))
        guard day <= now.day(in: campaign.zone) else {
            throw Refusal(.invalid, "flag-day", "授旗日期还没有到。请在授旗之后登记。", "That day is yet to come. Note it once the flags were given.", field: "day")
        }
        if let activity, try !ceremonies(of: campaign.id).contains(where: { $0.id == activity }) {
            throw Refusal(.invalid, "flag-activity", "请选择这项行动的一项公开活动。", "Choose a public activity of this action.", field: "activity")
        }
        var awarded = 0
        for unit in units {
            guard let joining = try joining(campaign.id, unit), joining.leftAt == nil else {
                throw Refusal(.invalid, "flag-unit", "只能向参加单位授旗。请刷新后重新勾选。", "Flags go to units that take part. Reload and tick again.", field: "units")
            }
            let added = try execute(
                """
                INSERT INTO jointactions_flag (campaign_id, organisation_id, activity_id, awarded_on, awarded_by)
                VALUES (\(campaign.id), \(unit), \(activity), \(day), \(identity.account.id)) ON CONFLICT (campaign_id, organisation_id) DO NOTHING
                """)
            guard added == 1 else { continue }
            awarded += 1
            let payload = "{\"unit\":\"\(unit.text)\"}"
            try record(LedgerEntry("jointactions.flag-awarded", "campaign", campaign.id, by: identity.account.id.number, payload: payload, visibility: .public))
        }
        return awarded
    }

    /// A slip is put right: the flag is taken off the list, and that it stood there stays on record.
    func withdrawFlag(of unit: ID<Organisation>, in campaign: Campaign, by identity: Identity) throws {
        try identity.require(JointActions.award, within: try campaignScopes(campaign.id))
        guard try execute("DELETE FROM jointactions_flag WHERE campaign_id = \(campaign.id) AND organisation_id = \(unit)") == 1 else {
            throw Refusal.notFound(Phrase("这面队旗", "flag"))
        }
        let payload = "{\"unit\":\"\(unit.text)\"}"
        try record(LedgerEntry("jointactions.flag-withdrawn", "campaign", campaign.id, by: identity.account.id.number, payload: payload, visibility: .public))
    }

    /// Public activities of the action at which flags may have been given: ceremonies first, then the latest; at most 50.
    func ceremonies(of campaign: ID<Campaign>) throws -> [(id: ID<Activity>, title: Wording)] {
        try rows(
            """
            SELECT t.activity_id, t.title_zh, t.title_en FROM view_activities_counted c JOIN view_activities_title t ON t.activity_id = c.activity_id
            WHERE c.campaign_id = \(campaign)
            ORDER BY CASE WHEN c.kind = \(ActivityKind.ceremony) THEN 0 ELSE 1 END, c.activity_id DESC LIMIT 50
            """) { (try $0.id("activity_id"), try $0.wording("title")) }
    }
}
