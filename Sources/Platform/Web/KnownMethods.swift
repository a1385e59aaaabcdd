/// By which methods an address may be asked: for the 405 that names them.
struct KnownMethods: Sendable {
    private let routes: [(steps: [Substring], method: String)]

    init(_ routes: [Route]) {
        self.routes = routes.map { ($0.pattern.split(separator: "/"), $0.method.rawValue) }
    }

    /// `GET, HEAD`, `POST`; empty where no route has such a path.
    func at(_ path: String) -> [String] {
        let steps = path.split(separator: "/")
        var found: Set<String> = []
        for route in routes where route.steps.count == steps.count && zip(route.steps, steps).allSatisfy(Self.fits) {
            found.insert(route.method)
        }
        if found.contains("GET") { found.insert("HEAD") }
        return found.sorted()
    }

    /// Whether a step is what the pattern's step says: a literal, or a parameter with what stands around it.
    private static func fits(_ pattern: Substring, _ step: Substring) -> Bool {
        guard let open = pattern.firstIndex(of: "{"), let close = pattern.firstIndex(of: "}") else { return pattern == step }
        let (before, after) = (pattern[..<open], pattern[pattern.index(after: close)...])
        return step.count > before.count + after.count && step.hasPrefix(before) && step.hasSuffix(after)
    }
}
