import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/applications`: what one has applied for, and what is open now.
struct ApplicantListPage: Sendable {
    struct Line: Sendable {
        let application: Application
        let call: Wording
        let holder: Wording
    }

    let lines: [Line]
    let open: [Call]

    init(for identity: Identity, in tx: Transaction) throws {
        let ids = identity.scopes(of: Calls.apply).compactMap { scope -> ID<Organisation>? in
            scope.segments.first == "organisation" ? scope.segments.last.flatMap { ID($0) } : nil
        }
        let calls = try tx.calls()
        open = calls.filter { $0.phase(at: tx.now, daysForCorrection: 0) == .open }
        let names = Dictionary(calls.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        lines = try tx.rows(
            """
            SELECT a.*, \(sql: Holder.names) FROM calls_application a
            \(sql: Holder.join("a"))
            WHERE a.organisation_id IN (\(list: ids)) ORDER BY a.changed_at DESC, a.id DESC LIMIT 200
            """) { row in
                let application = try Application(row)
                return Line(application: application, call: names[application.callID] ?? Wording(""), holder: try row.wording("holder"))
            }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("我的申报", "My applications"), lede: Phrase("申报材料填一次，下次申报和年度考核会自动带出。", "What you fill in once comes back with the next application and the yearly check.")) {
            if !open.isEmpty {
                section(.class("stack")) {
                    h2 { visit.say(Phrase("正在征集", "Open now")) }
                    ul(.class("session-list"), .role("list")) {
                        for call in open {
                            li {
                                div {
                                    p { strong { visit.html(call.name) } }
                                    if let closes = call.closesAt { p(.class("meta")) { CallListPage.closes(closes, visit) } }
                                }
                                div(.class("actions")) { a(.class("button", "button-primary"), .href("/desk/calls/\(call.key)/apply")) { visit.say(Phrase("申报", "Apply")) } }
                            }
                        }
                    }
                }
            }
            if lines.isEmpty { empty(visit) } else { table(visit) }
        }
    }

    private func empty(_ visit: Visit) -> HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("还没有申报", "No application yet")) }
            p { visit.say(Phrase("有征集开放时，从上面的“申报”开始。", "Begin with “Apply” where a call is open.")) }
        }
    }

    private func table(_ visit: Visit) -> HTML {
        div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead {
                    tr { for title in [Phrase("征集", "Call"), Phrase("单位或场馆", "Unit or venue"), Phrase("状态", "State")] { th(.scope("col")) { visit.say(title) } } }
                }
                tbody {
                    for line in lines {
                        tr {
                            th(.scope("row")) { a(.href("/desk/applications/\(line.application.id)")) { visit.html(line.call) } }
                            td(.data("label", visit.say(Phrase("单位或场馆", "Unit or venue")))) { visit.html(line.holder) }
                            td(.data("label", visit.say(Phrase("状态", "State")))) { ApplicationBadge.html(line.application, visit) }
                        }
                    }
                }
            }
        }
    }
}

/// An application's state in a word.
enum ApplicationBadge {
    static func html(_ application: Application, _ visit: Visit) -> HTML {
        let style = switch application.state {
        case .recognised: "badge-success"
        case .returned: "badge-warning"
        case .declined, .failed, .struck: "badge-error"
        case .submitted, .recommended, .passed, .proposed: "badge-info"
        case .draft, .setAside, .withdrawn: ""
        }
        return span(.class("badge", style)) { visit.say(application.standing) }
    }
}
