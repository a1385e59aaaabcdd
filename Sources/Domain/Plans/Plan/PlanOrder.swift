import Kernel

extension ActionPlan {
    /// In the order of the plan: by chapter, tasks of none last, then by their place in it.
    func inOrder<Line, Task: TaskStanding>(_ lines: [Line], _ task: KeyPath<Line, Task>) -> [Line] {
        let chapters = Dictionary(self.chapters.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        let placed = lines.map { line in
            let task = line[keyPath: task]
            return (place: (task.chapter.flatMap { chapters[$0] } ?? .max, task.position, task.id.number), line: line)
        }
        return placed.sorted { $0.place < $1.place }.map(\.line)
    }
}
