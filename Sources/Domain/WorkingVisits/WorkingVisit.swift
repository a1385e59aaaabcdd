package import Kernel
import Access
import Campaigns
import Declaration
import Language
import Plans
import Storage
import Venues

/// A working visit or a meeting of two bodies or more (domain M35): what was on the agenda, what was seen, what was concluded.
package struct WorkingVisit: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable, SQLConvertible {
        case visit, meeting, both

        var title: Phrase {
            switch self {
            case .visit: Phrase("调研", "Visit")
            case .meeting: Phrase("会议座谈", "Meeting")
            case .both: Phrase("调研和座谈", "Visit and meeting")
            }
        }
    }

    /// In which languages its minutes are printed.
    enum Tongues: String, Sendable, CaseIterable, SQLConvertible {
        case both, zh, en

        var title: Phrase {
            switch self {
            case .both: Phrase("中英对照", "Chinese and English")
            case .zh: Phrase("中文", "Chinese")
            case .en: Phrase("英文", "English")
            }
        }
    }

    /// What is told to the public, before it becomes a piece of news.
    struct Story: Sendable, Hashable {
        let title: Wording
        let text: Wording
        /// Who wrote it; 0 for the program.
        let writer: ID<Account>
    }

    /// A record of another room with what it is called.
    struct Named<Noun>: Sendable, Hashable {
        let id: ID<Noun>
        let name: Wording
    }

    static let noun = Phrase("这次调研交流", "working visit")

    package let id: ID<WorkingVisit>
    /// By which campaign files know it.
    let key: String
    let name: Wording
    let kind: Kind
    let state: VisitState
    let day: Day
    /// `14:00` at that place; nil: not known.
    let clock: String?
    /// Whose people wrote it down; alone they see it while it is a draft.
    let keeperID: ID<Organisation>
    let campaign: Named<Campaign>?
    let campaignKey: String?
    /// Of the register; nil where the place is told in words, or not at all.
    let venue: Named<Venue>?
    let place: String
    let tongues: Tongues
    /// In its order.
    let agenda: [AgendaItem]
    let seen: Wording?
    let story: Story?
    let newsID: ID<NewsItem>?
    /// Why it was withdrawn.
    let reason: String
    let recordedAt: Instant?
    let changedAt: Instant
    let provenance: Provenance

    init(_ row: Row) throws {
        (id, key, name) = (try row.id("id"), try row.text("key"), try row.wording("name"))
        (kind, state) = (try row.choice("kind"), try row.choice("state"))
        (day, clock, keeperID) = (try row.day("day"), try row.textOrNil("clock"), try row.id("keeper_id"))
        campaign = try row.idOrNil("campaign_id", Campaign.self).map { Named(id: $0, name: try row.wordingOrNil("campaign") ?? Wording("")) }
        campaignKey = try row.textOrNil("campaign_key")
        venue = try row.idOrNil("venue_id", Venue.self).map { Named(id: $0, name: try row.wordingOrNil("venue") ?? Wording("")) }
        (place, tongues) = (try row.text("place"), try row.choice("tongues"))
        agenda = AgendaItem.read(try row.text("agenda"))
        seen = try row.wordingOrNil("seen")
        if let title = try row.wordingOrNil("headline") {
            story = Story(title: title, text: try row.wordingOrNil("story") ?? Wording(""), writer: ID(try row.int64OrNil("told_by") ?? 0))
        } else {
            story = nil
        }
        (newsID, reason) = (try row.idOrNil("news_id"), try row.text("reason"))
        (recordedAt, changedAt) = (try row.instantOrNil("recorded_at"), try row.instant("changed_at"))
        provenance = try row.provenance()
    }

    /// Where it was, in words; nil where nothing is known.
    var spot: Wording? { venue?.name ?? (place.isEmpty ? nil : Wording(place)) }
}

/// One item of an agenda.
struct AgendaItem: Sendable, Hashable {
    static let most = 30

    let key: String
    let text: Wording

    static func read(_ text: String) -> [AgendaItem] {
        (DeclaredValue(json: text)?.elements ?? []).compactMap { one in
            guard let key = one["key"]?.text, let name = one["name"]?.wording else { return nil }
            return AgendaItem(key: key, text: Wording(declared: name))
        }
    }

    static func stored(_ items: [AgendaItem]) -> String { DeclaredValue.list(items.map(\.declared)).json }

    var declared: DeclaredValue { .record(of: ["key": key, "name": text.phrase]) }
}

/// A body that took part, with how it stands to what is written.
struct VisitBody: Sendable, Hashable {
    static let most = 20

    let id: ID<Organisation>
    let key: String
    let name: Wording
    /// When its people said that it was so; nil: they have not yet.
    let agreedAt: Instant?
    let agreedBy: ID<Account>?
    /// Whoever looks speaks for it, or stands above it.
    let isMine: Bool
}

/// What was concluded: who owes it, by when, as far as known.
struct VisitConclusion: Sendable, Hashable {
    static let most = 50
    static let noun = Phrase("这条议定事项", "conclusion")

    let id: ID<VisitConclusion>
    let key: String
    let text: Wording
    let ownerID: ID<Organisation>?
    let dueOn: Day?
    /// The task that was made of it, once.
    let task: ID<KeyTask>?

    init(_ row: Row) throws {
        (id, key, text) = (try row.id("id"), try row.text("key"), try row.wording("text"))
        (ownerID, dueOn, task) = (try row.idOrNil("owner_id"), try row.dayOrNil("due_on"), try row.idOrNil("task_id"))
    }
}
