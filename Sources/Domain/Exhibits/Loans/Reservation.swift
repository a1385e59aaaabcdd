import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

/// What the owner says who reserves.
struct ReservationDraft: Sendable {
    /// Which of them go; one at least, and no more than were asked for.
    var pieces: [ID<Piece>]
    var daysBefore: Int
    var daysAfter: Int
    /// Why it goes to a place that does not fit.
    var misfitReason = ""
    var remark = ""
}

extension Transaction {
    /// Holds the chosen things for the days of the loan. Each thing is held by a row of its own, a set's members too, so that nothing is promised
    /// twice on one day, alone or as a part of a set. The things' rows are locked in the order of their identities; who came first has it.
    func reserve(_ id: ID<Loan>, _ draft: ReservationDraft, by identity: Identity) throws { try reserve(try ownersLoan(id, identity), draft, by: identity) }

    /// The same; the caller has asked whether they may.
    func reserve(_ loan: Loan, _ draft: ReservationDraft, by identity: Identity) throws {
        let id = loan.id
        let line = try Loan.workflow.transition(from: loan.state, on: .reserve)
        guard now.day(in: Loan.zone) <= loan.to else {
            throw Refusal(
                .conflict, "loan-over", "对方要用的日期已过，不能再预留。请谢绝，由对方重新申请。", "The days that were asked for are over. Decline it; the borrower can ask again.",
                field: "pieces")
        }
        let chosen = Array(Set(draft.pieces))
        guard !chosen.isEmpty else { throw Refusal(.invalid, "loan-pieces", "请选择借出哪一件。", "Choose which one goes.", field: "pieces") }
        guard chosen.count <= loan.wanted else {
            throw Refusal(.invalid, "loan-pieces", "对方只申请了 \(loan.wanted) 件（套）。", "Only \(loan.wanted) were asked for.", field: "pieces")
        }
        guard loan.misfits.isEmpty || !draft.misfitReason.isEmpty else {
            throw Refusal(
                .invalid, "loan-misfit", "场地有不符合的地方。仍要借出，请写明理由。", "The site does not fit. Say why it is lent all the same.", field: "misfit_reason")
        }
        guard (0...ExhibitSheet.mostDays).contains(draft.daysBefore), (0...ExhibitSheet.mostDays).contains(draft.daysAfter) else {
            throw Refusal(
                .invalid, "loan-days", "前后预留的天数应为 0 到 \(ExhibitSheet.mostDays)。",
                "The days before and behind should be 0 to \(ExhibitSheet.mostDays).", field: "days_before")
        }
        let (first, last) = (loan.from.adding(days: -draft.daysBefore), loan.to.adding(days: draft.daysAfter))
        let all = chosen + (try pieces(in: chosen).map(\.id))
        try hold(all)
        let things = try pieces(all)
        guard Set(try pieces(in: chosen).map(\.id)).union(chosen) == Set(all), things.count == all.count else { throw Refusal.exhibitChanged }
        let asked = things.filter { chosen.contains($0.id) }
        guard asked.allSatisfy({ $0.resourceID == loan.resourceID && $0.ownerID == loan.ownerID && $0.state != .retired }) else {
            throw Refusal.notFound(Piece.noun)
        }
        try requireMended(asked, on: first)
        let today = now.day(in: Loan.zone)
        let moved = try execute(
            """
            UPDATE exhibits_loan SET state = \(line.to), hold_from = \(first), hold_to = \(last), misfit_reason = \(draft.misfitReason), remark = \(draft.remark), changed_at = \(now)
            WHERE id = \(id) AND state = \(loan.state) AND changed_at = \(loan.changedAt)
            """)
        guard moved == 1 else { throw Refusal.exhibitChanged }
        let held = try execute(
            """
            INSERT INTO exhibits_loan_piece (loan_id, piece_id, is_asked, from_day, to_day, is_live, is_packed, condition, remark, back_condition, back_remark, out_at, back_at)
            SELECT l.id, p.id, CASE WHEN p.id IN (\(list: chosen)) THEN 1 ELSE 0 END, l.hold_from, l.hold_to, 1, 0, NULL, '', NULL, '', NULL, NULL
            FROM exhibits_piece p JOIN exhibits_loan l ON l.id = \(id)
            WHERE p.id IN (\(list: all)) AND (p.loan_id IS NULL OR l.hold_from > \(today)) AND NOT EXISTS (
                SELECT 1 FROM exhibits_loan_piece h WHERE h.piece_id = p.id AND h.is_live = 1 AND h.from_day <= l.hold_to AND h.to_day >= l.hold_from)
            """)
        guard held == all.count else { throw try taken(all, first, last) }
        try recordStep(line.records, id, draft.remark, by: identity)
        try tellOfLoan(id, .reserved, draft.remark, by: identity.account.id)
    }

