package import Activities
package import Files
package import Kernel
import Rooms
package import Storage
import Venues

/// What became of a form of results.
package struct ResultsOutcome: Sendable, Hashable {
    /// The claims that were made, in the order of the form.
    package let claims: [ID<Claim>]
    /// Indicators that a door or a player had measured with the very same value: nothing was to be stated.
    package let confirmed: [String]
    package let warnings: [ClaimWarning]
}

extension Transaction {
    /// Receives what a host states after an event: a claim for each number, checked by the office as every claim is. Refuses the results of what
    /// has not begun or was cancelled, and numbers that are unusual where nothing is said about them; nothing is ever changed by the program.
    @discardableResult
    package func makeResults(_ draft: ResultsDraft, photos: [ShelvedFile] = [], by actor: Int64) throws -> ResultsOutcome {
        var draft = draft
        try draft.check()
        try draft.evidence?.check()
        let record = try requireActivity(draft.activity)
        if draft.session.number != 0 {
            guard let session = try session(draft.activity, draft.session) else { throw Refusal.notFound(ActivitySession.noun) }
            guard session.status != .cancelled else {
                throw Refusal(
                    .conflict, "results-cancelled", "该场次（\(session.words(.zh))）已取消，没有结果可报。如已照常举行，请先把场次改回“如期举行”。",
                    "This session (\(session.words(.en))) is cancelled and has no results. If it took place, first set it back to “As planned”.")
            }
        }
        try requireBegun(draft.activity, draft.session)
        try lockClaims(of: draft.activity)
        let all = draft.claims()
        let known = try claims(activity: draft.activity, session: draft.session)
        let confirmed = all.filter { one in known.contains { $0.indicator == one.indicator && $0.method == .measured && !$0.isCorrection && $0.value == one.value } }.map(\.indicator)
        var stated: [(draft: ClaimDraft, warnings: [ClaimWarning])] = []
        for claim in all where !confirmed.contains(claim.indicator) { stated.append((claim, try warnings(about: claim) + draft.oddities(of: claim.indicator))) }
        if let first = stated.indices.first, try hasCopy(of: draft, by: record.organiser) { stated[first].warnings.append(ClaimWarning(.copyReport)) }
        let warnings = stated.flatMap { one in one.warnings.map { (one.draft.indicator, $0) } }
        if !warnings.isEmpty, draft.comment.isEmpty { throw Self.needsComment(warnings) }
        guard !stated.isEmpty else { return ResultsOutcome(claims: [], confirmed: confirmed, warnings: []) }

        let result: ID<ResultFacts> = newID()
        try execute(
            """
            INSERT INTO participation_result (activity_id, id, session_id, summary, fingerprint, shows_photos, made_at, made_by)
            VALUES (\(draft.activity), \(result), \(draft.session), \(draft.summary), \(draft.fingerprint), \(draft.showsPhotos), \(now), \(actor))
            """)
        for file in photos {
            let kept = try keep(file), id: ID<ResultFacts.Photo> = newID()
            try execute("INSERT INTO participation_result_photo (activity_id, result_id, id, digest) VALUES (\(draft.activity), \(result), \(id), \(kept.digest))")
        }
        var ids: [ID<Claim>] = []
        for one in stated {
            let id = try receive(one.draft, warnings: one.warnings, hasEvidence: draft.evidence != nil || !photos.isEmpty, organiser: record.organiser, by: actor)
            if let evidence = draft.evidence { try keep(evidence, of: id, in: draft.activity, holder: ids.first) }
            try execute("INSERT INTO participation_result_claim (activity_id, claim_id, result_id) VALUES (\(draft.activity), \(id), \(result))")
            if one.draft.indicator == Indicators.visits.key, let sample = draft.sample { try keep(sample, of: id, in: draft.activity) }
            ids.append(id)
        }
        return ResultsOutcome(claims: ids, confirmed: confirmed, warnings: warnings.map(\.1))
    }

