extension Workflow {
    /// The table as a Mermaid state diagram, for a room's `DESIGN.md`; a test keeps the two the same.
    ///
    /// Mermaid's identifiers take no hyphens, so `to-moderate` is written `to_moderate` and labelled.
    package var mermaid: String {
        var lines = ["stateDiagram-v2"]
        for state in State.allCases where identifier(state) != state.rawValue {
            lines.append("    \(identifier(state)) : \(state.rawValue)")
        }
        lines.append("    [*] --> \(identifier(begins))")
        for line in transitions {
            lines.append("    \(identifier(line.from)) --> \(identifier(line.to)) : \(line.event.rawValue)")
        }
        return lines.joined(separator: "\n")
    }

    private func identifier(_ state: State) -> String { String(state.rawValue.map { $0 == "-" ? "_" : $0 }) }
}
