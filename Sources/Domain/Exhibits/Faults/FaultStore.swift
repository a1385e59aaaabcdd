import Access
import Kernel
import Storage
import Venues
import Workflow

/// What the owner says with a step of a repair.
struct FaultStep: Sendable {
    let event: FaultEvent
    var due: Day?
    var remark = ""
    var part: SparePart?
}

extension Transaction {
    static var faults: SQL {
        """
        SELECT f.*, p.owner_id, p.number, r.name_zh, r.name_en FROM exhibits_fault f JOIN exhibits_piece p ON p.id = f.piece_id
            JOIN view_resources_resource r ON r.id = p.resource_id
        """
    }

    func fault(_ id: ID<Fault>) throws -> Fault? { try row("\(sql: Self.faults) WHERE f.id = \(id)", Fault.init) }

    /// The newest first.
    func faults(of piece: ID<Piece>) throws -> [Fault] {
        try rows("\(sql: Self.faults) WHERE f.piece_id = \(piece) ORDER BY f.id DESC LIMIT 100", Fault.init)
    }

    func parts(of fault: ID<Fault>) throws -> [SparePart] {
        try rows("SELECT * FROM exhibits_part WHERE fault_id = \(fault) ORDER BY id", SparePart.init)
    }

    /// Takes a report in. What a visitor reports while a visitor's report is open is one more voice for it; what people of the two units report
    /// takes the thing out of use until it is looked at.
    func addFault(_ draft: FaultDraft, by account: ID<Account>?) throws -> ID<Fault> {
        try hold([draft.piece])
        guard let piece = try piece(draft.piece), piece.state != .retired else { throw Refusal.notFound(Piece.noun) }
        if draft.source == .visitor {
            let open = try row(
                "SELECT id FROM exhibits_fault WHERE piece_id = \(piece.id) AND closed_on IS NULL ORDER BY CASE WHEN source = \(Fault.Source.visitor) THEN 0 ELSE 1 END, id LIMIT 1"
            ) { try $0.id("id", Fault.self) }
            if let open {
                try execute("UPDATE exhibits_fault SET reports = reports + 1 WHERE id = \(open)")
                return open
            }
        }
        let id: ID<Fault> = newID(), actor = account?.number ?? 0
        try execute(
            """
            INSERT INTO exhibits_fault (id, piece_id, loan_id, source, says, state, reported_on, due_on, remark, account_id, reports, closed_on, changed_at)
            VALUES (\(id), \(piece.id), \(draft.loan ?? piece.loanID), \(draft.source), \(draft.says), \(FaultState.open), \(now.day(in: Loan.zone)), NULL, '',
                \(actor == 0 ? nil : actor), 1, NULL, \(now))
            """)
        try record(LedgerEntry("exhibits.fault-reported", "fault", id, by: actor, visibility: .unit))
        try settleRepair(of: piece.id)
        try tellOfFault(id, by: account)
        return id
    }

    /// A step of a repair, with a part that it used.
    func step(_ id: ID<Fault>, _ step: FaultStep, by identity: Identity) throws {
        let fault = try ownersFault(id, identity)
        try hold([fault.pieceID])
        let line = try Fault.workflow.transition(from: fault.state, on: step.event), today = now.day(in: Loan.zone)
        if [.writeOff, .dismiss].contains(step.event), step.remark.isEmpty {
            throw Refusal(.invalid, "fault-reason", "请写明理由。", "Say why.", field: "remark")
        }
        if let due = step.due, due < today {
            throw Refusal(.invalid, "fault-due", "预计修好的日期不能早于今天。", "It cannot be due before today.", field: "due_on")
        }
        let over = line.to.isOver
        let moved = try execute(
            """
            UPDATE exhibits_fault SET state = \(line.to), due_on = \(step.due ?? fault.dueOn), remark = \(step.remark), closed_on = \(over ? today : nil), changed_at = \(now)
            WHERE id = \(id) AND state = \(fault.state) AND changed_at = \(fault.changedAt)
            """)
        guard moved == 1 else { throw Refusal.exhibitChanged }
        try record(LedgerEntry(line.records, "fault", id, by: identity.account.id.number, reason: step.remark, visibility: .unit))
        if let part = step.part { try add(part, to: id) }
        if step.event == .writeOff { try writeOff(fault, step.remark, by: identity) } else { try settleRepair(of: fault.pieceID) }
    }

