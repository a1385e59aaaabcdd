import Access
import Kernel
import Language
import Markup
import Rooms
import Storage
import Venues
import Web

/// `/desk/calls/{key}/judging`: for the office, each judge's mean and spread over a call, and sheets far from their panel.
struct JudgingPage: Sendable {
    let call: Call
    let statistics: SheetStatistics
    let names: [ID<Expert>: String]
    let holders: [ID<Application>: Wording]
    /// Seats against which a conflict came up since they were given; they count for nothing.
    let conflicts: [(application: ID<Application>, expert: ID<Expert>, why: [Conflict])]

    static let routes: [Route] = [
        .get("/desk/calls/{key}/judging", .permitted(Calls.review)) { visit in
            let (identity, key) = (try visit.signedIn(), visit.parameter("key"))
            return try await visit.database.read { tx in
                let call = try tx.requireCall(key)
                try identity.require(Calls.review, within: try tx.organisationScopes(try tx.scheme(of: call).authorityID))
                return try JudgingPage(call, in: tx)
            }.answer(visit)
        }
    ]

    init(_ call: Call, in tx: Transaction) throws {
        self.call = call
        let statistics = try tx.sheetStatistics(of: call.id)
        self.statistics = statistics
        let table = try ConflictTable(of: call.id, in: tx)
        let seats = try tx.rows(
            "SELECT application_id, expert_id FROM calls_sheet WHERE call_id = \(call.id) AND state <> \(Sheet.State.declined) ORDER BY application_id, expert_id"
        ) { (try $0.id("application_id", Application.self), try $0.id("expert_id", Expert.self)) }
        let conflicts = seats.compactMap { application, expert -> (application: ID<Application>, expert: ID<Expert>, why: [Conflict])? in
            let why = table.conflicts(application, expert)
            return why.isEmpty ? nil : (application, expert, why.sorted { $0.rawValue < $1.rawValue })
        }.prefix(Self.most)
        self.conflicts = Array(conflicts)
        let experts = try tx.experts(statistics.judges.map(\.expert) + conflicts.map(\.expert))
        names = Dictionary(experts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let found = try tx.rows(
            """
            SELECT a.id, \(sql: Holder.names) FROM calls_application a
            \(sql: Holder.join("a"))
            WHERE a.id IN (\(list: Array(Set(statistics.outliers.map(\.sheet.application) + conflicts.map(\.application)))))
            """) { (try $0.id("id", Application.self), try $0.wording("holder")) }
        holders = Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            Phrase("专家评分情况", "How experts scored"), lede: call.name.phrase,
            trail: [("/desk/calls", Phrase("征集与认定", "Calls and titles")), ("/desk/calls/\(call.key)", call.name.phrase)]
        ) {
            if !conflicts.isEmpty { conflicted(visit) }
            if statistics.judges.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("还没有签字的评分表", "No sheet is signed yet")) }
                    p { visit.say(Phrase("专家签字后，这里显示各人的平均分和离散程度。", "Once experts sign, their means and spreads stand here.")) }
                }
            } else {
                judges(visit)
                outliers(visit)
            }
        }
    }

    /// So many are listed: the others come up once these are given to others.
    private static let most = 200

    private func conflicted(_ visit: Visit) -> HTML {
        section(.id("conflicts"), .class("stack")) {
            h2 { visit.say(Phrase("有回避关系的席位", "Seats with a conflict")) }
            p(.class("remark")) {
                visit.say(Phrase("这些席位分配之后出现了回避关系，评分不计入。请打开申报更换专家。", "A conflict came up after these seats were given; they count for nothing. Open the application and give the seat to another."))
            }
            ul(.class("session-list"), .role("list")) {
                for one in conflicts {
                    li {
                        div {
                            p { a(.href("/desk/calls/\(call.key)/applications/\(one.application)")) { visit.html(holders[one.application] ?? Wording("")) } }
                            p(.class("meta")) {
                                let why = one.why.map { visit.say($0.title) }.joined(separator: visit.say(Phrase("；", "; ")))
                                visit.say(Phrase("\(names[one.expert] ?? "")：\(why)", "\(names[one.expert] ?? ""): \(why)"))
                            }
                        }
                    }
                }
            }
        }
    }

    private func judges(_ visit: Visit) -> HTML {
        let titles = [Phrase("专家", "Expert"), Phrase("评分表", "Sheets"), Phrase("平均分", "Mean"), Phrase("离散（标准差）", "Spread (deviation)"), Phrase("与全体平均之差", "From the mean of all")]
        return section(.class("stack")) {
            h2 { visit.say(Phrase("各位专家", "By expert")) }
            div(.class("table-wrap")) {
                Markup.table(.class("table")) {
                    thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                    tbody {
                        for one in statistics.judges {
                            tr {
                                th(.scope("row")) { names[one.expert] ?? "" }
                                td(.data("label", visit.say(titles[1]))) { String(one.sheets) }
                                td(.data("label", visit.say(titles[2]))) { Self.points(one.spread.mean) }
                                td(.data("label", visit.say(titles[3]))) { Self.points(one.spread.deviation) }
                                td(.data("label", visit.say(titles[4]))) { (one.spread.mean < statistics.all.mean ? "−" : "+") + Self.points(abs(one.spread.mean - statistics.all.mean)) }
                            }
                        }
                    }
                }
            }
        }
    }

    private func outliers(_ visit: Visit) -> HTML {
        let far = Points.text(SheetStatistics.far)
        return section(.id("outliers"), .class("stack")) {
            h2 { visit.say(Phrase("偏离较大的评分表", "Sheets far from their panel")) }
            p(.class("meta")) {
                visit.say(
                    Phrase(
                        "与同一申报其他评分表的中位数相差 \(far) 分及以上的列在这里；不少于 \(SheetStatistics.fewest) 份签字后才比较。",
                        "Those \(far) points or more from the median of the other sheets of the same application; compared once \(SheetStatistics.fewest) are signed."))
            }
            if statistics.outliers.isEmpty { p { visit.say(Phrase("没有。", "None.")) } }
            ul(.class("session-list"), .role("list")) {
                for one in statistics.outliers {
                    li {
                        div {
                            p { a(.href("/desk/calls/\(call.key)/applications/\(one.sheet.application)")) { visit.html(holders[one.sheet.application] ?? Wording("")) } }
                            p(.class("meta")) {
                                let (own, median) = (Points.text(one.sheet.total), Points.text(one.median))
                                visit.say(Phrase("\(names[one.sheet.expert] ?? "")：\(own) 分，其他评分表中位数 \(median) 分", "\(names[one.sheet.expert] ?? ""): \(own), the median of the others \(median)"))
                            }
                        }
                    }
                }
            }
        }
    }

    private static func points(_ thousandths: Double) -> String { Points.text(Int(thousandths.rounded())) }
}
