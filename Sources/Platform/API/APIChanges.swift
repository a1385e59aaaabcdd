import Kernel
package import Storage
import Web

/// What became of a public record.
package struct APIChange: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case added, updated, published, withdrawn, cancelled, restored, removed
    }
    package let noun: String
    package let id: String
    package let kind: Kind
    /// Below `/api/v1`; nil where it has no address of its own.
    package let path: String?
    /// The record that it belongs to, as a session to its activity.
    package let within: String?

    package init(_ noun: String, _ id: String, _ kind: Kind, path: String? = nil, within: String? = nil) {
        (self.noun, self.id, self.kind, self.path, self.within) = (noun, id, kind, path, within)
    }
}

/// What a room tells of the ledger's public entries about one noun.
package struct APIChanges: Sendable {
    package let noun: String
    /// Nil for an entry that changes nothing for readers of the API.
    package let read: @Sendable (Transaction, LedgerRecord) throws -> APIChange?

    package init(of noun: String, read: @escaping @Sendable (Transaction, LedgerRecord) throws -> APIChange?) {
        (self.noun, self.read) = (noun, read)
    }
}

extension APIChanges {
    struct Line: Sendable {
        let change: APIChange
        let at: Instant
    }

    struct Page: Sendable {
        let lines: [Line]
        let cursor: String
        let hasMore: Bool
    }

    static let change = APIObject<Line>("Change") {
        APIField("noun", .text, "哪类记录，如 activity、session、venue", "What kind of record: activity, session, venue …") { $0.change.noun }
        APIField("id", .id, "记录的标识", "The identity of the record") { $0.change.id }
        APIField("kind", .choice(APIChange.Kind.self), "发生了什么", "What became of it") { $0.change.kind }
        APIField("at", .instant, "何时", "When") { $0.at }
        APIField("within", .orNull(.id), "所属记录：场次所属的活动", "The record that it belongs to: a session's activity") { $0.change.within }
        APIField("address", .orNull(.address), "从哪里读取这条记录", "Where the record is read") { $0.change.path.map { APIService.root + $0 } }
    }

    private static let page = APIObject<Page>("ChangeList") {
        APIField("items", .list(.object(change)), "变化，先发生的在前", "The changes, the earliest first") { $0.lines }
        APIField("cursor", .text, "下次从这里继续；没有新变化时不变", "Where to go on next time; the same while nothing is new") { $0.cursor }
        APIField("more", .boolean, "是否现在就有更多", "Whether there are more at once") { $0.hasMore }
        APIField("next", .address, "下次询问的网址", "The address to ask next") { APIService.root + "/changes?since=" + $0.cursor }
    }

    /// `/changes`: what became of public records, in the order in which it became final; nothing is ever passed over.
    static func resource(_ rooms: [APIChanges]) -> APIResource {
        let byNoun = Dictionary(rooms.map { ($0.noun, $0) }, uniquingKeysWith: { first, _ in first })
        let since = FormField(
            "since", "从哪里继续", "Since when", .text(max: 13),
            hint: Phrase("上次回答的 cursor；now 表示从现在开始；不写表示从头开始", "the cursor of the last answer; “now” begins now; left out, at the very beginning"))
        return .item(
            "/changes", name: "listChanges", Phrase("发生了什么变化", "What has changed"),
            says: Phrase(
                "先用 since=now 取得 cursor，再读取所需的列表，然后每隔一段时间沿 next 询问。地址上的记录可能已不可见（404），后面的变化会说明。",
                "Take a cursor with since=now, read the lists you need, then ask “next” now and then. A record may meanwhile be gone (404); a later change says so."),
            [APIParameter(since, isOpen: true, example: "now")], of: page, freshness: 0,
            examples: [APIExample("从头开始", "From the beginning"), APIExample("从现在开始", "From now on", ("since", "now"))]
        ) { call in
            let text = call.reading.text("since")
            return try await call.visit.database.read { tx in try read(text, byNoun, tx) }
        }
    }

    private static let most = 200

    private static func read(_ since: String, _ rooms: [String: APIChanges], _ tx: Transaction) throws -> Page {
        if since == "now" { return Page(lines: [], cursor: Crockford.text(try LedgerReader.latestPublic(tx)), hasMore: false) }
        var from: Int64 = 0
        if !since.isEmpty {
            guard let number = Crockford.number(since) else { throw unknown }
            from = number
        }
        guard let found = try LedgerReader.publicBatch(tx, after: from, limit: most + 1) else { throw unknown }
        let records = found.prefix(most)
        let lines = try records.compactMap { record in try rooms[record.entry.noun]?.read(tx, record).map { Line(change: $0, at: record.at) } }
        return Page(lines: lines, cursor: Crockford.text(records.last?.seq ?? from), hasMore: found.count > most)
    }

    private static let unknown = Refusal(
        .invalid, "cursor-unknown", "参数“since”不是本站给出的。请用上次回答的 cursor，或从头开始。",
        "The parameter “since” is none that this site gave. Use the cursor of the last answer, or begin again.", field: "since")
}
