import Kernel
import Language
import Storage
import Venues

extension Transaction {
    /// One version, as it is.
    func insert(_ content: ActivityContent, as number: Int, of activity: ID<Activity>, by actor: Int64) throws {
        let place = content.place
        let themes = content.themes.joined(separator: " ")
        let access = content.access.map(\.rawValue).sorted().joined(separator: " ")
        let period = content.period
        try execute(
            """
            INSERT INTO activities_version
                (activity_id, number, title_zh, title_en, summary_zh, summary_en, description_zh, description_en, kind, mode, audience_zh,
                audience_en, age_min, age_max, themes, venue_id, place_zh, place_en, address_zh, address_en, region, latitude, longitude,
                online_url, fee_zh, fee_en, is_free, booking_note_zh, booking_note_en, access, image_url, image_credit, contact, zone, capacity,
                period_begin, period_end, period_precision, note_zh, note_en, made_at, made_by)
            VALUES (\(activity), \(number), \(content.title.zh), \(content.title.en), \(content.summary.zh), \(content.summary.en),
                \(content.description.zh), \(content.description.en), \(content.kind), \(content.mode), \(content.audience?.zh),
                \(content.audience?.en), \(content.ageMin), \(content.ageMax), \(themes), \(content.venue), \(place?.name.zh), \(place?.name.en),
                \(place?.address?.zh), \(place?.address?.en), \(content.region), \(place?.point?.latitude), \(place?.point?.longitude),
                \(content.onlineURL), \(content.fee?.zh), \(content.fee?.en), \(content.isFree), \(content.bookingNote?.zh),
                \(content.bookingNote?.en), \(access), \(content.imageURL), \(content.imageCredit), \(content.contact), \(content.zone),
                \(content.capacity), \(period?.begin), \(period?.end), \(period?.precision.rawValue), \(content.note?.zh), \(content.note?.en),
                \(now), \(actor))
            """)
    }

    /// Sets `first_at` and `last_at` from the sessions that are not cancelled, else from the period of the newest version.
    func refreshTimes(of activity: ID<Activity>) throws {
        let span = try row(
            """
            SELECT MIN(begin_at) AS first_at, MAX(end_at) AS last_at FROM activities_session
            WHERE activity_id = \(activity) AND status <> 'cancelled'
            """
        ) { row in (try row.instantOrNil("first_at"), try row.instantOrNil("last_at")) }
        var (first, last) = span ?? (nil, nil)
        if first == nil, let content = try latestVersion(of: activity)?.content {
            (first, last) = (content.period?.firstAt(in: content.zone), content.period?.lastAt(in: content.zone))
        }
        try execute("UPDATE activities_activity SET first_at = \(first), last_at = \(last) WHERE id = \(activity)")
        try touch(activity)
        if try number("SELECT shown_number FROM activities_activity WHERE id = \(activity)") != nil { try refreshListed(activity) }
    }
}
