import Activities
import Kernel
import Language
import Storage

/// The words by which a listed resource is found.
enum ResourceIndex {
    static let index = TextIndex("resources")

    static func strong(_ content: ResourceContent) -> Set<String> {
        SearchWords.of(content.name.zh).union(SearchWords.of(content.name.en ?? "")).union(SearchWords.pinyin(content.name.zh))
    }

    static func weak(_ content: ResourceContent, kind: ResourceKind, owner: String) -> Set<String> {
        let named = content.subjects.map(\.title) + content.stages.map(\.title) + [kind.title]
        let texts = [content.summary.zh, content.summary.en ?? "", content.text.zh, content.text.en ?? "", content.credit, owner]
        var words = SearchWords.pinyin(owner)
        for text in texts + named.flatMap({ [$0.zh, $0.en] }) { words.formUnion(SearchWords.of(text)) }
        return words
    }
}
