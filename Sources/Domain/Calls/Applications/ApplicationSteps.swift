import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

/// A step of an application, with what its form says.
struct ApplicationStep: Sendable {
    let event: ApplicationEvent
    var says = ""
    /// What is to be corrected, by the keys of the fields.
    var remarks: [String: String] = [:]
    /// On submission: by whom it is to be recommended.
    var recommender: ID<Organisation>?
    /// The version that was looked at; nil where the step does not rest on the text.
    var seen: Int?

    init(_ event: ApplicationEvent, says: String = "", remarks: [String: String] = [:], recommender: ID<Organisation>? = nil, seen: Int? = nil) {
        (self.event, self.says, self.remarks, self.recommender, self.seen) = (event, says, remarks, recommender, seen)
    }
}

extension Transaction {
    /// Takes a step in the application's workflow: the power, the state, the call's time, the scheme's rules, in that order.
    func step(_ id: ID<Application>, _ step: ApplicationStep, by identity: Identity) throws {
        // What the applicant does waits for what the applicant does elsewhere: a draft that is being kept while it is submitted.
        if step.event.isApplicants { try lock("calls.application.\(id.number)") }
        let old = try requireApplication(id)
        guard let call = try call(old.callID) else { throw Refusal.notFound(Call.noun) }
        let scheme = try scheme(of: call)
        var step = step
        if !scheme.scheme.recommendation.isNeeded { step.recommender = nil }
        try requirePower(for: step.event, on: old, scheme, identity)
        try count(try take(step, on: old, in: call, scheme, by: identity), in: call.id)
    }

    /// The same where the power was asked for and the call and its scheme have been read: a meeting takes many steps. Gives the change that is
    /// still to be counted.
    func take(_ step: ApplicationStep, on old: Application, in call: Call, _ scheme: SchemeRecord, by identity: Identity) throws -> CallTally {
        let line = try Application.workflow.transition(from: old.state, on: step.event)
        if let seen = step.seen, seen != old.version { throw Refusal.applicationMoved }
        try check(step, on: old, call, scheme.scheme)
        try apply(step, to: line.to, old, call, by: identity.account.id)
        let payload = "{\"version\":\(old.version)}"
        try record(
            LedgerEntry(line.records, "application", old.id, by: identity.account.id.number, payload: payload, reason: step.says, visibility: .unit))
        try tellPeople(of: old, step, call, scheme, by: identity.account.id.number)
        return .moved(from: old.state, to: line.to)
    }

    /// Who may: the unit, the recommender that was named, or the office of the authority.
    private func requirePower(for event: ApplicationEvent, on old: Application, _ scheme: SchemeRecord, _ identity: Identity) throws {
        switch event {
        case .submit, .withdraw, .resume: try identity.require(Calls.apply, within: try organisationScopes(old.organisationID))
        case .recommend, .decline: try identity.require(Calls.recommend, within: try recommenderScopes(old))
        case .giveBack where old.state == .submitted && scheme.scheme.recommendation.isNeeded:
            try identity.require(Calls.recommend, within: try recommenderScopes(old))
        default: try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        }
    }

    func recommenderScopes(_ application: Application) throws -> [Scope] {
        try application.recommenderID.map { try organisationScopes($0) } ?? []
    }

    private func check(_ step: ApplicationStep, on old: Application, _ call: Call, _ scheme: Scheme) throws {
        let phase = call.phase(at: now, daysForCorrection: scheme.recommendation.daysForCorrection)
        switch step.event {
        case .submit:
            try ApplicationRules.mayBeSubmitted(old, to: call, under: scheme, at: now)
            try checkComplete(old, scheme)
            if scheme.isSealed { try requireScan(of: old) }
            if scheme.recommendation.isNeeded { try checkRecommender(step.recommender ?? old.recommenderID, of: old, scheme.recommendation) }
        case .resume: try ApplicationRules.mayBeResumed(to: call, in: phase, hasSeats: try !sheets(of: old.id).isEmpty)
        case .recommend:
            guard let recommender = old.recommenderID else { throw Refusal.noRecommender }
            try lock("calls.call.\(call.id.number)")
            try ApplicationRules.mayBeRecommended(
                given: try recommendedCount(by: recommender, in: call.id), rule: scheme.recommendation, phase: phase,
                deadline: try deadline(of: recommender, in: call.id), wasRecommended: try wasRecommended(old.id, by: recommender), at: now)
            try ApplicationRules.mustBeSeenOnSite(step.says, scheme.recommendation)
        case .pass: try ApplicationRules.mayBeChecked(old, under: scheme)
        case .fail: try ApplicationRules.mayBeFailed(old, under: scheme, in: phase)
        case .giveBack: try ApplicationRules.mayBeReturned(in: phase)
        case .propose:
            try requireChecks(of: old.id, scheme.review)
            try requireQuota(for: old, in: call, scheme)
            if scheme.review.needsInspection { try requireInspection(of: old) }
        case .setAside: if old.state == .proposed { try requireNotOnNotice(old.id) }
        case .recognise: try requireNothingOpen(against: old.id)
        case .strike: try requireUpheld(against: old.id)
        default: break
        }
        let needsReason: Set<ApplicationEvent> = [.decline, .fail, .giveBack, .strike, .setAside]
        if needsReason.contains(step.event), step.says.isEmpty, step.remarks.isEmpty {
            throw Refusal(.invalid, "reason", "请写明理由，申报单位会看到。", "Give the reason; the applicant will read it.", field: "says")
        }
    }

