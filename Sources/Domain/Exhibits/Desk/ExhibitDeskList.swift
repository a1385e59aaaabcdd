import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/exhibits`: the things of one's units, what is lent, what is borrowed, what is broken.
struct ExhibitDeskList: Sendable {
    static let pageSize = 30

    enum Tab: String, Sendable, CaseIterable {
        case things, lent, borrowed, faults

        var title: Phrase {
            switch self {
            case .things: Phrase("实物", "Things")
            case .lent: Phrase("借出", "Lent")
            case .borrowed: Phrase("借入", "Borrowed")
            case .faults: Phrase("待修", "Faults")
            }
        }
    }

    let tab: Tab
    let counts: [Tab: Int]
    let pieces: [Piece]
    let loans: [Loan]
    let faults: [Fault]
    let mayOffer: Bool

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        let scopes = identity.scopes(of: Exhibits.see)
        let (owned, lent, borrowed) = (
            try OrganisationReach.condition("p.owner_id", scopes), try OrganisationReach.condition("l.owner_id", scopes),
            try OrganisationReach.condition("l.borrower_id", scopes)
        )
        let conditions: [Tab: SQL] = [
            .things: "FROM exhibits_piece p WHERE p.state <> \(Piece.State.retired) AND \(sql: owned)",
            .lent: "FROM exhibits_loan l WHERE \(sql: lent)",
            .borrowed: "FROM exhibits_loan l WHERE \(sql: borrowed)",
            .faults: "FROM exhibits_fault f JOIN exhibits_piece p ON p.id = f.piece_id WHERE f.closed_on IS NULL AND \(sql: owned)",
        ]
        let counted = try tx.rows(
            [SQL](Tab.allCases.map { "SELECT \($0.rawValue) AS tab, COUNT(*) AS number \(sql: conditions[$0] ?? "")" }).joined(" UNION ALL ")
        ) {
            (try $0.choice("tab", Tab.self), try $0.int("number"))
        }
        counts = Dictionary(counted, uniquingKeysWith: { first, _ in first })
        tab = try Self.tab(visit)
        mayOffer = identity.mayAnywhere(Exhibits.keep)
        try visit.requirePage(of: counts[tab] ?? 0, by: Self.pageSize)
        let page: SQL = "LIMIT \(Self.pageSize) OFFSET \((visit.pageNumber - 1) * Self.pageSize)"
        // Of loans those that still ask for something come first.
        let order: SQL = "CASE WHEN l.state IN ('inspected', 'declined', 'withdrawn', 'cancelled') THEN 1 ELSE 0 END, l.from_day, l.id"
        pieces =
            tab == .things
            ? try tx.rows(
                """
                SELECT p.*, r.name_zh, r.name_en FROM exhibits_piece p JOIN view_resources_resource r ON r.id = p.resource_id
                WHERE p.state <> \(Piece.State.retired) AND \(sql: owned) ORDER BY p.number, p.id \(sql: page)
                """, Piece.init) : []
        loans =
            tab == .lent
            ? try tx.rows("\(sql: Transaction.loans) WHERE \(sql: lent) ORDER BY \(sql: order) \(sql: page)", Loan.init)
            : tab == .borrowed ? try tx.rows("\(sql: Transaction.loans) WHERE \(sql: borrowed) ORDER BY \(sql: order) \(sql: page)", Loan.init) : []
        faults =
            tab == .faults
            ? try tx.rows(
                "\(sql: Transaction.faults) WHERE f.closed_on IS NULL AND \(sql: owned) ORDER BY f.due_on NULLS LAST, f.id \(sql: page)", Fault.init)
            : []
    }

    private static func tab(_ visit: Visit) throws(Refusal) -> Tab {
        guard let text = visit.query["tab"], !text.isEmpty else { return .things }
        guard let tab = Tab(rawValue: text) else {
            let known = Tab.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .invalid, "filter-value", "没有“\(text.prefix(40))”这一页。tab 可以是：\(known)。", "There is no “\(text.prefix(40))”; tab is one of: \(known).",
                field: "tab")
        }
        return tab
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("展品与借展", "Exhibits and loans"), lede: Phrase("本单位的展品在哪里、谁借着、什么坏了。", "Where one's exhibits are, who has them, what is broken.")
        ) {
            if mayOffer {
                p(.class("actions")) {
                    a(.class("button", "button-quiet"), .href("/desk/exhibits/list")) { visit.say(Phrase("用表格登记展品", "Exhibits from a spreadsheet")) }
                    a(.class("button", "button-quiet"), .href("/desk/exhibits.xlsx")) { visit.say(Phrase("导出（XLSX）", "As XLSX")) }
                }
            }
            ul(.class("tabs"), .role("list")) {
                for one in Tab.allCases {
                    li {
                        a(.href("/desk/exhibits?tab=\(one.rawValue)"), .aria("current", "page").when(one == tab)) {
                            visit.say(one.title)
                            span(.class("badge", one == .faults && counts[one] ?? 0 > 0 ? "badge-attention" : "")) {
                                Numerals.count(counts[one] ?? 0, visit.language)
                            }
                        }
                    }
                }
            }
            if counts[tab] ?? 0 == 0 { empty(visit) }
            if !pieces.isEmpty { PieceTable(pieces: pieces, visit: visit).html }
            if !loans.isEmpty { LoanTable(loans: loans, isLent: tab == .lent, visit: visit).html }
            if !faults.isEmpty { FaultList(faults: faults, visit: visit).html }
            visit.pager(page: visit.pageNumber, total: counts[tab] ?? 0, size: Self.pageSize)
        }
    }

    private func empty(_ visit: Visit) -> HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("这里还没有内容", "Nothing here yet")) }
            p {
                switch tab {
                case .things where mayOffer:
                    visit.say(
                        Phrase("先在“资源”里提供一件展品或一套展品，再从它的页面登记实物。", "Offer an exhibit or a set under “Resources”, then enter its things from its page."))
                case .borrowed: visit.say(Phrase("在资源目录里找到展品，点“申请借展”。", "Find an exhibit in the catalogue and choose “Ask for it”."))
                default: visit.say(Phrase("有了会出现在这里。", "It appears here when there is something."))
                }
            }
            if tab == .borrowed {
                p { a(.class("button"), .href("/resources?nature=physical")) { visit.say(Phrase("查看实体资源", "See physical resources")) } }
            }
            if tab == .things, mayOffer { p { a(.class("button"), .href("/desk/resources")) { visit.say(Phrase("资源", "Resources")) } } }
        }
    }
}

/// Loans as a table that stays readable on a phone.
struct LoanTable {
    let loans: [Loan]
    let isLent: Bool
    let visit: Visit

    var html: HTML {
        let titles = [
            Phrase("展品", "Exhibit"), isLent ? Phrase("借用单位", "Borrower") : Phrase("提供单位", "Owner"), Phrase("使用日期", "Days of use"),
            Phrase("进展", "How far"),
        ]
        let today = visit.now.day(in: Loan.zone)
        return div(.class("table-wrap")) {
            table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for loan in loans {
                        tr {
                            th(.scope("row")) { a(.href("/desk/loans/\(loan.id)")) { visit.html(loan.name) } }
                            td(.data("label", visit.say(titles[1]))) { visit.html(isLent ? loan.borrower : loan.owner) }
                            td(.data("label", visit.say(titles[2]))) { Dates.span(loan.from, loan.to, visit.language) }
                            td(.data("label", visit.say(titles[3]))) {
                                span(.class("badge", loan.state == .asked ? "badge-attention" : loan.state.isOver ? "" : "badge-info")) {
                                    visit.say(loan.state.title)
                                }
                                if let days = loan.overdue(on: today) {
                                    " "
                                    span(.class("badge", "badge-error")) {
                                        visit.say(Phrase("超期 \(days) 天", days == 1 ? "1 day late" : "\(days) days late"))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
