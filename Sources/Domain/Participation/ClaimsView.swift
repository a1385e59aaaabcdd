import Access
import Activities
import Kernel
import Language
import Storage
import Venues

/// Everything that the pages of one subject show: its claims, which of them count, what stands behind them.
struct ClaimsView: Sendable {
    let activity: Activity
    let title: Wording
    /// Nil for the activity as a whole.
    let session: ActivitySession?
    let claims: [Claim]
    let evidence: [ID<Claim>: EvidenceFacts]
    /// By indicator, the claim that counts.
    let counted: [String: ID<Claim>]
    /// Indicators for which the sessions count, so that no claim of the whole activity does.
    let hidden: Set<String>
    /// Who made or decided them, for the desk.
    let names: [Int64: String]
    /// The activity's scopes: of those who may change it, and of offices and organisers.
    let entry: [Scope]
    let scopes: [Scope]
    /// Of those who may change the activity itself.
    let change: [Scope]
    /// What the forms of results keep beside their claims, and the samples behind estimates.
    let results: [ID<Claim>: ResultFacts]
    let samples: [ID<Claim>: HeadCountSample]
    /// Whether the activity is for minors alone.
    let isForMinors: Bool
    /// Indicators of which the number that counts here is not told, as another session's could be computed from it.
    let withheld: Set<String>

    var sessionID: ID<ActivitySession> { session?.id ?? ID(0) }

    /// `/desk/activities/{id}/sessions/{session}`
    var desk: String { "/desk/activities/\(activity.id.text)/sessions/\(sessionID.text)" }

    func isCounted(_ claim: Claim) -> Bool { counted[claim.indicator] == claim.id }

    func whyNot(_ claim: Claim) -> Phrase? {
        let chosen = counted[claim.indicator].flatMap { id in claims.first { $0.id == id } }
        return ClaimRules.whyNot(claim, counted: chosen, sessionsCount: hidden.contains(claim.indicator))
    }

    func may(_ identity: Identity?, _ permission: Permission) -> Bool {
        guard let identity else { return false }
        return identity.may(permission, within: permission == Participation.report ? entry : scopes)
    }

    /// The way back to the activity that is open to them: its page at the desk, else the public one, else none.
    func wayBack(for identity: Identity?) -> [(path: String, title: Phrase)] {
        if identity?.may(Activities.enter, within: change) == true { return [("/desk/activities/\(activity.id.text)", title.phrase)] }
        return activity.isPublic ? [("/activities/\(activity.id.text)", title.phrase)] : []
    }

    /// Whether the desk's pages of this subject are the identity's business.
    func isDesk(of identity: Identity?) -> Bool {
        [Participation.report, Participation.decide, Participation.deliver].contains { may(identity, $0) }
    }

    /// What is told of a claim's number to somebody: all of it at the desk, no small group of minors to others.
    func told(_ claim: Claim, to identity: Identity?) -> ToldNumber {
        if isDesk(of: identity) { return .number(claim.value) }
        return withheld.contains(claim.indicator) && claim.value > 0 ? .withheld : SmallGroups.told(claim.value, ofMinors: SmallGroups.isOfMinors(claim.indicator, atMinors: isForMinors))
    }

    /// The day and hours, or what stands for them.
    func when(_ tongue: Tongue) -> String {
        session?.words(tongue) ?? Phrase("整项活动", "The whole activity")(tongue)
    }
}

extension Transaction {
    /// Session number 0 is the activity as a whole.
    func claimsView(_ activity: ID<Activity>, _ session: ID<ActivitySession>) throws -> ClaimsView {
        let record = try requireActivity(activity)
        let found = session.number == 0 ? nil : try self.session(activity, session)
        if session.number != 0, found == nil { throw Refusal.notFound(ActivitySession.noun) }
        let claims = try claims(activity: activity, session: session)
        let counted = try rows(
            "SELECT indicator, claim_id FROM participation_counted WHERE activity_id = \(activity) AND session_id = \(session)"
        ) { (try $0.text("indicator"), try $0.id("claim_id", Claim.self)) }
        let hidden: [String] = session.number != 0 ? [] : try Set(claims.map(\.indicator)).filter { try sessionsCount(activity, $0) }
        var names: [Int64: String] = [:]
        for id in Set(claims.flatMap { [$0.madeBy, $0.decidedBy ?? 0] }) where id != 0 { names[id] = try account(ID(id))?.name }
        let title = try row("SELECT title_zh, title_en FROM view_activities_title WHERE activity_id = \(activity)") { try $0.wording("title") }
        let isForMinors = try activitiesForMinors(among: [activity.number]).contains(activity.number)
        let told = CountedFigure.told(try countedFigures(of: activity), isForMinors: isForMinors)
        return ClaimsView(
            activity: record, title: title ?? Wording(""), session: found, claims: claims, evidence: try evidence(in: activity),
            counted: Dictionary(counted) { first, _ in first }, hidden: Set(hidden), names: names, entry: try reportScopes(activity),
            scopes: try activityScopes(activity), change: try entryScopes(activity),
            results: try results(activity, session), samples: try samples(activity),
            isForMinors: isForMinors, withheld: Set(told.filter { $0.key.session == session && $0.value == .withheld }.keys.map(\.indicator)))
    }
}
