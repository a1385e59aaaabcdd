import API
import Access
import Kernel
import Language
import Storage
import Venues
import Web
import Workflow

/// A loan as either of its units sees it.
struct LoanTold: Sendable {
    let loan: Loan
    let pieces: [LoanPiece]
    /// What whoever asks may do next.
    let steps: [LoanEvent]
    let today: Day

    init(_ loan: Loan, for identity: Identity, in tx: Transaction) throws {
        self.loan = loan
        pieces = try tx.pieces(of: loan.id)
        let lends = identity.may(Exhibits.lend, within: try tx.organisationScopes(loan.ownerID))
        let borrows = identity.may(Exhibits.borrow, within: try tx.organisationScopes(loan.borrowerID))
        steps = Loan.workflow.events(in: loan.state).filter { $0.isOfBorrower ? borrows : lends }
        today = tx.now.day(in: Loan.zone)
    }

    static let record = APIRecord<LoanTold>(
        json, version: { one in [one.loan.id.text, one.loan.state.rawValue, String(one.loan.changedAt.microseconds)] + one.pieces.filter(\.isPacked).map(\.piece.id.text) },
        find: { request, tx in
            let id: ID<Loan> = try request.id("id", of: Loan.noun)
            if tx.isWriting { try tx.lock("exhibits.loan.\(id.number)") }
            return try LoanTold(try tx.deskLoan(id, for: request.identity), for: request.identity, in: tx)
        })

    private static let thing = APIObject<LoanPiece>("LoanThing") {
        APIField("piece", .id, "实物的标识", "The thing's identity") { $0.piece.id.text }
        APIField("number", .text, "编号", "Its number") { $0.piece.number }
        APIField("name", .wording, "名称", "Its name") { $0.piece.name }
        APIField("asked", .boolean, "是所申请的；否则作为套内的一件同去", "It was asked for; else it goes as a part of a set") { $0.isAsked }
        APIField("packed", .boolean, "已装箱", "It is ticked on the packing list") { $0.isPacked }
        APIField("condition", .orNull(.choice(Condition.self)), "验收时的状况", "How it was found on arrival") { $0.condition }
        APIField("remark", .text, "验收时的说明", "What was said of it then") { $0.remark }
        APIField("back_condition", .orNull(.choice(Condition.self)), "归还时的状况", "How it was found when it came back") { $0.backCondition }
        APIField("back_remark", .text, "归还时的说明", "What was said of it then") { $0.backRemark }
    }

    static let json = APIObject<LoanTold>("Loan") {
        APIField("id", .id, "标识", "Its identity") { $0.loan.id.text }
        APIField("resource", .id, "展品（资源）的标识", "The exhibit, by the identity of its resource") { $0.loan.resourceID.text }
        APIField("name", .wording, "展品", "The exhibit") { $0.loan.name }
        APIField("owner", .id, "提供单位的标识", "The identity of who lends it") { $0.loan.ownerID.text }
        APIField("owner_name", .wording, "提供单位", "Who lends it") { $0.loan.owner }
        APIField("borrower", .id, "借用单位的标识", "The identity of who borrows it") { $0.loan.borrowerID.text }
        APIField("borrower_name", .wording, "借用单位", "Who borrows it") { $0.loan.borrower }
        APIField("state", .choice(LoanState.self), "进展", "How far it has come") { $0.loan.state }
        APIField("steps", .list(.choice(LoanEvent.self)), "令牌主人现在可以做的", "What the token's owner may do now") { $0.steps }
        APIField("wanted", .integer, "申请的件（套）数", "How many were asked for") { $0.loan.wanted }
        APIField("from", .day, "开始使用", "The first day of use") { $0.loan.from }
        APIField("to", .day, "结束使用", "The last day of use") { $0.loan.to }
        APIField("held_from", .day, "连同运输，从哪天起", "With transport, from") { $0.loan.holdFrom }
        APIField("held_to", .day, "连同运输，到哪天", "With transport, until") { $0.loan.holdTo }
        APIField("overdue_days", .integer, "超期的天数", "Days over the last day of use; 0: none") { $0.loan.overdue(on: $0.today) ?? 0 }
        APIField("purpose", .text, "用途", "What for") { $0.loan.purpose }
        APIField("place", .text, "放在哪里", "Where it is to stand") { $0.loan.place }
        APIField("misfits", .list(.choice(Misfit.Field.self)), "场地不符合要求的地方", "In what the place does not fit") { $0.loan.misfits }
        APIField("misfit_reason", .text, "场地不符仍借出的理由", "Why it is lent all the same") { $0.loan.misfitReason }
        APIField("missing_reason", .text, "未装齐的原因", "Why not all was packed") { $0.loan.missingReason }
        APIField("remark", .text, "最近一步的说明", "What was said with the last step") { $0.loan.remark }
        APIField("things", .list(.object(thing)), "清单；预留之前为空", "What goes with it; empty before it is reserved") { $0.pieces }
        APIField("page", .address, "网页，登录后打开", "Its page for those who are signed in") { "/desk/loans/" + $0.loan.id.text }
    }
}

/// What of a loan a list tells.
struct LoanLine: Sendable {
    let loan: Loan

    static let json = APIObject<LoanLine>("LoanLine") {
        APIField("id", .id, "标识", "Its identity") { $0.loan.id.text }
        APIField("name", .wording, "展品", "The exhibit") { $0.loan.name }
        APIField("owner", .id, "提供单位的标识", "The identity of who lends it") { $0.loan.ownerID.text }
        APIField("borrower", .id, "借用单位的标识", "The identity of who borrows it") { $0.loan.borrowerID.text }
        APIField("state", .choice(LoanState.self), "进展", "How far it has come") { $0.loan.state }
        APIField("from", .day, "开始使用", "The first day of use") { $0.loan.from }
        APIField("to", .day, "结束使用", "The last day of use") { $0.loan.to }
        APIField("address", .address, "从哪里读取", "Where it is read") { APIService.root + "/loans/" + $0.loan.id.text }
    }
}

extension Transaction {
    /// Loans of the units for which somebody sees them, on either side, in the order in which they were asked for.
    func loans(for identity: Identity, side: LoanSide?, state: LoanState?, after: Int64, most: Int) throws -> [Loan] {
        let scopes = identity.scopes(of: Exhibits.see)
        let lent = try OrganisationReach.condition("l.owner_id", scopes), borrowed = try OrganisationReach.condition("l.borrower_id", scopes)
        let mine: SQL =
            switch side {
            case .lent: lent
            case .borrowed: borrowed
            case nil: "(\(sql: lent) OR \(sql: borrowed))"
            }
        let found: SQL = state.map { "l.state = \($0)" } ?? "1 = 1"
        return try rows("\(sql: Self.loans) WHERE \(sql: mine) AND \(sql: found) AND l.id > \(after) ORDER BY l.id LIMIT \(most)", Loan.init)
    }
}

enum LoanSide: String, Sendable, CaseIterable {
    case lent, borrowed

    var title: Phrase {
        switch self {
        case .lent: Phrase("借出", "Lent")
        case .borrowed: Phrase("借入", "Borrowed")
        }
    }
}
