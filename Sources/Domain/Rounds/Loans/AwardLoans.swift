import Access
import Exhibits
import Kernel
import Language
import Storage
import Venues

/// What one unit was given of one lot, with the loans that bring it.
struct Award: Sendable {
    let declarationID: ID<RoundDeclaration>
    let unitID: ID<Organisation>
    let unit: Wording
    let lot: String
    let resource: Int64?
    let given: Int
    let period: DeclarationBody.Period?
    var loans: [AwardLoan] = []

    /// Sets for which there is no loan yet.
    var rest: Int { max(0, given - loans.filter { !$0.isVoid }.reduce(0) { $0 + $1.sets }) }
}

/// A loan that was made for an award.
struct AwardLoan: Sendable {
    let number: Int64
    let sets: Int
    let state: String
    /// Declined, withdrawn or cancelled: its sets are to be lent anew.
    let isVoid: Bool
    let from: Day
    let to: Day
}

extension Transaction {
    /// The awards of a settled round by rank, each with its loans: two statements.
    func awards(of round: Round, declaration: ID<RoundDeclaration>? = nil) throws -> [Award] {
        let one: SQL = declaration.map { "AND d.id = \($0)" } ?? ""
        var awards = try rows(
            """
            SELECT d.id, d.organisation_id, d.answers, o.name_zh, o.name_en, w.lot, w.given, l.resource_id
            FROM rounds_want w JOIN rounds_declaration d ON d.id = w.declaration_id JOIN view_venues_organisation o ON o.id = d.organisation_id
                JOIN rounds_lot l ON l.round_id = w.round_id AND l.key = w.lot
            WHERE w.round_id = \(round.id) AND w.given > 0 \(sql: one) ORDER BY d.place, w.position
            """) { row in
            Award(
                declarationID: try row.id("id"), unitID: try row.id("organisation_id"), unit: try row.wording("name"), lot: try row.text("lot"),
                resource: try row.int64OrNil("resource_id"), given: try row.int("given"), period: try DeclarationBody(json: try row.text("answers")).period)
        }
        let which: SQL = declaration.map { "a.declaration_id = \($0)" } ?? "a.round_id = \(round.id)"
        let loans = try rows(
            """
            SELECT a.declaration_id, a.lot, a.sets, v.id, v.state, v.is_void, v.from_day, v.to_day FROM rounds_loan a JOIN view_exhibits_loan v ON v.id = a.loan_id
            WHERE \(sql: which) ORDER BY a.loan_id
            """) { row in
            (
                declaration: try row.id("declaration_id", RoundDeclaration.self), lot: try row.text("lot"),
                loan: AwardLoan(
                    number: try row.int64("id"), sets: try row.int("sets"), state: try row.text("state"), isVoid: try row.bool("is_void"), from: try row.day("from_day"),
                    to: try row.day("to_day"))
            )
        }
        for place in awards.indices {
            awards[place].loans = loans.filter { $0.declaration == awards[place].declarationID && $0.lot == awards[place].lot }.map(\.loan)
        }
        return awards
    }

    /// Makes the loans of a settled round, of one award or of all: what has one is left, what cannot be lent is named and left.
    ///
    /// - otherwise: the days for units that wished none.
    /// - Returns: how many loans were made, and a sentence for each award that has none.
    func lendAwards(
        of key: String, only: (declaration: ID<RoundDeclaration>, lot: String)? = nil, otherwise: DeclarationBody.Period? = nil, by identity: Identity
    ) throws -> (made: Int, left: [Phrase]) {
        // Whoever presses second waits here, and finds what the first has made.
        try lock("rounds.loans.\(key)")
        let round = try requireRound(key)
        try require(Rounds.run, over: round, identity)
        guard round.state == .settled else {
            throw Refusal(
                .conflict, "loans-early", "本轮还没有定案，结果可能变动，定案后才能借出。", "The round is not settled and its result may change; loans are made once it is.")
        }
        try lock("rounds.hand-back.\(round.id.number)")
        var made = 0, left: [Phrase] = []
        for award in try awards(of: round, declaration: only?.declaration) where award.rest > 0 && (only == nil || only?.lot == award.lot) {
            let lot = round.rule.lot(award.lot)?.name.phrase ?? Phrase(same: award.lot)
            do {
                let number = try attempt { try lend(try loan(of: award, in: round, otherwise), by: identity) }
                try execute(
                    """
                    INSERT INTO rounds_loan (loan_id, declaration_id, lot, round_id, sets, made_at)
                    VALUES (\(number), \(award.declarationID), \(award.lot), \(round.id), \(award.rest), \(now))
                    """)
                try record(LedgerEntry("rounds.lent", "round-declaration", award.declarationID, by: identity.account.id.number, payload: "{\"sets\":\(award.rest)}", visibility: .unit))
                made += 1
            } catch let refusal as Refusal where refusal.kind != .unavailable {
                left.append(
                    Phrase("\(award.unit.zh)，\(lot.zh)：\(refusal.phrase.zh)", "\(award.unit(.en)), \(lot.en): \(refusal.phrase.en)"))
            }
        }
        return (made, left)
    }

    private func loan(of award: Award, in round: Round, _ otherwise: DeclarationBody.Period?) throws(Refusal) -> AwardedLoan {
        guard let resource = award.resource else {
            throw Refusal(.invalid, "award-no-exhibit", "这项资源没有对应的目录条目，不能借出。", "It has no entry in the catalogue, so that it cannot be lent.")
        }
        guard let from = award.period?.from ?? otherwise?.from, let to = award.period?.to ?? otherwise?.to else {
            throw Refusal(.invalid, "award-no-days", "没有写明想用的日期。请先填写统一的日期，或与单位商定后由它申请。", "No days of use are stated. Give days for all such units, or agree with the unit, which then asks itself.")
        }
        return AwardedLoan(
            borrower: award.unitID, resource: resource, sets: award.rest, from: from, to: to, purpose: "\(round.name.zh) / \(round.name.phrase.en)", authority: round.authorityID)
    }

    /// Sets of a lot that are lent to a unit by the round, and not to be given back while they are.
    func setsLent(_ lot: String, to id: ID<RoundDeclaration>) throws -> Int {
        Int(
            try number(
                """
                SELECT CAST(COALESCE(SUM(a.sets), 0) AS BIGINT) FROM rounds_loan a JOIN view_exhibits_loan v ON v.id = a.loan_id
                WHERE a.declaration_id = \(id) AND a.lot = \(lot) AND v.is_void = 0
                """) ?? 0)
    }
}
