import Access
import Kernel
import Language
import Regions
import Storage
import Venues
import Workflow

extension Transaction {
    func declaration(_ id: ID<RoundDeclaration>) throws -> RoundDeclaration? { try row("SELECT * FROM rounds_declaration WHERE id = \(id)", RoundDeclaration.init) }

    func requireDeclaration(_ id: ID<RoundDeclaration>) throws -> RoundDeclaration {
        guard let found = try declaration(id) else { throw Refusal.notFound(RoundDeclaration.noun) }
        return found
    }

    func declaration(of unit: ID<Organisation>, in round: ID<Round>) throws -> RoundDeclaration? {
        try row("SELECT * FROM rounds_declaration WHERE round_id = \(round) AND organisation_id = \(unit)", RoundDeclaration.init)
    }

    /// What was asked and given, the dearest first.
    func wants(of id: ID<RoundDeclaration>) throws -> [GrantedWant] {
        try rows("SELECT * FROM rounds_want WHERE declaration_id = \(id) ORDER BY position", GrantedWant.init)
    }

    /// Begins a unit's declaration, filled in with what it answered before to the same questions. The same again gives the one that there is; one
    /// that was withdrawn is a draft again.
    func startDeclaration(in round: Round, of unit: ID<Organisation>, by identity: Identity) throws -> ID<RoundDeclaration> {
        guard let organisation = try organisation(unit) else { throw Refusal.notFound(Phrase("该单位", "organisation")) }
        try identity.require(Rounds.declare, within: try organisationScopes(organisation))
        let phase = round.phase(at: now)
        guard phase == .open || phase == .scheduled else { throw RoundRules.closed(round, phase) }
        let path = try organisation.region.map { try currentRegionPath($0) } ?? []
        if let says = RoundRules.hindrance(of: organisation, path: path, under: round.rule) { throw Refusal(.invalid, "round-not-for", says, field: "unit") }
        try lock("rounds.round.\(round.id.number)")
        if let old = try declaration(of: unit, in: round.id) {
            if old.state == .withdrawn { try step(old.id, DeclarationStep(.resume), by: identity) }
            return old.id
        }
        let id: ID<RoundDeclaration> = newID()
        let body = DeclarationBody(answers: try lastAnswers(of: unit, to: round.rule))
        try execute(
            """
            INSERT INTO rounds_declaration (id, round_id, organisation_id, state, version, answers, region, province, changed_at, remark, findings)
            VALUES (\(id), \(round.id), \(unit), \(DeclarationState.draft), 1, \(body.json), \(organisation.region), \(path.first?.code ?? ""), \(now), '', '[]')
            """)
        try record(LedgerEntry("rounds.begun", "round-declaration", id, by: identity.account.id.number, visibility: .unit))
        return id
    }

    /// What the unit answered the last time to questions of the same key.
    private func lastAnswers(of unit: ID<Organisation>, to rule: RoundRule) throws -> [String: String] {
        let old = try row(
            "SELECT * FROM rounds_declaration WHERE organisation_id = \(unit) AND submitted_at IS NOT NULL ORDER BY submitted_at DESC LIMIT 1", RoundDeclaration.init)
        return (old?.body.answers ?? [:]).filter { answer in rule.questions.contains { $0.key == answer.key } }
    }

    /// Keeps what was entered, complete or not. `seen` is the mark of the text that was shown (`DeclarationForm.mark`).
    func saveDeclaration(_ id: ID<RoundDeclaration>, _ body: DeclarationBody, seen: String?, by identity: Identity) throws {
        try lock("rounds.declaration.\(id.number)")
        let old = try requireDeclaration(id)
        try identity.require(Rounds.declare, within: try organisationScopes(old.organisationID))
        guard old.state.isOpen else {
            throw Refusal.declarationFixed
        }
        _ = try seat(of: old)
        var body = body
        body.papers = old.body.papers
        if old.body == body { return }
        guard seen == nil || seen == DeclarationForm.mark(of: old.body) else {
            throw Refusal(
                .conflict, "declaration-changed", "打开本页之后，他人更改了这份申报，您的更改没有保存。请重新打开本页，看过现状再改。",
                "Somebody has changed this declaration since you opened the page; your change was not saved. Open the page again, look, and change it then.")
        }
        try execute("UPDATE rounds_declaration SET answers = \(body.json), changed_at = \(now) WHERE id = \(id)")
    }
}

