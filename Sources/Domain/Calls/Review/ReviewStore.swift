import Access
import Foundation
import Kernel
import Storage
import Venues

/// What one expert makes of one application.
struct Sheet: Sendable, Hashable {
    enum State: String, Sendable, CaseIterable, SQLConvertible {
        case assigned, signed
        /// The expert declared a conflict: another is chosen.
        case declined
    }

    let applicationID: ID<Application>
    let expertID: ID<Expert>
    let state: State
    /// Why this expert was chosen.
    let reason: String
    let scores: [String: Int]
    let comment: String
    /// Weighted, in thousandths of a point.
    let total: Int?
    let signedAt: Instant?
    /// When the seat was given to another expert, and why; nil: it was not. A sheet that had been signed by then counts no more, and keeps what it said.
    let replacedAt: Instant?
    let replacedBecause: String

    init(_ row: Row) throws {
        (applicationID, expertID, state) = (try row.id("application_id"), try row.id("expert_id"), try row.choice("state"))
        (reason, comment) = (try row.text("reason"), try row.text("comment"))
        (total, signedAt) = (try row.intOrNil("total"), try row.instantOrNil("signed_at") ?? row.instantOrNil("was_signed_at"))
        (replacedAt, replacedBecause) = (try row.instantOrNil("replaced_at"), try row.text("replaced_because"))
        scores = (try? JSONDecoder().decode([String: Int].self, from: Data(try row.text("scores").utf8))) ?? [:]
    }

    static func json(_ scores: [String: Int]) -> String {
        JSONText.object(scores.sorted { $0.key < $1.key }.map { ($0.key, String($0.value)) })
    }
}

extension Transaction {
    func addExpert(
        name: String, account: ID<Account>? = nil, organisation: ID<Organisation>? = nil, region: String? = nil, fields: Set<String> = [], by actor: Int64
    ) throws -> ID<Expert> {
        let id: ID<Expert> = newID()
        try execute(
            """
            INSERT INTO calls_expert (id, account_id, name, organisation_id, region, fields, is_active, added_at)
            VALUES (\(id), \(account), \(name), \(organisation), \(region), \(fields.sorted().joined(separator: " ")), 1, \(now))
            """)
        try record(LedgerEntry("calls.expert-added", "expert", id, by: actor, visibility: .office))
        return id
    }

    func experts() throws -> [Expert] { try rows("SELECT * FROM calls_expert WHERE is_active = 1 ORDER BY id", Expert.init) }

    func expert(_ id: ID<Expert>) throws -> Expert? { try row("SELECT * FROM calls_expert WHERE id = \(id)", Expert.init) }

    /// These, whether they are still in the pool or not.
    func experts(_ ids: some Sequence<ID<Expert>>) throws -> [Expert] {
        try rows("SELECT * FROM calls_expert WHERE id IN (\(list: Array(Set(ids)))) ORDER BY id", Expert.init)
    }

    func expert(of account: ID<Account>) throws -> Expert? {
        try row("SELECT * FROM calls_expert WHERE account_id = \(account) AND is_active = 1", Expert.init)
    }

    /// What an expert worked for: a conflict with it and all below it.
    func tie(_ expert: ID<Expert>, to organisation: ID<Organisation>, _ kind: Conflict, says: String, by actor: Int64) throws {
        try execute(
            """
            INSERT INTO calls_expert_tie (expert_id, organisation_id, kind, says) VALUES (\(expert), \(organisation), \(kind.rawValue), \(says))
            ON CONFLICT (expert_id, organisation_id, kind) DO UPDATE SET says = excluded.says
            """)
        try record(LedgerEntry("calls.expert-tied", "expert", expert, by: actor, visibility: .sealed))
    }

    /// Gives every application that passed its experts, as many as the scheme asks and conflicts allow. What is given stays, but a seat against
    /// which a conflict came up since counts for none: another is given beside it.
    /// Returns how many seats were given and which applications lack experts.
    func assignExperts(in call: Call, by identity: Identity) throws -> (given: Int, short: [ID<Application>]) {
        try fillSeats(in: call, only: nil, by: identity)
    }

