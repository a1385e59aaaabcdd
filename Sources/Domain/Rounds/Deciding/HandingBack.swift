import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

extension Transaction {
    /// A unit gives sets back, once the round is settled; they go to whoever waits next, by the same rule.
    ///
    /// - had: how many it had on the page from which it gives back; one that says something else is refused, as a form sent twice is.
    func handBack(_ sets: Int, of lot: String, from id: ID<RoundDeclaration>, had: Int? = nil, by identity: Identity) throws {
        let declaration = try requireDeclaration(id)
        try identity.require(Rounds.declare, within: try organisationScopes(declaration.organisationID))
        try lock("rounds.hand-back.\(declaration.roundID.number)")
        guard let round = try round(declaration.roundID), let number = round.rule.lots.firstIndex(where: { $0.key == lot }) else { throw Refusal.notFound(Round.noun) }
        guard round.state == .settled else {
            throw Refusal(
                .conflict, "hand-back-early", "申诉期内结果可能变动，定案后才能交回。", "The result may still change while appeals are heard; sets can be given back once it is settled.", field: "sets")
        }
        let has = try wants(of: id).first { $0.lot == lot }?.given
        guard had == nil || had == has else {
            throw Refusal(.conflict, "hand-back-changed", "套数已有变动，请重新打开本页再交回。", "The number has changed meanwhile; open the page again.", field: "sets")
        }
        let lent = try setsLent(lot, to: id)
        guard lent == 0 || sets <= 0 || (has ?? 0) - sets >= lent else {
            throw Refusal(
                .conflict, "hand-back-lent", "其中 \(lent) 套已经办了借展。请先撤回借展，再交回。", "\(Plural.en(lent, "set is", "sets are")) reserved for you by a loan. Withdraw the loan first, then give them back.", field: "sets")
        }
        let changed = try execute(
            """
            UPDATE rounds_want SET given = given - \(sets), handed_back = handed_back + \(sets), queue = NULL
            WHERE declaration_id = \(id) AND lot = \(lot) AND given >= \(sets) AND \(sets) > 0
            """)
        guard changed == 1 else {
            throw Refusal(.invalid, "hand-back-count", "交回的套数须在 1 和现有套数之间。", "Give back at least one set, and no more than you have.", field: "sets")
        }
        try record(
            LedgerEntry(
                "rounds.handed-back", "round-declaration", id, by: identity.account.id.number, payload: "{\"lot\":\(JSONText.quote(lot)),\"sets\":\(sets)}",
                visibility: .public))
        try handOn(round, lot: number, by: identity)
    }

    /// What one unit has of a lot, and how much more it could be given.
    private struct Holder {
        let declarationID: ID<RoundDeclaration>
        let province: String
        let given: Int
        let missing: Int
    }

    private func handOn(_ round: Round, lot number: Int, by identity: Identity) throws {
        let (rule, lot) = (round.rule, round.rule.lots[number])
        let most = rule.mostPerUnit ?? Int.max
        let holders = try rows(
            """
            SELECT w.declaration_id, d.province, w.asked, w.given, w.queue,
                (SELECT CAST(SUM(o.given) AS BIGINT) FROM rounds_want o WHERE o.declaration_id = w.declaration_id) AS total
            FROM rounds_want w JOIN rounds_declaration d ON d.id = w.declaration_id
            WHERE w.round_id = \(round.id) AND w.lot = \(lot.key) AND (w.given > 0 OR w.queue IS NOT NULL) ORDER BY d.place
            """) { row in
            let (asked, given, total) = (try row.int("asked"), try row.int("given"), try row.int("total"))
            let isWaiting = try row.intOrNil("queue") != nil
            return Holder(declarationID: try row.id("declaration_id"), province: try row.text("province"), given: given, missing: isWaiting ? max(0, min(asked - given, most - total)) : 0)
        }
        let codes = Set(holders.map(\.province)).sorted()
        let choice = LotChoice(
            sets: lot.sets, most: codes.map { $0.isEmpty ? lot.sets : rule.quota.most(of: lot, in: $0) }, least: codes.map { $0.isEmpty ? 0 : rule.quota.least(of: lot, in: $0) })
        let provinces = holders.map { holder in codes.firstIndex(of: holder.province) ?? 0 }
        let more = Succession.next(holders.map(\.given), missing: holders.map(\.missing), provinces: provinces, by: choice)
        for (holder, sets) in zip(holders, more) where sets > 0 { try hand(sets, lot, to: holder.declarationID, in: round, by: identity) }
        try renumber(round, lot, most)
    }

    private func hand(_ sets: Int, _ lot: Lot, to id: ID<RoundDeclaration>, in round: Round, by identity: Identity) throws {
        let declaration = try requireDeclaration(id)
        let says = Phrase("他人交回后，从候补名单补配 \(sets) 套。", "\(Plural.en(sets, "set", "sets")) from the waiting list, after others gave some back.")
        try execute(
            """
            UPDATE rounds_want SET given = given + \(sets), reason_zh = \(says.zh), reason_en = \(says.en) WHERE declaration_id = \(id) AND lot = \(lot.key)
            """)
        let wants = try wants(of: id)
        let (asked, given) = (wants.reduce(0) { $0 + $1.asked }, wants.reduce(0) { $0 + $1.given })
        let line = try RoundDeclaration.workflow.transition(from: declaration.state, on: given >= min(asked, round.rule.mostPerUnit ?? Int.max) ? .award : .awardPart)
        try execute("UPDATE rounds_declaration SET state = \(line.to), changed_at = \(now) WHERE id = \(id)")
        try record(
            LedgerEntry(
                line.records, "round-declaration", id, by: identity.account.id.number, payload: "{\"given\":\(given),\"lot\":\(JSONText.quote(lot.key)),\"more\":\(sets)}",
                visibility: .public))
        try tellMore(sets, lot, declaration, in: round)
    }

    /// Who is served waits no more; the rest close up.
    private func renumber(_ round: Round, _ lot: Lot, _ most: Int) throws {
        let waiting = try rows(
            """
            SELECT w.declaration_id, w.asked, w.given, w.queue, (SELECT CAST(SUM(o.given) AS BIGINT) FROM rounds_want o WHERE o.declaration_id = w.declaration_id) AS total
            FROM rounds_want w WHERE w.round_id = \(round.id) AND w.lot = \(lot.key) AND w.queue IS NOT NULL ORDER BY w.queue
            """) { (id: try $0.id("declaration_id", RoundDeclaration.self), queue: try $0.int("queue"), rest: min(try $0.int("asked") - (try $0.int("given")), most - (try $0.int("total")))) }
        var next = 1
        for one in waiting {
            let queue: Int? = one.rest > 0 ? next : nil
            if queue != nil { next += 1 }
            if queue != one.queue { try execute("UPDATE rounds_want SET queue = \(queue) WHERE declaration_id = \(one.id) AND lot = \(lot.key)") }
        }
    }
}
