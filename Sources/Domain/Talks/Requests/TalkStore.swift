import Access
import Activities
import Calls
import Kernel
import Language
import Regions
import Resources
import Storage
import Venues

extension Transaction {
    func talk(_ id: ID<TalkRequest>) throws -> TalkRequest? { try row("SELECT * FROM talks_request WHERE id = \(id)", TalkRequest.init) }

    func requireTalk(_ id: ID<TalkRequest>) throws -> TalkRequest {
        guard let talk = try talk(id) else { throw Refusal.notFound(TalkRequest.noun) }
        return talk
    }

    /// Talks that take these experts' time around a time: those that were accepted, at the session's times once they are scheduled.
    func engagements(of experts: [ID<Expert>], from first: Instant, to last: Instant) throws -> [Engagement] {
        guard !experts.isEmpty else { return [] }
        // As far as the longest way asks.
        let margin = Int64(TravelRule.otherProvince.minutes)
        return try rows(
            """
            SELECT w.* FROM (
                SELECT q.id, q.expert_id, COALESCE(s.begin_at, q.begin_at) AS begins, COALESCE(s.end_at, q.end_at) AS ends, q.region, o.name_zh, o.name_en
                FROM talks_request q JOIN view_venues_organisation o ON o.id = q.unit_id
                    LEFT JOIN view_activities_session s ON s.activity_id = q.activity_id AND s.session_id = q.session_id
                WHERE q.expert_id IN (\(list: experts)) AND q.state IN (\(list: TalkState.engaged.map(\.rawValue)))) w
            WHERE w.ends > \(first.adding(minutes: -margin)) AND w.begins < \(last.adding(minutes: margin)) ORDER BY w.begins, w.id
            """) { row in
            Engagement(
                request: try row.id("id"), expert: try row.id("expert_id"), begin: try row.instant("begins"), end: try row.instant("ends"),
                region: try row.text("region"), unit: try row.wording("name"))
        }
    }

    /// Whatever changes an expert's engagements is done one after the other.
    func lockSpeaker(_ expert: ID<Expert>) throws { try lock("talks:\(expert.number)") }

    /// What speaks against this expert for this time and place, as things stand now.
    func conflicts(of expert: ID<Expert>, _ wish: TalkWish, region: String, besides own: ID<TalkRequest>?) throws -> [TalkConflict] {
        guard let speaker = try speaker(expert) else { throw Refusal.notFound(Speaker.noun) }
        let day = wish.begin.day(in: .china)
        let finder = ConflictFinder(
            speaker: speaker, engagements: try engagements(of: [expert], from: wish.begin, to: wish.end),
            exceptions: try speakerExceptions([expert], from: day, to: day)[expert] ?? [:])
        return finder.conflicts(wish, region: region, path: try regionPath(region).map(\.code), besides: own)
    }
}

/// Who may do what to a request.
struct TalkHats: Sendable {
    let isHost: Bool
    let isOffice: Bool
    /// The expert whom it was dispatched to.
    let isSpeaker: Bool

    var isNobody: Bool { !isHost && !isOffice && !isSpeaker }
}

extension Transaction {
    func hats(of identity: Identity, for talk: TalkRequest) throws -> TalkHats {
        let scopes = try organisationScopes(talk.unitID)
        var isSpeaker = false
        if let expert = talk.expertID, identity.mayAnywhere(Talks.answer), talk.state != .requested, talk.state != .declined {
            isSpeaker = try row("SELECT account_id FROM view_calls_expert WHERE id = \(expert)") { try $0.idOrNil("account_id", Account.self) } == .some(identity.account.id)
        }
        return TalkHats(isHost: identity.may(Talks.ask, within: scopes), isOffice: identity.may(Talks.dispatch, within: scopes), isSpeaker: isSpeaker)
    }

    /// The request with what this person is to it; nobody else learns that there is one.
    func deskTalk(_ id: ID<TalkRequest>, for identity: Identity) throws -> (TalkRequest, TalkHats) {
        let talk = try requireTalk(id)
        let hats = try hats(of: identity, for: talk)
        if hats.isNobody { throw Refusal.notFound(TalkRequest.noun) }
        return (talk, hats)
    }
}
