import Access
import Kernel
import Language
import Packs
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Exhibits
@testable import Resources

extension World {
    static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])

    /// A school beside the museum, an exhibit with seven things, and a loan in each state in which something is to be done; gives the school.
    static func fillExhibits(_ tx: Transaction, _ museum: ID<Organisation>) throws -> ID<Organisation> {
        let school = try tx.addOrganisation(key: "school", name: Wording("第一中学", "First School"), kind: .school, region: "610116")
        var content = ResourceContent(name: Wording("机翼", "A wing"), summary: Wording("为什么飞机会飞。", "Why planes fly."))
        content.licence = Licence.known("CC-BY-4.0") ?? .reserved
        let wing = try tx.addResource(key: "wing", kind: .exhibit, owner: museum, campaign: nil, content, by: 0)
        try tx.putListed(wing, version: 1, content, by: 0)
        let exhibit = try #require(try tx.exhibit(wing))
        let pieces = try (1...7).map { try tx.addPiece(of: exhibit, number: "W-\($0)", place: "store", by: 0) }
        for (number, state) in [LoanState.asked, .reserved, .packed, .underWay, .returned].enumerated() {
            let site = SiteFacts(area: 100, indoor: true, network: true)
            let draft = LoanDraft(borrower: school, from: TestKit.day("2026-06-01"), to: TestKit.day("2026-06-03"), purpose: "展览", place: "大厅", site: site)
            let loan = try tx.ask(draft, for: wing, by: program)
            try bring(loan, pieces[number], to: state, tx)
        }
        _ = try tx.addFault(FaultDraft(piece: pieces[6], source: .use, says: "灯不亮"), by: nil)
        return school
    }

    private static func bring(_ loan: ID<Loan>, _ piece: ID<Piece>, to state: LoanState, _ tx: Transaction) throws {
        let good = [Finding(piece: piece, condition: .good, remark: "")]
        let steps: [(LoanState, () throws -> Void)] = [
            (.reserved, { try tx.reserve(loan, ReservationDraft(pieces: [piece], daysBefore: 0, daysAfter: 0), by: program) }),
            (.packed, {
                try tx.tick([piece], of: loan, by: program)
                try tx.pack(loan, missing: "", by: program)
            }),
            (.underWay, { try tx.step(loan, .send, by: program) }),
            (.accepted, { try tx.accept(loan, good, siteChecked: true, remark: "", by: program) }),
            (.returned, { try tx.step(loan, .giveBack, by: program) }),
        ]
        for (reached, step) in steps {
            guard try tx.loan(loan)?.state != state else { return }
            try step()
            #expect(try tx.loan(loan)?.state == reached)
        }
    }
}
