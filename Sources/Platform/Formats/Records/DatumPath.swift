import Kernel

/// The way to a value inside a record: `fields.titre_fr`, `geolocalisation[0]`, `a.b[*]`, `["a key.with dots"].b`.
///
/// A key may hold anything but `.`, `[` and `]`; quoted in brackets it may hold anything but a quote.
package struct DatumPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case key(String)
        case index(Int)
        case every
    }

    /// As it was written.
    package let text: String
    let steps: [Step]

    /// Reads a path; refuses an empty key, a bracket that is not closed, and an index that is not a number.
    package init(_ text: String) throws(FormatProblem) {
        var parser = Parser(rest: text[...], whole: text)
        self.text = text
        self.steps = try parser.steps()
    }

    /// The keys of a path without indexes and wildcards; nil when it has some.
    var plainKeys: [String]? {
        var keys: [String] = []
        for step in steps {
            guard case .key(let key) = step else { return nil }
            keys.append(key)
        }
        return keys
    }

    /// Every value that the path leads to in `datum`, in order. `[*]` fans out over a list; what is not there is left out.
    package func all(in datum: Datum) -> [Datum] {
        var here = [datum]
        for step in steps {
            switch step {
            case .key(let key): here = here.compactMap { $0[key] }
            case .index(let index): here = here.compactMap { $0[index] }
            case .every: here = here.flatMap { if case .list(let items) = $0 { items } else { [Datum]() } }
            }
        }
        return here
    }

    /// The first value that the path leads to, or nil.
    package func first(in datum: Datum) -> Datum? { all(in: datum).first }

    private struct Parser {
        var rest: Substring
        let whole: String

        mutating func steps() throws(FormatProblem) -> [Step] {
            var steps: [Step] = []
            while !rest.isEmpty {
                if rest.first == "[" {
                    steps.append(try bracket())
                } else {
                    if !steps.isEmpty {
                        guard rest.first == "." else { throw wrong() }
                        rest.removeFirst()
                    }
                    let key = rest.prefix { $0 != "." && $0 != "[" && $0 != "]" }
                    guard !key.isEmpty else { throw wrong() }
                    steps.append(.key(String(key)))
                    rest = rest[key.endIndex...]
                }
            }
            guard !steps.isEmpty else { throw wrong() }
            return steps
        }

        mutating func bracket() throws(FormatProblem) -> Step {
            rest.removeFirst()
            if rest.first == "\"" {
                rest.removeFirst()
                let key = rest.prefix { $0 != "\"" }
                rest = rest[key.endIndex...]
                guard !key.isEmpty, rest.hasPrefix("\"]") else { throw wrong() }
                rest = rest.dropFirst(2)
                return .key(String(key))
            }
            let inside = rest.prefix { $0 != "]" }
            rest = rest[inside.endIndex...]
            guard rest.first == "]" else { throw wrong() }
            rest.removeFirst()
            if inside == "*" { return .every }
            guard inside.utf8.allSatisfy({ (48...57).contains($0) }), let index = Int(inside) else { throw wrong() }
            return .index(index)
        }

        func wrong() -> FormatProblem {
            FormatProblem(
                .path,
                Phrase(
                    "路径“\(whole)”写法不对。应写成 fields.title、list[0]、list[*] 或 [\"含.的键\"] 这样。",
                    "“\(whole)” is not a path. Write it like fields.title, list[0], list[*] or [\"a key with.dots\"]."), field: whole)
        }
    }
}

extension Datum {
    /// The first value that `path` leads to, or nil.
    package subscript(path: DatumPath) -> Datum? { path.first(in: self) }
}
