package import Kernel

/// A workflow without its types, as a room hands it over: what the docs draw and tests walk.
package struct WorkflowDrawing: Sendable {
    /// One event: whence it leads where, who may cause it, what the ledger says.
    package struct Step: Sendable {
        /// As stored: `give-back`.
        package let event: String
        package let title: Phrase
        /// The states that it leads from, in the order of the table.
        package let from: [String]
        package let to: String
        /// The name of the permission that covers it.
        package let permission: String
        /// The kind of the ledger's entry.
        package let records: String
    }

    /// What lives it, lower-case: `placement`.
    package let noun: String
    /// The workflow's subject, as its refusals say it.
    package let subject: Phrase
    /// As stored, with their names for people, in the order of their declaration.
    package let states: [(name: String, title: Phrase)]
    package let steps: [Step]
    /// The Mermaid state diagram.
    package let mermaid: String

    package init<State: WorkflowWord, Event: WorkflowWord>(_ noun: String, _ workflow: Workflow<State, Event>) {
        (self.noun, subject, mermaid) = (noun, workflow.subject, workflow.mermaid)
        states = State.allCases.map { ($0.rawValue, $0.title) }
        var steps: [Step] = []
        for line in workflow.transitions {
            let at = steps.firstIndex { $0.event == line.event.rawValue && $0.to == line.to.rawValue && $0.permission == line.permission && $0.records == line.records }
            let from = (at.map { steps[$0].from } ?? []) + [line.from.rawValue]
            let step = Step(
                event: line.event.rawValue, title: line.event.title, from: from, to: line.to.rawValue, permission: line.permission, records: line.records)
            if let at { steps[at] = step } else { steps.append(step) }
        }
        self.steps = steps
    }

    /// The diagram, and below it who may do what, for `docs/workflows.md`.
    package var markdown: String {
        let named = states.map { "`\($0.name)` \($0.title.zh) / \($0.title.en)" }.joined(separator: " · ")
        let head = ["| event | from | to | who | ledger |", "|---|---|---|---|---|"]
        let body = steps.map { step in
            let from = step.from.map { "`\($0)`" }.joined(separator: ", ")
            return "| `\(step.event)` \(step.title.zh) / \(step.title.en) | \(from) | `\(step.to)` | `\(step.permission)` | `\(step.records)` |"
        }
        return (["```mermaid\n\(mermaid)\n```", "", "States: \(named).", ""] + head + body).joined(separator: "\n") + "\n"
    }
}
