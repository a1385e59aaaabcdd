import App
import Rooms
import Web

/// All forms that can be reached by links, each by the route that it posts to.
struct NaughtyCrawl {
    struct Found {
        /// The page on which it stands, and others on which one of its kind does.
        let page: String
        var others: [String] = []
        let pagePattern: String
        let pattern: String
        let room: String
        let form: NaughtyForm
        /// The same form in another place is another form: it may ask for other fields.
        var key: String {
            pagePattern + " → " + pattern + " [" + form.fields.map(\.name).filter { $0 != "csrf" && $0 != "once" }.joined(separator: ",") + "]"
        }
    }

    private let routes: [(room: String, route: Route)]
    private(set) var found: [String: Found] = [:]
    private(set) var pages: Set<String> = []
    /// The addresses that were opened, each with its pattern.
    private(set) var opened: [(path: String, pattern: String)] = []
    private(set) var complaints: [String] = []

    init(_ house: House) {
        routes = house.modules.flatMap { module in module.routes(house).map { (module.name, $0) } }
    }

    /// The addresses to which forms may be posted.
    var posts: Set<String> { Set(routes.filter { $0.route.method == .post }.map(\.route.pattern)) }

    /// Goes from link to link, to a few records of each kind.
    mutating func walk(_ visitor: NaughtyVisitor, from start: [String]) async throws {
        var queue = start[...], visits: [String: Int] = [:], seen: Set<String> = []
        while let path = queue.popFirst() {
            guard seen.insert(path).inserted, let (_, pattern) = match(path, .get) else { continue }
            visits[pattern, default: 0] += 1
            guard visits[pattern, default: 0] <= 6 else { continue }
            let page = try await visitor.go(path)
            complaints += page.complaints.map { "\(path): \($0)" }
            if page.status >= 500 { complaints.append("\(path) answers \(page.status)") }
            guard page.status == 200 else { continue }
            pages.insert(pattern)
            opened.append((path, pattern))
            for form in page.forms {
                guard let (room, target) = match(form.action, form.isPost ? .post : .get) else {
                    complaints.append("\(path): a form to \(form.action), where nothing is")
                    continue
                }
                let one = Found(page: path, pagePattern: pattern, pattern: target, room: room, form: form)
                if found[one.key] == nil { found[one.key] = one } else { found[one.key]?.others.append(path) }
            }
            for link in page.links {
                let plain = String(link.prefix { $0 != "?" && $0 != "#" })
                if plain.hasPrefix("/"), !plain.hasPrefix("//") { queue.append(plain) }
            }
        }
    }

    /// Whether an address is one of a pattern's.
    static func fits(_ path: String, _ pattern: String) -> Bool {
        let parts = path.prefix { $0 != "?" }.split(separator: "/"), wanted = pattern.split(separator: "/")
        return wanted.count == parts.count && zip(wanted, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }

    private func match(_ path: String, _ method: Route.Method) -> (room: String, pattern: String)? {
        var best: (room: String, pattern: String, literals: Int)?
        for (room, route) in routes where route.method == method {
            guard Self.fits(path, route.pattern) else { continue }
            let literals = route.pattern.split(separator: "/").count { !$0.hasPrefix("{") }
            if literals > best?.literals ?? -1 { best = (room, route.pattern, literals) }
        }
        return best.map { ($0.room, $0.pattern) }
    }
}
