import Kernel
import Language
import Markup
import Storage
import Venues
import Web
import Workflow

/// `/desk/notices/{id}`: what became of each item, what stands against it, and the office's next step: to carry out, to strike, to supersede.
struct NoticeDeskPage: Sendable {
    let notice: Notice
    let scheme: SchemeRecord
    let call: Call?
    let items: [(item: Notice.Item, standing: ItemStanding?)]
    let canSupersede: Bool
    var problem: Refusal?

    init(_ notice: Notice, in tx: Transaction) throws {
        self.notice = notice
        guard let scheme = try tx.scheme(of: notice) else { throw Refusal.notFound(Notice.noun) }
        self.scheme = scheme
        call = try notice.callID.flatMap { try tx.call($0) }
        let standings = Dictionary(
            try tx.standings("i.notice_id = \(notice.id)").map { ($0.item.position, $0.standing) }, uniquingKeysWith: { first, _ in first })
        items = try tx.items(of: notice.id).map { ($0, standings[$0.position]) }
        let waiting = try tx.number("SELECT COUNT(*) FROM calls_notice WHERE supersedes_id = \(notice.id)") ?? 0
        canSupersede = waiting == 0 && Notice.workflow.events(in: notice.state).contains(.supersede)
    }

    private var path: String { "/desk/notices/\(notice.id.text)" }

    /// Where the office came from: the call's page, or the scheme's where the notice is of titles.
    var trail: [(path: String, title: Phrase)] {
        if let call { return [("/desk/calls", Phrase("征集与认定", "Calls and titles")), ("/desk/calls/\(call.key)", call.name.phrase)] }
        return [("/desk/schemes", Phrase("认定办法", "Schemes")), ("/desk/schemes/\(scheme.key)", scheme.scheme.name.phrase)]
    }

    func answer(_ visit: Visit) -> Answer {
        let when = Dates.span(notice.begin, notice.end, visit.language)
        return visit.desk(
            notice.title.phrase, lede: Phrase("公示期：\(when)，共 \(notice.workdays) 个工作日", "\(when), \(Plural.en(notice.workdays, "working day", "working days"))"), trail: trail,
            status: problem == nil ? 200 : 422
        ) {
            p(.class("actions")) {
                span(.class("badge")) { visit.say(notice.state.title) }
                if notice.state.isPublic { a(.href("/notices/\(notice.id)")) { visit.say(Phrase("公开页面", "Public page")) } }
                if let by = notice.supersededByID { a(.href("/desk/notices/\(by)")) { visit.say(Phrase("取代它的公示", "The notice in its place")) } }
            }
            if let problem { div(.class("notice", "notice-error"), .role("alert")) { p { visit.say(problem.phrase) } } }
            if notice.state == .scheduled, notice.begin < visit.now.day(in: Notice.zone) {
                p(.class("remark")) {
                    visit.say(Phrase("开始日期已过而公示尚未开始：缺少当年的工作日历，无法计算结束日期。请联系管理员补充工作日历。", "Its first day has passed and it has not begun: the working days of the year are not known, so its end cannot be computed. Ask the administrator for them."))
                }
            }
            table(visit)
            if isReady { visit.postButton(Phrase("办理无异议的各项", "Carry out what nothing stands against"), posts: path + "/outcomes") }
            if canSupersede {
                p { visit.say(Phrase("公示不能修改，只能由新的公示取代。", "A notice cannot be edited, only another can take its place.")) }
                p(.class("actions")) { a(.class("button"), .href(.within(path + "/successor"))) { visit.say(Phrase("重新公示", "Publish anew")) } }
            }
        }
    }

    private var isReady: Bool { items.contains { $0.item.outcome == nil && $0.standing.map { $0.obstacle == nil } == true } }

    private func table(_ visit: Visit) -> HTML {
        let titles = [Phrase("序号", "No."), Phrase("单位", "Unit"), Phrase("拟办理", "Proposed"), Phrase("异议", "Objections"), Phrase("结果", "Outcome")]
        return div(.class("table-wrap")) {
            Markup.table(.class("table")) {
                thead { tr { for title in titles { th(.scope("col")) { visit.say(title) } } } }
                tbody {
                    for (item, standing) in items {
                        tr {
                            td(.data("label", visit.say(titles[0]))) { String(item.position) }
                            th(.scope("row")) { visit.html(item.name) }
                            td(.data("label", visit.say(titles[2]))) {
                                visit.say(item.action.title)
                                NoticeReason.html(item, visit)
                            }
                            td(.data("label", visit.say(titles[3]))) { objections(standing, visit) }
                            td(.data("label", visit.say(titles[4]))) { outcome(item, standing, visit) }
                        }
                    }
                }
            }
        }
    }

    /// How many, never whose: who objects is the supervision office's alone.
    private func objections(_ standing: ItemStanding?, _ visit: Visit) -> String {
        guard let standing, standing.undecided + standing.upheld > 0 else { return visit.say(Phrase("无", "none")) }
        var parts: [Phrase] = []
        if standing.undecided > 0 { parts.append(Phrase("待定 \(standing.undecided)", "\(standing.undecided) open")) }
        if standing.upheld > 0 { parts.append(Phrase("成立 \(standing.upheld)", "\(standing.upheld) upheld")) }
        return parts.map { visit.say($0) }.joined(separator: visit.say(Phrase("，", ", ")))
    }

    @HTMLBuilder private func outcome(_ item: Notice.Item, _ standing: ItemStanding?, _ visit: Visit) -> HTML {
        if let outcome = item.outcome.flatMap({ NoticeOutcome(rawValue: $0) }) {
            visit.say(outcome.title)
        } else if let standing {
            if let obstacle = standing.obstacle { p(.class("meta")) { visit.say(obstacle.phrase) } } else { visit.say(Phrase("可以办理", "Ready")) }
            if standing.upheld > 0 { striking(item, visit) }
        }
    }

    private func striking(_ item: Notice.Item, _ visit: Visit) -> HTML {
        details {
            summary { visit.say(Phrase("因异议除名", "Strike after an objection")) }
            Markup.form(.method(.post), .action(.within("\(path)/items/\(item.position)/striking")), .class("form")) {
                visit.csrfField
                div(.class("field")) {
                    label(.for("says-\(item.position)")) { visit.say(Phrase("理由", "Reason")) }
                    p(.class("hint"), .id("hint-says-\(item.position)")) {
                        visit.say(
                            Phrase(
                                "单位会看到，称号的还会写入公开记录：不要写个人信息，也不要写能看出异议人是谁的内容。",
                                "The unit reads it, and of a title it stands in the public record: no personal data, nothing that tells who objected."))
                    }
                    textarea(.id("says-\(item.position)"), .aria("describedby", "hint-says-\(item.position)"), .name("says"), .rows(3), .maxlength(2000), .required()) { "" }
                }
                div(.class("form-actions")) { button(.class("button", "button-danger"), .type("submit")) { visit.say(Phrase("除名", "Strike")) } }
            }
        }
    }
}
