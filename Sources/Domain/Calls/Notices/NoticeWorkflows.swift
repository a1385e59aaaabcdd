import Access
import Kernel
import Workflow

extension Notice {
    /// The whole life of a public notice; drawn in `docs/workflows.md`. Time opens and closes it; nobody closes it early, nobody edits it.
    static let workflow: Workflow<NoticeState, NoticeEvent> = {
        typealias W = Workflow<NoticeState, NoticeEvent>
        let review = Calls.review.name
        var lines = W.on(.open, from: .scheduled, to: .open, by: review, records: "calls.notice-opened")
        lines += W.on(.closeClean, from: .open, to: .closedClean, by: review, records: "calls.notice-closed")
        lines += W.on(.closeWithObjections, from: .open, to: .closedWithObjections, by: review, records: "calls.notice-closed")
        lines += W.on(.resolve, from: .closedClean, .closedWithObjections, to: .resolved, by: review, records: "calls.notice-resolved")
        lines += W.on(
            .supersede, from: .scheduled, .open, .closedClean, .closedWithObjections, to: .superseded, by: review, records: "calls.notice-superseded")
        return W(of: Phrase("这次公示", "This notice"), begins: .scheduled, lines)
    }()
}

extension Objection {
    /// The whole life of an objection; drawn in `docs/workflows.md`.
    static let workflow: Workflow<ObjectionState, ObjectionEvent> = {
        typealias W = Workflow<ObjectionState, ObjectionEvent>
        let supervise = Calls.supervise.name
        var lines = W.on(.admit, from: .received, to: .admitted, by: supervise, records: "calls.objection-admitted")
        lines += W.on(.reject, from: .received, to: .inadmissible, by: supervise, records: "calls.objection-not-admitted")
        lines += W.on(.investigate, from: .admitted, to: .investigating, by: supervise, records: "calls.objection-investigated")
        lines += W.on(.uphold, from: .investigating, to: .upheld, by: supervise, records: "calls.objection-upheld")
        lines += W.on(.dismiss, from: .investigating, to: .dismissed, by: supervise, records: "calls.objection-dismissed")
        lines += W.on(.answer, from: .upheld, .dismissed, .inadmissible, to: .answered, by: supervise, records: "calls.objection-answered")
        return W(of: Phrase("这项异议", "This objection"), begins: .received, lines)
    }()
}
