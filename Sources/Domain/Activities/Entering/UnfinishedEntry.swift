import Access
import Kernel
import Language
import Web

/// The form of an activity as somebody left it: incomplete and wrong values too. Theirs alone, until they save or discard it.
struct UnfinishedEntry: Sendable {
    let id: ID<UnfinishedEntry>
    /// The activity that it would change; nil where it would be a new one.
    let activity: ID<Activity>?
    /// As the form sent them.
    let fields: Query
    let savedAt: Instant

    /// What is typed so far as its name; empty where nothing is.
    var title: Wording { Wording(fields["title_zh"] ?? "", fields["title_en"]) }

    /// The form with it.
    var address: String { Self.page(of: activity) + "?unfinished=\(id.text)" }

    static func page(of activity: ID<Activity>?) -> String { activity.map { "/desk/activities/\($0.text)" } ?? "/desk/activities/new" }

    /// On the clocks of China: `14:05`, with the day where it was another one.
    func time(at now: Instant, _ tongue: Tongue) -> String {
        let saved = savedAt.local(in: .china)
        return saved.day == now.day(in: .china) ? saved.clock : Dates.moment(savedAt, .china, tongue)
    }

    /// Without what belongs to the page and not to the entry.
    static func kept(of posted: Query) -> Query { Query(posted.pairs.filter { !["csrf", "once", "unfinished", "entry", "another"].contains($0.name) }) }
}
