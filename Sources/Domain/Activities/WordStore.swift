import Kernel
import Language
import Storage
import Venues

/// How much a word that was found says: one of the title more than one of the rest.
enum WordWeight {
    static let title: Int64 = 2
    static let body: Int64 = 1
}

extension Transaction {
    /// Keeps the words of the version that the public sees; nil takes them away. `isFirst`: there are none yet.
    func refreshWords(of activity: ID<Activity>, version: Int?, isFirst: Bool = false) throws {
        if !isFirst { try execute("DELETE FROM activities_word WHERE activity_id = \(activity)") }
        guard let version, let content = try self.version(version, of: activity)?.content else { return }
        let venue = try content.venue.flatMap { try self.venue($0) }
        var weights: [String: Int64] = [:]
        for word in Self.bodyWords(content, place: venue?.name ?? content.place?.name) { weights[word] = WordWeight.body }
        for word in Self.titleWords(content) { weights[word] = WordWeight.title }
        try insertWords(weights.sorted { $0.key < $1.key }, of: activity)
    }

    private static func titleWords(_ content: ActivityContent) -> Set<String> {
        SearchWords.of(content.title.zh).union(SearchWords.of(content.title.en ?? "")).union(SearchWords.pinyin(content.title.zh))
    }

    private static func bodyWords(_ content: ActivityContent, place: Wording?) -> Set<String> {
        var texts = [content.summary.zh, content.summary.en, content.description.zh, content.description.en, place?.zh, place?.en]
        texts += [content.audience?.zh, content.audience?.en, content.place?.address?.zh, content.place?.address?.en]
        let words = texts.compactMap(\.self).reduce(into: Set<String>()) { $0.formUnion(SearchWords.of($1)) }
        return words.union(SearchWords.pinyin(place?.zh ?? ""))
    }

    /// In statements of two lengths, so that each is prepared once; the last one is filled up with its last word again.
    private func insertWords(_ words: [(key: String, value: Int64)], of activity: ID<Activity>) throws {
        var rest = words[...]
        while let last = rest.last {
            let size = rest.count > 16 ? 64 : 16
            let filled = Array(rest.prefix(size)) + Array(repeating: last, count: max(0, size - rest.count))
            let values: [SQL] = filled.map { "(\($0.key), \(activity), \($0.value))" }
            try execute(
                """
                INSERT INTO activities_word (word, activity_id, weight) VALUES \(sql: values.joined(", "))
                ON CONFLICT (word, activity_id) DO NOTHING
                """)
            rest = rest.dropFirst(size)
        }
    }
}
