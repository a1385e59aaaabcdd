import Formats
import Kernel
import Language
import Storage
import Venues
import Web

/// The programme as a feed: what changed last comes first, a hundred to a page; behind the first page's entries, what was taken away.
extension ListingSource {
    static let feedPage = 100
    private static let founded = Day(iso: "2023-09-16")

    /// `ids` is the page; `latest`: when anything last changed.
    func atom(page number: Int, latest: Instant?) -> Answer {
        var feed = AtomFeed(
            id: Self.tag("activities" + question), title: say(Phrase("科普活动", "Science activities")), updated: latest ?? now,
            author: say(Phrase("科普", "Kepu")), language: language.tag, address: origin + address)
        feed.subtitle = say(Phrase("\(total) 项活动，最近的更改在前", total == 1 ? "1 activity" : "\(total) activities, the latest changes first"))
        feed.page = origin + "/activities" + question
        feed.total = total
        let last = max(1, (total + Self.feedPage - 1) / Self.feedPage)
        feed.pages = .init(
            first: pageAddress(1), previous: number > 1 ? pageAddress(min(number - 1, last)) : nil, next: number < last ? pageAddress(number + 1) : nil,
            last: pageAddress(last))
        let body = stream(AtomWriter(feed)) { writer, record in
            writer.add(entry(record))
        } end: { writer in
            guard number == 1 else { return }
            for record in try await goneRecords(limit: 500, withCancelled: false) {
                guard let at = record.goneAt else { continue }
                writer.addDeleted(id: Self.tag("activity/" + record.id.text), at: at, comment: say(Phrase("已撤回", "Withdrawn")))
            }
        }
        return .stream(body, mediaType: "application/atom+xml; charset=utf-8")
    }

    private func entry(_ record: ListedRecord) -> AtomEntry {
        var entry = AtomEntry(
            id: Self.tag("activity/" + record.id.text), title: record.content.title(language), updated: record.updated, page: page(record.id))
        entry.summary = summary(record)
        entry.author = record.organiser?.name(language)
        entry.categories = [.init(record.content.kind.rawValue, label: say(record.content.kind.title))] + record.content.themes.map { .init($0) }
        entry.links = [
            AtomLink("related", page(record.id) + ".ics", type: "text/calendar"), AtomLink("related", page(record.id) + ".json", type: "application/json"),
        ]
        entry.point = record.point
        return entry
    }

    private func summary(_ record: ListedRecord) -> String {
        var lines: [String] = []
        if record.activity.status != .scheduled {
            lines.append([say(record.activity.status.title), record.activity.statusReason].filter { !$0.isEmpty }.joined(separator: language == .zh ? "：" : ": "))
        }
        if let next = record.next(at: now) { lines.append(next.words(language)) } else if record.sessions.isEmpty { lines.append(say(ActivityWords.period(record.content.period))) }
        if let location = record.location(regions, language) { lines.append(location) }
        lines.append(record.content.summary(language))
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func pageAddress(_ number: Int) -> String {
        let query = Query(encoded: String(question.dropFirst())) ?? Query()
        let asked = query.setting("page", number == 1 ? nil : String(number)).encoded
        return origin + "/activities.atom" + (asked.isEmpty ? "" : "?" + asked)
    }

    private static func tag(_ specific: String) -> String {
        TagURI.make(authority: "kepu", day: founded ?? Day(daysSince1970: 0), specific: specific)
    }
}
