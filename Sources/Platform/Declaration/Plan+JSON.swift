extension Plan {
    /// The plan for machines (`--json`).
    package var json: DeclaredValue {
        let counts = Status.allCases.map { ($0.rawValue, DeclaredValue.integer(Int64(count($0)))) }
        return .record([
            "applied": .boolean(isApplied), "changesNothing": .boolean(changesNothing), "files": files.declaredValue,
            "counts": .record(Dictionary(uniqueKeysWithValues: counts)),
            "facts": .record(["stated": .integer(Int64(facts.stated)), "waiting": .integer(Int64(facts.waiting)), "changed": .boolean(factsChanged)]),
            "items": .list(items.map(\.json)),
        ])
    }
}

extension Plan.Item {
    fileprivate var json: DeclaredValue {
        .record(of: [
            "file": file, "section": section, "key": key, "status": status.rawValue, "line": line,
            "reason": reason, "changes": DeclaredValue.list(changes.map(\.json)),
        ])
    }
}

extension FieldChange {
    fileprivate var json: DeclaredValue {
        .record(["field": .text(field), "meaning": .text(meaning.rawValue), "before": before ?? .null, "after": after ?? .null])
    }
}

extension DeclarationProblems {
    /// The problems for machines (`--json`).
    package var json: DeclaredValue {
        .record([
            "more": .integer(Int64(more)),
            "problems": .list(
                problems.map { problem in
                    .record(of: [
                        "code": problem.code, "file": problem.file, "line": problem.line, "column": problem.column, "field": problem.field,
                        "found": problem.found, "expected": problem.expected,
                    ])
                }),
        ])
    }
}
