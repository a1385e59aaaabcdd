package import Campaigns
package import Kernel
package import Language
import Regions
package import Storage

/// One activity to be entered together with many others.
package struct BulkActivity: Sendable {
    package let draft: ActivityDraft
    /// What its place is called, for the search.
    package let placeName: Wording?
    package let sessions: [SessionDraft]
    package let campaigns: [ID<Campaign>]
    /// The key of a theme of theirs.
    package let theme: String?

    /// `draft.content` is as `tx.checked` gives it: the caller has checked it.
    package init(_ draft: ActivityDraft, placeName: Wording?, sessions: [SessionDraft], campaigns: [ID<Campaign>], theme: String? = nil) {
        (self.draft, self.placeName, self.sessions, self.campaigns, self.theme) = (draft, placeName, sessions, campaigns, theme)
    }
}

/// What comes again and again in bulk work, worked out once: the words of texts, the paths of regions.
package struct BulkMemo {
    private var words: [String: Set<String>] = [:]
    private var paths: [String?: String] = [:]
    private var regions: [String: Set<String>] = [:]
    package init() {}

    /// By which words it is found; the strong ones are its title's.
    mutating func words(of content: ActivityContent, place: Wording?, _ tx: Transaction) throws -> (strong: Set<String>, weak: Set<String>) {
        let strong = words(content.title.zh).union(words(content.title.en)).union(words(content.title.zh, pinyin: true))
        let texts = [content.summary.zh, content.summary.en, content.description.zh, content.description.en, place?.zh, place?.en,
            content.audience?.zh, content.audience?.en, content.place?.address?.zh, content.place?.address?.en]
        var weak = words(place?.zh, pinyin: true)
        for text in texts { weak.formUnion(words(text)) }
        if content.kind != .other { for text in [content.kind.title.zh, content.kind.title.en] { weak.formUnion(words(text)) } }
        if let region = content.region { weak.formUnion(try words(ofRegion: region, tx)) }
        return (strong, weak)
    }

    /// What a region is called, by itself and with those above it.
    private mutating func words(ofRegion code: String, _ tx: Transaction) throws -> Set<String> {
        if let found = regions[code] { return found }
        let path = try tx.regionPath(code)
        var made = Set(path.map { $0.pinyin.filter { $0 != " " } })
        for text in [path.map(\.nameZH).joined(), path.map(\.shortZH).joined(), path.map(\.nameEN).joined(separator: " ")] {
            made.formUnion(SearchWords.of(text))
        }
        regions[code] = made
        return made
    }

    mutating func line(_ content: ActivityContent, place: Wording?, _ tx: Transaction) throws -> String {
        let (strong, weak) = try words(of: content, place: place, tx)
        return TextWord.line(strong: strong, weak: weak)
    }

    mutating func path(of region: String?, _ tx: Transaction) throws -> String {
        if let found = paths[region] { return found }
        let made = try tx.activityScopePath(region)
        paths[region] = made
        return made
    }

    private mutating func words(_ text: String?, pinyin: Bool = false) -> Set<String> {
        guard let text, !text.isEmpty else { return [] }
        let key = pinyin ? "p" + text : "w" + text
        if let found = words[key] { return found }
        let made = pinyin ? SearchWords.pinyin(text) : SearchWords.of(text)
        if words.count > 20_000 { words = [:] }
        words[key] = made
        return made
    }
}

extension Transaction {
    /// Enters activities that are not there yet and places each in its campaigns, past the workflow, set by set: what `addActivity`,
    /// `addSessions` and `place` would write.
    ///
    /// - told: whether the ledger says of each what it says of one alone; else only that it is in the campaign, for measurements.
    /// - Returns: the identities of each one's sessions, in their order.
    @discardableResult
    package func enter(
        _ all: [(id: ID<Activity>, one: BulkActivity)], as state: PlacementState = .published, told: Bool, memo: inout BulkMemo, by actor: Int64 = 0
    ) throws -> [[ID<ActivitySession>]] {
        guard !all.isEmpty else { return [] }
        let published: Int? = state == .published ? 1 : nil
        try insertActivities(all.map { row(of: $0.one.draft, $0.id, shown: published, times: $0.one.times, by: actor) })
        try insertVersions(all.map { row(of: $0.one.draft.content, as: 1, of: $0.id, by: actor) })
        let sessions = all.map { $0.one.sessions.map { _ in newID(ActivitySession.self) } }
        try insertSessions(
            zip(all, sessions).flatMap { item, ids in zip(item.one.sessions, ids).map { row(of: $0, as: $1, of: item.id) } })
        let placements: [SQL] = all.flatMap { id, one in
            one.campaigns.map { "(\(id), \($0), NULL, \(one.theme), \(state), 1, \(published), \(now), 0, '', \(one.draft.content.region))" }
        }
        if !placements.isEmpty {
            try execute(
                """
                INSERT INTO activities_placement
                    (activity_id, campaign_id, block, theme, state, number, published_number, since, is_taken_in, reason, region)
                VALUES \(sql: placements.joined(", "))
                """)
        }
        if published != nil {
            let rows = try all.map { TextRow($0.id.number, try memo.line($0.one.draft.content, place: $0.one.placeName, self)) }
            try putNew(rows, in: ListedSchema.words)
            try addListed(all.map(\.id))
        }
        try record(all.flatMap { try entries($0.id, $0.one, state, told, &memo, actor) })
        return sessions
    }

    private func entries(
        _ id: ID<Activity>, _ one: BulkActivity, _ state: PlacementState, _ told: Bool, _ memo: inout BulkMemo, _ actor: Int64
    ) throws -> [LedgerEntry] {
        var all: [LedgerEntry] = []
        if told {
            all.append(LedgerEntry("activities.entered", "activity", id, by: actor, scope: try memo.path(of: one.draft.content.region, self)))
            if !one.sessions.isEmpty {
                all.append(LedgerEntry("activities.sessions-added", "activity", id, by: actor, payload: "{\"count\":\(one.sessions.count)}"))
            }
        }
        let campaigns = told ? one.campaigns : Array(one.campaigns.prefix(1))
        return all + campaigns.map { placementEntry(id, in: $0, version: 1, isPublished: state == .published, by: actor) }
    }
}

extension BulkActivity {
    /// From the first session's begin to the last one's end; nil without sessions.
    fileprivate var times: (first: Instant?, last: Instant?)? {
        sessions.isEmpty ? nil : (sessions.map(\.begin).min(), sessions.map(\.end).max())
    }
}
