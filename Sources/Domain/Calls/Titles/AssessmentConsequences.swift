import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

extension Transaction {
    /// What a step of an assessment does to its title: taken, where the measure says so, on the ground that covers it; else shown as one whose
    /// holder has to put something right, or no longer has to.
    func follow(_ event: AssessmentEvent, of old: Assessment, _ title: Title, _ rule: AssessmentRule, by actor: Int64) throws {
        if let ending = GroundCase(event, from: old.state), ending == .gaveUp ? rule.givingUpRevokes : rule.failingRevokes,
            let standing = try self.title(title.id), standing.state.isInForce
        {
            let ground = try scheme(title.schemeID, version: title.schemeVersion)?.scheme.ground(covering: ending)
            return try end(
                standing, as: .revoked, on: now.day(in: Notice.zone), ground: ground?.text.zh ?? ending.title.zh, clause: ground?.clause ?? "", by: actor)
        }
        guard event != .file, let state = try assessment(old.id)?.state else { return }
        // What the office says of a report is the unit's to read; the public learns that something is to be put right, and when it was.
        try showRectification(on: [title.id: ""], after: state, by: actor)
    }

    /// A title shows that something is to be put right as long as one of its assessments asks for it, and its public history says when that
    /// began and how it ended. An assessment that failed ends it too: whether the title is taken is for the authority to decide.
    func showRectification(on reasons: [ID<Title>: String], after state: AssessmentState, by actor: Int64) throws {
        let asked: SQL =
            """
            EXISTS (SELECT 1 FROM calls_assessment a WHERE a.title_id = t.id AND a.rectify_until IS NOT NULL AND a.state NOT IN (\(list: AssessmentState.settled)))
            """
        let found = try rows(
            """
            SELECT t.id, t.state, CASE WHEN \(sql: asked) THEN 1 ELSE 0 END AS asked FROM calls_title t
            WHERE t.id IN (\(list: Array(reasons.keys))) AND t.state IN (\(list: TitleState.inForce)) ORDER BY t.id
            """) { (id: try $0.id("id", Title.self), state: try $0.choice("state", TitleState.self), asked: try $0.bool("asked")) }
        for (isAsked, from, to) in [(true, TitleState.valid, TitleState.rectifying), (false, .rectifying, .valid)] {
            let ids = found.filter { $0.asked == isAsked && $0.state == from }.map(\.id)
            guard !ids.isEmpty else { continue }
            try execute("UPDATE calls_title SET state = \(to) WHERE id IN (\(list: ids)) AND state = \(from)")
            let kind = isAsked ? "calls.title-rectifying" : state.endsRectification
            try record(ids.map { LedgerEntry(kind, "title", $0, by: actor, reason: reasons[$0] ?? "", visibility: .public) })
        }
    }

    /// What stands on a notice is carried out from the notice: the public was told what is proposed, and may object to it.
    func requireNotListed(_ title: Title) throws {
        let listed = try row(
            """
            SELECT n.title_zh, n.title_en FROM calls_notice_item i JOIN calls_notice n ON n.id = i.notice_id
            WHERE i.title_id = \(title.id) AND i.outcome IS NULL AND n.state <> \(NoticeState.superseded) ORDER BY n.begins_on DESC, n.id DESC LIMIT 1
            """) { try $0.wording("title") }
        guard let listed else { return }
        throw Refusal(
            .conflict, "listed", "这项称号已列入公示“\(listed.zh)”，请在公示期满后从那次公示办理，不能在这里另作评定。",
            "This title is listed in the notice “\(listed(.en))”: carry that out once it has run out; it cannot be rated here beside it.")
    }
}

extension AssessmentState {
    /// Those that ask nothing of the holder any more, as they are kept.
    static let settled: [String] = [AssessmentState.open, .excellent, .qualified, .cultivating, .failed, .gaveUp].map(\.rawValue)

    /// What a title's public history says when nothing is to be put right any more.
    fileprivate var endsRectification: String {
        switch self {
        case .failed: "calls.title-unrectified"
        case .cultivating: "calls.title-cultivating"
        default: "calls.title-restored"
        }
    }
}
