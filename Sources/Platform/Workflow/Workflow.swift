package import Kernel

/// The life of a record as data: which event leads from which state to which, who may cause it, and what it records.
///
/// The table decides nothing by itself: a room asks it in the transaction of the change, checks the permission on the
/// thing, and appends the entry that the transition names.
package struct Workflow<State: WorkflowWord, Event: WorkflowWord>: Sendable {
    /// One line of the table.
    package struct Transition: Sendable {
        package let from: State
        package let event: Event
        package let to: State
        /// The name of the permission that covers it: `activities.moderate`.
        package let permission: String
        /// The kind of the ledger's entry: `activities.published`.
        package let records: String
    }

    /// What the workflow is about, in a sentence: `this activity in this campaign`.
    package let subject: Phrase
    package let begins: State
    package let transitions: [Transition]

    package init(of subject: Phrase, begins: State, _ transitions: [Transition]) {
        (self.subject, self.begins, self.transitions) = (subject, begins, transitions)
    }

    /// The same event from several states, to one.
    package static func on(
        _ event: Event, from states: State..., to target: State, by permission: String, records kind: String
    ) -> [Transition] {
        states.map { Transition(from: $0, event: event, to: target, permission: permission, records: kind) }
    }

    /// The line for `event` in `state`; refuses, naming what is possible, where there is none.
    package func transition(from state: State, on event: Event) throws(Refusal) -> Transition {
        if let found = transitions.first(where: { $0.from == state && $0.event == event }) { return found }
        throw refusal(event, in: state)
    }

    /// The state after `event`; refuses where the event is not possible in `state`.
    package func next(_ state: State, _ event: Event) throws(Refusal) -> State {
        try transition(from: state, on: event).to
    }

    /// The events that are possible in `state`, in the order of the table: the buttons of a page.
    package func events(in state: State) -> [Event] {
        transitions.filter { $0.from == state }.map(\.event)
    }

    private func refusal(_ event: Event, in state: State) -> Refusal {
        let possible = events(in: state)
        let ways = Phrase(
            possible.isEmpty ? "此状态不能再更改" : "现在可以：" + possible.map(\.title.zh).joined(separator: "、"),
            possible.isEmpty ? "nothing can follow" : "possible now: " + possible.map(\.title.en).joined(separator: ", "))
        return Refusal(
            .conflict, "not-in-this-state", "\(subject.zh)处于“\(state.title.zh)”，不能“\(event.title.zh)”；\(ways.zh)。请刷新页面后再试。",
            "\(subject.en) is “\(state.title.en)”, so “\(event.title.en)” is not possible; \(ways.en). Reload the page and try again.")
    }
}