    /// The same, of all applications or of one.
    func fillSeats(in call: Call, only one: ID<Application>?, by identity: Identity) throws -> (given: Int, short: [ID<Application>]) {
        let scheme = try scheme(of: call)
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        try lock("calls.call.\(call.id.number)")
        let table = try one.map { try ConflictTable(of: $0, in: self) } ?? ConflictTable(of: call.id, in: self)
        let only: SQL = one.map { "id = \($0)" } ?? "1 = 1"
        let choice = PanelChoice(experts: try experts(), conflicts: { table.conflicts($0, $1) })
        let applicants = try rows(
            "SELECT id, category, region FROM calls_application WHERE call_id = \(call.id) AND state = \(ApplicationState.passed) AND \(sql: only) ORDER BY id"
        ) { PanelChoice.Applicant(id: try $0.id("id"), category: try $0.textOrNil("category"), region: try $0.textOrNil("region")) }
        var (taken, load): ([ID<Application>: Set<ID<Expert>>], [ID<Expert>: Int]) = ([:], [:])
        let seated = try rows("SELECT application_id, expert_id FROM calls_sheet WHERE call_id = \(call.id) AND state <> 'declined'") {
            (try $0.id("application_id", Application.self), try $0.id("expert_id", Expert.self))
        }
        for (application, expert) in seated {
            load[expert, default: 0] += 1
            if table.conflicts(application, expert).isEmpty { taken[application, default: []].insert(expert) }
        }
        let seats = choice.seats(scheme.scheme.review.experts, for: applicants, taken: taken, load: load)
        for seat in seats { taken[seat.application, default: []].insert(seat.expert) }
        try put(seats, in: call.id)
        try tellExperts(seats, in: call)
        try record(
            LedgerEntry(
                "calls.experts-assigned", "call", call.id, by: identity.account.id.number, payload: "{\"seats\":\(seats.count)}", visibility: .office))
        let wanted = scheme.scheme.review.experts
        return (seats.count, applicants.map(\.id).filter { (taken[$0]?.count ?? 0) < wanted })
    }

    private func put(_ seats: [PanelChoice.Seat], in call: ID<Call>) throws {
        for start in stride(from: 0, to: seats.count, by: 500) {
            let lines = seats[start..<min(start + 500, seats.count)].map { seat -> SQL in
                "(\(call), \(seat.application), \(seat.expert), \(Sheet.State.assigned), \(seat.reason.zh + "\n" + seat.reason.en), \(now))"
            }
            try execute("INSERT INTO calls_sheet (call_id, application_id, expert_id, state, reason, assigned_at) VALUES \(sql: lines.joined(", "))")
        }
        try count(.moved(seats.count, to: .assigned), in: call)
    }

    func sheet(_ application: ID<Application>, _ expert: ID<Expert>) throws -> Sheet? {
        try row("SELECT * FROM calls_sheet WHERE application_id = \(application) AND expert_id = \(expert)", Sheet.init)
    }

    func sheets(of application: ID<Application>) throws -> [Sheet] {
        try rows("SELECT * FROM calls_sheet WHERE application_id = \(application) ORDER BY expert_id", Sheet.init)
    }

    /// Keeps what an expert has entered so far, or signs it: from then on it cannot change (domain.md P8, §7.4).
    ///
    /// Against a conflict nobody signs, where they know whose application it is. In a blind review a refusal would tell them: there the sheet is
    /// taken and does not count (`combineScores`), and the office sees it and gives the seat to another.
    func score(_ application: ID<Application>, _ scores: [String: Int], comment: String, signs: Bool, by identity: Identity) throws {
        let (expert, sheet) = try ownSheet(application, identity)
        let found = try requireApplication(application)
        guard found.state == .passed else { throw Refusal.sheetLate }
        guard let call = try call(found.callID) else { throw Refusal.notFound(Call.noun) }
        let rule = try scheme(of: call).scheme.review, criteria = rule.criteria
        if signs, !rule.isBlind, let why = try ConflictTable(of: application, expert: expert.id, in: self).conflicts(application, expert.id).min(by: { $0.rawValue < $1.rawValue }) {
            throw Refusal(
                .conflict, "sheet-conflict", "您与申报单位有回避关系（\(why.title.zh)），不能签字。请在本页声明回避。",
                "There is a conflict between you and the applicant (\(why.title.en)), so you cannot sign. Step aside on this page.")
        }
        for criterion in criteria {
            guard let score = scores[criterion.key] else { continue }
            guard (0...criterion.most).contains(score) else {
                throw Refusal(
                    .invalid, "score-range", "“\(criterion.name.zh)”应为 0 至 \(criterion.most) 分。", "“\(criterion.name.en)” takes 0 to \(criterion.most) points.",
                    field: "s-\(criterion.key)")
            }
        }
        let total = ScoreFormula.total(scores, criteria)
        if signs, total == nil {
            let missing = criteria.first { scores[$0.key] == nil }
            throw Refusal(
                .invalid, "score-missing", "签字前请为每一项打分。", "Score every criterion before you sign.", field: missing.map { "s-\($0.key)" })
        }
        let kept = Sheet.json(scores.filter { key, _ in criteria.contains { $0.key == key } })
        let salt = signs ? Token().text : nil
        let digest = salt.map { Self.digest(application, expert.id, kept, comment, salt: $0) }
        let changed = try execute(
            """
            UPDATE calls_sheet SET scores = \(kept), comment = \(comment), total = \(total), digest = \(digest), salt = \(salt), signed_at = \(signs ? now : nil),
                state = \(signs ? Sheet.State.signed : .assigned)
            WHERE application_id = \(application) AND expert_id = \(expert.id) AND state = \(Sheet.State.assigned)
            """)
        guard changed == 1 else { throw Refusal.sheetSigned }
        guard signs, sheet.state == .assigned else { return }
        try count(.moved(from: .assigned, to: .signed), in: call.id)
        try record(LedgerEntry("calls.sheet-signed", "application", application, by: identity.account.id.number, payload: "{\"digest\":\"\(digest ?? "")\"}", visibility: .sealed))
    }