    /// A part that was used, whatever the state of the repair.
    func add(_ part: SparePart, to id: ID<Fault>) throws {
        let partID: ID<SparePart> = newID()
        try execute(
            "INSERT INTO exhibits_part (fault_id, id, name, number, price) VALUES (\(id), \(partID), \(part.name), \(part.number), \(part.price))")
    }

    /// A thing that is written off is retired; what it was promised for, its owner sees on the loan.
    private func writeOff(_ fault: Fault, _ reason: String, by identity: Identity) throws {
        guard let piece = try piece(fault.pieceID) else { return }
        guard piece.loanID == nil else {
            throw Refusal(
                .conflict, "fault-out", "它还借在外面。请归还查验之后再报废。", "It is still lent. Write it off once it is back and inspected.", field: "remark")
        }
        try execute("UPDATE exhibits_piece SET state = \(Piece.State.retired), set_id = NULL WHERE id = \(piece.id)")
        try execute("UPDATE exhibits_piece SET set_id = NULL WHERE set_id = \(piece.id)")
        try execute(
            "UPDATE exhibits_fault SET state = \(FaultState.writtenOff), closed_on = \(now.day(in: Loan.zone)), changed_at = \(now) WHERE piece_id = \(piece.id) AND closed_on IS NULL"
        )
        try record(
            LedgerEntry("exhibits.piece-retired", "exhibit-piece", piece.id, by: identity.account.id.number, reason: reason, visibility: .unit))
    }

    /// A thing is under repair while a fault of it is open that its owner, its borrower or a repair has seen; a visitor's word alone does not take it out.
    private func settleRepair(of piece: ID<Piece>) throws {
        try execute(
            """
            UPDATE exhibits_piece SET state = CASE WHEN EXISTS (SELECT 1 FROM exhibits_fault f WHERE f.piece_id = exhibits_piece.id AND f.closed_on IS NULL
                    AND (f.source <> \(Fault.Source.visitor) OR f.state <> \(FaultState.open)))
                THEN \(Piece.State.underRepair) ELSE \(Piece.State.inService) END
            WHERE id = \(piece) AND state <> \(Piece.State.retired)
            """)
    }

    /// Until when the repairs of things go on: the latest day that was promised; nil where one of the faults has none, or its day is past. Things
    /// that are not in it have no open fault.
    func repairEnds(of pieces: [ID<Piece>], today: Day) throws -> [ID<Piece>: Day?] {
        let found = try rows(
            """
            SELECT piece_id, due_on FROM exhibits_fault WHERE piece_id IN (\(list: pieces)) AND closed_on IS NULL
                AND (source <> \(Fault.Source.visitor) OR state <> \(FaultState.open))
            """
        ) { (try $0.id("piece_id", Piece.self), try $0.dayOrNil("due_on")) }
        var ends: [ID<Piece>: Day?] = [:]
        for (piece, due) in found {
            let due = due.flatMap { $0 < today ? nil : $0 }
            if let known = ends[piece] {
                ends[piece] = .some(known.flatMap { known in due.map { max(known, $0) } })
            } else {
                ends[piece] = .some(due)
            }
        }
        return ends
    }

    func ownersFault(_ id: ID<Fault>, _ identity: Identity) throws -> Fault {
        guard let fault = try fault(id) else { throw Refusal.notFound(Fault.noun) }
        try identity.require(Exhibits.keep, within: try organisationScopes(fault.ownerID))
        return fault
    }
}
