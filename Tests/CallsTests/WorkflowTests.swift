import Kernel
import Testing
import Workflow

@testable import Calls

/// Every transition of the room's workflows, allowed and refused (domain.md §7.3).
@Suite struct WorkflowTests {
    @Test func anApplicationGoesOnlyWhereItsTableSays() throws {
        let allowed: [String: [String: String]] = [
            "draft": ["submit": "submitted", "withdraw": "withdrawn"],
            "submitted": ["recommend": "recommended", "decline": "declined", "return": "returned", "pass": "passed", "fail": "failed", "withdraw": "withdrawn"],
            "returned": ["submit": "submitted", "withdraw": "withdrawn", "fail": "failed"], "withdrawn": ["resume": "draft"],
            "recommended": ["return": "returned", "pass": "passed", "fail": "failed", "withdraw": "withdrawn"],
            "passed": ["propose": "proposed", "set-aside": "set-aside", "withdraw": "withdrawn"], "proposed": ["recognise": "recognised", "strike": "struck", "set-aside": "set-aside"],
            "set-aside": ["propose": "proposed"],
        ]
        try check(Application.workflow, allowed)
    }

    @Test func aNoticeIsClosedByTimeAndNeverEdited() throws {
        try check(
            Notice.workflow,
            [
                "scheduled": ["open": "open", "supersede": "superseded"],
                "open": ["close-clean": "closed-clean", "close-with-objections": "closed-with-objections", "supersede": "superseded"],
                "closed-clean": ["resolve": "resolved", "supersede": "superseded"], "closed-with-objections": ["resolve": "resolved", "supersede": "superseded"],
            ])
    }

    @Test func anObjectionIsAdmittedInvestigatedDecidedAnswered() throws {
        try check(
            Objection.workflow,
            [
                "received": ["admit": "admitted", "not-admit": "inadmissible"], "admitted": ["investigate": "investigating"],
                "investigating": ["uphold": "upheld", "dismiss": "dismissed"], "upheld": ["answer": "answered"], "dismissed": ["answer": "answered"],
                "inadmissible": ["answer": "answered"],
            ])
    }

    private func check<State: WorkflowWord, Event: WorkflowWord>(_ workflow: Workflow<State, Event>, _ allowed: [String: [String: String]]) throws {
        for state in State.allCases {
            for event in Event.allCases {
                if let target = allowed[state.rawValue]?[event.rawValue] {
                    #expect(try workflow.next(state, event).rawValue == target)
                } else {
                    #expect(throws: Refusal.self, "\(state) \(event)") { try workflow.next(state, event) }
                }
            }
        }
    }
}
