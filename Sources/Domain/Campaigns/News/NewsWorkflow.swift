import Access
import Kernel
package import Workflow

extension NewsItem {
    /// The whole life of a piece of news; drawn in `docs/workflows.md`. Whoever writes is not whoever publishes, unless they say so.
    package static let workflow: Workflow<NewsState, NewsEvent> = {
        typealias W = Workflow<NewsState, NewsEvent>
        let write = Campaigns.writeNews.name, check = Campaigns.checkNews.name
        var lines = W.on(.submit, from: .draft, to: .toCheck, by: write, records: "campaigns.news-submitted")
        lines += W.on(.recall, from: .toCheck, to: .draft, by: write, records: "campaigns.news-recalled")
        lines += W.on(.giveBack, from: .toCheck, to: .draft, by: check, records: "campaigns.news-returned")
        lines += W.on(.publish, from: .toCheck, to: .published, by: check, records: "campaigns.news-published")
        lines += W.on(.supersede, from: .published, to: .superseded, by: check, records: "campaigns.news-superseded")
        lines += W.on(.withdraw, from: .published, .superseded, to: .withdrawn, by: check, records: "campaigns.news-withdrawn")
        lines += W.on(.discard, from: .draft, to: .withdrawn, by: write, records: "campaigns.news-discarded")
        return W(of: Phrase("这条消息", "This news item"), begins: .draft, lines)
    }()
}
