import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

/// What came of carrying out a notice's items.
struct CarriedOut: Sendable, Hashable {
    var done: [NoticeOutcome: Int] = [:]
    /// Items that wait for an objection, or for the notice itself.
    var waiting = 0

    /// Those on which something was done.
    var total: Int { done.filter { $0.key != .overtaken }.values.reduce(0, +) }
    /// Those on which nothing is left to be done.
    var overtaken: Int { done[.overtaken] ?? 0 }

    static func + (a: CarriedOut, b: CarriedOut) -> CarriedOut {
        CarriedOut(done: a.done.merging(b.done, uniquingKeysWith: +), waiting: a.waiting + b.waiting)
    }
}

extension Transaction {
    /// Carries out every item of a notice against which nothing stands: titles are granted, decided, cancelled. What waits is told and kept.
    ///
    /// However long the list, the statements are a few for each action and each two hundred items.
    func carryOut(_ notice: ID<Notice>, by identity: Identity) throws -> CarriedOut {
        let found = try requireNotice(notice)
        guard let scheme = try scheme(of: found) else { throw Refusal.notFound(Notice.noun) }
        try lock("calls.scheme.\(scheme.id.number)")
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        let open = try standings("i.notice_id = \(notice) AND i.outcome IS NULL")
        let free = open.filter { $0.standing.obstacle == nil }.map(\.item)
        var out = CarriedOut(waiting: open.count - free.count)
        for action in NoticeAction.allCases {
            let items = free.filter { $0.action == action }
            guard !items.isEmpty else { continue }
            let done: Set<Int> = switch action {
            case .recognise: try grant(items, of: found, scheme, by: identity)
            case .cancel: try cancel(items, by: identity)
            case .file, .cultivate, .rectify: try decide(items, action, scheme, by: identity)
            }
            for (outcome, some) in [(action.outcome, items.filter { done.contains($0.position) }), (.overtaken, items.filter { !done.contains($0.position) })] {
                guard !some.isEmpty else { continue }
                try note(outcome, on: some.map(\.position), of: notice)
                out.done[outcome, default: 0] += some.count
            }
        }
        try resolveIfDone(found, by: identity.account.id.number)
        return out
    }

    private func note(_ outcome: NoticeOutcome, on positions: [Int], of notice: ID<Notice>) throws {
        try execute(
            """
            UPDATE calls_notice_item SET outcome = \(outcome), decided_at = \(now)
            WHERE notice_id = \(notice) AND position IN (\(list: positions)) AND outcome IS NULL
            """)
    }

    /// What has changed before its notice was ever read is no longer proposed in it.
    func noteOvertaken(in notice: ID<Notice>) throws {
        try execute(
            """
            UPDATE calls_notice_item SET outcome = \(NoticeOutcome.overtaken), decided_at = \(now) WHERE notice_id = \(notice) AND outcome IS NULL AND (
                application_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM calls_application a WHERE a.id = calls_notice_item.application_id AND a.state = \(ApplicationState.proposed))
                OR title_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM calls_title t WHERE t.id = calls_notice_item.title_id AND t.state IN (\(list: TitleState.inForce))))
            """)
    }

    /// All closed notices of a call.
    func carryOutNotices(of call: ID<Call>, by identity: Identity) throws -> CarriedOut {
        var out = CarriedOut()
        let closed: Set<NoticeState> = [.closedClean, .closedWithObjections]
        for notice in try notices(of: call) {
            if closed.contains(notice.state) { out = out + (try carryOut(notice.id, by: identity)) }
        }
        out.waiting = Int(try number("SELECT COUNT(*) FROM calls_application WHERE call_id = \(call) AND state = \(ApplicationState.proposed)") ?? 0)
        return out
    }

    /// A notice of which every item has its outcome is settled.
    func resolveIfDone(_ notice: Notice, by actor: Int64) throws {
        guard notice.state == .closedClean || notice.state == .closedWithObjections else { return }
        guard try number("SELECT COUNT(*) FROM calls_notice_item WHERE notice_id = \(notice.id) AND outcome IS NULL") == 0 else { return }
        let line = try Notice.workflow.transition(from: notice.state, on: .resolve)
        let changed = try execute("UPDATE calls_notice SET state = \(line.to) WHERE id = \(notice.id) AND state = \(notice.state)")
        if changed == 1 { try record(LedgerEntry(line.records, "notice", notice.id, by: actor, visibility: .public)) }
    }

    /// Takes an item off after an objection to it was upheld: an application is struck, a title keeps what it has.
    func strike(_ position: Int, of id: ID<Notice>, says: String, by identity: Identity) throws {
        let notice = try requireNotice(id)
        guard let scheme = notice.schemeID else { throw Refusal.notFound(Notice.noun) }
        let authority = try row("SELECT authority_id FROM calls_scheme WHERE id = \(scheme)") { try $0.id("authority_id", Organisation.self) }
        try identity.require(Calls.review, within: try authority.map { try organisationScopes($0) } ?? [])
        guard let found = try standings("i.notice_id = \(id) AND i.position = \(position)").first, found.item.outcome == nil else {
            throw Refusal(.conflict, "item-done", "这一项已经办结，请刷新后再看。", "This item is settled already. Reload and look again.")
        }
        guard found.standing.upheld > 0 else {
            throw Refusal(.conflict, "not-upheld", "只有异议成立后才能除名；对这一项没有成立的异议。", "An item is struck only after an objection to it was upheld; there is none.", field: "says")
        }
        guard !says.isEmpty else { throw Refusal(.invalid, "strike-says", "请写明除名的理由。", "Say why it is struck.", field: "says") }
        if let application = found.item.applicationID {
            try step(application, ApplicationStep(.strike, says: says), by: identity)
        } else {
            if let title = found.item.titleID { try strikeItems("title_id = \(title)", by: identity.account.id.number) }
            try record(
                LedgerEntry("calls.item-struck", "notice", id, by: identity.account.id.number, payload: "{\"position\":\(position)}", reason: says, visibility: .public))
        }
        try resolveIfDone(notice, by: identity.account.id.number)
    }
}
