/// A number of the story did not come out.
package struct StoryProblem: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}

/// Where the story's lines go: a terminal, or a test's memory.
package struct StoryReport: Sendable {
    let line: @Sendable (String) -> Void
    package init(line: @escaping @Sendable (String) -> Void) { self.line = line }
}
