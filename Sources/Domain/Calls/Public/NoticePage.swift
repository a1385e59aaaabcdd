import Kernel
import Language
import Markup
import Venues
import Web

/// `/notices/{id}`: the list with what is proposed for each, until when one may object, and to whom one may turn.
struct NoticePage {
    let notice: Notice
    let items: [Notice.Item]
    let categories: [String: Wording]
    let successor: Notice?
    var reading: FormReading

    init(notice: Notice, items: [Notice.Item], categories: [String: Wording], successor: Notice?) {
        (self.notice, self.items, self.categories, self.successor) = (notice, items, categories, successor)
        reading = ObjectionForm.form(items, anonymous: notice.allowsAnonymous).empty
    }

    private func isOpen(_ visit: Visit) -> Bool { notice.state == .open && notice.closesAt.map { visit.now < $0 } == true }

    func answer(_ visit: Visit) -> Answer {
        let when = Dates.span(notice.begin, notice.end, visit.language)
        return visit.page(
            notice.title.phrase, lede: Phrase("公示期：\(when)，共 \(notice.workdays) 个工作日", "\(when), \(Plural.en(notice.workdays, "working day", "working days"))"),
            trail: [("/notices", Phrase("公示", "Public notices"))], status: reading.isGood ? 200 : 422
        ) {
            p { span(.class("badge", notice.state == .open ? "badge-attention" : "")) { visit.say(notice.state.title) } }
            if let successor {
                div(.class("notice")) {
                    p { a(.href("/notices/\(successor.id)")) { visit.say(Phrase("这次公示已由新的公示取代", "Another notice has taken the place of this one")) } }
                }
            }
            if !notice.text.isEmpty { div(.class("prose")) { for line in notice.text.split(separator: "\n") { p { String(line) } } } }
            for action in NoticeAction.allCases { list(action, visit) }
            dl(.class("facts")) {
                dt { visit.say(Phrase("业务联系", "For the matter")) }
                dd { notice.contact }
                dt { visit.say(Phrase("监督联系", "For supervision")) }
                dd { notice.supervision }
            }
            if isOpen(visit) { objecting(visit) }
        }
    }

    @HTMLBuilder private func list(_ action: NoticeAction, _ visit: Visit) -> HTML {
        let some = items.filter { $0.action == action }, hasReasons = some.contains(where: NoticeReason.isGiven)
        if !some.isEmpty {
            section(.class("stack")) {
                h2 { visit.say(Phrase("\(action.title.zh)（\(some.count) 家）", "\(action.title.en) (\(some.count))")) }
                div(.class("table-wrap")) {
                    table(.class("table")) {
                        thead {
                            tr {
                                th(.scope("col")) { visit.say(Phrase("序号", "No.")) }
                                th(.scope("col")) { visit.say(Phrase("单位", "Unit")) }
                                th(.scope("col")) { visit.say(Phrase("类别", "Category")) }
                                if hasReasons { th(.scope("col")) { visit.say(Phrase("理由", "Why")) } }
                                th(.scope("col")) { visit.say(Phrase("结果", "Outcome")) }
                            }
                        }
                        tbody { for item in some { row(item, hasReasons: hasReasons, visit) } }
                    }
                }
            }
        }
    }

    private func row(_ item: Notice.Item, hasReasons: Bool, _ visit: Visit) -> HTML {
        tr {
            td(.data("label", visit.say(Phrase("序号", "No.")))) { String(item.position) }
            th(.scope("row")) {
                if let unit = item.organisationID { a(.href("/organisations/\(unit)")) { visit.html(item.name) } } else { visit.html(item.name) }
            }
            td(.data("label", visit.say(Phrase("类别", "Category")))) { item.category.flatMap { categories[$0] }?(visit.language) ?? "" }
            if hasReasons { td(.data("label", visit.say(Phrase("理由", "Why")))) { NoticeReason.html(item, visit) } }
            td(.data("label", visit.say(Phrase("结果", "Outcome")))) { item.outcome.flatMap { NoticeOutcome(rawValue: $0) }.map { visit.say($0.title) } ?? "" }
        }
    }

    private func objecting(_ visit: Visit) -> HTML {
        section(.id("object"), .class("stack")) {
            h2 { visit.say(Phrase("提出异议", "Object")) }
            p(.class("hint")) {
                visit.say(
                    notice.allowsAnonymous
                    ? Phrase(
                        "可以不留姓名。写明事实并可核实；留下姓名和联系方式，便于核实和答复。您的身份只有负责处理的监督部门可以看到，每次查看都会留下记录。对评审结果本身有不同意见不属于异议。",
                        "You need not give your name. State facts that can be checked; with a name and a way to reach you they can ask back and answer. Only the supervision office that handles it sees who you are, and each look is recorded. Disagreeing with a result as such is no objection."
                    )
                    : Phrase(
                        "须实名，写明事实并可核实。您的身份只有负责处理的监督部门可以看到，每次查看都会留下记录。对评审结果本身有不同意见不属于异议。",
                        "In your real name, with facts that can be checked. Only the supervision office that handles it sees who you are, and each look is recorded. Disagreeing with a result as such is no objection."
                    ))
            }
            div(.class("no-print")) {
                visit.formHTML(
                    reading, action: "/notices/\(notice.id)/objections", submit: Phrase("提交异议", "Send the objection"), makes: true,
                    after: { ObjectionForm.paperField(reading, visit) })
            }
        }
    }
}
