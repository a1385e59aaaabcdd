import CPostgres

/// Which statements a connection keeps prepared: those that came at least twice, up to a limit.
struct PostgresStatements {
    private struct Key: Hashable {
        let text: String
        let types: [Oid]
    }

    enum Plan {
        case direct
        case prepare(name: String, clearing: Bool)
        case prepared(name: String)
    }

    private static let limit = 300
    private var names: [Key: String] = [:]
    private var seen: Set<Key> = []
    private var count = 0
    private var isStale = false

    mutating func plan(for text: String, _ types: [Oid]) -> Plan {
        let key = Key(text: text, types: types)
        if let name = names[key] { return .prepared(name: name) }
        guard !seen.insert(key).inserted else {
            if seen.count > Self.limit * 4 { seen = [key] }
            return .direct
        }
        let clearing = isStale || names.count >= Self.limit
        if clearing {
            names = [:]
            isStale = false
        }
        count += 1
        return .prepare(name: "k\(count)", clearing: clearing)
    }

    mutating func didPrepare(_ name: String, for text: String, _ types: [Oid]) { names[Key(text: text, types: types)] = name }

    /// Every plan is out of date; the server drops them before the next one is made.
    mutating func forget() { (names, isStale) = ([:], true) }
}
