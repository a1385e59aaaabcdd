import Access
import Campaigns
import Kernel
import Language
import Markup
import Storage
import Venues
import Web

/// `/desk/visits`: written down, agreed to, told, withdrawn.
enum VisitRoutes {
    static let routes: [Route] = [
        .get("/desk/visits", .permitted(WorkingVisits.keep), filters: ["state", "page"]) { visit in
            let identity = try visit.signedIn()
            return try await visit.database.read { tx in try VisitList(visit, for: identity, in: tx) }.answer(visit)
        },
        .get("/desk/visits/new", .permitted(WorkingVisits.keep), filters: []) { visit in
            let choices = try await VisitEntry.choices(visit)
            var values = ["kind": WorkingVisit.Kind.both.rawValue, "tongues": WorkingVisit.Tongues.both.rawValue]
            if choices.units.count == 1 { values["unit"] = choices.units[0].id.text }
            return VisitEntry.newPage(visit, choices, VisitForms.visit(choices, isNew: true).filled(values))
        },
        .post("/desk/visits", .permitted(WorkingVisits.keep)) { visit in try await VisitEntry.add(visit) },
        .get("/desk/visits/{id}", .permitted(WorkingVisits.keep), filters: []) { visit in try await page(visit).answer(visit) },
        .get("/desk/visits/{id}/edit", .permitted(WorkingVisits.keep), filters: []) { visit in
            let entry = try await VisitEntry.existing(visit)
            return VisitEntry.editPage(visit, entry, entry.form.filled(SeenForm.marked(entry.values)))
        },
        .post("/desk/visits/{id}", .permitted(WorkingVisits.keep)) { visit in try await VisitEntry.change(visit) },
        .get("/desk/visits/{id}/minutes.pdf", .permitted(WorkingVisits.keep), filters: []) { visit in
            let page = try await page(visit)
            return try await VisitMinutes(page: page, now: visit.now, origin: visit.origin).answer()
        },
        .post("/desk/visits/{id}/steps", .permitted(WorkingVisits.keep)) { visit in try await step(visit) },
        .post("/desk/visits/{id}/people", .permitted(WorkingVisits.keep)) { visit in
            let reading = VisitForms.person([]).readAny(visit.posted, "body")
            return try await act(visit, reading, to: "#people", saying: Phrase("已添加。", "Added.")) { tx, id, identity in
                guard let body = ID<Organisation>(reading.text("body")) else {
                    throw Refusal(.invalid, "person-body", "请从参加的单位中选择。", "Choose among the bodies that took part.", field: "body")
                }
                try tx.addPerson(reading.text("office"), name: reading.textOrNil("person"), of: body, to: id, by: identity)
            }
        },
        .post("/desk/visits/{id}/people/removal", .permitted(WorkingVisits.keep)) { visit in
            let person = ID<VisitPerson>(visit.posted.fields["person"] ?? "")
            return try await act(visit, nil, to: "#people", saying: Phrase("已移除。", "Taken off.")) { tx, id, identity in
                guard let person else { throw Refusal.notFound(VisitPerson.noun) }
                try tx.removePerson(person, from: id, by: identity)
            }
        },
        .post("/desk/visits/{id}/conclusions", .permitted(WorkingVisits.keep)) { visit in
            let reading = VisitForms.conclusion([]).readAny(visit.posted, "owner"), asked = visit.posted.fields["conclusion"]
            return try await act(visit, reading, to: "#conclusions", saying: Phrase("已保存。", "Saved.")) { tx, id, identity in
                let conclusion = asked.flatMap { ID<VisitConclusion>($0) }
                guard asked == nil || conclusion != nil else { throw Refusal.notFound(VisitConclusion.noun) }
                let owner = reading.text("owner")
                guard let text = reading.wording("text"), owner.isEmpty || ID<Organisation>(owner) != nil else {
                    throw Refusal(.invalid, "owner-unknown", "请从参加的单位中选择负责单位。", "Choose who owes it among the bodies that took part.", field: "owner")
                }
                try tx.putConclusion(ConclusionDraft(text: text, owner: ID(owner), due: reading.day("due_on")), as: conclusion, in: id, by: identity)
            }
        },
        .post("/desk/visits/{id}/conclusions/removal", .permitted(WorkingVisits.keep)) { visit in
            let conclusion = ID<VisitConclusion>(visit.posted.fields["conclusion"] ?? "")
            return try await act(visit, nil, to: "#conclusions", saying: Phrase("已移除。", "Taken off.")) { tx, id, identity in
                guard let conclusion else { throw Refusal.notFound(VisitConclusion.noun) }
                try tx.removeConclusion(conclusion, from: id, by: identity)
            }
        },
        .post("/desk/visits/{id}/tasks", .permitted(WorkingVisits.keep)) { visit in
            let reading = Form(FormField("lead", "牵头单位", "Who leads it", .text(max: 13)), FormField("due_on", "完成期限", "By when", .day)).read(visit.posted)
            let conclusion = ID<VisitConclusion>(visit.posted.fields["conclusion"] ?? "")
            return try await act(visit, reading, to: "#conclusions") { tx, id, identity in
                guard let conclusion else { throw Refusal.notFound(VisitConclusion.noun) }
                let given = try tx.giveConclusionTask(conclusion, in: id, lead: ID(reading.text("lead")), due: reading.day("due_on"), by: identity)
                return given.isNew
                    ? Phrase("已交办，牵头单位会收到通知。", "The task is given; its lead is told.") : Phrase("这条议定事项此前已转为任务，没有再次交办。", "The conclusion was a task already; nothing was given again.")
            }
        },
        .post("/desk/visits/{id}/summary", .permitted(WorkingVisits.keep)) { visit in
            let reading = VisitForms.story.read(visit.posted)
            return try await act(visit, reading, to: "#public", saying: Phrase("公开内容已保存。", "What the public will read is saved.")) { tx, id, identity in
                guard let title = reading.wording("title"), let text = reading.wording("story") else { return }
                try tx.writeStory(title, text, of: id, by: identity)
            }
        },
        .post("/desk/visits/{id}/news", .permitted(WorkingVisits.keep)) { visit in
            let isAlone = visit.posted.fields["alone"] != nil
            return try await act(visit, nil, to: "#public") { tx, id, identity in
                try tx.tellVisit(id, isAlone: isAlone, by: identity) == .published
                    ? Phrase("已作为动态发布。", "It is published as news.") : Phrase("已交活动项目的组织单位核对，核对后发布。", "It waits to be checked by the campaign's organisers, and is published then.")
            }
        },
        .post("/desk/visits/{id}/news/withdrawal", .permitted(WorkingVisits.keep)) { visit in
            let reading = VisitForms.reason.read(visit.posted)
            return try await act(visit, reading, to: "#public", saying: Phrase("已收回。", "Taken back.")) { tx, id, identity in
                try tx.untellVisit(id, says: reading.text("says"), by: identity)
            }
        },
    ]

