import Access
import Kernel
import Language
import Outbox
import Storage
import Venues

/// What the two units of a loan are told.
enum LoanLetter {
    static let lending = MessageKind("exhibits.lending", "借出的展品", "Exhibits that one lends")
    static let borrowing = MessageKind("exhibits.borrowing", "借入的展品", "Exhibits that one borrows")
    static let faults = MessageKind("exhibits.faults", "展品报修", "Faults of one's exhibits")
    static let kinds = [lending, borrowing, faults]

    /// What the owner is told of a step of the borrower; nil for others.
    static func toOwner(_ state: LoanState, _ loan: Loan) -> (Phrase, Phrase)? {
        let (name, borrower) = (loan.name.phrase, loan.borrower.phrase)
        return switch state {
        case .asked:
            (
                Phrase("有人申请借展：\(name.zh)", "Asked for: \(name.en)"),
                Phrase(
                    "\(borrower.zh)申请在 \(Dates.span(loan.from, loan.to, .zh)) 借用“\(name.zh)”。请预留或答复。",
                    "\(borrower.en) asks for “\(name.en)” for \(Dates.span(loan.from, loan.to, .en)). Reserve it, or answer.")
            )
        case .withdrawn:
            (
                Phrase("借展已撤回：\(name.zh)", "Withdrawn: \(name.en)"),
                Phrase("\(borrower.zh)撤回了借展申请，预留的日子已经空出。", "\(borrower.en) has withdrawn; the days are free again.")
            )
        case .accepted:
            (Phrase("已验收：\(name.zh)", "Accepted: \(name.en)"), Phrase("\(borrower.zh)已收到并验收。", "\(borrower.en) has it and has looked at each thing."))
        case .returned:
            (
                Phrase("已送还：\(name.zh)", "Sent back: \(name.en)"),
                Phrase("\(borrower.zh)已送还，收到后请逐件查验入库。", "\(borrower.en) has sent it back. Inspect each thing when it arrives.")
            )
        default: nil
        }
    }

    /// What the borrower is told of a step of the owner; nil for others.
    static func toBorrower(_ state: LoanState, _ loan: Loan) -> (Phrase, Phrase)? {
        let (name, owner) = (loan.name.phrase, loan.owner.phrase)
        return switch state {
        case .reserved:
            (
                Phrase("已预留：\(name.zh)", "Reserved: \(name.en)"),
                Phrase(
                    "\(owner.zh)已为您预留 \(Dates.span(loan.from, loan.to, .zh))；连同运输，占用 \(Dates.span(loan.holdFrom, loan.holdTo, .zh))。",
                    "\(owner.en) has reserved it for \(Dates.span(loan.from, loan.to, .en)); with transport it is held for \(Dates.span(loan.holdFrom, loan.holdTo, .en))."
                )
            )
        case .declined: (Phrase("未同意借展：\(name.zh)", "Declined: \(name.en)"), Phrase("\(owner.zh)未能同意借展。", "\(owner.en) cannot lend it."))
        case .cancelled:
            (Phrase("预留已取消：\(name.zh)", "Cancelled: \(name.en)"), Phrase("\(owner.zh)取消了预留。", "\(owner.en) has cancelled the reservation."))
        case .underWay:
            (
                Phrase("已发出：\(name.zh)", "On its way: \(name.en)"),
                Phrase("\(owner.zh)已发出。收到后请逐件验收，并检查场地。", "\(owner.en) has sent it off. When it arrives, look at each thing and at the place.")
            )
        case .inspected:
            (Phrase("已归还：\(name.zh)", "Back: \(name.en)"), Phrase("\(owner.zh)已查验入库，这次借展结束。", "\(owner.en) has inspected it; the loan is over."))
        default: nil
        }
    }
}

extension Transaction {
    /// Tells the unit that did not take the step.
    func tellOfLoan(_ id: ID<Loan>, _ state: LoanState, _ remark: String, by actor: ID<Account>) throws {
        guard let loan = try loan(id) else { return }
        let why = remark.isEmpty ? Phrase(same: "") : Phrase("\n\n意见：\(remark)", "\n\nRemark: \(remark)")
        if let (subject, body) = LoanLetter.toOwner(state, loan) {
            try tellHosts(of: loan.ownerID, LoanLetter.lending, subject, body + why, at: "/desk/loans/\(id.text)", except: actor)
        }
        if let (subject, body) = LoanLetter.toBorrower(state, loan) {
            try tellHosts(of: loan.borrowerID, LoanLetter.borrowing, subject, body + why, at: "/desk/loans/\(id.text)", except: actor)
        }
    }

    func tellOfFault(_ id: ID<Fault>, by actor: ID<Account>?) throws {
        guard let fault = try fault(id) else { return }
        let title = fault.title
        try tellHosts(
            of: fault.ownerID, LoanLetter.faults, Phrase("报修：\(title.zh)", "A fault: \(title.en)"),
            Phrase("\(fault.source.title.zh)发现：\(fault.says)", "\(fault.source.title.en): \(fault.says)"), at: "/desk/faults/\(id.text)",
            except: actor)
    }

    func tellHosts(
        of unit: ID<Organisation>, _ kind: MessageKind, _ subject: Phrase, _ body: Phrase, at path: String, except actor: ID<Account>? = nil
    ) throws {
        for account in try holders(of: .host, exactlyOver: .organisation(unit.number)) where account != actor {
            try tell(Message(kind, to: .account(account), subject: subject, body: body, path: path))
        }
    }
}