    /// Which of the things is promised to somebody else on these days, and until when.
    private func taken(_ pieces: [ID<Piece>], _ first: Day, _ last: Day) throws -> Refusal {
        let other = try row(
            """
            SELECT p.*, r.name_zh, r.name_en, h.from_day, h.to_day FROM exhibits_loan_piece h JOIN exhibits_piece p ON p.id = h.piece_id
                JOIN view_resources_resource r ON r.id = p.resource_id
            WHERE h.piece_id IN (\(list: pieces)) AND h.is_live = 1 AND h.from_day <= \(last) AND h.to_day >= \(first) ORDER BY h.from_day, p.id LIMIT 1
            """
        ) { (piece: try Piece($0), from: try $0.day("from_day"), to: try $0.day("to_day")) }
        guard let other else {
            return Refusal(
                .conflict, "loan-out", "其中有的还没有归还，今天借不出去。请等归还查验，或另选一件。",
                "Some of it is not back yet and cannot go today. Wait until it is inspected, or choose another.",
                field: "pieces")
        }
        let title = other.piece.title
        return Refusal(
            .conflict, "loan-taken",
            "\(title.zh)在 \(Dates.span(other.from, other.to, .zh))（含前后运输天数）已有安排，与 \(Dates.span(first, last, .zh)) 重叠。请另选一件，或请对方改期。",
            "\(title.en) is promised for \(Dates.span(other.from, other.to, .en)), transport included, which overlaps \(Dates.span(first, last, .en)). Choose another one, or ask for other days.",
            field: "pieces")
    }

    /// Refuses what is under repair and not promised to be mended before `day`.
    private func requireMended(_ pieces: [Piece], on day: Day) throws {
        let today = now.day(in: Loan.zone)
        for piece in pieces where piece.state == .underRepair {
            let due = try repairEnds(of: [piece.id], today: today)[piece.id] ?? nil
            if let due, due < day { continue }
            let until =
                due.map { Phrase("预计 \(Dates.day($0, .zh)) 修好", "it should be mended by \(Dates.day($0, .en))") }
                ?? Phrase("还没有预计修好的日期", "nobody knows until when")
            throw Refusal(
                .conflict, "loan-repair", "\(piece.title.zh)正在维修，\(until.zh)。请另选一件，或请对方改期。",
                "\(piece.title.en) is under repair; \(until.en). Choose another one, or ask for other days.", field: "pieces")
        }
    }

    func ownersLoan(_ id: ID<Loan>, _ identity: Identity) throws -> Loan {
        guard let loan = try loan(id) else { throw Refusal.notFound(Loan.noun) }
        try identity.require(Exhibits.lend, within: try organisationScopes(loan.ownerID))
        return loan
    }

    func borrowersLoan(_ id: ID<Loan>, _ identity: Identity) throws -> Loan {
        guard let loan = try loan(id) else { throw Refusal.notFound(Loan.noun) }
        try identity.require(Exhibits.borrow, within: try organisationScopes(loan.borrowerID))
        return loan
    }

    func recordStep(_ kind: String, _ id: ID<Loan>, _ reason: String, by identity: Identity) throws {
        try record(LedgerEntry(kind, "loan", id, by: identity.account.id.number, reason: reason, visibility: .unit))
    }
}
