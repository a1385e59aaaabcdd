import API
import Kernel
import Language
import Storage
import Web

/// Public notices at `/api/v1`, with what is proposed for each of the list.
enum NoticeAPI {
    static let resources = [list, item]

    struct Model: Sendable {
        let notice: Notice
        let items: [Notice.Item]
    }

    private static let list = APIResource.list(
        "/notices", name: "listNotices", Phrase("公示", "Public notices"), says: Phrase("新的在前；尚未开始的不在内。", "The newest first; not those that have not begun."),
        of: json, examples: [APIExample("最新的", "The latest", ("limit", "5"))]
    ) { call in
        let (after, limit) = (call.after, call.limit)
        return try await call.visit.database.read { tx in
            let found = try tx.publicNotices(before: after, limit: limit + 1)
            let items = try tx.items(ofAll: found.map(\.id))
            let total = after == nil ? try tx.publicNoticeCount() : nil
            return APIPage(upTo: limit, of: found.map { Model(notice: $0, items: items[$0.id] ?? []) }, total: total) {
                [$0.notice.begin.iso, String($0.notice.id.number)]
            }
        }
    }

    private static let item = APIResource.item(
        "/notices/{id}", name: "readNotice", Phrase("一次公示", "One notice"), [.path("id", "公示的标识", "The notice's identity")], of: json,
        examples: [APIExample(Phrase("一次公示", "One notice")) { tx in try tx.publicNotices(limit: 1, offset: 0).first.map { [("id", $0.id.text)] } }]
    ) { call in
        let id: ID<Notice> = try call.visit.id("id", of: Notice.noun)
        return try await call.visit.database.read { tx in
            let notice = try tx.requireNotice(id)
            guard notice.state.isPublic else { throw Refusal.notFound(Notice.noun) }
            return Model(notice: notice, items: try tx.items(of: id))
        }
    }

    private static let line = APIObject<Notice.Item>("NoticeItem") {
        APIField("position", .integer, "序号，从 1 起", "Its place on the list, from 1") { $0.position }
        APIField("action", .choice(NoticeAction.self), "拟作的处理", "What is proposed") { $0.action }
        APIField("name", .wording, "公示时的名称", "The name as it was published") { $0.name }
        APIField("organisation", .orNull(.id), "单位的标识", "The identity of the unit") { $0.organisationID?.text }
        APIField("category", .orNull(.text), "类别的 key", "The key of its category") { $0.category }
        APIField("says", .text, "说明", "What is said of it") { $0.says }
        APIField("ground", .orNull(.wording), "所依的撤销情形", "The measure's ground on which it is to be cancelled") { $0.ground?.text }
        APIField("clause", .text, "依据条款", "The clause that says so") { $0.ground?.clause ?? "" }
        APIField("remedy", .text, "异议成立后已作的补正", "What was put right since an objection was upheld") { $0.remedy }
        APIField("outcome", .orNull(.text), "结果；null 为未定", "What became of it; null while that is open") { $0.outcome }
    }

    static let json = APIObject<Model>("Notice") {
        APIField("id", .id, "标识", "Its identity") { $0.notice.id.text }
        APIField("title", .wording, "标题", "Its title") { $0.notice.title }
        APIField("text", .text, "说明", "What stands above the list") { $0.notice.text }
        APIField("contact", .text, "业务联系方式", "Whom to ask about the matter") { $0.notice.contact }
        APIField("supervision", .text, "监督联系方式", "Whom to ask about the office itself") { $0.notice.supervision }
        APIField("begin", .day, "第一天", "The first day") { $0.notice.begin }
        APIField("end", .day, "可提出异议的最后一天", "The last day on which an objection is in time") { $0.notice.end }
        APIField("workdays", .integer, "工作日数", "How many working days it lasts") { $0.notice.workdays }
        APIField("first_day_counts", .boolean, "首日是否计入", "Whether the first day is one of them") { $0.notice.countsFirstDay }
        APIField("state", .choice(NoticeState.self), "状态", "How far it has come") { $0.notice.state }
        APIField("superseded_by", .orNull(.id), "取代它的公示", "What has taken its place") { $0.notice.supersededByID?.text }
        APIField("items", .list(.object(line)), "名单", "The list") { $0.items }
        APIField("page", .address, "网页", "Its page") { "/notices/" + $0.notice.id.text }
    }
}

extension Transaction {
    /// What the public reads, the newest first, behind the notice that these values describe.
    func publicNotices(before last: [String]?, limit: Int) throws -> [Notice] {
        guard let last, last.count == 2, let day = Day(iso: last[0]), let id = Int64(last[1]) else { return try publicNotices(limit: limit, offset: 0) }
        return try rows(
            """
            SELECT * FROM calls_notice WHERE state <> \(NoticeState.scheduled) AND (begins_on < \(day) OR begins_on = \(day) AND id < \(id))
            ORDER BY begins_on DESC, id DESC LIMIT \(limit)
            """, Notice.init)
    }

    /// The lists of many notices in one statement.
    func items(ofAll notices: [ID<Notice>]) throws -> [ID<Notice>: [Notice.Item]] {
        guard !notices.isEmpty else { return [:] }
        let found = try rows("SELECT * FROM calls_notice_item WHERE notice_id IN (\(list: notices)) ORDER BY notice_id, position") { row in
            (notice: try row.id("notice_id", Notice.self), item: try Notice.Item(row))
        }
        return Dictionary(grouping: found, by: \.notice).mapValues { $0.map(\.item) }
    }
}
