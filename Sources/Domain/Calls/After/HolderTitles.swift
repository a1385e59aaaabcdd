import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/titles`: the titles that one's units hold, what proves them, what is due for them.
struct HolderTitles: Sendable {
    static let size = 50

    struct Line: Sendable {
        let title: Title
        let name: Wording
        let holder: Wording
        let due: [Assessment]
        /// A call under which it may be renewed now.
        let renewal: Call?
    }

    let lines: [Line]
    let total: Int
    let today: Day

    init(for identity: Identity, page: Int, in tx: Transaction) throws {
        let mine = try OrganisationReach.condition("t.organisation_id", identity.scopes(of: Calls.apply))
        let today = tx.now.day(in: Notice.zone)
        self.today = today
        let found = try tx.rows(
            """
            SELECT t.*, s.key AS scheme_key, \(sql: Holder.names), COUNT(*) OVER () AS total
            FROM calls_title t JOIN calls_scheme s ON s.id = t.scheme_id \(sql: Holder.join("t"))
            WHERE \(sql: mine)
            ORDER BY CASE WHEN t.state IN ('valid', 'rectifying') THEN 0 ELSE 1 END, t.granted_on DESC, t.id DESC
            LIMIT \(Self.size) OFFSET \((page - 1) * Self.size)
            """) { row in (title: try Title(row), key: try row.text("scheme_key"), holder: try row.wording("holder"), total: try row.int("total")) }
        total = found.first?.total ?? 0
        guard !found.isEmpty else {
            lines = []
            return
        }
        let schemes = try tx.schemesByKey()
        let due = Dictionary(grouping: try tx.dueAssessments(of: found.map(\.title.id)), by: \.titleID)
        let calls = try tx.calls().filter { $0.phase(at: tx.now, daysForCorrection: 0) == .open }
        lines = found.map { one in
            let call = calls.first { $0.schemeID == one.title.schemeID && one.title.mayBeRenewed(under: schemes[one.key]?.scheme, in: $0, at: tx.now) }
            return Line(
                title: one.title, name: schemes[one.key]?.scheme.title ?? Wording(one.key), holder: one.holder, due: due[one.title.id] ?? [], renewal: call)
        }
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(Phrase("我的称号", "My titles"), lede: Phrase("持有的称号、证书和凭证，以及要填报的考核。", "The titles that you hold, what proves them, and the assessments to file.")) {
            if lines.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有称号", "No title yet")) }
                    p { visit.say(Phrase("申报获得认定后，称号、证书和考核会出现在这里。", "Once an application is recognised, its title, certificate and assessments stand here.")) }
                }
            } else {
                ul(.class("card-grid")) { for line in lines { li { card(line, visit) } } }
                visit.pager(page: visit.pageNumber, total: total, size: Self.size)
            }
        }
    }

    private static func asks(_ one: Assessment) -> Phrase {
        switch one.state {
        case .rectifying: Phrase("报告整改情况", "Report what was put right")
        case .returned: Phrase("补正\(one.year)年考核", "Correct the assessment of \(one.year)")
        default: Phrase("填报\(one.year)年考核", "File the assessment of \(one.year)")
        }
    }

    private func card(_ line: Line, _ visit: Visit) -> HTML {
        let title = line.title
        return article(.class("card")) {
            div(.class("card-body")) {
                p { TitleView.badge(title, visit) }
                h2(.class("card-title")) { a(.href("/verify/\(title.code)")) { visit.html(line.name) } }
                p(.class("card-place")) { visit.html(line.holder) }
                p(.class("meta")) { title.number + " · " + TitleView.span(title, visit.language) }
                for one in line.due {
                    p {
                        a(.class("button", "button-primary"), .href("/desk/titles/assessments/\(one.id)")) {
                            visit.say(Self.asks(one))
                        }
                    }
                    if let last = one.lastDay { p(.class("meta")) { visit.say(Phrase("最迟 \(Dates.plain(last, .zh))", "By \(Dates.plain(last, .en))")) } }
                }
                if let call = line.renewal {
                    p { a(.class("button"), .href("/desk/calls/\(call.key)/apply")) { visit.say(Phrase("申请续期", "Apply for its renewal")) } }
                }
                if title.state.isInForce, title.isValid(on: today) {
                    p(.class("actions")) {
                        a(.href("/verify/\(title.code)/certificate.pdf")) { visit.say(Phrase("证书（PDF）", "Certificate (PDF)")) }
                        a(.href("/verify/\(title.code)/credential.jwt")) { visit.say(Phrase("签名凭证", "Signed credential")) }
                    }
                }
            }
        }
    }
}

extension Assessment {
    /// Until when something is to be done for it by its holder.
    var lastDay: Day? { state == .rectifying ? rectifyUntil : state == .open ? dueOn : nil }
}

extension Title {
    /// Whether it ends in time to be renewed by that call.
    func mayBeRenewed(under scheme: Scheme?, in call: Call, at now: Instant) -> Bool {
        guard state.isInForce, let validUntil, let last = scheme?.renewable(in: call, at: now) else { return false }
        return validUntil <= last
    }
}

extension Transaction {
    /// What their holders still have to file or to mend, the earliest first.
    func dueAssessments(of titles: [ID<Title>]) throws -> [Assessment] {
        try rows(
            """
            SELECT * FROM calls_assessment WHERE title_id IN (\(list: titles))
                AND state IN (\(list: [AssessmentState.open.rawValue, AssessmentState.rectifying.rawValue, AssessmentState.returned.rawValue])) ORDER BY due_on, id
            """, Assessment.init)
    }
}
