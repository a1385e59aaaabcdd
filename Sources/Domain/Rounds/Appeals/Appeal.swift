import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

/// A unit says that it was scored wrongly. Decided by the supervision office, never by the office that allocated.
struct Appeal: Sendable {
    enum State: String, WorkflowWord, SQLConvertible {
        case filed, upheld, dismissed

        var title: Phrase {
            switch self {
            case .filed: Phrase("待处理", "To be decided")
            case .upheld: Phrase("申诉成立", "Upheld")
            case .dismissed: Phrase("申诉不成立", "Dismissed")
            }
        }
    }

    enum Event: String, WorkflowWord {
        case uphold, dismiss

        var title: Phrase {
            switch self {
            case .uphold: Phrase("认定成立，更正后重新配发", "Uphold: put it right and allocate again")
            case .dismiss: Phrase("认定不成立", "Dismiss")
            }
        }
    }

    let id: ID<Appeal>
    let declarationID: ID<RoundDeclaration>
    let roundID: ID<Round>
    let state: State
    let text: String
    let filedAt: Instant
    /// Why it was decided so.
    let says: String
    let criterion: String?
    let value: Int?
    let decidedAt: Instant?

    static let noun = Phrase("申诉", "appeal")
    static let longest = 3000

    static let workflow: Workflow<State, Event> = {
        typealias W = Workflow<State, Event>
        let hear = Rounds.hear.name
        let lines = W.on(.uphold, from: .filed, to: .upheld, by: hear, records: "rounds.appeal-upheld") + W.on(.dismiss, from: .filed, to: .dismissed, by: hear, records: "rounds.appeal-dismissed")
        return W(of: Phrase("这件申诉", "This appeal"), begins: .filed, lines)
    }()

    init(_ row: Row) throws {
        (id, declarationID, roundID) = (try row.id("id"), try row.id("declaration_id"), try row.id("round_id"))
        (state, text, filedAt, says) = (try row.choice("state"), try row.text("text"), try row.instant("filed_at"), try row.text("says"))
        (criterion, value, decidedAt) = (try row.textOrNil("criterion"), try row.intOrNil("value"), try row.instantOrNil("decided_at"))
    }
}

extension Transaction {
    func appeal(_ id: ID<Appeal>) throws -> Appeal? { try row("SELECT * FROM rounds_appeal WHERE id = \(id)", Appeal.init) }

    func appeals(of declaration: ID<RoundDeclaration>) throws -> [Appeal] {
        try rows("SELECT * FROM rounds_appeal WHERE declaration_id = \(declaration) ORDER BY filed_at, id", Appeal.init)
    }

    /// A unit appeals while the days for it run; one appeal at a time.
    func fileAppeal(_ id: ID<RoundDeclaration>, _ text: String, by identity: Identity) throws -> ID<Appeal> {
        let declaration = try requireDeclaration(id)
        try identity.require(Rounds.declare, within: try organisationScopes(declaration.organisationID))
        guard let key = try round(declaration.roundID)?.key else { throw Refusal.notFound(Round.noun) }
        try lock("rounds.publishing.\(key)")
        guard let round = try round(declaration.roundID) else { throw Refusal.notFound(Round.noun) }
        guard !text.isEmpty else {
            throw Refusal(.invalid, "appeal-empty", "请写明哪一项事实不对、依据是什么。", "Write which fact is wrong, and what shows it.", field: "text")
        }
        guard declaration.state.isPlaced, round.phase(at: now) == .published else {
            throw Refusal(.conflict, "appeal-late", "申诉期已过或结果尚未公布，现在不能申诉。", "The days for appeals are over, or nothing is published yet: no appeal can be filed now.", field: "text")
        }
        try lock("rounds.declaration.\(id.number)")
        guard try appeals(of: id).allSatisfy({ $0.state != .filed }) else {
            throw Refusal(.conflict, "appeal-open", "贵单位已有一件申诉在处理中，请等它的结果。", "An appeal of yours is being decided already. Wait for its outcome.", field: "text")
        }
        let made: ID<Appeal> = newID()
        try execute(
            """
            INSERT INTO rounds_appeal (id, declaration_id, round_id, state, text, filed_at, filed_by, says)
            VALUES (\(made), \(id), \(round.id), \(Appeal.State.filed), \(text), \(now), \(identity.account.id), '')
            """)
        try record(LedgerEntry("rounds.appeal-filed", "round-appeal", made, by: identity.account.id.number, visibility: .office))
        return made
    }