/// A step of a declaration, with what its form says.
struct DeclarationStep: Sendable {
    let event: DeclarationEvent
    var says = ""

    init(_ event: DeclarationEvent, says: String = "") { (self.event, self.says) = (event, says) }
}

extension Transaction {
    /// Takes a step of the unit or of the office; who may is asked here. Results are set by publishing alone.
    func step(_ id: ID<RoundDeclaration>, _ step: DeclarationStep, by identity: Identity) throws {
        // A result is not published between the look and the step.
        guard let key = try round(try requireDeclaration(id).roundID)?.key else { throw Refusal.notFound(Round.noun) }
        try lock("rounds.publishing.\(key)")
        try lock("rounds.declaration.\(id.number)")
        let old = try requireDeclaration(id)
        guard let round = try round(old.roundID) else { throw Refusal.notFound(Round.noun) }
        let phase = round.phase(at: now)
        switch step.event {
        case .submit, .withdraw, .resume: try identity.require(Rounds.declare, within: try organisationScopes(old.organisationID))
        case .giveBack, .accept, .decline: try require(Rounds.run, over: round, identity)
        case .award, .awardPart, .queue, .passOver: throw Refusal.notYours(Rounds.run)
        }
        let line = try RoundDeclaration.workflow.transition(from: old.state, on: step.event)
        switch step.event {
        case .submit:
            try RoundRules.mayBeSubmitted(old, to: round, at: now)
            let (unit, path) = try seat(of: old)
            if let says = RoundRules.hindrance(of: unit, path: path, under: round.rule) { throw Refusal(.invalid, "round-not-for", says, field: "unit") }
            if let flaw = RoundRules.flaws(in: old.body, of: UnitLevel(of: path), under: round.rule).first {
                throw Refusal(.invalid, "declaration-incomplete", flaw.says, field: flaw.field)
            }
            try number(old, in: round)
        case .resume: guard phase == .open || phase == .scheduled else { throw RoundRules.closed(round, phase) }
        case .withdraw:
            guard !phase.hasResult else {
                throw Refusal(.conflict, "withdraw-late", "结果已经公布，不能撤回。不需要的资源请在定案后交回。", "The result is public; this cannot be withdrawn. Give back what you do not need once it is settled.")
            }
        case .giveBack: try RoundRules.mayBeReturned(in: phase)
        default: break
        }
        if step.event == .giveBack || step.event == .decline, step.says.isEmpty {
            throw Refusal(.invalid, "declaration-reason", "退回或不予受理时请写明理由，单位会收到。", "Give the reason when you return or decline it; its unit is told.", field: "says")
        }
        try execute("UPDATE rounds_declaration SET state = \(line.to), remark = \(step.says), changed_at = \(now) WHERE id = \(id)")
        try record(LedgerEntry(line.records, "round-declaration", id, by: identity.account.id.number, reason: step.says, visibility: .unit))
        try tell(of: old, step, in: round, by: identity.account.id)
    }

    /// The unit with where it sits today, which the declaration takes over: a profile that was mended counts.
    fileprivate func seat(of declaration: RoundDeclaration) throws -> (unit: Organisation, path: [Region]) {
        guard let unit = try organisation(declaration.organisationID) else { throw Refusal.notFound(RoundDeclaration.noun) }
        let path = try unit.region.map { try currentRegionPath($0) } ?? []
        if unit.region != declaration.region {
            try execute("UPDATE rounds_declaration SET region = \(unit.region), province = \(path.first?.code ?? "") WHERE id = \(declaration.id)")
        }
        return (unit, path)
    }

    /// Handed in: numbered the first time, and the next version each time.
    private func number(_ old: RoundDeclaration, in round: Round) throws {
        let next = try old.number ?? Int(number("SELECT COALESCE(MAX(number), 0) + 1 FROM rounds_declaration WHERE round_id = \(round.id)") ?? 1)
        let version = old.submittedAt == nil ? old.version : old.version + 1
        try execute("UPDATE rounds_declaration SET number = \(next), version = \(version), submitted_at = \(now) WHERE id = \(old.id)")
    }
}
