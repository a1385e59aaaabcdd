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
        /// The key of the measure's ground, where a title is to be cancelled.
        var ground = ""
        /// What was put right since an objection was upheld.
        var remedy = ""
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
}
