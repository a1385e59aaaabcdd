/// The three-way comparison: what was applied last, what the file says, what the database holds now.
///
/// A change in the file alone is taken; a change at the desk alone, or in both, is kept unless `overwrite`.
struct Merge {
    let overwrite: Bool
    private(set) var changes: [FieldChange] = []

    init(overwrite: Bool) { self.overwrite = overwrite }

    /// The value that should stand; nil for none.
    mutating func merge(
        _ kind: Kind, base: DeclaredValue?, file: DeclaredValue?, now: DeclaredValue?, field: String = ""
    ) -> DeclaredValue? {
        if file == now { return now }
        switch (kind, file, now) {
        case (.record(let shape), .record?, .record?):
            return mergeFields(shape.fields.map { ($0.name, $0.kind) }, base, file, now, field)
        case (.wording, .record?, .record?):
            return mergeFields([("zh", .text()), ("en", .text())], base, file, now, field)
        case (.map(let inner), .record(let a)?, .record(let b)?):
            return mergeFields(Set(a.keys).union(b.keys).sorted().map { ($0, inner) }, base, file, now, field)
        case (.list(let inner, _, let by, let ordered), .list(let files)?, .list(let nows)?) where !by.isEmpty:
            return mergeElements(inner, by, ordered, base?.elements ?? [], files, nows, field) ?? leaf(base, file, now, field)
        default:
            return leaf(base, file, now, field)
        }
    }

    private mutating func leaf(_ base: DeclaredValue?, _ file: DeclaredValue?, _ now: DeclaredValue?, _ field: String) -> DeclaredValue? {
        let meaning: FieldChange.Meaning = base == now ? .changed : overwrite ? .overwritten : base == file ? .drifted : .conflicting
        changes.append(FieldChange(field: field, meaning: meaning, before: now, after: file))
        return meaning.isKept ? now : file
    }

    private mutating func mergeFields(
        _ fields: [(name: String, kind: Kind)], _ base: DeclaredValue?, _ file: DeclaredValue?, _ now: DeclaredValue?, _ path: String
    ) -> DeclaredValue {
        var out: [String: DeclaredValue] = [:]
        for (name, kind) in fields {
            let inner = path.isEmpty ? name : "\(path).\(name)"
            out[name] = merge(kind, base: base?[name], file: file?[name], now: now?[name], field: inner)
        }
        return .record(out)
    }

    /// Nil when the elements cannot be told apart.
    private mutating func mergeElements(
        _ kind: Kind, _ by: [String], _ ordered: Bool, _ bases: [DeclaredValue], _ files: [DeclaredValue], _ nows: [DeclaredValue], _ path: String
    ) -> DeclaredValue?? {
        guard let base = Self.identified(bases, by), let file = Self.identified(files, by), let now = Self.identified(nows, by) else { return nil }
        // The order is the file's, unless only the desk has changed it.
        let common = Set(file.order).intersection(now.order)
        let isReordered = ordered && file.order.filter(common.contains) != now.order.filter(common.contains)
        var followsFile = true
        if isReordered {
            let before = DeclaredValue.list(now.order.map { .text($0) })
            let after = DeclaredValue.list(file.order.map { .text($0) })
            let known = base.order.filter(common.contains)
            let last: DeclaredValue? = known == now.order.filter(common.contains) ? before : known == file.order.filter(common.contains) ? after : nil
            followsFile = leaf(last, after, before, "\(path)[]") == after
        }
        let (first, second) = followsFile ? (file.order, now.order) : (now.order, file.order)
        var out: [DeclaredValue] = []
        for identity in first + second.filter({ !first.contains($0) }) {
            let element = merge(
                kind, base: base.elements[identity], file: file.elements[identity], now: now.elements[identity], field: "\(path)[\(identity)]")
            if let element { out.append(element) }
        }
        if !ordered { out.sort { $0.json < $1.json } }
        return .some(out.isEmpty ? nil : .list(out))
    }

    private static func identified(_ elements: [DeclaredValue], _ by: [String]) -> (order: [String], elements: [String: DeclaredValue])? {
        var order: [String] = []
        var out: [String: DeclaredValue] = [:]
        for element in elements {
            guard let identity = by.lazy.compactMap({ element[$0] }).first?.plain, out[identity] == nil else { return nil }
            order.append(identity)
            out[identity] = element
        }
        return (order, out)
    }
}
