import Campaigns
import Kernel
import Language
import Storage

/// One session as part of a figure: the claim that counts for it, and what is booked beside it.
struct SessionFigure: Sendable {
    /// 0 for the activity as a whole.
    let session: Int64
    let begin: Instant?
    let end: Instant?
    let zone: Zone
    var claim: Int64?
    var method: CountingMethod?
    /// Nil: nobody has stated it, or nothing of it counts.
    var value: Int64?
    var booked: Int64?
}

extension Transaction {
    /// The title of an activity that counts in the campaign or below it; nil for any other.
    func countedTitle(_ activity: Int64, in campaign: ID<Campaign>) throws -> Wording? {
        try row(
            """
            SELECT t.title_zh, t.title_en FROM view_activities_title t WHERE t.activity_id = \(activity) AND t.activity_id IN (
                SELECT n.activity_id FROM view_activities_counted n JOIN view_campaigns_ancestor x ON x.campaign_id = n.campaign_id
                WHERE x.ancestor_id = \(campaign))
            """) { Wording(try $0.text("title_zh"), try $0.textOrNil("title_en")) }
    }

    /// The sessions of an activity that take place, in time order, with what counts for the indicator; last the activity as a
    /// whole, where a claim is about it.
    func sessionFigures(_ activity: Int64, _ indicator: String) throws -> [SessionFigure] {
        var figures = try rows(
            """
            SELECT session_id, begin_at, end_at, zone FROM view_activities_session
            WHERE activity_id = \(activity) AND status <> 'cancelled' ORDER BY begin_at, session_id
            """
        ) { row in
            SessionFigure(
                session: try row.int64("session_id"), begin: try row.instant("begin_at"), end: try row.instant("end_at"),
                zone: Zone(try row.text("zone")) ?? .china)
        }
        let claims = try rows(
            "SELECT session_id, claim_id, method, value FROM view_participation_counted WHERE activity_id = \(activity) AND indicator = \(indicator)"
        ) { row in (try row.int64("session_id"), try row.int64("claim_id"), try row.choice("method", CountingMethod.self), try row.int64("value")) }
        for claim in claims {
            if claim.0 == 0 { figures.append(SessionFigure(session: 0, begin: nil, end: nil, zone: .china)) }
            guard let place = figures.firstIndex(where: { $0.session == claim.0 }) else { continue }
            (figures[place].claim, figures[place].method, figures[place].value) = (claim.1, claim.2, claim.3)
        }
        let booked = try rows("SELECT session_id, value FROM view_participation_booked WHERE activity_id = \(activity)") { row in
            (try row.int64("session_id"), try row.int64("value"))
        }
        for one in booked {
            if let place = figures.firstIndex(where: { $0.session == one.0 }) { figures[place].booked = one.1 }
        }
        return figures
    }
}
