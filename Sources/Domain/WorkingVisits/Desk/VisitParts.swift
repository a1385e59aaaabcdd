import Kernel
import Language
import Markup
import Plans
import Storage
import Venues
import Web

/// The parts of a visit as they are read: agenda, what was seen, who was there, what was concluded; with their forms while they may be changed.
struct VisitParts {
    let page: VisitPage
    let visit: Visit

    private var record: WorkingVisit { page.record }

    @HTMLBuilder var html: HTML {
        if !record.agenda.isEmpty {
            section(.class("stack"), .id("agenda")) {
                h2 { visit.say(Phrase("议程", "Agenda")) }
                ol { for item in record.agenda { li { visit.html(item.text) } } }
            }
        }
        if let seen = record.seen {
            section(.class("stack"), .id("seen")) {
                h2 { visit.say(Phrase("看到的情况", "What was seen")) }
                visit.paragraphs(seen)
            }
        }
        section(.class("stack"), .id("conclusions")) {
            h2 { visit.say(Phrase("议定事项", "Conclusions")) }
            if page.conclusions.isEmpty { p { visit.say(Phrase("还没有记下议定事项。", "No conclusion is written down yet.")) } }
            ol { for one in page.conclusions { li { conclusion(one) } } }
            if page.mayWrite {
                details(.open(isWrong("text_zh", nil))) {
                    summary { visit.say(Phrase("添加议定事项", "Add a conclusion")) }
                    visit.formHTML(reading(VisitForms.conclusion(page.bodies), nil), action: page.path + "/conclusions", submit: Phrase("添加", "Add"), makes: true)
                }
            }
        }
        section(.class("stack"), .id("people")) {
            h2 { visit.say(Phrase("出席人员", "Who was there")) }
            if page.people.isEmpty { p { visit.say(Phrase("没有记下出席人员。", "Nobody is written down.")) } }
            for body in page.bodies {
                let those = page.people.filter { $0.bodyID == body.id }
                if !those.isEmpty {
                    h3 { visit.html(body.name) }
                    ul { for one in those { li { person(one) } } }
                }
            }
            if page.mayWrite {
                details(.open(isWrong("office", nil))) {
                    summary { visit.say(Phrase("添加出席人员", "Add somebody")) }
                    visit.formHTML(reading(VisitForms.person(page.bodies), nil), action: page.path + "/people", submit: Phrase("添加", "Add"), makes: true)
                }
            }
        }
    }

    @HTMLBuilder private func conclusion(_ one: VisitConclusion) -> HTML {
        p { visit.html(one.text) }
        let owner = page.name(one.ownerID, visit.language), due = one.dueOn.map { Dates.plain($0, visit.language) }
        p(.class("meta")) {
            owner.map { visit.say(Phrase("负责：", "Owed by ")) + $0 } ?? visit.say(Phrase("未定负责单位", "Nobody owes it yet"))
            due.map { visit.say(Phrase("；期限 ", "; by ")) + $0 } ?? ""
        }
        if let task = page.tasks[one.id] {
            p {
                span(.class("badge"), .data("state", task.state.rawValue)) { visit.say(task.state.title) }
                " "
                a(.href("/desk/duties/\(task.id)")) { visit.say(Phrase("查看任务", "See the task")) }
                if let due = task.due, due != one.dueOn { span(.class("meta")) { visit.say(Phrase("　\(Dates.plain(due, .zh))前完成", " due by \(Dates.plain(due, .en))")) } }
            }
        }
        if page.tasks[one.id].map({ $0.state == .dropped }) ?? true, page.record.state == .agreed, page.bodies.count > 1, one.ownerID != nil || page.bodies.contains(where: \.isMine) {
            giving(one)
        }
        if page.mayWrite, one.task == nil {
            details(.open(isWrong("text_zh", one.id))) {
                summary {
                    visit.say(Phrase("更改", "Change"))
                    span(.class("visually-hidden")) { visit.say(Phrase("：", ": ")) + one.text(visit.language) }
                }
                visit.formHTML(
                    reading(VisitForms.conclusion(page.bodies), one.id, values(of: one)).marked(one.id.text), action: page.path + "/conclusions", submit: Phrase("保存", "Save"),
                    before: { input(.type("hidden"), .name("conclusion"), .value(one.id.text)) })
                visit.postButton(Phrase("移除", "Remove"), posts: page.path + "/conclusions/removal", fields: [("conclusion", one.id.text)], style: "button-quiet")
            }
        }
    }

    /// One click where it is known who owes it and by when; else the two are asked first.
    @HTMLBuilder private func giving(_ one: VisitConclusion) -> HTML {
        let title = one.task == nil ? Phrase("转为任务", "Make it a task") : Phrase("重新转为任务", "Make it a task again"), path = page.path + "/tasks"
        if one.ownerID != nil, one.dueOn.map({ $0 >= page.today }) ?? true, !isWrong("lead", one.id) {
            visit.postButton(title, posts: path, fields: [("conclusion", one.id.text)], style: "button-quiet")
        } else {
            details(.open(isWrong("lead", one.id))) {
                summary {
                    visit.say(title)
                    span(.class("visually-hidden")) { visit.say(Phrase("：", ": ")) + one.text(visit.language) }
                }
                visit.formHTML(
                    reading(VisitForms.task(page.bodies, for: one, today: page.today), one.id, ["lead": one.ownerID?.text ?? ""]).marked("task-" + one.id.text), action: path, submit: title,
                    before: { input(.type("hidden"), .name("conclusion"), .value(one.id.text)) })
            }
        }
    }

    private func values(of one: VisitConclusion) -> [String: String] {
        var values = ["text_zh": one.text.zh]
        (values["text_en"], values["owner"], values["due_on"]) = (one.text.en, one.ownerID?.text, one.dueOn?.iso)
        return values
    }

    @HTMLBuilder private func person(_ one: VisitPerson) -> HTML {
        one.office
        if let name = one.name { " · " + name }
        if page.mayWrite {
            " "
            visit.postButton(Phrase("移除", "Remove"), posts: page.path + "/people/removal", fields: [("person", one.id.text)], style: "button-quiet")
        }
    }

    /// The form that was sent and is wrong, where it is this one: of that conclusion, or a new one.
    private func isWrong(_ field: String, _ id: ID<VisitConclusion>?) -> Bool {
        guard let reading = page.reading, reading.form.fields.contains(where: { $0.name == field }) else { return false }
        return ID<VisitConclusion>(reading.posted.fields["conclusion"] ?? "") == id
    }

    private func reading(_ form: Form, _ id: ID<VisitConclusion>?, _ values: [String: String] = [:]) -> FormReading {
        guard let sent = page.reading, let first = form.fields.first, isWrong(first.name, id) else { return form.filled(values) }
        return sent.again(in: form)
    }
}

extension FormReading {
    /// What was entered, in the form as the page offers it now.
    func again(in form: Form) -> FormReading {
        var again = form.entered(posted.fields)
        for one in remarks { again.remark(one.field, one.says) }
        return again
    }
}