    /// Decides an appeal. One that is upheld puts a fact right, and the whole round is allocated again: the next result says what changed it.
    func decide(_ id: ID<Appeal>, _ event: Appeal.Event, says: String, criterion: String?, value: Int?, by identity: Identity) throws {
        guard let seen = try appeal(id), let key = try round(seen.roundID)?.key else { throw Refusal.notFound(Appeal.noun) }
        // Whoever decides it, publishes or settles waits here, and then sees what the other did.
        try lock("rounds.publishing.\(key)")
        guard let appeal = try appeal(id), let round = try round(appeal.roundID) else { throw Refusal.notFound(Appeal.noun) }
        try require(Rounds.hear, over: round, identity)
        let line = try Appeal.workflow.transition(from: appeal.state, on: event)
        guard !says.isEmpty else { throw Refusal(.invalid, "appeal-says", "请写明决定的理由，申诉单位会收到。", "Give the reason of the decision; the unit is told.", field: "says") }
        if event == .uphold {
            guard let criterion, let named = round.rule.criterion(criterion), let value else {
                throw Refusal(.invalid, "appeal-fact", "请选择更正哪一项，并填写正确的数值（是填 1，否填 0）。", "Choose which fact is put right, and give the right value (1 for yes, 0 for no).", field: "criterion")
            }
            if FactWords.isYesOrNo(named, round.rule), value > 1 {
                throw Refusal(.invalid, "appeal-yes", "这一项只能是 1（是）或 0（否）。", "This one is 1 (yes) or 0 (no).", field: "value")
            }
        }
        let (fact, number): (String?, Int?) = event == .uphold ? (criterion, value) : (nil, nil)
        try execute(
            """
            UPDATE rounds_appeal SET state = \(line.to), says = \(says), criterion = \(fact), value = \(number), decided_at = \(now), decided_by = \(identity.account.id)
            WHERE id = \(id)
            """)
        try record(LedgerEntry(line.records, "round-appeal", id, by: identity.account.id.number, reason: says, visibility: .public))
        if event == .uphold, let criterion, let value { try publishAgain(round, appeal, criterion, value, by: identity) }
        try tellDecision(of: appeal, event, says, in: round)
    }

    private func publishAgain(_ round: Round, _ appeal: Appeal, _ key: String, _ value: Int, by identity: Identity) throws {
        guard let criterion = round.rule.criterion(key) else { return }
        let before = try givenSets(in: round.id), declaration = try requireDeclaration(appeal.declarationID)
        let trial = try trial(of: round)
        let unit = try organisation(declaration.organisationID)?.name.phrase ?? Phrase("", "")
        let fact = FactWords.value(Fact(value: value, origin: .corrected), of: criterion, under: round.rule), name = criterion.name.phrase
        let changed = trial.lines.count { before[$0.declaration.id, default: 0] != $0.given }
        let says = Phrase(
            "“\(unit.zh)”申诉成立，“\(name.zh)”更正为“\(fact.zh)”，重新配发后\(changed == 0 ? "各单位套数不变" : "\(changed) 家单位的套数有变")。",
            "The appeal of “\(unit.en)” was upheld: “\(name.en)” is put right to “\(fact.en)”; allocated again, \(changed == 0 ? "nobody's sets change" : Plural.en(changed, "unit's sets change", "units' sets change")).")
        let number = round.results + 1
        try keep(trial, number: number, says: says, by: identity)
        try execute("UPDATE rounds_round SET results = \(number) WHERE id = \(round.id)")
        try record(
            LedgerEntry(
                "rounds.published-again", "round", round.id, by: identity.account.id.number, payload: "{\"digest\":\"\(trial.digest)\",\"result\":\(number)}", reason: says.zh,
                visibility: .public))
        for line in trial.lines where before[line.declaration.id, default: 0] != line.given { try tellResult(of: line, in: trial, by: identity.account.id) }
    }

    private func givenSets(in round: ID<Round>) throws -> [ID<RoundDeclaration>: Int] {
        let found = try rows("SELECT declaration_id, CAST(SUM(given) AS BIGINT) AS sets FROM rounds_want WHERE round_id = \(round) GROUP BY declaration_id") {
            (try $0.id("declaration_id", RoundDeclaration.self), try $0.int("sets"))
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
