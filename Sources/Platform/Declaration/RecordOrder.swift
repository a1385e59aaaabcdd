/// The order in which records are applied: by section, then by file, but what a record refers to always comes before it.
struct RecordOrder {
    struct Name: Hashable {
        let section: String
        let key: String
    }

    /// A chain of records that leads back to its beginning.
    struct Cycle: Error { let names: [Name] }

    /// Depth first without recursion, since a chain may be as long as a file.
    /// - Parameter next: the records to which one refers.
    static func of(_ names: [Name], next: (Name) throws -> [Name]) throws -> [Name] {
        var done: Set<Name> = []
        var open: [(name: Name, rest: [Name])] = []
        var onPath: Set<Name> = []
        var order: [Name] = []
        for start in names where !done.contains(start) {
            open.append((start, try next(start).reversed()))
            onPath.insert(start)
            while let top = open.last {
                guard let following = open[open.count - 1].rest.popLast() else {
                    open.removeLast()
                    onPath.remove(top.name)
                    done.insert(top.name)
                    order.append(top.name)
                    continue
                }
                if onPath.contains(following) {
                    let cycle = open.map(\.name).drop { $0 != following }
                    throw Cycle(names: cycle + [following])
                }
                guard !done.contains(following) else { continue }
                open.append((following, try next(following).reversed()))
                onPath.insert(following)
            }
        }
        return order
    }
}
