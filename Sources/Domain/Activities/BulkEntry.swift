package import Campaigns
package import Kernel
package import Language
package import Storage
package import Venues

/// One activity to be entered and published together with many others.
package struct BulkActivity: Sendable {
    package let external: ExternalName
    package let organiser: ID<Organisation>
    package let content: ActivityContent
    /// What its place is called, for the search.
    package let placeName: Wording?
    package let sessions: [SessionDraft]
    package let campaigns: [ID<Campaign>]

    package init(
        external: ExternalName, organiser: ID<Organisation>, content: ActivityContent, placeName: Wording?, sessions: [SessionDraft],
        campaigns: [ID<Campaign>]
    ) {
        (self.external, self.organiser, self.content) = (external, organiser, content)
        (self.placeName, self.sessions, self.campaigns) = (placeName, sessions, campaigns)
    }
}

/// The words of texts that come again and again in bulk work, worked out once.
package struct WordMemo {
    private var kept: [String: Set<String>] = [:]
    package init() {}

    mutating func words(_ text: String?, pinyin: Bool = false) -> Set<String> {
        guard let text, !text.isEmpty else { return [] }
        let key = pinyin ? "p" + text : "w" + text
        if let found = kept[key] { return found }
        let made = pinyin ? SearchWords.pinyin(text) : SearchWords.of(text)
        if kept.count > 20_000 { kept = [:] }
        kept[key] = made
        return made
    }

    mutating func line(_ content: ActivityContent, place: Wording?) -> String {
        let strong = words(content.title.zh).union(words(content.title.en)).union(words(content.title.zh, pinyin: true))
        let texts = [content.summary.zh, content.summary.en, content.description.zh, content.description.en, place?.zh, place?.en,
            content.audience?.zh, content.audience?.en, content.place?.address?.zh, content.place?.address?.en]
        var weak = words(place?.zh, pinyin: true)
        for text in texts { weak.formUnion(words(text)) }
        return TextWord.line(strong: strong, weak: weak)
    }
}

extension Transaction {
    /// Enters activities that are not there yet and publishes each in its campaigns, set by set: for demonstrations and measurements.
    /// The caller has checked them; region and place of a venue are given in the content.
    package func enterPublished(_ all: [BulkActivity], memo: inout WordMemo, by actor: Int64 = 0) throws {
        guard !all.isEmpty else { return }
        let named = all.map { (id: newID(Activity.self), one: $0) }
        try insertActivities(named, actor)
        try insertVersions(named, actor)
        try insertSessions(named)
        let placements: [SQL] = named.flatMap { id, one in
            one.campaigns.map { "(\(id), \($0), NULL, NULL, \(PlacementState.published), 1, 1, \(now), 0, '')" }
        }
        if !placements.isEmpty {
            try execute(
                """
                INSERT INTO activities_placement
                    (activity_id, campaign_id, block, theme, state, number, published_number, since, is_taken_in, reason)
                VALUES \(sql: placements.joined(", "))
                """)
        }
        try putNew(named.map { TextRow($0.id.number, memo.line($0.one.content, place: $0.one.placeName)) }, in: ListedSchema.words)
        try addListed(named.map(\.id))
        try record(
            named.map { id, one in
                LedgerEntry(
                    "activities.published", "activity", id, by: actor,
                    payload: "{\"campaign\":\"\(one.campaigns.first?.text ?? "")\",\"version\":1}", visibility: .public)
            })
    }

    private func insertActivities(_ named: [(id: ID<Activity>, one: BulkActivity)], _ actor: Int64) throws {
        let values: [SQL] = named.map { id, one in
            let first = one.sessions.map(\.begin).min(), last = one.sessions.map(\.end).max()
            return """
                (\(id), \(one.organiser), 0, \(ActivityStatus.scheduled), '', \(one.external.source), \(one.external.id), '', 1, 1,
                \(first), \(last), \(now), \(actor), \(now), 1)
                """
        }
        try execute(
            """
            INSERT INTO activities_activity
                (id, organiser_id, is_umbrella, status, status_reason, external_source, external_id, source, latest, shown_number,
                first_at, last_at, created_at, created_by, changed_at, revision)
            VALUES \(sql: values.joined(", "))
            """)
    }

    private func insertVersions(_ named: [(id: ID<Activity>, one: BulkActivity)], _ actor: Int64) throws {
        let values: [SQL] = named.map { id, one in
            let content = one.content, place = content.place
            return """
                (\(id), 1, \(content.title.zh), \(content.title.en), \(content.summary.zh), \(content.summary.en), \(content.description.zh),
                \(content.description.en), \(content.kind), \(content.mode), \(content.ageMin), \(content.ageMax),
                \(content.themes.joined(separator: " ")), \(content.venue), \(place?.name.zh), \(place?.name.en), \(content.region),
                \(place?.point?.latitude), \(place?.point?.longitude), \(content.onlineURL), \(content.fee?.zh), \(content.fee?.en),
                \(content.isFree), \(content.access.map(\.rawValue).sorted().joined(separator: " ")), \(content.zone), \(content.capacity),
                \(now), \(actor))
                """
        }
        try execute(
            """
            INSERT INTO activities_version
                (activity_id, number, title_zh, title_en, summary_zh, summary_en, description_zh, description_en, kind, mode, age_min, age_max,
                themes, venue_id, place_zh, place_en, region, latitude, longitude, online_url, fee_zh, fee_en, is_free, access, zone, capacity,
                made_at, made_by)
            VALUES \(sql: values.joined(", "))
            """)
    }

    private func insertSessions(_ named: [(id: ID<Activity>, one: BulkActivity)]) throws {
        let values: [SQL] = named.flatMap { id, one in
            one.sessions.map { session in
                """
                (\(id), \(newID(ActivitySession.self)), \(session.begin), \(session.end), \(session.zone), \(session.begin.day(in: session.zone)),
                \(session.hoursAnnounced), \(session.capacity), 0, \(ActivitySession.Status.scheduled))
                """
            }
        }
        guard !values.isEmpty else { return }
        try execute(
            """
            INSERT INTO activities_session
                (activity_id, id, begin_at, end_at, zone, local_day, hours_announced, capacity, taken, status)
            VALUES \(sql: values.joined(", "))
            """)
    }
}
