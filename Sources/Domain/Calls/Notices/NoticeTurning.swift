import Kernel
import Language
import Storage
import Workflow

extension NoticePeriod {
    /// The days of a notice that can be read from `today` on: those that were computed, or, where its first day has passed unread, as many
    /// working days from today. A notice nobody could read is no notice, so time that the program stood still counts for none.
    static func opening(_ notice: Notice, on today: Day, _ calendar: WorkdayCalendar) throws(WorkdayCalendar.Missing) -> NoticePeriod {
        guard today > notice.begin else { return NoticePeriod(begin: notice.begin, end: notice.end, workdays: notice.workdays) }
        return try NoticePeriod(begin: today, workdays: notice.workdays, countsFirstDay: notice.countsFirstDay, calendar: calendar)
    }
}

extension Transaction {
    /// Opens what begins and closes what has run out, the earliest first: after an outage the order is that of the days.
    ///
    /// What opens late runs its whole length from then on. Where the calendar of those years is not known it stays scheduled: an end is
    /// computed, never guessed.
    func turnNotices(calendar: WorkdayCalendar = .china) throws {
        let today = now.day(in: Notice.zone)
        let due = try rows(
            """
            SELECT * FROM calls_notice WHERE (state = \(NoticeState.scheduled) AND begins_on <= \(today)) OR (state = \(NoticeState.open) AND ends_on < \(today))
            ORDER BY begins_on, id
            """, Notice.init)
        for notice in due {
            if notice.state == .scheduled {
                if let period = try? NoticePeriod.opening(notice, on: today, calendar) { try open(notice, for: period) }
            } else {
                try close(notice)
            }
        }
    }

    private func open(_ notice: Notice, for period: NoticePeriod) throws {
        let line = try Notice.workflow.transition(from: .scheduled, on: .open)
        let changed = try execute(
            """
            UPDATE calls_notice SET state = \(line.to), published_at = \(now), begins_on = \(period.begin), ends_on = \(period.end), workdays = \(period.workdays)
            WHERE id = \(notice.id) AND state = \(NoticeState.scheduled)
            """)
        guard changed == 1 else { return }
        let days = "\"begin\":\"\(period.begin.iso)\",\"end\":\"\(period.end.iso)\""
        let moved = period.begin == notice.begin ? "" : ",\"planned\":\"\(notice.begin.iso)\""
        try record(LedgerEntry(line.records, "notice", notice.id, by: 0, payload: "{\(days)\(moved)}", visibility: .public))
        try noteOvertaken(in: notice.id)
        if let old = notice.supersedesID { try supersede(old, by: notice.id) }
        try tellListed(in: try requireNotice(notice.id))
    }

    private func close(_ notice: Notice) throws {
        let objections = try number("SELECT COUNT(*) FROM calls_objection WHERE notice_id = \(notice.id)") ?? 0
        let line = try Notice.workflow.transition(from: .open, on: objections == 0 ? .closeClean : .closeWithObjections)
        let changed = try execute("UPDATE calls_notice SET state = \(line.to), closed_at = \(now) WHERE id = \(notice.id) AND state = \(NoticeState.open)")
        guard changed == 1 else { return }
        try record(LedgerEntry(line.records, "notice", notice.id, by: 0, visibility: .public))
        try resolveIfDone(try requireNotice(notice.id), by: 0)
    }

    /// The old notice gives way as its successor opens; one that was settled meanwhile, every item struck, stays as it is.
    private func supersede(_ old: ID<Notice>, by new: ID<Notice>) throws {
        let before = try requireNotice(old)
        guard Notice.workflow.events(in: before.state).contains(.supersede) else { return }
        let line = try Notice.workflow.transition(from: before.state, on: .supersede)
        try strikeLeftOut(of: old, by: new)
        try execute("UPDATE calls_notice SET state = \(line.to), superseded_by = \(new) WHERE id = \(old)")
        try record(LedgerEntry(line.records, "notice", old, by: 0, payload: "{\"by\":\"\(new.text)\"}", visibility: .public))
    }
}
