import Formats
import Kernel
import Language
import Storage
import Venues
import Web

/// The programme as a calendar that can be subscribed to: each session one event, whose identity is the same in every feed and on every
/// host. What was cancelled, and what was taken away within a year, stays as cancelled, so that calendars strike it out.
extension ListingSource {
    static let remembered: Int64 = 366 * 86_400
    private static let mostGone = 5_000

    func calendar(name: Phrase) -> Answer {
        let writer = CalendarWriter(
            name: say(name), description: say(Phrase("\(total) 项活动", total == 1 ? "1 activity" : "\(total) activities")), address: origin + address,
            years: years, language: language.tag)
        let body = stream(writer) { writer, record in
            for event in events(record) { writer.add(event) }
        } end: { writer in
            let events = try await goneEvents()
            for event in events { writer.add(event) }
        }
        return .stream(body, mediaType: "text/calendar; charset=utf-8")
    }

    /// One activity, also one that the public sees no longer.
    func calendar(name: Phrase, of record: ListedRecord) -> Answer {
        var writer = CalendarWriter(name: say(name), address: origin + address, years: years, language: language.tag)
        for event in events(record) { writer.add(event) }
        writer.finish()
        return Answer(mediaType: "text/calendar; charset=utf-8", body: writer.drain())
    }

    /// The zones' rules are written out for ten years around now; other times stand in UTC.
    private var years: ClosedRange<Int> {
        let year = now.day(in: .china).year
        return year - 6...year + 4
    }

    func events(_ record: ListedRecord) -> [CalendarEvent] {
        guard record.sessions.isEmpty else { return record.sessions.map { self.event(record, $0) } }
        let content: ActivityContent = record.content
        guard filter.days.isOpen || !record.isGone, let period: ActivityPeriod = content.period, period.precision == .day else { return [] }
        let zone: Zone = content.zone
        let first: Instant? = period.firstAt(in: zone)
        let last: Instant? = period.lastAt(in: zone)
        guard let begin = first, let end = last else { return [] }
        var event = bare(record, uid: record.id.text, begin: begin, end: end, zone)
        event.description = details(record, [say(Phrase("具体时间未公布", "Hours not announced"))])
        return [event]
    }

    private func event(_ record: ListedRecord, _ session: ActivitySession) -> CalendarEvent {
        var event = bare(record, uid: session.id.text, begin: session.begin, end: session.end, session.zone)
        if session.status == .cancelled { event.status = .cancelled }
        var notes: [String] = []
        if !session.hoursAnnounced { notes.append(say(Phrase("具体时间未公布", "Hours not announced"))) }
        if session.status == .moved { notes.append(say(session.status.title)) }
        if let note = session.note { notes.append(note(language)) }
        event.description = details(record, notes)
        event.page = page(record.id) + "#session-" + session.id.text
        return event
    }

    private func bare(_ record: ListedRecord, uid: String, begin: Instant, end: Instant, _ zone: Zone) -> CalendarEvent {
        var event = CalendarEvent(
            uid: uid + "@kepu", sequence: record.revision, modified: record.updated, begin: begin, end: end, zone: zone,
            summary: record.content.title(language))
        if record.isCancelled { event.status = .cancelled }
        event.location = record.location(regions, language)
        event.point = record.point
        event.page = page(record.id)
        if record.content.mode != .onsite { event.meeting = record.content.meetingAddress }
        event.categories = [say(record.content.kind.title)] + record.content.themes
        event.contact = record.content.contact
        return event
    }

    private func details(_ record: ListedRecord, _ notes: [String]) -> String {
        var lines = notes
        if record.activity.status != .scheduled {
            let reason = record.activity.statusReason
            lines.append(say(record.activity.status.title) + (reason.isEmpty ? "" : language == .zh ? "：" + reason : ": " + reason))
        }
        if record.isGone { lines.append(say(Phrase("已撤回", "Withdrawn"))) }
        let summary = record.content.summary(language)
        if !summary.isEmpty { lines.append(summary) }
        if let organiser = record.organiser { lines.append(organiser.name(language)) }
        return lines.joined(separator: "\n")
    }

    /// Of what the list shows no longer, and would: the events, all cancelled.
    private func goneEvents() async throws -> [CalendarEvent] {
        guard total == ids.count else { return [] }
        var events: [CalendarEvent] = []
        for record in try await goneRecords(limit: Self.mostGone) { events += self.events(record) }
        return events
    }

    /// What was taken away within a year, and what is public and left this list because its sessions of these days were cancelled.
    func goneRecords(limit: Int, withCancelled: Bool = true) async throws -> [ListedRecord] {
        let days = filter.days, since = now.adding(seconds: -Self.remembered)
        let candidates = try await database.read { tx in
            try tx.goneIDs(since: since, limit: limit) + (withCancelled ? try tx.cancelledIDs(days, limit: limit) : [])
        }
        guard !candidates.isEmpty else { return [] }
        let known = candidates.count > 0 && withCancelled && !days.isOpen ? Set(ids) : []
        var out: [ListedRecord] = []
        try await each(candidates.filter { !known.contains($0) }) { records in
            for var record in records where filter.fits(record, regions: regions) {
                if !record.isGone { record.sessions = record.sessions.filter { $0.status == .cancelled } }
                out.append(record)
            }
        }
        return out
    }
}
