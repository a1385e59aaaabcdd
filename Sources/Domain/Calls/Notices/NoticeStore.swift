import Access
import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues
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
    var items: [Item] = []
    var supersedes: ID<Notice>?
}

extension Transaction {
    func notice(_ id: ID<Notice>) throws -> Notice? { try row("SELECT * FROM calls_notice WHERE id = \(id)", Notice.init) }

    func requireNotice(_ id: ID<Notice>) throws -> Notice {
        guard let notice = try notice(id) else { throw Refusal.notFound(Notice.noun) }
        return notice
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

    /// Schedules a notice of a call's list: its end is computed from the calendar of those years, and it opens by itself on its day.
    ///
    /// Its text cannot be edited afterwards; another may supersede it.
    func schedule(_ draft: NoticeDraft, of call: Call, calendar: WorkdayCalendar = .china, by identity: Identity) throws -> ID<Notice> {
        let scheme = try scheme(of: call)
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        try check(draft, today: now.day(in: Notice.zone))
        let period = try self.period(draft.begin, scheme.scheme.notice, calendar)
        let id: ID<Notice> = newID()
        let body = DeclaredValue.record(of: ["text": draft.text, "contact": draft.contact, "supervision": draft.supervision])
        try execute(
            """
            INSERT INTO calls_notice (id, call_id, scheme_id, scheme_version, campaign_id, title_zh, title_en, body, begins_on, ends_on, workdays, counts_first,
                state, supersedes_id)
            VALUES (\(id), \(call.id), \(scheme.id), \(scheme.version), \(call.campaignID), \(draft.title.zh), \(draft.title.en), \(body.json), \(draft.begin),
                \(period.end), \(period.workdays), \(scheme.scheme.notice.countsFirstDay), \(NoticeState.scheduled), \(draft.supersedes))
            """)
        for (position, item) in draft.items.enumerated() { try put(item, position + 1, of: id, call) }
        try record(LedgerEntry("calls.notice-scheduled", "notice", id, by: identity.account.id.number, visibility: .office))
        return id
    }

    private func period(_ begin: Day, _ rule: NoticeRule, _ calendar: WorkdayCalendar) throws -> NoticePeriod {
        do {
            return try NoticePeriod(begin: begin, workdays: rule.workdays, countsFirstDay: rule.countsFirstDay, calendar: calendar)
        } catch {
            throw error.refusal
        }
    }

    private func check(_ draft: NoticeDraft, today: Day) throws(Refusal) {
        guard draft.begin >= today else {
            throw Refusal(
                .invalid, "notice-past", "公示从今天（\(today.iso)）或以后的一天开始，不能倒填日期。", "A notice begins today (\(today.iso)) or later; it cannot be backdated.", field: "begin")
        }
        guard !draft.items.isEmpty else {
            throw Refusal(.invalid, "notice-empty", "请至少列入一项。先在会议审定中列出拟认定的单位。", "List at least one. Decide in the meeting first who is proposed.", field: "items")
        }
        for (field, text) in [("contact", draft.contact), ("supervision", draft.supervision)] where text.isEmpty {
            throw Refusal(
                .invalid, "notice-contact", "请写明业务和监督两个联系方式，公众才知道向谁反映。", "Give both contacts, for the matter and for supervision, so that the public knows whom to tell.",
                field: field)
        }
    }

    private func put(_ item: NoticeDraft.Item, _ position: Int, of notice: ID<Notice>, _ call: Call) throws {
        let application = try item.applicationID.map { try requireApplication($0) }
        if let application, application.callID != call.id || application.state != .proposed {
            throw Refusal(
                .conflict, "not-proposed", "名单中有一项不是本次征集拟认定的申报，请重新打开本页。", "One of the list is no proposed application of this call. Open the page again.", field: "items")
        }
        let title = try item.titleID.flatMap { try self.title($0) }
        guard let organisation = application?.organisationID ?? title?.organisationID, let unit = try self.organisation(organisation) else {
            throw Refusal.notFound(Application.noun)
        }
        let venue = try (application?.venueID ?? title?.venueID).flatMap { try self.venue($0) }
        let name = venue?.name ?? unit.name
        try execute(
            """
            INSERT INTO calls_notice_item (notice_id, position, action, organisation_id, application_id, title_id, name_zh, name_en, category, says)
            VALUES (\(notice), \(position), \(item.action), \(organisation), \(item.applicationID), \(item.titleID), \(name.zh), \(name.en),
                \(application?.category ?? title?.category), \(item.says))
            """)
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