    /// Accepts all of one form's numbers that still wait, each as it would be by itself: one that cannot be accepted without a reason keeps
    /// them all waiting. Gives how many.
    @discardableResult
    package func acceptResults(_ result: ID<ResultFacts>, of activity: ID<Activity>, by actor: Int64) throws -> Int {
        try lockClaims(of: activity)
        let waiting = try rows(
            """
            SELECT q.id FROM participation_claim q JOIN participation_result_claim c ON c.activity_id = q.activity_id AND c.claim_id = q.id
            WHERE c.activity_id = \(activity) AND c.result_id = \(result) AND q.state = 'received' ORDER BY q.id
            """
        ) { try $0.id("id", Claim.self) }
        guard !waiting.isEmpty else {
            throw Refusal(.conflict, "results-decided", "这份结果没有待核验的数了，可能别人刚刚处理过。", "Nothing of these results waits any more; somebody may just have decided it.")
        }
        for id in waiting { try decideClaim(id, in: activity, on: .accept, reason: "", by: actor) }
        return waiting.count
    }

    /// Refuses what is said of a session, or of an activity, of which nothing has happened yet.
    func requireBegun(_ activity: ID<Activity>, _ session: ID<ActivitySession>) throws {
        let begin: Instant?
        if session.number != 0 {
            begin = try self.session(activity, session)?.begin
        } else {
            begin = try number("SELECT MIN(begin_at) FROM view_activities_session WHERE activity_id = \(activity) AND status <> 'cancelled'").map { Instant(microseconds: $0) }
        }
        guard let begin, now < begin else { return }
        let when = begin.local(in: .china).iso.prefix(16)
        throw Refusal(
            .conflict, "report-before-begin", "还没有开始（\(when)），还没有人到过，不能上报。请在开始之后再填。",
            "It begins on \(when): nobody can have come yet, so nothing can be reported. Report once it has begun.")
    }

    private static func needsComment(_ warnings: [(String, ClaimWarning)]) -> Refusal {
        func list(_ separator: String, _ text: (Phrase) -> String) -> String {
            warnings.map { text(Indicators.named($0.0)?.title ?? Phrase(same: $0.0)) + separator + text($0.1.phrase) }.joined(separator: separator == "：" ? "；" : "; ")
        }
        return Refusal(
            .invalid, "results-comment", "请核对：\(list("：") { $0.zh })。数字确实如此的，请在这里说明原因；数字不会被改动。",
            "Please check: \(list(": ") { $0.en }). Where the number is right, say here why; it is not changed.", field: "comment")
    }

    /// Whether the same unit has already reported exactly these numbers for something else.
    private func hasCopy(of draft: ResultsDraft, by organiser: ID<Organisation>) throws -> Bool {
        let fingerprint = draft.fingerprint
        guard !fingerprint.isEmpty else { return false }
        let found = try number(
            """
            SELECT 1 FROM participation_result r JOIN view_activities_title t ON t.activity_id = r.activity_id
            WHERE r.fingerprint = \(fingerprint) AND r.fingerprint <> '' AND t.organiser_id = \(organiser)
                AND NOT (r.activity_id = \(draft.activity) AND r.session_id = \(draft.session)) LIMIT 1
            """)
        return found != nil
    }

    private func keep(_ sample: HeadCountSample, of claim: ID<Claim>, in activity: ID<Activity>) throws {
        let counts = sample.counts.map(String.init).joined(separator: " ")
        try execute(
            """
            INSERT INTO participation_sample (activity_id, claim_id, kind, counts, parts, open_minutes, stay_minutes)
            VALUES (\(activity), \(claim), \(sample.kind.rawValue), \(counts), \(sample.parts), \(sample.openMinutes), \(sample.stayMinutes))
            """)
    }
}

extension ResultsDraft {
    /// What is odd between its own numbers.
    func oddities(of indicator: String) -> [ClaimWarning] {
        var found: [ClaimWarning] = []
        if let viewers = values["viewers"] {
            if indicator == "views", let views = values["views"], views < viewers { found.append(ClaimWarning(.belowViewers, viewers)) }
            if indicator == "peak", let peak = values["peak"], peak > viewers { found.append(ClaimWarning(.aboveViewers, viewers)) }
        }
        return found
    }
}