    static func page(_ visit: Visit) async throws -> VisitPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: WorkingVisit.noun, WorkingVisit.self))
        return try await visit.database.read { tx in try VisitPage(id, for: identity, in: tx) }
    }

    private static func step(_ visit: Visit) async throws -> Answer {
        switch visit.posted.fields["event"].flatMap({ VisitEvent(rawValue: $0) }) {
        case .record?:
            return try await act(visit, nil, saying: Phrase("已提交，各方会收到通知。", "Sent; the bodies are told.")) { tx, id, identity in try tx.sendVisit(id, by: identity) }
        case .agree?:
            let body = ID<Organisation>(visit.posted.fields["body"] ?? "")
            let seen = visit.posted.fields["seen"].flatMap { Int64($0) }.map { Instant(microseconds: $0) }
            return try await act(visit, nil, saying: Phrase("已确认。", "Agreed.")) { tx, id, identity in
                guard let body else { throw Refusal(.invalid, "visit-body", "请选择代表哪家单位。", "Say for which body.", field: "body") }
                try tx.agreeToVisit(id, for: body, seen: seen, by: identity)
            }
        case .withdraw?:
            // A draft needs no reason; what the others have seen does.
            let before = try await page(visit), reading = before.record.state == .draft ? nil : VisitForms.reason.read(visit.posted)
            return try await act(visit, reading, saying: Phrase("已撤回。", "Withdrawn.")) { tx, id, identity in
                try tx.withdrawVisit(id, says: reading?.text("says") ?? "", by: identity)
            }
        default: throw Refusal(.invalid, "visit-step", "没有这样的操作。请用页面上的按钮。", "There is no such step. Use the buttons of the page.", field: "event")
        }
    }

    private static func act(
        _ visit: Visit, _ reading: FormReading?, to part: String = "", saying said: Phrase, _ body: @escaping @Sendable (Transaction, ID<WorkingVisit>, Identity) throws -> Void
    ) async throws -> Answer {
        try await act(visit, reading, to: part) { tx, id, identity in
            try body(tx, id, identity)
            return said
        }
    }

    /// One step in one transaction, which gives what is said of it; what a rule has against it stands beside its field or above the record.
    private static func act(
        _ visit: Visit, _ reading: FormReading?, to part: String = "", _ body: @escaping @Sendable (Transaction, ID<WorkingVisit>, Identity) throws -> Phrase
    ) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: WorkingVisit.noun, WorkingVisit.self))
        var wrong = reading
        var problem: Refusal?
        if reading?.isGood != false {
            do {
                return try await visit.making { tx in
                    let said = try body(tx, id, identity)
                    return Made(at: "/desk/visits/\(id.text)\(part)", saying: said)
                }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                if let field = refusal.field, wrong?.form.fields.contains(where: { $0.name == field }) == true { wrong?.remark(refusal) } else { problem = refusal }
            }
        }
        var page = try await page(visit)
        (page.reading, page.problem) = (wrong, problem)
        return page.answer(visit)
    }
}

extension Form {
    /// Reads what was posted, with whatever was chosen in `field`: the transaction looks whether it may be.
    fileprivate func readAny(_ posted: Posted, _ field: String) -> FormReading {
        Form(
            fields.map { one in
                guard one.name == field else { return one }
                let sent = posted.fields.all(field).filter { !$0.isEmpty }.map { FormField.Choice($0, Phrase(same: $0)) }
                return FormField(one.name, one.label.zh, one.label.en, .choice(sent), required: one.required, hint: one.hint)
            }
        ).read(posted)
    }
}
