import Access
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// The form of a visit: a new one, and one that is changed.
enum VisitEntry {
    struct Existing: Sendable {
        let record: WorkingVisit
        let bodies: [VisitBody]
        let choices: VisitChoices
        var form: Form { VisitForms.visit(choices, isNew: false) }
        var values: [String: String] { VisitForms.values(of: record, bodies) }
    }

    static func choices(_ visit: Visit) async throws -> VisitChoices {
        let identity = try visit.signedIn()
        return try await visit.database.read { tx in try VisitChoices(for: identity, in: tx) }
    }

    static func existing(_ visit: Visit) async throws -> Existing {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: WorkingVisit.noun, WorkingVisit.self))
        return try await visit.database.read { tx in
            let record = try tx.deskVisit(id, for: identity)
            return Existing(record: record, bodies: try tx.bodies(of: id, for: identity), choices: try VisitChoices(for: identity, keeping: record, in: tx))
        }
    }

    static func newPage(_ visit: Visit, _ choices: VisitChoices, _ reading: FormReading) -> Answer {
        visit.desk(
            Phrase("记录一次调研交流", "Write down a working visit"),
            lede: Phrase("先写时间、单位和议程；保存后添加出席人员和议定事项。", "Day, bodies and agenda first; people and conclusions are added once it is saved."),
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/visits", WorkingVisits.title)], status: reading.isGood ? 200 : 422
        ) {
            if choices.units.isEmpty {
                div(.class("empty-state")) {
                    h2 { visit.say(Phrase("您的账号没有可代表的单位", "Your account stands for no body")) }
                    p { visit.say(Phrase("请让管理员授予您对本单位的角色。", "Ask an administrator for a role over your organisation.")) }
                }
            } else {
                visit.formHTML(reading, action: "/desk/visits", submit: Phrase("保存草稿", "Save the draft"), makes: true)
            }
        }
    }

    static func editPage(_ visit: Visit, _ entry: Existing, _ reading: FormReading) -> Answer {
        let path = "/desk/visits/\(entry.record.id.text)"
        return visit.desk(
            Phrase("更改：", "Change: ") + entry.record.name.phrase,
            trail: [("/desk", Phrase("工作台", "Desk")), ("/desk/visits", WorkingVisits.title), (path, entry.record.name.phrase)], status: reading.isGood ? 200 : 422
        ) {
            if entry.record.state == .recorded {
                div(.class("notice", "notice-info")) { p { visit.say(Phrase("保存更改后，其他单位需要重新确认。", "After a change the other bodies agree anew.")) } }
            }
            visit.formHTML(reading, action: path, submit: Phrase("保存", "Save"))
        }
    }

    static func add(_ visit: Visit) async throws -> Answer {
        let (identity, choices) = (try visit.signedIn(), try await choices(visit))
        var reading = VisitForms.read(visit.posted, VisitForms.visit(choices, isNew: true))
        guard reading.isGood, let keeper = ID<Organisation>(reading.text("unit")) else { return newPage(visit, choices, reading) }
        do {
            let read = reading
            return try await visit.making { tx in
                let id = try tx.draftVisit(tx.visitDraft(read, keeper: keeper), by: identity)
                return Made(at: "/desk/visits/\(id.text)", saying: Phrase("草稿已保存。请添加议定事项和出席人员，再提交各方确认。", "The draft is saved. Add conclusions and people, then send it to the bodies."))
            }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return newPage(visit, choices, reading)
        }
    }

    static func change(_ visit: Visit) async throws -> Answer {
        let (identity, entry) = (try visit.signedIn(), try await existing(visit))
        var reading = VisitForms.read(visit.posted, entry.form)
        guard reading.isGood else { return editPage(visit, entry, reading) }
        do {
            let (read, id) = (reading, entry.record.id)
            try await visit.database.write { tx in
                let (now, bodies) = try tx.openVisit(id, for: identity)
                try SeenForm.check(read, against: VisitForms.values(of: now, bodies))
                try tx.correctVisit(id, tx.visitDraft(read, keeper: now.keeperID, old: bodies), by: identity)
            }
            return visit.see("/desk/visits/\(entry.record.id.text)", saying: Phrase("已保存。", "Saved."))
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            reading.remark(refusal)
            return editPage(visit, entry, reading)
        }
    }
}
