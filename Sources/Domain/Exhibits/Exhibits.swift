import Access
import Kernel
package import Rooms
import Storage
import Venues
import Web
import Workflow

/// The room of things that are lent: exhibits and sets, where each one is, when it is free, who has it, what is broken.
package enum Exhibits {
    static let see = Permission("exhibits.see", "查看展品与借展", "See exhibits and loans", roles: [.administrator, .organiser, .moderator, .host])
    static let keep = Permission("exhibits.keep", "管理展品与报修", "Keep exhibits and their repairs", roles: [.administrator, .host])
    static let lend = Permission("exhibits.lend", "出借展品", "Lend exhibits", roles: [.administrator, .host])
    static let borrow = Permission("exhibits.borrow", "借用展品", "Borrow exhibits", roles: [.administrator, .host])

    /// On a loan's page; subject: the loan.
    package static let loanPanels = PanelPlace("exhibits.loan")

    package static let module: Module = {
        var module = Module("exhibits", "展品", "Exhibits")
        module.migrations = ExhibitsSchema.migrations
        module.permissions = [see, keep, lend, borrow]
        module.workflows = [.init("loan", Loan.workflow), .init("fault", Fault.workflow)]
        module.desk = [DeskItem("/desk/exhibits", "展品与借展", "Exhibits and loans", permission: see, in: .resources, order: 66)]
        module.messages = LoanLetter.kinds
        module.queues = ExhibitQueues.all
        module.jobs = [OverdueJob.job]
        module.sections = [ExhibitSection.section]
        module.mergings = [ExhibitMerging.merging]
        module.dependants = ExhibitDependants.all
        module.personalData = ExhibitsPersonalData.all
        module.demo = [DemoExhibits.part]
        module.panels = [ExhibitPanels.resource, ExhibitPanels.desk, ExhibitPanels.organisation, ExhibitPanels.venue, DeclaredPanel.panel]
        module.api = { _ in ExhibitAPI.resources }
        module.operations = { _ in LoanActs.operations + HandoverActs.operations + FaultActs.operations }
        module.checks = [ExhibitChecks.twoLoans]
        (module.ledgerWords, module.ledgerNouns) = (ExhibitsLedger.words, ExhibitsLedger.nouns)
        module.routes = { house in
            ExhibitTableRoutes.routes + SheetRoutes.routes + PieceRoutes.routes + AvailabilityRoutes.routes + LoanRoutes.routes(house) + HandoverRoutes.routes(house) + FaultRoutes.routes
                + DeskRoutes.routes
        }
        return module
    }()
}

/// What `kepu verify` recomputes.
enum ExhibitChecks {
    static let twoLoans = RecordCheck(Phrase("一件展品一天只在一次借展中", "A thing is in one loan a day")) { tx in
        try tx.rows(
            """
            SELECT a.piece_id, a.from_day FROM exhibits_loan_piece a JOIN exhibits_loan_piece b ON b.piece_id = a.piece_id AND b.loan_id > a.loan_id
            WHERE a.is_live = 1 AND b.is_live = 1 AND a.from_day <= b.to_day AND b.from_day <= a.to_day ORDER BY a.piece_id LIMIT 20
            """
        ) { row in
            let (piece, day) = (try row.id("piece_id", Piece.self).text, try row.text("from_day"))
            return Phrase("展品 \(piece) 在 \(day) 前后同时在两次借展中。", "The thing \(piece) is in two loans around \(day).")
        }
    }
}
