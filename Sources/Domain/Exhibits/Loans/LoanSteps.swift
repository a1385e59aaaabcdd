import Access
import Kernel
import Language
import Storage
import Venues
import Workflow

/// What was found of one thing at a handover.
struct Finding: Sendable {
    let piece: ID<Piece>
    let condition: Condition
    let remark: String
}

extension Transaction {
    /// A step of which nothing more is said than a remark: decline, withdraw, cancel, unpack, send, put to use, send back.
    func step(_ id: ID<Loan>, _ event: LoanEvent, remark: String = "", by identity: Identity) throws {
        let loan = event.isOfBorrower ? try borrowersLoan(id, identity) : try ownersLoan(id, identity)
        let line = try Loan.workflow.transition(from: loan.state, on: event)
        if [.decline, .cancel].contains(event), remark.isEmpty {
            throw Refusal(.invalid, "loan-reason", "请写明理由，对方会收到。", "Say why; the other unit is told.", field: "remark")
        }
        try move(loan, to: line.to, remark)
        switch event {
        case .withdraw, .cancel, .decline: try execute("UPDATE exhibits_loan_piece SET is_live = 0 WHERE loan_id = \(id)")
        case .unpack:
            try execute("UPDATE exhibits_loan_piece SET is_packed = 0, out_at = NULL WHERE loan_id = \(id)")
            try execute("UPDATE exhibits_piece SET loan_id = NULL WHERE loan_id = \(id)")
            try execute("UPDATE exhibits_loan SET missing_reason = '' WHERE id = \(id)")
        default: break
        }
        try recordStep(line.records, id, remark, by: identity)
        try tellOfLoan(id, line.to, remark, by: identity.account.id)
    }

    /// Ticks one thing of the packing list, or takes the tick away.
    func tick(_ pieces: [ID<Piece>], packed: Bool = true, of id: ID<Loan>, by identity: Identity) throws {
        try lock("exhibits.loan.\(id.number)")
        let loan = try ownersLoan(id, identity)
        guard loan.state == .reserved else { _ = try Loan.workflow.transition(from: loan.state, on: .pack); return }
        let changed = try execute(
            "UPDATE exhibits_loan_piece SET is_packed = \(packed) WHERE loan_id = \(id) AND piece_id IN (\(list: pieces)) AND is_packed <> \(packed)")
        if changed > 0 { try record(LedgerEntry("exhibits.ticked", "loan", id, by: identity.account.id.number, visibility: .unit)) }
    }

    /// Everything that is ticked goes into the crates. What is missing needs a reason; what is out elsewhere or under repair cannot go.
    func pack(_ id: ID<Loan>, missing reason: String, by identity: Identity) throws {
        try lock("exhibits.loan.\(id.number)")
        let loan = try ownersLoan(id, identity)
        let line = try Loan.workflow.transition(from: loan.state, on: .pack)
        guard now.day(in: Loan.zone) <= loan.to else {
            throw Refusal(
                .conflict, "loan-over", "这次借展的日期已过，请取消，由借用单位重新申请。", "The days of this loan are over. Cancel it; the borrower can ask again.",
                field: "missing_reason")
        }
        let list = try pieces(of: id), ticked = list.filter(\.isPacked)
        guard !ticked.isEmpty else {
            throw Refusal(.invalid, "loan-pack", "装箱单上还没有勾选任何一件。", "Nothing on the packing list is ticked yet.", field: "code")
        }
        let left = list.count - ticked.count
        guard left == 0 || !reason.isEmpty else {
            throw Refusal(
                .invalid, "loan-incomplete", "还有 \(left) 件没有装箱。不装的请写明理由。", "\(left) of the list are not packed. Say why, where they are to stay.",
                field: "missing_reason")
        }
        let ids = ticked.map(\.piece.id)
        try hold(ids)
        try holdFromToday(loan, ids)
        let gone = try execute(
            "UPDATE exhibits_piece SET loan_id = \(id) WHERE id IN (\(list: ids)) AND loan_id IS NULL AND state = \(Piece.State.inService)")
        guard gone == ids.count else {
            let stuck = try pieces(ids).first { ($0.loanID != nil && $0.loanID != id) || $0.state != .inService }
            let title = stuck?.title ?? Phrase("其中一件", "One of them")
            throw Refusal(
                .conflict, "loan-stuck", "\(title.zh)还没有从上一次借展归还，或正在维修，不能装箱。请取消勾选并写明理由，或等它回来。",
                "\(title.en) is not back from another loan, or is under repair. Take its tick away and say why, or wait for it.",
                field: "missing_reason")
        }
        try execute("UPDATE exhibits_loan_piece SET out_at = \(now) WHERE loan_id = \(id) AND is_packed = 1")
        try execute("UPDATE exhibits_loan SET missing_reason = \(left == 0 ? "" : reason) WHERE id = \(id)")
        try move(loan, to: line.to, "")
        try recordStep(line.records, id, reason, by: identity)
        try tellOfLoan(id, line.to, reason, by: identity.account.id)
    }

