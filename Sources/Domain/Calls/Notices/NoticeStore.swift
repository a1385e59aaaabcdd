import Kernel
import Language
import Storage
import Workflow

/// What the office puts into a notice that is to be published.
struct NoticeDraft: Sendable {
    struct Item: Sendable {
        var action = NoticeAction.recognise
        var applicationID: ID<Application>?
        var titleID: ID<Title>?
        var says = ""
    }

    var title: Wording
    var text = ""
    /// For the matter: telephone, address, e-mail.
    var contact: String
    /// For supervision; seen by those who object to the office itself.
    var supervision: String
    var begin: Day
    /// The last day, where the scheme leaves it to the office; else it is computed.
    var end: Day?
    var items: [Item] = []
    var supersedes: ID<Notice>?
}

extension Transaction {
    func notice(_ id: ID<Notice>) throws -> Notice? { try row("SELECT * FROM calls_notice WHERE id = \(id)", Notice.init) }

    func requireNotice(_ id: ID<Notice>) throws -> Notice {
        guard let notice = try notice(id) else { throw Refusal.notFound(Notice.noun) }
        return notice
    }

    /// The rules under which a notice was made.
    func scheme(of notice: Notice) throws -> SchemeRecord? {
        guard let scheme = notice.schemeID, let version = try number("SELECT scheme_version FROM calls_notice WHERE id = \(notice.id)") else { return nil }
        return try self.scheme(scheme, version: Int(version))
    }

    func items(of notice: ID<Notice>) throws -> [Notice.Item] {
        try rows("SELECT * FROM calls_notice_item WHERE notice_id = \(notice) ORDER BY position") { try Notice.Item($0) }
    }

    /// What the public reads, the newest first.
    func publicNotices(limit: Int, offset: Int) throws -> [Notice] {
        try rows(
            """
            SELECT * FROM calls_notice WHERE state <> \(NoticeState.scheduled) ORDER BY begins_on DESC, id DESC LIMIT \(limit) OFFSET \(offset)
            """, Notice.init)
    }

    func publicNoticeCount() throws -> Int { Int(try number("SELECT COUNT(*) FROM calls_notice WHERE state <> \(NoticeState.scheduled)") ?? 0) }

    func notices(of call: ID<Call>) throws -> [Notice] {
        try rows("SELECT * FROM calls_notice WHERE call_id = \(call) ORDER BY begins_on, id", Notice.init)
    }

    /// Opens what begins and closes what has run out, the earliest first: after an outage the order is that of the days.
    func turnNotices() throws {
        let today = now.day(in: Notice.zone)
        let due = try rows(
            """
            SELECT * FROM calls_notice WHERE (state = \(NoticeState.scheduled) AND begins_on <= \(today)) OR (state = \(NoticeState.open) AND ends_on < \(today))
            ORDER BY begins_on, id
            """, Notice.init)
        for notice in due {
            var state = notice.state
            if state == .scheduled { state = try turn(notice, from: state, .open) }
            if state == .open, notice.end < today {
                let objections = try number("SELECT COUNT(*) FROM calls_objection WHERE notice_id = \(notice.id)") ?? 0
                _ = try turn(notice, from: state, objections == 0 ? .closeClean : .closeWithObjections)
            }
        }
    }

    private func turn(_ notice: Notice, from state: NoticeState, _ event: NoticeEvent) throws -> NoticeState {
        let line = try Notice.workflow.transition(from: state, on: event)
        let opens = event == .open
        let changed = try execute(
            """
            UPDATE calls_notice SET state = \(line.to), published_at = \(opens ? now : notice.publishedAt), closed_at = \(opens ? nil : now)
            WHERE id = \(notice.id) AND state = \(state)
            """)
        guard changed == 1 else { return state }
        try record(LedgerEntry(line.records, "notice", notice.id, by: 0, visibility: .public))
        if opens, let old = notice.supersedesID { try supersede(old, by: notice.id) }
        if opens { try tellListed(in: notice) }
        return line.to
    }

    private func supersede(_ old: ID<Notice>, by new: ID<Notice>) throws {
        guard let before = try notice(old), let line = try? Notice.workflow.transition(from: before.state, on: .supersede) else { return }
        try execute("UPDATE calls_notice SET state = \(line.to), superseded_by = \(new) WHERE id = \(old)")
        try record(LedgerEntry(line.records, "notice", old, by: 0, payload: "{\"by\":\"\(new.text)\"}", visibility: .public))
    }
}
