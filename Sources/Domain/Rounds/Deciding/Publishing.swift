import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

extension Transaction {
    /// Allocates the round and makes the result public: states, ranks, reasons, waiting lists; every unit is told. Only once everything that came is
    /// checked. Published again (after an appeal) it is the next result, and says what changed it.
    func publish(_ key: String, calendar: WorkdayCalendar = .china, by identity: Identity) throws {
        try lock("rounds.publishing.\(key)")
        let round = try requireRound(key)
        try require(Rounds.run, over: round, identity)
        let phase = round.phase(at: now)
        guard phase == .deciding else {
            throw Refusal(
                .conflict, "round-not-deciding", "“\(round.name.zh)”现在是“\(phase.title.zh)”，申报和补正的时间过后才能公布一次结果。",
                "“\(round.name.phrase.en)” is “\(phase.title.en)”: its result is published once, when the time for declarations and corrections is over.")
        }
        let open = try number("SELECT COUNT(*) FROM rounds_declaration WHERE round_id = \(round.id) AND state IN ('submitted', 'returned')") ?? 0
        guard open == 0 else {
            throw Refusal(
                .conflict, "round-unchecked", "还有 \(open) 份申报没有受理或说明理由不予受理，请先办完再公布。",
                "\(Plural.en(open, "declaration is", "declarations are")) neither accepted nor declined with a reason. Decide on them first.")
        }
        let until = try appealsEnd(round.rule, calendar)
        let trial = try trial(of: round)
        guard !trial.lines.isEmpty else {
            throw Refusal(.conflict, "round-empty", "没有受理的申报，无从配发。", "No declaration was accepted: there is nothing to allocate.")
        }
        try keep(trial, number: 1, says: Phrase("", ""), by: identity)
        try execute(
            """
            UPDATE rounds_round SET state = \(Round.State.published), published_at = \(now), appeals_until = \(until), results = 1 WHERE id = \(round.id)
            """)
        try record(
            LedgerEntry("rounds.published", "round", round.id, by: identity.account.id.number, payload: "{\"digest\":\"\(trial.digest)\",\"result\":1}", visibility: .public))
        for line in trial.lines { try tellResult(of: line, in: trial, by: identity.account.id) }
    }

    /// The first moment after the working days for appeals; the day of publication is not counted.
    private func appealsEnd(_ rule: RoundRule, _ calendar: WorkdayCalendar) throws -> Instant {
        do {
            let last = try calendar.end(ofNoticeFrom: now.day(in: .china).adding(days: 1), workdays: rule.appealWorkdays)
            return LocalTime(day: last.adding(days: 1), hour: 0, minute: 0)?.instant(in: .china) ?? now
        } catch {
            throw error.refusal
        }
    }

    /// Writes a result over the one before.
    func keep(_ trial: RoundTrial, number: Int, says: Phrase, by identity: Identity) throws {
        let (round, actor) = (trial.round, identity.account.id)
        try execute("DELETE FROM rounds_want WHERE round_id = \(round.id)")
        var entries: [LedgerEntry] = []
        for line in trial.lines {
            let declaration = line.declaration
            let step = try RoundDeclaration.workflow.transition(from: declaration.state, on: line.event(most: round.rule.mostPerUnit))
            try execute(
                """
                UPDATE rounds_declaration SET state = \(step.to), score = \(line.score.score), place = \(line.place), province_place = \(line.provincePlace),
                    findings = \(Findings(line.score).json), changed_at = \(now) WHERE id = \(declaration.id)
                """)
            for (position, outcome) in line.wants.enumerated() {
                let reason = OutcomeWords.says(outcome, of: line, in: trial)
                try execute(
                    """
                    INSERT INTO rounds_want (declaration_id, lot, round_id, position, asked, given, handed_back, queue, reason_zh, reason_en)
                    VALUES (\(declaration.id), \(round.rule.lots[outcome.lot].key), \(round.id), \(position), \(outcome.asked), \(outcome.given), 0, \(outcome.queue),
                        \(reason.zh), \(reason.en))
                    """)
            }
            if step.to != declaration.state || number == 1 {
                entries.append(
                    LedgerEntry(
                        step.records, "round-declaration", declaration.id, by: actor.number,
                        payload: "{\"given\":\(line.given),\"place\":\(line.place),\"result\":\(number)}", visibility: .public))
            }
        }
        for start in stride(from: 0, to: entries.count, by: 500) { try record(Array(entries[start..<min(start + 500, entries.count)])) }
        try execute(
            """
            INSERT INTO rounds_result (round_id, number, made_at, made_by, digest, says_zh, says_en)
            VALUES (\(round.id), \(number), \(now), \(actor), \(trial.digest), \(says.zh), \(says.en))
            """)
    }

    /// Makes the result final once the days for appeals are over and none is open: from now on the sets are awarded (`view_rounds_award`).
    func settle(_ key: String, by identity: Identity) throws {
        try lock("rounds.publishing.\(key)")
        let round = try requireRound(key)
        try require(Rounds.run, over: round, identity)
        let phase = round.phase(at: now)
        guard phase == .appealed else {
            throw Refusal(
                .conflict, "round-not-appealed", "“\(round.name.zh)”现在是“\(phase.title.zh)”，申诉期过后才能定案。",
                "“\(round.name.phrase.en)” is “\(phase.title.en)”: it is settled once the days for appeals are over.")
        }
        let open = try number("SELECT COUNT(*) FROM rounds_appeal WHERE round_id = \(round.id) AND state = 'filed'") ?? 0
        guard open == 0 else {
            throw Refusal(
                .conflict, "round-appeals-open", "还有 \(open) 件申诉没有处理，请等监督部门作出决定。", "\(Plural.en(open, "appeal is", "appeals are")) not decided. Wait for the supervision office.")
        }
        try execute("UPDATE rounds_round SET state = \(Round.State.settled) WHERE id = \(round.id)")
        try record(LedgerEntry("rounds.settled", "round", round.id, by: identity.account.id.number, visibility: .public))
        try tellSettled(round, by: identity.account.id)
    }

    /// The results that were published, the first first.
    func results(of round: ID<Round>) throws -> [RoundResult] { try rows("SELECT * FROM rounds_result WHERE round_id = \(round) ORDER BY number", RoundResult.init) }
}

/// One published result of a round.
struct RoundResult: Sendable {
    let number: Int
    let madeAt: Instant
    let digest: String
    /// What changed it; empty for the first.
    let says: Phrase

    init(_ row: Row) throws {
        (number, madeAt, digest) = (try row.int("number"), try row.instant("made_at"), try row.text("digest"))
        says = Phrase(try row.text("says_zh"), try row.text("says_en"))
    }
}