    /// What is packed before its days is held from today on. Refuses where somebody else has it until then.
    private func holdFromToday(_ loan: Loan, _ ids: [ID<Piece>]) throws {
        let today = now.day(in: Loan.zone)
        guard today < loan.holdFrom else { return }
        let first = loan.from.adding(days: -ExhibitSheet.mostDays)
        guard first <= today else {
            throw Refusal(
                .conflict, "loan-too-early", "离开始使用还早，最早 \(Dates.day(first, .zh)) 可以装箱。",
                "It is early yet; it can be packed from \(Dates.day(first, .en)) on.", field: "missing_reason")
        }
        let held = try execute(
            """
            UPDATE exhibits_loan_piece SET from_day = \(today) WHERE loan_id = \(loan.id) AND piece_id IN (\(list: ids)) AND NOT EXISTS (
                SELECT 1 FROM exhibits_loan_piece h WHERE h.piece_id = exhibits_loan_piece.piece_id AND h.loan_id <> \(loan.id) AND h.is_live = 1
                    AND h.to_day >= \(today) AND h.from_day < \(loan.holdFrom))
            """)
        guard held == ids.count else {
            throw Refusal(
                .conflict, "loan-early", "其中有的在 \(Dates.day(loan.holdFrom, .zh)) 之前还有别的借展，现在不能装箱。请到那天再装。",
                "Some of it is promised to somebody else before \(Dates.day(loan.holdFrom, .en)) and cannot be packed now. Pack it then.",
                field: "missing_reason")
        }
        try execute("UPDATE exhibits_loan SET hold_from = \(today) WHERE id = \(loan.id)")
    }

    /// The borrower has it, has looked at each thing and at the place. What is broken or missing becomes a fault.
    func accept(_ id: ID<Loan>, _ findings: [Finding], siteChecked: Bool, remark: String, by identity: Identity) throws {
        let loan = try borrowersLoan(id, identity)
        let line = try Loan.workflow.transition(from: loan.state, on: .accept)
        guard siteChecked else {
            throw Refusal(
                .invalid, "loan-site", "请先检查场地（面积、供电、通道、地面），再勾选确认。", "Check the place first (space, power, ways in, floor), then tick that you did.",
                field: "site_checked")
        }
        let packed = try pieces(of: id).filter(\.isPacked)
        try check(findings, of: packed)
        for one in findings {
            try execute(
                "UPDATE exhibits_loan_piece SET condition = \(one.condition), remark = \(one.remark) WHERE loan_id = \(id) AND piece_id = \(one.piece)"
            )
        }
        try execute("UPDATE exhibits_piece SET holder_id = \(loan.borrowerID), place = \(loan.place) WHERE loan_id = \(id)")
        try move(loan, to: line.to, remark)
        try recordStep(line.records, id, remark, by: identity)
        try report(findings, loan, .acceptance, by: identity)
        try tellOfLoan(id, line.to, remark, by: identity.account.id)
    }

