import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/commendations`: by what one's units are commended; `/desk/commendations/{key}`: of which of one's units the score is to be seen.
struct MyCommendationsPage: Sendable {
    static let title = Phrase("表扬计分", "Commendations")
    /// More nobody looks through.
    static let most = 300

    let all: [Commendation]
    /// Nil: all rules are listed.
    let one: Commendation?
    let units: [(id: ID<Organisation>, name: Wording)]

    init(in tx: Transaction) throws { (all, one, units) = (try tx.commendations(), nil, []) }

    init(_ one: Commendation, for identity: Identity, in tx: Transaction) throws {
        let reach = try OrganisationReach.condition("o.id", identity.scopes(of: Commendations.see))
        self.one = one
        all = []
        units = try tx.rows(
            "SELECT o.id, o.name_zh, o.name_en FROM view_venues_organisation o WHERE \(sql: reach) ORDER BY o.name_zh, o.id LIMIT \(Self.most)"
        ) { (id: try $0.id("id"), name: try $0.wording("name")) }
    }

    func answer(_ visit: Visit) -> Answer {
        guard let one else { return list(visit) }
        return visit.desk(one.name.phrase, lede: Phrase("看哪家单位的得分？", "Whose score?"), trail: [("/desk/commendations", Self.title)]) {
            if units.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("您的账号没有可代表的单位", "Your account stands for no unit")) }
                    p { visit.say(Phrase("请让管理员授予您对本单位的“承办单位”角色。", "Ask an administrator for the role “Host unit” over your unit.")) }
                }
            } else {
                ul { for unit in units { li { a(.href("/desk/commendations/\(one.key)/\(unit.id.text)")) { visit.html(unit.name) } } } }
            }
        }
    }

    private func list(_ visit: Visit) -> Answer {
        visit.desk(Self.title, lede: Phrase("截止之前就能逐项看到本单位的得分、依据和还缺什么。", "See your unit's score line by line, what it rests on and what is missing, before the deadline.")) {
            if all.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有表扬办法", "None yet")) }
                    p { visit.say(Phrase("主办单位公布指标后，会列在这里。", "They appear here once an organiser has published its indicators.")) }
                }
            } else {
                ul(.class("session-list"), .role("list")) { for one in all { li { CommendationListPage.line(one, visit, path: "/desk/commendations/\(one.key)") } } }
            }
        }
    }
}
