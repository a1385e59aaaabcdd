import Access
import Campaigns
import Declaration
import Kernel
import Language
import Storage
import Venues
import Workflow

extension Transaction {
    /// Schedules a notice of a call's list: its end is computed from the calendar of those years, and it opens by itself on its day.
    ///
    /// Its text cannot be edited afterwards; another may supersede it.
    func schedule(_ draft: NoticeDraft, of call: Call, calendar: WorkdayCalendar = .china, by identity: Identity) throws -> ID<Notice> {
        try schedule(draft, under: try scheme(of: call), call: call, calendar: calendar, by: identity)
    }

    /// The same under a scheme without a call: several lists of what becomes of titles (domain.md M02, Hunan 2024).
    func schedule(
        _ draft: NoticeDraft, under scheme: SchemeRecord, call: Call? = nil, calendar: WorkdayCalendar = .china, by identity: Identity
    ) throws -> ID<Notice> {
        try identity.require(Calls.review, within: try organisationScopes(scheme.authorityID))
        try check(draft, today: now.day(in: Notice.zone))
        try lock("calls.scheme.\(scheme.id.number)")
        if let old = draft.supersedes { try requireMaySupersede(old, scheme) }
        let period = try NoticePeriod.of(draft, scheme.scheme.notice, calendar)
        let id: ID<Notice> = newID()
        let anonymous = scheme.scheme.notice.allowsAnonymous ? "1" : ""
        let body = DeclaredValue.record(of: ["text": draft.text, "contact": draft.contact, "supervision": draft.supervision, "anonymous": anonymous])
        try execute(
            """
            INSERT INTO calls_notice (id, call_id, scheme_id, scheme_version, campaign_id, title_zh, title_en, body, begins_on, ends_on, workdays, counts_first,
                state, supersedes_id)
            VALUES (\(id), \(call?.id), \(scheme.id), \(scheme.version), \(call?.campaignID), \(draft.title.zh), \(draft.title.en), \(body.json), \(draft.begin),
                \(period.end), \(period.workdays), \(scheme.scheme.notice.countsFirstDay), \(NoticeState.scheduled), \(draft.supersedes))
            """)
        let lines = try NoticeLines(draft, scheme, call, in: self)
        try put(lines, of: id)
        try cure(lines, by: id)
        try record(LedgerEntry("calls.notice-scheduled", "notice", id, by: identity.account.id.number, visibility: .office))
        return id
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

    /// Only what the public has read, or is about to, is superseded; once, and by a notice of the same scheme.
    private func requireMaySupersede(_ id: ID<Notice>, _ scheme: SchemeRecord) throws {
        let old = try requireNotice(id)
        guard old.schemeID == scheme.id else { throw Refusal.notFound(Notice.noun) }
        _ = try Notice.workflow.transition(from: old.state, on: .supersede)
        let waiting = try number("SELECT COUNT(*) FROM calls_notice WHERE supersedes_id = \(id)") ?? 0
        guard waiting == 0 else {
            throw Refusal(
                .conflict, "superseded-already", "已有一次公示将取代它。请在那次公示上继续办理。", "Another notice is to take its place already. Go on with that one.")
        }
    }

    private func put(_ lines: NoticeLines, of notice: ID<Notice>) throws {
        for start in stride(from: 0, to: lines.lines.count, by: 200) {
            let some = lines.lines[start..<min(start + 200, lines.lines.count)].map { one -> SQL in
                """
                (\(notice), \(one.position), \(one.item.action), \(one.organisation), \(one.item.applicationID), \(one.item.titleID), \(one.name.zh), \(one.name.en),
                \(one.category), \(one.item.says), \(one.ground?.key ?? ""), \(one.ground?.text.zh ?? ""), \(one.ground?.text.en), \(one.ground?.clause ?? ""), \(one.item.remedy))
                """
            }
            try execute(
                """
                INSERT INTO calls_notice_item (notice_id, position, action, organisation_id, application_id, title_id, name_zh, name_en, category, says,
                    ground, ground_zh, ground_en, clause, remedy)
                VALUES \(sql: some.joined(", "))
                """)
        }
    }
}
