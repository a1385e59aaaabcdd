import Access
import Campaigns
import Kernel
import Language
import Markup
import Plans
import Storage
import Venues
import Web

/// `/desk/visits/{id}`: a visit, with what this person may do with it now.
struct VisitPage: Sendable {
    let record: WorkingVisit
    let bodies: [VisitBody]
    let people: [VisitPerson]
    let conclusions: [VisitConclusion]
    let news: NewsItem?
    /// Of conclusions that have become tasks; of one that was given anew the last.
    let tasks: [ID<VisitConclusion>: KeyTask]
    let today: Day
    let viewer: Identity
    var reading: FormReading?
    var problem: Refusal?

    init(_ id: ID<WorkingVisit>, for identity: Identity, in tx: Transaction) throws {
        record = try tx.deskVisit(id, for: identity)
        bodies = try tx.bodies(of: id, for: identity)
        people = try tx.people(of: id, named: true)
        conclusions = try tx.conclusions(of: id)
        news = try record.newsID.flatMap { try tx.newsItem($0) }
        let given = conclusions.filter { $0.task != nil }.map(\.id.text)
        let found = given.isEmpty ? [] : try tx.tasks(from: .visit, given)
        let last = Set(conclusions.compactMap(\.task))
        tasks = Dictionary(found.filter { last.contains($0.id) }.compactMap { task in ID<VisitConclusion>(task.originKey).map { ($0, task) } }, uniquingKeysWith: { first, _ in first })
        (viewer, today) = (identity, tx.now.day(in: .china))
    }

    var path: String { "/desk/visits/\(record.id.text)" }
    var mayWrite: Bool { record.state == .draft || record.state == .recorded }
    /// Bodies whose word is missing and for which this person may give it.
    var waiting: [VisitBody] {
        guard record.state == .recorded else { return [] }
        return bodies.filter { body in body.isMine && body.agreedAt == nil && (try? VisitRules.mayAgree(viewer.account.id, for: body, among: bodies)) != nil }
    }

    func name(_ body: ID<Organisation>?, _ tongue: Tongue) -> String? { body.flatMap { id in bodies.first { $0.id == id }?.name(tongue) } }

    func answer(_ visit: Visit) -> Answer {
        visit.desk(
            record.name.phrase, trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/visits", WorkingVisits.title)], status: problem == nil && reading?.isGood != false ? 200 : 422
        ) {
            p {
                span(.class("badge"), .data("state", record.state.rawValue)) { visit.say(record.state.title) }
                " "
                visit.say(record.kind.title)
            }
            p(.class("meta")) { visit.say(next) }
            if let problem { div(.class("notice", "notice-error"), .role("alert"), .tabindex(-1), .autofocus()) { p { visit.say(problem.phrase) } } }
            if record.state == .withdrawn, !record.reason.isEmpty {
                div(.class("notice", "notice-warning"), .role("status")) { p { visit.say(Phrase("撤回的原因：", "Why it was withdrawn: ")) + record.reason } }
            }
            VisitActions(page: self, visit: visit).steps
            facts(visit)
            VisitParts(page: self, visit: visit).html
            VisitActions(page: self, visit: visit).publicPart
            VisitActions(page: self, visit: visit).end
        }
    }

    /// Whose turn it is, and what for.
    private var next: Phrase {
        switch record.state {
        case .draft: Phrase("写完后提交各方确认；在此之前只有记录单位能看到。", "Once it is written, send it to the bodies; until then the body that writes it sees it alone.")
        case .recorded where !waiting.isEmpty: Phrase("请看记录是否属实，并代表本单位确认；有误可直接更正，各方会重新确认。", "Look whether it was so, and agree for your body; correct what is wrong, and all look again.")
        case .recorded: Phrase("等待其他单位确认。任何一方更正后，其余各方重新确认。", "Waits for the other bodies. After a correction by one, the others look again.")
        case .agreed: Phrase("各方都已确认，不再更改。议定事项可以转为任务。", "All bodies have agreed; nothing of it changes. Its conclusions can become tasks.")
        case .withdrawn: Phrase("这份记录已撤回，只作留存。", "This record is withdrawn and only kept.")
        }
    }

    private func facts(_ visit: Visit) -> HTML {
        section(.class("stack")) {
            dl(.class("facts")) {
                visit.fact(Phrase("日期", "Day")) { Dates.day(record.day, visit.language) + (record.clock.map { " " + $0 } ?? "") }
                if let spot = record.spot {
                    visit.fact(Phrase("地点", "Place")) {
                        if let venue = record.venue { a(.href("/venues/\(venue.id)")) { visit.html(venue.name) } } else { visit.html(spot) }
                    }
                }
                if let campaign = record.campaign, let key = record.campaignKey {
                    visit.fact(Phrase("活动项目", "Campaign")) { a(.href("/campaigns/\(key)")) { visit.html(campaign.name) } }
                }
                visit.fact(Phrase("参加单位", "Bodies")) {
                    ul { for body in bodies { li { standing(body, visit) } } }
                }
            }
            p(.class("actions")) {
                a(.class("button", "button-quiet"), .href("/desk/visits/\(record.id)/minutes.pdf")) { visit.say(Phrase("下载纪要（PDF）", "Minutes (PDF)")) }
                if mayWrite { a(.class("button", "button-quiet"), .href("/desk/visits/\(record.id)/edit")) { visit.say(Phrase("更改", "Change")) } }
            }
            visit.provenanceHTML(record.provenance)
        }
    }

    @HTMLBuilder private func standing(_ body: VisitBody, _ visit: Visit) -> HTML {
        a(.href("/organisations/\(body.id)")) { visit.html(body.name) }
        if record.state != .draft {
            " "
            if let at = body.agreedAt {
                span(.class("meta")) { visit.say(Phrase("\(Dates.plain(at.day(in: .china), .zh))确认", "agreed on \(Dates.plain(at.day(in: .china), .en))")) }
            } else {
                span(.class("meta")) { visit.say(Phrase("尚未确认", "has not agreed yet")) }
            }
        }
    }
}
