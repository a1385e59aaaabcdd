import Kernel
import Testing
import Workflow

/// A loan of an exhibit, invented for these tests.
private enum LoanState: String, WorkflowWord {
    case asked, onLoan = "on-loan", back
    var title: Phrase { Phrase(rawValue, rawValue.uppercased()) }
}

private enum LoanEvent: String, WorkflowWord {
    case lend, giveBack = "give-back", refuse
    var title: Phrase { Phrase(rawValue, rawValue.uppercased()) }
}

private typealias Loan = Workflow<LoanState, LoanEvent>

private let loan = Loan(
    of: Phrase("此借展", "This loan"), begins: .asked,
    Loan.on(.lend, from: .asked, to: .onLoan, by: "test.lend", records: "test.lent")
        + Loan.on(.refuse, from: .asked, .onLoan, to: .back, by: "test.lend", records: "test.refused")
        + Loan.on(.giveBack, from: .onLoan, to: .back, by: "test.use", records: "test.given-back"))

@Suite("Workflow")
struct WorkflowTests {
    /// Every state against every event: what is in the table leads on, everything else is refused.
    @Test func theTableIsTheWholeTruth() {
        let allowed: [String: LoanState] = [
            "asked lend": .onLoan, "asked refuse": .back, "on-loan refuse": .back, "on-loan give-back": .back,
        ]
        for state in LoanState.allCases {
            for event in LoanEvent.allCases {
                #expect((try? loan.next(state, event)) == allowed["\(state.rawValue) \(event.rawValue)"], "\(state) \(event)")
            }
        }
    }

    @Test func aLineSaysWhoMayAndWhatIsRecorded() throws {
        let line = try loan.transition(from: .onLoan, on: .giveBack)
        #expect(line.permission == "test.use" && line.records == "test.given-back" && line.from == .onLoan && line.to == .back)
    }

    @Test func theButtonsAreTheEventsInTheOrderOfTheTable() {
        #expect(loan.events(in: .asked) == [.lend, .refuse])
        #expect(loan.events(in: .onLoan) == [.refuse, .giveBack])
        #expect(loan.events(in: .back) == [])
    }

    @Test func theRefusalSaysWhatIsPossible() {
        let open = #expect(throws: Refusal.self) { try loan.next(.asked, .giveBack) }
        #expect(open?.kind == .conflict && open?.code == "not-in-this-state")
        #expect(
            open?.phrase.en
                == "This loan is “ASKED”, so “GIVE-BACK” is not possible; possible now: LEND, REFUSE. Reload the page and try again.")
        let end = #expect(throws: Refusal.self) { try loan.next(.back, .lend) }
        #expect(end?.phrase.en.contains("nothing can follow") == true && end?.phrase.zh.contains("此状态不能再更改") == true)
    }

    @Test func theDrawingHasEveryLine() {
        #expect(
            loan.mermaid == """
                stateDiagram-v2
                    on_loan : on-loan
                    [*] --> asked
                    asked --> on_loan : lend
                    asked --> back : refuse
                    on_loan --> back : refuse
                    on_loan --> back : give-back
                """)
    }
}
