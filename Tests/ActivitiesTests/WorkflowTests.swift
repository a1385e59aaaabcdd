import Activities
import Kernel
import Testing
import Workflow

@Suite struct WorkflowTests {
    /// Every pair of state and event, against the table written out by hand; `-` is refused.
    @Test func everyStateAndEvent() {
        let states = PlacementState.allCases
        let expected: [PlacementEvent: [String]] = [
            // draft, to-moderate, returned, ready, published, refused, withdrawn
            .submit: ["to-moderate", "to-moderate", "to-moderate", "to-moderate", "to-moderate", "-", "to-moderate"],
            .withdraw: ["withdrawn", "withdrawn", "withdrawn", "withdrawn", "withdrawn", "-", "-"],
            .clear: ["-", "ready", "-", "-", "-", "-", "-"],
            .publish: ["-", "published", "-", "published", "-", "-", "-"],
            .giveBack: ["-", "returned", "-", "returned", "returned", "returned", "-"],
            .refuse: ["-", "refused", "-", "refused", "refused", "-", "-"],
            .takeIn: ["published", "published", "published", "published", "published", "-", "published"],
            .pass: ["-", "published", "-", "-", "published", "-", "-"],
        ]
        for event in PlacementEvent.allCases {
            let found = states.map { state in (try? Placement.workflow.next(state, event))?.rawValue ?? "-" }
            #expect(found == expected[event], "\(event.rawValue)")
        }
    }

    @Test func aRefusalSaysWhatIsPossible() {
        #expect {
            _ = try Placement.workflow.next(.withdrawn, .publish)
        } throws: { error in
            guard let refusal = error as? Refusal else { return false }
            return refusal.kind == .conflict && refusal.phrase.en.contains("Withdrawn") && refusal.phrase.en.contains("Submit")
        }
    }

    @Test func onlyModeratorsDecide() {
        let byEvent = Dictionary(grouping: Placement.workflow.transitions, by: \.event).mapValues { Set($0.map(\.permission)) }
        #expect(byEvent[.publish] == ["activities.moderate"])
        #expect(byEvent[.refuse] == ["activities.moderate"])
        #expect(byEvent[.submit] == ["activities.enter"])
        #expect(byEvent[.takeIn] == ["activities.take-in"])
    }
}
