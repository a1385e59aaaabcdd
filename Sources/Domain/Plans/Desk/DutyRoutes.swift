import Access
import Kernel
import Rooms
import Storage
import Venues
import Web

/// `/desk/duties`: tasks of one's own units, and each task for everybody who has to do with it.
enum DutyRoutes {
    static let item = DeskItem("/desk/duties", "我的任务", "My tasks", permission: Plans.carryOut, in: .own, order: 14)

    static func routes(_ house: House) -> [Route] {
        [
            .get("/desk/duties", .permitted(Plans.carryOut), filters: ["page"]) { visit in
                let identity = try visit.signedIn()
                return try await visit.database.read { tx in try DutyListPage(visit, for: identity, in: tx) }.answer(visit)
            },
            .get("/desk/duties/owed", .permitted(Plans.carryOut), filters: ["page"]) { visit in
                let identity = try visit.signedIn()
                return try await visit.database.read { tx in try OwedPage(visit, for: identity, in: tx) }.answer(visit)
            },
            .get("/desk/duties/taking-part", .permitted(Plans.carryOut), filters: ["page"]) { visit in
                let identity = try visit.signedIn()
                return try await visit.database.read { tx in try TakingPartPage(visit, for: identity, in: tx) }.answer(visit)
            },
            .get("/desk/given", .permitted(Plans.carryOut), filters: ["list", "page"]) { visit in
                let identity = try visit.signedIn()
                return try await visit.database.read { tx in try GivenPage(visit, for: identity, in: tx) }.answer(visit)
            },
            .get("/desk/duties/{task}", .permitted(Plans.carryOut), filters: ["page"]) { visit in try await show(try await page(visit), visit, house) },
            .post("/desk/duties/{task}/steps", .permitted(Plans.carryOut)) { visit in
                guard let event = TaskEvent(rawValue: visit.posted.fields["event"] ?? "") else { throw Refusal.notFound(Phrase("这一步", "step")) }
                return try await act(visit, house, Phrase("已记录：\(event.title.zh)。", "Done: \(event.title.en).")) { tx, id, identity in
                    try tx.step(id, event, remark: try words(visit, "remark"), seen: seen(visit), by: identity)
                }
            },
            .post("/desk/duties/{task}/lead", .permitted(Plans.carryOut)) { visit in
                try await act(visit, house, Phrase("已换牵头单位，并重新交办。", "It has another lead, and is assigned anew.")) { tx, id, identity in
                    let unit = try tx.namedUnit(Typed.trimmed(visit.posted.fields["lead"] ?? ""))
                    try tx.handOver(id, to: unit, because: try words(visit, "reason"), by: identity)
                }
            },
            .post("/desk/duties/{task}/risk", .permitted(Plans.carryOut)) { visit in
                guard let risk = KeyTask.Risk(rawValue: visit.posted.fields["risk"] ?? "") else { throw Refusal.notFound(Phrase("这一项", "choice")) }
                return try await act(visit, house, Phrase("风险已保存。", "The risk is kept.")) { tx, id, identity in
                    try tx.setRisk(risk, says: try words(visit, "risk_says"), of: id, by: identity)
                }
            },
            .post("/desk/duties/{task}/milestones/{key}", .permitted(Plans.carryOut)) { visit in
                let (key, text) = (visit.parameter("key"), Typed.trimmed(visit.posted.fields["done"] ?? ""))
                return try await act(visit, house, Phrase("节点已保存。", "The milestone is kept.")) { tx, id, identity in
                    let day = Day(iso: text)
                    guard text.isEmpty || day != nil else { throw Refusal(.invalid, "day", "“\(text.prefix(20))”不是日期。请写作 2023-06-30。", "“\(text.prefix(20))” is no date. Write it like 2023-06-30.", field: "done") }
                    try tx.setMilestone(key, of: id, done: day, says: try words(visit, "says"), by: identity)
                }
            },
            .post("/desk/duties/{task}/goals/{key}", .permitted(Plans.carryOut)) { visit in
                let (key, text) = (visit.parameter("key"), Typed.trimmed(Typed.number(visit.posted.fields["value"] ?? "")))
                return try await act(visit, house, Phrase("已保存。", "Kept.")) { tx, id, identity in
                    let value = Int64(text)
                    guard text.isEmpty || value != nil else { throw PlanCells.notANumber(field: "value") }
                    try tx.setOwnNumber(value, because: try words(visit, "reason", most: 500), for: key, of: id, by: identity)
                }
            },
            .get("/desk/duties/{task}/reports/{period}", .permitted(Plans.carryOut), filters: []) { visit in try await report(visit).answer(visit) },
            .post("/desk/duties/{task}/reports/{period}", .permitted(Plans.carryOut)) { visit in
                var page = try await report(visit)
                page.reading = ReportForm.form(page.report?.remarks ?? [:]).read(visit.posted)
                guard page.reading.isGood else { return page.answer(visit) }
                let (identity, id, period) = (try visit.signedIn(), page.task.id, page.period)
                let says: [TaskReport.Field: String] = [.done: page.reading.text("done"), .problems: page.reading.text("problems"), .next: page.reading.text("next")]
                do {
                    try await visit.database.write { tx in try tx.handIn(says, for: period, of: id, seen: seen(visit), by: identity) }
                } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                    // With the report as it stands now.
                    var fresh = try await report(visit)
                    fresh.reading = ReportForm.form(fresh.report?.remarks ?? [:]).entered(visit.posted.fields)
                    fresh.reading.remark(refusal)
                    return fresh.answer(visit)
                }
                return visit.see("/desk/duties/\(id.text)/reports/\(period.key)", saying: Phrase("报告已上报，数字按此刻保存。", "The report is handed in, with the figures of this moment."))
            },
            .post("/desk/duties/{task}/reports/{period}/decision", .permitted(Plans.carryOut)) { visit in
                var page = try await report(visit)
                page.decision = ReportForm.decision.read(visit.posted)
                guard page.decision.isGood, let event = ReportEvent(rawValue: page.decision.text("event")), event != .handIn else { return page.answer(visit) }
                let (identity, id, period) = (try visit.signedIn(), page.task.id, page.period)
                let remarks: [TaskReport.Field: String] = [
                    .done: page.decision.text("done_remark"), .problems: page.decision.text("problems_remark"), .next: page.decision.text("next_remark"),
                ]
                let seen = seen(visit) ?? Instant(microseconds: 0)
                do {
                    try await visit.database.write { tx in try tx.decide(event, remarks: remarks, on: period, of: id, seen: seen, by: identity) }
                } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                    // With the text as it stands now.
                    var fresh = try await report(visit)
                    fresh.decision = page.decision
                    fresh.decision.remark(refusal)
                    return fresh.answer(visit)
                }
                return visit.see("/desk/duties/\(id.text)", saying: event == .accept ? Phrase("报告已接受。", "The report is accepted.") : Phrase("报告已退回。", "The report is returned."))
            },
        ]
    }

    /// What stood on the page from which somebody acts, by its moment; nil where the form says none.
    private static func seen(_ visit: Visit) -> Instant? { Int64(visit.posted.fields["seen"] ?? "").map { Instant(microseconds: $0) } }

    /// What somebody wrote in a field of a task's page, as its form has it: refused where it is too long or holds signs that no text has.
    private static func words(_ visit: Visit, _ name: String, most: Int = 1000) throws -> String {
        let reading = Form(FormField(name, "说明", "Words", .longText(max: most))).read(visit.posted)
        if let says = reading.remarks.first?.says { throw Refusal(.invalid, "words", says.zh, says.en, field: name) }
        return reading.text(name)
    }

    private static func page(_ visit: Visit) async throws -> DeskTaskPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("task", of: KeyTask.noun, KeyTask.self))
        return try await visit.database.read { tx in try DeskTaskPage(id, for: identity, visit, in: tx) }
    }

    private static func show(_ page: DeskTaskPage, _ visit: Visit, _ house: House) async throws -> Answer {
        page.answer(visit, beside: try await house.panelsHTML(on: Plans.taskPanels, page.task.id.number, visit))
    }

    private static func report(_ visit: Visit) async throws -> ReportPage {
        let (identity, id) = (try visit.signedIn(), try visit.id("task", of: KeyTask.noun, KeyTask.self))
        guard let period = ReportPeriod(visit.parameter("period")) else { throw Refusal.notFound(Phrase("这一季度的报告", "report for that quarter")) }
        let language = visit.language
        return try await visit.database.read { tx in try ReportPage(id, period, for: identity, in: language, tx) }
    }

    /// One act on a task; what is refused is told on its page, with what was entered.
    private static func act(_ visit: Visit, _ house: House, _ says: Phrase, _ run: @escaping @Sendable (Transaction, ID<KeyTask>, Identity) throws -> Void) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try visit.id("task", of: KeyTask.noun, KeyTask.self))
        do {
            try await visit.database.write { tx in try run(tx, id, identity) }
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
            var page = try await page(visit)
            (page.problem, page.posted) = (refusal, visit.posted.fields)
            return try await show(page, visit, house)
        }
        return visit.see("/desk/duties/\(id.text)", saying: says)
    }
}

extension Transaction {
    /// The unit that somebody wrote by its full name or its identity. Refuses none, and several of one name.
    func namedUnit(_ text: String) throws -> ID<Organisation> {
        if let id = ID<Organisation>(text), try organisation(id) != nil { return id }
        let found = try rows(
            "SELECT o.id FROM view_venues_organisation o WHERE o.name_zh = \(text) OR o.name_en = \(text) ORDER BY o.id LIMIT 3") { try $0.id("id", Organisation.self) }
            .filter { try mergedInto($0) == nil }
        guard let first = found.first else {
            throw Refusal(.invalid, "unit-unknown", "没有叫“\(text.prefix(60))”的单位。请填写登记的全名，或单位页面地址里的编号。", "No unit is called “\(text.prefix(60))”. Give its full name as registered, or the identity in its page's address.", field: "lead")
        }
        guard found.count == 1 else {
            throw Refusal(.invalid, "unit-ambiguous", "叫“\(text.prefix(60))”的单位不止一家。请填写单位页面地址里的编号。", "More than one unit is called “\(text.prefix(60))”. Give the identity in its page's address.", field: "lead")
        }
        return first
    }
}
