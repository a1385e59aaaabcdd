import Kernel
import Language
import Storage
import Venues

/// The rows in which what is new is written, one or many in a statement.
extension Transaction {
    /// One activity's row; `shown`: the version that the public sees at once.
    func row(
        of draft: ActivityDraft, _ id: ID<Activity>, shown: Int? = nil, times: (first: Instant?, last: Instant?)? = nil, by actor: Int64
    ) -> SQL {
        let content: ActivityContent = draft.content
        let first: Instant? = times?.first ?? content.period?.firstAt(in: content.zone)
        let last: Instant? = times?.last ?? content.period?.lastAt(in: content.zone)
        let changed: Instant? = shown == nil ? nil : now
        return """
            (\(id), \(draft.key), \(draft.organiser), \(draft.parent), \(draft.isUmbrella), \(ActivityStatus.scheduled), '',
            \(draft.external?.source), \(draft.external?.id), \(draft.sources.joined(separator: " ")), \(draft.repaired), \(draft.repeats), 1,
            \(shown), \(first), \(last), \(now), \(actor), \(changed?.microseconds ?? 0), \(shown == nil ? 0 : 1))
            """
    }

    func insertActivities(_ rows: [SQL]) throws {
        try execute(
            """
            INSERT INTO activities_activity
                (id, key, organiser_id, parent_id, is_umbrella, status, status_reason, external_source, external_id, source, repaired,
                repeats_id, latest, shown_number, first_at, last_at, created_at, created_by, changed_at, revision)
            VALUES \(sql: rows.joined(", "))
            """)
    }

    /// One version's row.
    func row(of content: ActivityContent, as number: Int, of activity: ID<Activity>, by actor: Int64) -> SQL {
        let place = content.place, period = content.period
        let themes = content.themes.joined(separator: " ")
        let access = content.access.map(\.rawValue).sorted().joined(separator: " ")
        return """
            (\(activity), \(number), \(content.title.zh), \(content.title.en), \(content.summary.zh), \(content.summary.en),
            \(content.description.zh), \(content.description.en), \(content.kind), \(content.mode), \(content.audience?.zh),
            \(content.audience?.en), \(content.ageMin), \(content.ageMax), \(themes), \(content.venue), \(place?.name.zh), \(place?.name.en),
            \(place?.address?.zh), \(place?.address?.en), \(content.region), \(place?.point?.latitude), \(place?.point?.longitude),
            \(content.onlineURL), \(content.fee?.zh), \(content.fee?.en), \(content.isFree), \(content.bookingNote?.zh),
            \(content.bookingNote?.en), \(access), \(content.imageURL), \(content.imageCredit), \(content.contact), \(content.zone),
            \(content.capacity), \(period?.begin), \(period?.end), \(period?.precision.rawValue), \(content.note?.zh), \(content.note?.en),
            \(now), \(actor))
            """
    }

    func insertVersions(_ rows: [SQL]) throws {
        try execute(
            """
            INSERT INTO activities_version
                (activity_id, number, title_zh, title_en, summary_zh, summary_en, description_zh, description_en, kind, mode, audience_zh,
                audience_en, age_min, age_max, themes, venue_id, place_zh, place_en, address_zh, address_en, region, latitude, longitude,
                online_url, fee_zh, fee_en, is_free, booking_note_zh, booking_note_en, access, image_url, image_credit, contact, zone, capacity,
                period_begin, period_end, period_precision, note_zh, note_en, made_at, made_by)
            VALUES \(sql: rows.joined(", "))
            """)
    }

    /// One session's row.
    func row(of draft: SessionDraft, as id: ID<ActivitySession>, of activity: ID<Activity>) -> SQL {
        """
        (\(activity), \(id), \(draft.key), \(draft.begin), \(draft.end), \(draft.zone), \(draft.begin.day(in: draft.zone)),
        \(draft.hoursAnnounced), \(draft.capacity), 0, \(ActivitySession.Status.scheduled), \(draft.note?.zh), \(draft.note?.en),
        \(draft.recurrence))
        """
    }

    func insertSessions(_ rows: [SQL]) throws {
        guard !rows.isEmpty else { return }
        try execute(
            """
            INSERT INTO activities_session
                (activity_id, id, key, begin_at, end_at, zone, local_day, hours_announced, capacity, taken, status, note_zh, note_en, recurrence_id)
            VALUES \(sql: rows.joined(", "))
            """)
    }
}
