import Access
import Kernel
import Workflow

extension Application {
    /// The whole life of an application; drawn in `docs/workflows.md`.
    ///
    /// Who needs no recommendation is checked as soon as it is submitted: `ApplicationRules` says which of the two lines holds. What was returned
    /// and never came back, or was never recommended, the office ends once the time for it is over. What was withdrawn may be taken up again
    /// while the call is open.
    static let workflow: Workflow<ApplicationState, ApplicationEvent> = {
        typealias W = Workflow<ApplicationState, ApplicationEvent>
        let apply = Calls.apply.name, recommend = Calls.recommend.name, review = Calls.review.name
        var lines = W.on(.submit, from: .draft, .returned, to: .submitted, by: apply, records: "calls.submitted")
        lines += W.on(.recommend, from: .submitted, to: .recommended, by: recommend, records: "calls.recommended")
        lines += W.on(.decline, from: .submitted, to: .declined, by: recommend, records: "calls.declined")
        lines += W.on(.giveBack, from: .submitted, to: .returned, by: recommend, records: "calls.returned")
        lines += W.on(.giveBack, from: .recommended, to: .returned, by: review, records: "calls.returned")
        lines += W.on(.pass, from: .submitted, .recommended, to: .passed, by: review, records: "calls.passed")
        lines += W.on(.fail, from: .submitted, .recommended, .returned, to: .failed, by: review, records: "calls.failed")
        lines += W.on(.propose, from: .passed, .setAside, to: .proposed, by: review, records: "calls.proposed")
        lines += W.on(.setAside, from: .passed, .proposed, to: .setAside, by: review, records: "calls.set-aside")
        lines += W.on(.recognise, from: .proposed, to: .recognised, by: review, records: "calls.recognised")
        lines += W.on(.strike, from: .proposed, to: .struck, by: review, records: "calls.struck")
        lines += W.on(.withdraw, from: .draft, .submitted, .returned, .recommended, .passed, to: .withdrawn, by: apply, records: "calls.withdrawn")
        lines += W.on(.resume, from: .withdrawn, to: .draft, by: apply, records: "calls.resumed")
        return W(of: Phrase("这份申报", "This application"), begins: .draft, lines)
    }()
}