    /// An expert declares a conflict: the sheet is given up, and another expert is chosen with the next assignment.
    func declineSheet(_ application: ID<Application>, says: String, by identity: Identity) throws {
        let (expert, _) = try ownSheet(application, identity)
        guard !says.isEmpty else {
            throw Refusal(.invalid, "conflict-reason", "请说明回避的原因。", "Say why you step aside.", field: "says")
        }
        let changed = try execute(
            """
            UPDATE calls_sheet SET state = \(Sheet.State.declined), comment = \(says), scores = '{}', total = NULL
            WHERE application_id = \(application) AND expert_id = \(expert.id) AND state = \(Sheet.State.assigned)
            """)
        guard changed == 1 else { throw Refusal.sheetSigned }
        try count(.moved(from: .assigned, to: .declined), in: try requireApplication(application).callID)
        try record(LedgerEntry("calls.sheet-declined", "application", application, by: identity.account.id.number, visibility: .sealed))
    }

    /// The expert behind the account, and their sheet; anything else does not exist for them.
    func ownSheet(_ application: ID<Application>, _ identity: Identity) throws -> (Expert, Sheet) {
        guard let expert = try expert(of: identity.account.id), let sheet = try sheet(application, expert.id) else { throw Refusal.notFound(Application.noun) }
        return (expert, sheet)
    }

    /// Combines the signed sheets of a call into scores and places. The same sheets give the same places, whoever asks. Sheets of experts who
    /// stand in a conflict are left out; gives how many.
    @discardableResult
    func combineScores(in call: Call, by identity: Identity) throws -> Int {
        let scheme = try scheme(of: call)
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        let all = try signedTotals(of: call.id)
        let table = try ConflictTable(of: call.id, in: self)
        let signed = all.filter { table.conflicts($0.application, $0.expert).isEmpty }
        let leftOut = all.count - signed.count
        let formula = scheme.scheme.review.formula
        let totals = formula.normalises ? ScoreFormula.normalised(signed.map { ($0.expert, $0.total) }) : signed.map(\.total)
        var byApplication: [ID<Application>: [Int]] = [:]
        for (sheet, total) in zip(signed, totals) { byApplication[sheet.application, default: []].append(total) }
        let scores = byApplication.compactMapValues { formula.combined($0) }
        let entries = try rows("SELECT id, state, score FROM calls_application WHERE call_id = \(call.id) AND (state = 'passed' OR score IS NOT NULL)") {
            Ranking.Entry(application: try $0.id("id"), state: try $0.choice("state"), score: try $0.intOrNil("score"))
        }
        let places = Ranking.places(entries, scores)
        // What was combined from sheets that count no more has no score; what a meeting decided on keeps its own.
        if leftOut > 0 { try execute("UPDATE calls_application SET score = NULL, place = NULL WHERE call_id = \(call.id) AND score IS NOT NULL AND state = 'passed'") }
        try put(places)
        try record(
            LedgerEntry(
                "calls.scores-combined", "call", call.id, by: identity.account.id.number, payload: "{\"sheets\":\(signed.count),\"version\":\(scheme.version)}",
                visibility: .office))
        return leftOut
    }

    /// What was signed, in the order of applications and experts.
    private func signedTotals(of call: ID<Call>) throws -> [(application: ID<Application>, expert: ID<Expert>, total: Int)] {
        var signed: [(application: ID<Application>, expert: ID<Expert>, total: Int)] = []
        try numbers(
            """
            SELECT application_id, expert_id, total FROM calls_sheet WHERE call_id = \(call) AND state = \(Sheet.State.signed)
            ORDER BY application_id, expert_id
            """
        ) { row in
            signed.append((ID(row[0]), ID(row[1]), Int(row[2])))
            return true
        }
        return signed
    }

    private func put(_ places: [(ID<Application>, Int, Int)]) throws {
        for start in stride(from: 0, to: places.count, by: 500) {
            let lines = places[start..<min(start + 500, places.count)].map { one -> SQL in
                "(CAST(\(one.0) AS BIGINT), CAST(\(one.1) AS BIGINT), CAST(\(one.2) AS BIGINT))"
            }
            try execute(
                """
                UPDATE calls_application SET score = v.column2, place = v.column3 FROM (VALUES \(sql: lines.joined(", "))) v WHERE calls_application.id = v.column1
                """)
        }
    }

    /// Stands in the ledger: with the salt, which only the sheet has, or anybody could try all scores until one fits.
    static func digest(_ application: ID<Application>, _ expert: ID<Expert>, _ scores: String, _ comment: String, salt: String) -> String {
        Digest.of([salt, application.text, expert.text, scores, comment])
    }
}

extension Refusal {
    fileprivate static let sheetLate = Refusal(
        .conflict, "sheet-late", "这份申报已不在评审中，评分表不能再改。", "This application is not under review any more, so its sheet cannot change.")
    static let sheetSigned = Refusal(
        .conflict, "sheet-signed", "这份评分表已签字或已回避，不能再改。", "This score sheet is signed, or you have stepped aside; it cannot change any more.")
}
