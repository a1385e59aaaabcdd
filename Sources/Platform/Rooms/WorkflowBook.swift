import Kernel
package import Workflow

/// Every workflow of every room, drawn from its declaration. A room that lists its own in `Module.workflows` is in it.
package struct WorkflowBook: Sendable {
    package struct Chapter: Sendable {
        package let module: Module
        package let drawing: WorkflowDrawing
    }

    package let chapters: [Chapter]

    package init(_ house: House) {
        chapters = house.modules.flatMap { module in module.workflows.map { Chapter(module: module, drawing: $0) } }
    }

    /// The book as `docs/workflows.md` holds it, without its introduction.
    package var markdown: String {
        chapters.map { "## \($0.module.title.en): \($0.drawing.noun)\n\n\($0.drawing.markdown)" }.joined(separator: "\n")
    }
}