    /// The owner has looked at each thing that came back; the loan is over, and the rest of its days are free again.
    func inspect(_ id: ID<Loan>, _ findings: [Finding], remark: String, by identity: Identity) throws {
        let loan = try ownersLoan(id, identity)
        let line = try Loan.workflow.transition(from: loan.state, on: .inspect)
        let packed = try pieces(of: id).filter(\.isPacked)
        try check(findings, of: packed)
        for one in findings {
            try execute(
                "UPDATE exhibits_loan_piece SET back_condition = \(one.condition), back_remark = \(one.remark) WHERE loan_id = \(id) AND piece_id = \(one.piece)"
            )
        }
        let lost = findings.filter { $0.condition == .missing }.map(\.piece), today = now.day(in: Loan.zone)
        try execute(
            "UPDATE exhibits_piece SET holder_id = owner_id, place = '', loan_id = NULL WHERE loan_id = \(id) AND id NOT IN (\(list: lost + [ID<Piece>(0)]))"
        )
        try execute("UPDATE exhibits_piece SET loan_id = NULL WHERE loan_id = \(id)")
        try execute("UPDATE exhibits_loan_piece SET back_at = \(now) WHERE loan_id = \(id)")
        try execute("UPDATE exhibits_loan_piece SET to_day = \(today) WHERE loan_id = \(id) AND to_day > \(today) AND from_day <= \(today)")
        try execute("UPDATE exhibits_loan_piece SET is_live = 0 WHERE loan_id = \(id) AND from_day > \(today)")
        try move(loan, to: line.to, remark)
        try recordStep(line.records, id, remark, by: identity)
        // What was found so when it came was reported then, and is not mended yet.
        let open = Set(
            try rows("SELECT piece_id FROM exhibits_fault WHERE loan_id = \(id) AND source = \(Fault.Source.acceptance) AND closed_on IS NULL") {
                try $0.id("piece_id", Piece.self)
            })
        let known = Set(packed.filter { one in open.contains(one.piece.id) && findings.contains { $0.piece == one.piece.id && $0.condition == one.condition } }.map(\.piece.id))
        try report(findings.filter { !known.contains($0.piece) }, loan, .inspection, by: identity)
        try tellOfLoan(id, line.to, remark, by: identity.account.id)
    }

    private func check(_ findings: [Finding], of packed: [LoanPiece]) throws {
        guard Set(findings.map(\.piece)) == Set(packed.map(\.piece.id)), findings.count == packed.count else {
            throw Refusal(.invalid, "loan-findings", "请逐件填写查验情况。", "Say of each thing how it was found.", field: "findings")
        }
        if let silent = findings.first(where: { $0.condition.isFault && $0.remark.isEmpty }),
            let piece = packed.first(where: { $0.piece.id == silent.piece })?.piece
        {
            throw Refusal(
                .invalid, "loan-finding", "\(piece.title.zh)：请写明哪里损坏、缺什么。", "\(piece.title.en): say what is broken or missing.",
                field: "remark-\(piece.id.text)")
        }
    }

    private func report(_ findings: [Finding], _ loan: Loan, _ source: Fault.Source, by identity: Identity) throws {
        for one in findings where one.condition.isFault {
            let says = one.condition == .missing ? "缺失 / missing: \(one.remark)" : one.remark
            _ = try addFault(FaultDraft(piece: one.piece, source: source, says: says, loan: loan.id), by: identity.account.id)
        }
    }

    private func move(_ loan: Loan, to state: LoanState, _ remark: String) throws {
        let moved = try execute(
            "UPDATE exhibits_loan SET state = \(state), remark = \(remark), changed_at = \(now) WHERE id = \(loan.id) AND state = \(loan.state) AND changed_at = \(loan.changedAt)"
        )
        guard moved == 1 else { throw Refusal.exhibitChanged }
    }
}
