import Kernel

/// A list or object that is still open while its members are read.
struct JSONFrame {
    let isObject: Bool
    private var items: [Datum] = []
    private var members: [Datum.Member] = []
    private var key = ""
    /// The keys so far, kept apart only where looking through `members` would take long.
    private var keys: Set<String> = []

    init(isObject: Bool) { self.isObject = isObject }

    /// Sets the key of the next member; false when the object has it already.
    mutating func use(_ key: String) -> Bool {
        self.key = key
        if members.count < 16 { return !members.contains { $0.key == key } }
        if keys.isEmpty { keys = Set(members.map(\.key)) }
        return keys.insert(key).inserted
    }

    mutating func add(_ value: Datum) {
        if isObject { members.append(Datum.Member(key, value)) } else { items.append(value) }
    }

    var datum: Datum { isObject ? .object(members) : .list(items) }
}

extension FormatProblem {
    /// Two equal keys in one object.
    static func duplicate(key: String, line: Int) -> FormatProblem {
        let shown = key.prefix(100)
        return FormatProblem(
            .duplicateKey,
            Phrase("同一个对象里键“\(shown)”出现了两次。每个键只能写一次。", "The key “\(shown)” stands twice in one object. Each key may stand once."),
            line: line, field: String(shown))
    }
}
