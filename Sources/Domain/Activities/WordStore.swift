import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// Keeps the words of the version that the public sees; nil takes them away. `isFirst`: there are none yet.
    func refreshWords(of activity: ID<Activity>, version: Int?, isFirst: Bool = false) throws {
        guard let version, let content = try self.version(version, of: activity)?.content else {
            return try remove(activity.number, from: ListedSchema.words)
        }
        let venue = try content.venue.flatMap { try self.venue($0) }
        let weak = Self.bodyWords(content, place: venue?.name ?? content.place?.name)
        try put(activity.number, strong: Self.titleWords(content), weak: weak, in: ListedSchema.words, isNew: isFirst)
    }

    static func titleWords(_ content: ActivityContent) -> Set<String> {
        SearchWords.of(content.title.zh).union(SearchWords.of(content.title.en ?? "")).union(SearchWords.pinyin(content.title.zh))
    }

    static func bodyWords(_ content: ActivityContent, place: Wording?) -> Set<String> {
        var texts = [content.summary.zh, content.summary.en, content.description.zh, content.description.en, place?.zh, place?.en]
        texts += [content.audience?.zh, content.audience?.en, content.place?.address?.zh, content.place?.address?.en]
        let words = texts.compactMap(\.self).reduce(into: Set<String>()) { $0.formUnion(SearchWords.of($1)) }
        return words.union(SearchWords.pinyin(place?.zh ?? ""))
    }
}
