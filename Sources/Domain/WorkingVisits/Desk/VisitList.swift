import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/visits`: the visits of one's bodies, and of those below one's office.
struct VisitList: Sendable {
    static let pageSize = 30

    let state: VisitState
    let visits: [WorkingVisit]
    let bodies: [ID<WorkingVisit>: [VisitBody]]
    let counts: [VisitState: Int]

    init(_ visit: Visit, for identity: Identity, in tx: Transaction) throws {
        let reach = try VisitReach.condition(identity)
        let counted = try tx.rows("SELECT v.state, COUNT(*) AS number FROM workingvisits_visit v WHERE \(sql: reach) GROUP BY v.state") {
            (try $0.choice("state", VisitState.self), try $0.int("number"))
        }
        let counts = Dictionary(counted, uniquingKeysWith: { first, _ in first })
        self.counts = counts
        let state = try Self.asked(visit) ?? [.recorded, .draft, .agreed].first { counts[$0] ?? 0 > 0 } ?? .recorded
        self.state = state
        try visit.requirePage(of: counts[state] ?? 0, by: Self.pageSize)
        visits = try tx.workingVisits(where: "v.state = \(state) AND \(sql: reach)", limit: Self.pageSize, offset: (visit.pageNumber - 1) * Self.pageSize)
        bodies = try tx.bodies(of: visits.map(\.id), for: identity)
    }

    private static func asked(_ visit: Visit) throws(Refusal) -> VisitState? {
        guard let text = visit.query["state"], !text.isEmpty else { return nil }
        guard let state = VisitState(rawValue: text) else {
            let known = VisitState.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .invalid, "filter-value", "没有“\(text.prefix(40))”这种状态。state 可以是：\(known)。", "There is no state “\(text.prefix(40))”; state is one of: \(known).", field: "state")
        }
        return state
    }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            WorkingVisits.title,
            lede: Phrase("记下看到和议定的事项，各方确认后转为任务；只有参加单位和它们的上级能看到。", "What was seen and concluded, agreed to by all bodies, and made into tasks; seen by those bodies and the offices above them alone.")
        ) {
            p(.class("actions")) { a(.class("button", "button-primary"), .href("/desk/visits/new")) { visit.say(Phrase("记录一次调研交流", "Write down a working visit")) } }
            ul(.class("tabs"), .role("list")) {
                for one in VisitState.allCases {
                    li {
                        a(.href("/desk/visits?state=\(one.rawValue)"), .aria("current", "page").when(one == state)) {
                            visit.say(one.title)
                            span(.class("badge")) { Numerals.count(counts[one] ?? 0, visit.language) }
                        }
                    }
                }
            }
            if visits.isEmpty { empty(visit) } else { ul(.class("session-list"), .role("list")) { for one in visits { li { line(one, visit) } } } }
            visit.pager(page: visit.pageNumber, total: counts[state] ?? 0, size: Self.pageSize)
        }
    }

    private func empty(_ visit: Visit) -> HTML {
        div(.class("empty-state")) {
            h2 { visit.say(Phrase("这里没有记录", "Nothing here")) }
            p {
                switch state {
                case .draft: visit.say(Phrase("点“记录一次调研交流”开始；提交各方确认之前，只有本单位能看到。", "Begin with “Write down a working visit”; until you send it, your own body alone sees it."))
                case .recorded: visit.say(Phrase("没有等待确认的记录。一方提交后，各方在这里看到并确认。", "No record waits. Once one body sends it, all of them find it here and agree."))
                case .agreed: visit.say(Phrase("各方都确认的记录列在这里，议定事项可以转为任务，纪要可以下载。", "Records to which all bodies have agreed stand here, with their minutes; their conclusions become tasks."))
                case .withdrawn: visit.say(Phrase("没有撤回的记录。", "No record was withdrawn."))
                }
            }
        }
    }

    @HTMLBuilder private func line(_ one: WorkingVisit, _ visit: Visit) -> HTML {
        let all = bodies[one.id] ?? []
        span(.class("badge"), .data("state", one.state.rawValue)) { visit.say(one.state.title) }
        div {
            p { a(.href("/desk/visits/\(one.id)")) { visit.html(one.name) } }
            p(.class("meta")) {
                Dates.plain(one.day, visit.language)
                " · "
                all.map { $0.name(visit.language) }.joined(separator: visit.language == .zh ? "、" : ", ")
            }
            if one.state == .recorded {
                let missing = all.filter { $0.agreedAt == nil }
                p(.class("meta")) {
                    missing.contains(where: \.isMine)
                        ? visit.say(Phrase("等本单位确认", "Waits for your body"))
                        : visit.say(Phrase("还等 \(missing.count) 方确认", missing.count == 1 ? "Waits for one body" : "Waits for \(missing.count) bodies"))
                }
            }
        }
    }
}