    func checkComplete(_ application: Application, _ scheme: Scheme) throws {
        let attached = Set(try attachments(of: application.id).map(\.field))
        let flaws = ApplicationRules.flaws(in: try body(of: application), of: scheme.fields(of: application), attached: attached)
        guard let first = flaws.first else { return }
        let more = flaws.count > 1 ? Phrase("（另有 \(flaws.count - 1) 处）", " (and \(flaws.count - 1) more)") : Phrase("", "")
        throw Refusal(.invalid, "incomplete", Phrase(first.says.zh + more.zh, first.says.en + more.en), field: ApplicationForm.name(first.field))
    }

    private func checkRecommender(_ recommender: ID<Organisation>?, of application: Application, _ rule: RecommendationRule) throws {
        // One that the form offers: never the unit itself, nor a body that has nothing to do with it.
        guard let recommender, try recommenders(for: application).contains(where: { $0.id == recommender }) else { throw Refusal.noRecommender }
        try ApplicationRules.mayBeNamed(
            deadline: try deadline(of: recommender, in: application.callID), wasRecommended: try wasRecommended(application.id, by: recommender), at: now)
        try requireOneRecommender(recommender, for: application, rule)
    }

    /// Whether that body recommended an earlier version of it.
    private func wasRecommended(_ id: ID<Application>, by recommender: ID<Organisation>) throws -> Bool {
        try number(
            """
            SELECT COUNT(*) FROM calls_opinion WHERE application_id = \(id) AND step = 'recommendation' AND verdict = \(ApplicationEvent.recommend.rawValue)
                AND organisation_id = \(recommender)
            """) != 0
    }

    private func apply(_ step: ApplicationStep, to state: ApplicationState, _ old: Application, _ call: Call, by actor: ID<Account>) throws {
        let isFirst = step.event == .submit && old.number == nil
        let number = isFirst ? try nextNumber(in: call) : old.number
        let submitted = step.event == .submit ? old.submittedAt ?? now : old.submittedAt
        let changed = try execute(
            """
            UPDATE calls_application SET state = \(state), number = \(number), submitted_at = \(submitted), changed_at = \(now),
                recommender_id = \(step.recommender ?? old.recommenderID), remark = \(step.says)
            WHERE id = \(old.id) AND state = \(old.state) AND version = \(old.version)
            """)
        guard changed == 1 else { throw Refusal.applicationMoved }
        switch step.event {
        case .submit: try freeze(old)
        case .giveBack: try keepRemarks(step.remarks, on: old, by: actor)
        case .strike: try noteStruck(old.id, by: actor.number)
        case .withdraw: try execute("UPDATE calls_application SET place = NULL WHERE id = \(old.id)")
        case .resume: try execute("UPDATE calls_application SET score = NULL, place = NULL WHERE id = \(old.id)")
        default: break
        }
        if let opinion = step.event.opinion {
            try execute(
                """
                INSERT INTO calls_opinion (application_id, step, version, verdict, says, organisation_id, made_by, made_at)
                VALUES (\(old.id), \(opinion), \(old.version), \(step.event.rawValue), \(step.says),
                    \(opinion == "recommendation" ? old.recommenderID : nil), \(actor), \(now))
                ON CONFLICT (application_id, step, version) DO UPDATE SET verdict = excluded.verdict, says = excluded.says, made_by = excluded.made_by,
                    made_at = excluded.made_at
                """)
        }
    }

    private func nextNumber(in call: Call) throws -> String {
        try execute("UPDATE calls_call SET numbered = numbered + 1 WHERE id = \(call.id)")
        let number = try number("SELECT numbered FROM calls_call WHERE id = \(call.id)") ?? 1
        return Padded.text(number, 4)
    }

    private func keepRemarks(_ remarks: [String: String], on application: Application, by actor: ID<Account>) throws {
        for (field, says) in remarks.sorted(by: { $0.key < $1.key }) where !says.isEmpty {
            try execute(
                """
                INSERT INTO calls_remark (id, application_id, version, field, says, made_by, made_at)
                VALUES (\(newID(Application.self)), \(application.id), \(application.version), \(field), \(says), \(actor), \(now))
                """)
        }
    }

    /// The last remarks per field, of the version that was returned.
    func remarks(on application: Application) throws -> [(field: String, says: String)] {
        try rows(
            """
            SELECT field, says FROM calls_remark WHERE application_id = \(application.id) AND version = (
                SELECT MAX(r.version) FROM calls_remark r WHERE r.application_id = \(application.id)) ORDER BY id
            """) { (try $0.text("field"), try $0.text("says")) }
    }
}

extension ApplicationEvent {
    /// Whether the applicant itself takes it.
    fileprivate var isApplicants: Bool { self == .submit || self == .withdraw || self == .resume }

    /// The step of the chain on which the event is an opinion.
    fileprivate var opinion: String? {
        switch self {
        case .recommend, .decline: "recommendation"
        case .pass, .fail: "formal-review"
        default: nil
        }
    }
}

extension Refusal {
    static let applicationMoved = Refusal(
        .conflict, "application-moved", "打开本页之后，这份申报有了变动，您的操作没有生效。请重新打开本页，看过现状再定。",
        "This application has changed since you opened the page; your step was not taken. Open the page again, look, and decide then.")
    static let noRecommender = Refusal(
        .invalid, "recommender", "请选择推荐单位：由它核对材料并转报。", "Choose the body that recommends you: it checks and forwards the application.", field: "recommender")
}
