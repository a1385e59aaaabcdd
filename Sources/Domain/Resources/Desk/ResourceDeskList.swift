import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/resources`: what somebody's roles cover, by how far its newest version has come.
struct ResourceDeskList: Sendable {
    static let pageSize = 30

    let state: ResourceState
    let lines: [Line]
    let counts: [ResourceState: Int]

    struct Line: Sendable {
        let id: ID<Resource>
        let name: Wording
        let kind: ResourceKind
        let owner: Wording
        let changedAt: Instant
        let isAuthoritative: Bool

        init(_ row: Row) throws {
            (id, name, kind, owner) = (try row.id("id"), try row.wording("name"), try row.choice("kind"), try row.wording("owner"))
            (changedAt, isAuthoritative) = (try row.instant("changed_at"), try row.bool("is_authoritative"))
        }
    }

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        let mine = try ResourceScope.condition(identity.scopes(of: Resources.see))
        let newest: SQL = "FROM resources_resource r JOIN resources_version v ON v.resource_id = r.id AND v.number = r.newest"
        let counted = try tx.rows("SELECT v.state, COUNT(*) AS number \(sql: newest) WHERE \(sql: mine) GROUP BY v.state") { row in
            (try row.choice("state", ResourceState.self), try row.int("number"))
        }
        counts = Dictionary(counted, uniquingKeysWith: { first, _ in first })
        state = try Self.state(visit, counts, mayCheck: identity.mayAnywhere(Resources.check))
        try visit.requirePage(of: counts[state] ?? 0, by: Self.pageSize)
        let order: SQL = state == .toCheck ? "v.changed_at, r.id" : "v.changed_at DESC, r.id DESC"
        lines = try tx.rows(
            """
            SELECT r.id, r.kind, r.is_authoritative, v.name_zh, v.name_en, v.changed_at, o.name_zh AS owner_zh, o.name_en AS owner_en \(sql: newest)
            JOIN view_venues_organisation o ON o.id = r.owner_id WHERE v.state = \(state) AND \(sql: mine)
            ORDER BY \(sql: order) LIMIT \(Self.pageSize) OFFSET \((visit.pageNumber - 1) * Self.pageSize)
            """, Line.init)
    }

    /// The one that is asked for; else what waits for this person.
    private static func state(_ visit: Visit, _ counts: [ResourceState: Int], mayCheck: Bool) throws(Refusal) -> ResourceState {
        if let text = visit.query["state"], !text.isEmpty {
            guard let state = ResourceState(rawValue: text) else {
                let known = ResourceState.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(
                    .invalid, "filter-value", "没有“\(text.prefix(40))”这种状态。state 可以是：\(known)。", "There is no state “\(text.prefix(40))”; state is one of: \(known).",
                    field: "state")
            }
            return state
        }
        if mayCheck, counts[.toCheck] ?? 0 > 0 { return .toCheck }
        return counts[.draft] ?? 0 > 0 ? .draft : .listed
    }

    func answer(_ visit: Visit) -> Answer {
        let mayOffer = visit.identity?.mayAnywhere(Resources.offer) == true
        return visit.desk(
            Phrase("资源", "Resources"), lede: Phrase("提供、核对、请专家审核、上架。公众在“资源”页找到它们。", "Offered, checked, vetted by experts, listed. The public finds them under “Resources”.")
        ) {
            if mayOffer { p { a(.class("button", "button-primary"), .href("/desk/resources/new")) { visit.say(Phrase("提供一项资源", "Offer a resource")) } } }
            tabs(visit)
            if lines.isEmpty { empty(visit, mayOffer: mayOffer) } else { table(visit) }
            visit.pager(page: visit.pageNumber, total: counts[state] ?? 0, size: Self.pageSize)
        }
    }

    private func tabs(_ visit: Visit) -> HTML {
        ul(.class("tabs"), .role("list")) {
            for one in ResourceState.allCases where one != .superseded {
                li {
                    a(.href("/desk/resources?state=\(one.rawValue)"), .aria("current", "page").when(one == state)) {
                        visit.say(one.title)
                        span(.class("badge", one == .toCheck && counts[one] ?? 0 > 0 ? "badge-attention" : "")) { Numerals.count(counts[one] ?? 0, visit.language) }
                    }
                }
            }
        }
    }

    private func empty(_ visit: Visit, mayOffer: Bool) -> HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("这里没有资源", "Nothing here")) }
            p {
                switch state {
                case .toCheck: visit.say(Phrase("没有等待核对的资源。单位提交时会出现在这里。", "Nothing waits to be checked. What units submit appears here."))
                case .draft where mayOffer: visit.say(Phrase("点“提供一项资源”开始；保存后先是草稿，提交核对后才会上架。", "Begin with “Offer a resource”: it is a draft until you submit it for checking."))
                default: visit.say(Phrase("没有处于此状态的资源。", "No resource is in this state."))
                }
            }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        let titles = [Phrase("名称", "Name"), Phrase("种类", "Kind"), Phrase("提供单位", "Offered by"), Phrase("最近变动", "Last changed")]
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for line in lines {
                        tr {
                            th(.scope("row")) {
                                a(.href("/desk/resources/\(line.id)")) { visit.html(line.name) }
                                if line.isAuthoritative {
                                    " "
                                    ResourceView.authoritative(visit)
                                }
                            }
                            td(.data("label", visit.say(titles[1]))) { visit.say(line.kind.title) }
                            td(.data("label", visit.say(titles[2]))) { visit.html(line.owner) }
                            td(.data("label", visit.say(titles[3]))) { Dates.plain(line.changedAt.day(in: .china), visit.language) }
                        }
                    }
                }
            }
        }
    }
}
