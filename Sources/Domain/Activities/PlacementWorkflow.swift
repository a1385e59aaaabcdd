import Access
package import Workflow
import Kernel

extension Placement {
    /// The whole life of a placement; drawn in `docs/workflows.md`.
    package static let workflow: Workflow<PlacementState, PlacementEvent> = {
        typealias W = Workflow<PlacementState, PlacementEvent>
        let enter = Activities.enter.name, moderate = Activities.moderate.name, takeIn = Activities.takeIn.name
        var lines = W.on(
            .submit, from: .draft, .toModerate, .returned, .ready, .published, .withdrawn, to: .toModerate, by: enter, records: "activities.submitted")
        lines += W.on(.publish, from: .toModerate, .ready, to: .published, by: moderate, records: "activities.published")
        // What needs no moderator first: whoever submits it publishes it, by the campaign's rule.
        lines += W.on(.pass, from: .toModerate, .published, to: .published, by: enter, records: "activities.passed")
        lines += W.on(.clear, from: .toModerate, to: .ready, by: moderate, records: "activities.cleared")
        lines += W.on(
            .giveBack, from: .toModerate, .ready, .published, .refused, to: .returned, by: moderate, records: "activities.returned")
        lines += W.on(.refuse, from: .toModerate, .ready, .published, to: .refused, by: moderate, records: "activities.refused")
        lines += W.on(
            .withdraw, from: .draft, .toModerate, .returned, .ready, .published, to: .withdrawn, by: enter, records: "activities.withdrawn")
        lines += W.on(
            .takeIn, from: .draft, .toModerate, .returned, .ready, .published, .withdrawn, to: .published, by: takeIn, records: "activities.taken-in")
        return W(of: Phrase("该活动在此活动季中", "In this campaign the activity"), begins: .draft, lines)
    }()
}
