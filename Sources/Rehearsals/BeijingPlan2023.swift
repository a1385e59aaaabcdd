import Access
import App
import Declaration
import Foundation
import FoundationEssentials
import Kernel
import Rehearsal
import Rooms
import Storage

/// Beijing's key tasks of 2023 through a year: issued, accepted, shared out to districts, reported by quarters, verified (domain.md M32, M33;
/// `campaigns/beijing-plan-2023.yaml`).
///
/// The plan, its bodies and its chapters are the source's; the targets, the districts' tasks, the activities and everybody who acts are invented and
/// say so.
struct BeijingPlan2023 {
    static let play = RehearsalPlay(
        name: "beijing-plan-2023", title: Phrase("北京市2023年重点任务：从印发到核验", "Beijing's key tasks of 2023: from issue to verification"),
        begin: Instant(iso: "2023-02-09T09:00:00+08:00") ?? Instant(microseconds: 0)
    ) { stage, file in try await BeijingPlan2023(stage).play(file) }

    let stage: Stage
    init(_ stage: Stage) { self.stage = stage }

    private var steering: String { "/desk/plans/\(BeijingCast.plan)" }
    private var follow: String { "/plans/\(BeijingCast.plan)" }

    func play(_ file: [UInt8]) async throws {
        try await prepare(file)
        try await issue()
        try await answer()
        try await reportFirstQuarter()
        try await holdWeek()
        try await correct()
        try await finish()
        try await look()
    }

    // MARK: February: drawn up and issued

    private func prepare(_ file: [UInt8]) async throws {
        try await stage.at("2023-02-09T09:00", Phrase("市科委载入计划，把科技周任务分解到两个区", "The commission applies its plan and shares a task out to two districts"))
        try await apply(("beijing-plan-2023.yaml", file), ("units.yaml", Array(BeijingCast.units.utf8)), ("tasks.yaml", Array(BeijingCast.tasks(dongcheng: 1).utf8)))
        try await stage.enrol("commission", .organiser, over: BeijingCast.commission)
        try await stage.enrol("academy", .organiser, over: BeijingCast.academy)
        for unit in [BeijingCast.haidian, BeijingCast.dongcheng] { try await stage.enrol(unit, .host, over: unit) }
        try await stage.enrol("office", .office)
        try stage.require(try await stage.visitor().go(follow), 404)
    }

    private func issue() async throws {
        let office = try await stage.actor("commission")
        try stage.require(try await office.go(steering), says: "its 2 parts make 3, 1 too few.")
        let refused = try await office.submit(steering + "/issue", ["understood": "1"])
        try stage.require(refused, 422, says: "1 thing does not fit together")
        stage.note(Phrase("分解合计 3 项，少于全市 4 项：不能印发", "The parts make 3 of 4 activities: it cannot be issued"))
        try await apply(("tasks.yaml", Array(BeijingCast.tasks(dongcheng: 2).utf8)))
        try await stage.at("2023-02-10T09:00", Phrase("改正后印发，任务交办", "Mended and issued; the tasks are assigned"))
        let again = try await stage.actor("commission")
        try await again.go(steering)
        try stage.require(try await again.submit(steering + "/issue", ["understood": "1"]), says: "The plan is issued")
        let page = try stage.require(try await stage.visitor().go(follow), says: "6 tasks", "Activities of the week across the city (demo)")
        try stage.expect(Phrase("公开页列出的任务", "Tasks on the public page"), page.links.count { $0.hasPrefix(follow + "/") } > 3, is: true)
    }

    private func answer() async throws {
        try await stage.at("2023-02-13T10:00", Phrase("研究院和海淀区接受任务，东城区没有答复", "The academy and Haidian accept; Dongcheng does not answer"))
        try await step("academy", BeijingCast.city, "accept")
        try await step(BeijingCast.haidian, "rehearsal-haidian", "accept")
        for key in ["beijing-key-tasks-2023", "beijing-science-week-cooperation", "beijing-competitions-cooperation"] { try await step("commission", key, "accept") }
        try await stage.at("2023-02-20T10:00", Phrase("一周过去：逾期，研究院在会前就看到", "A week later it is overdue, and the academy sees it before the meeting"))
        let academy = try await stage.actor("academy")
        try stage.require(try await academy.go("/desk/plans"), says: "Say whether you accept", "3 days late", "Dongcheng Science Hall (demo)")
        try stage.require(try await stage.visitor().go(follow + "/rehearsal-dongcheng"), says: "Assigned")
        try await step(BeijingCast.dongcheng, "rehearsal-dongcheng", "accept")
    }

    // MARK: April: the first report

    private func reportFirstQuarter() async throws {
        try await stage.at("2023-04-06T10:00", Phrase("节点完成，上报第一季度进展；退回一栏，改后接受", "A milestone is reached; the first report is returned in one field, mended, accepted"))
        let academy = try await stage.actor("academy"), own = "/desk/duties/\(try await task(BeijingCast.city))", report = own + "/reports/2023-Q1"
        try await academy.go(own)
        try stage.require(try await academy.submit(own + "/milestones/programme", ["done": "2023-03-30", "says": "节目单已定稿并发各区。"]), says: "The milestone is kept")
        try stage.require(try await academy.go(report), says: "The programme is settled", "shared out in 2 parts")
        try stage.require(try await academy.submit(report, ["problems": "", "next": "5月举办"]), says: "The report is handed in")
        let office = try await stage.actor("commission")
        try stage.require(try await office.go("/desk"), says: "Reports to read")
        try await office.go(report)
        try stage.require(try await office.submit(report + "/decision", ["event": "return"]), 422, says: "Say in at least one field")
        try stage.require(try await office.submit(report + "/decision", ["event": "return", "next_remark": "请写明各区分工"]), says: "The report is returned")
        try stage.require(try await academy.go(report), says: "请写明各区分工")
        try stage.require(try await academy.submit(report, ["next": "5月举办：海淀、东城各两项"]), says: "The report is handed in")
        try await office.go(report)
        try stage.require(try await office.submit(report + "/decision", ["event": "accept"]), says: "The report is accepted")
        try stage.require(try await stage.visitor().go(follow + "/" + BeijingCast.city), says: "5月举办：海淀、东城各两项", "In progress")
    }

    // MARK: May: the week; progress follows from what is counted

    private func holdWeek() async throws {
        try await stage.at("2023-05-10T09:00", Phrase("两个区发布科技周活动", "The districts publish their activities"))
        try await apply(("activities.yaml", Array(BeijingCast.activities.utf8)))
        let before = try stage.require(try await stage.visitor().go(follow + "/" + BeijingCast.city), says: "4 of 4")
        try stage.require(before, says: "unknown")
        try await stage.at("2023-05-24T10:00", Phrase("活动结束，各馆上报人次，核验", "They are over: visits are reported and checked"))
        for (host, visits) in BeijingCast.visits.sorted(by: { $0.key < $1.key }) {
            for (place, value) in visits.enumerated() { try await report("\(host)-\(place + 1)", by: host, value) }
        }
        let page = try await stage.visitor().go(follow + "/" + BeijingCast.city)
        try stage.expect(Phrase("计算出的人次", "Visits, as computed"), page.data(goal: "visits"), is: 300)
        try stage.require(page, says: "300 of 300", "Reached")
        try stage.expect(Phrase("海淀区人次", "Visits in Haidian"), try await stage.visitor().go(follow + "/rehearsal-haidian").data(goal: "visits"), is: 200)
        let figures = try await stage.visitor().go("/figures/\(BeijingCast.week)/visits?region=110108")
        try stage.require(figures, says: "200")
        stage.note(Phrase("每个数都能打开到场次", "Each number opens to its sessions"))
    }

    private func correct() async throws {
        try await stage.at("2023-06-05T10:00", Phrase("核实更正：海淀一场 120 人次改为 90，进展随之变化", "A correction: 120 visits were 90, and progress follows"))
        try await report("\(BeijingCast.haidian)-1", by: BeijingCast.haidian, 90)
        let page = try await stage.visitor().go(follow + "/" + BeijingCast.city)
        try stage.expect(Phrase("更正后的人次", "Visits after the correction"), page.data(goal: "visits"), is: 270)
        let kept = try await stage.actor("academy").go("/desk/duties/\(try await task(BeijingCast.city))/reports/2023-Q1")
        try stage.require(kept, says: "The figures when it was handed in")
        let office = try await stage.actor("commission"), own = "/desk/duties/\(try await task(BeijingCast.city))"
        try await office.go(own)
        try stage.require(try await office.submit(own + "/goals/visits", ["value": "300", "reason": ""]), 422, says: "Say why the computed number is not used")
        try stage.require(try await office.submit(own + "/goals/visits", ["value": "300", "reason": "一场户外活动未设计数，按照片估计补 30 人次"]), says: "Kept.")
        try stage.require(try await stage.visitor().go(follow + "/" + BeijingCast.city), says: "stated by hand", "按照片估计补 30 人次", "The computed one: 270")
    }

    // MARK: December: claimed, returned, verified

    private func finish() async throws {
        try await stage.at("2023-12-05T10:00", Phrase("两个区申报完成，研究院核验；一项退回后通过", "The districts claim, the academy verifies; one is returned first"))
        try await step(BeijingCast.haidian, "rehearsal-haidian", "begin")
        try await step(BeijingCast.haidian, "rehearsal-haidian", "claim", "两项活动已办，200 人次（更正后 170）。")
        try await step(BeijingCast.dongcheng, "rehearsal-dongcheng", "begin")
        try await step(BeijingCast.dongcheng, "rehearsal-dongcheng", "claim", "两项活动已办，100 人次。")
        let academy = try await stage.actor("academy")
        try stage.require(try await academy.go("/desk"), says: "Tasks to verify")
        try await step("academy", "rehearsal-dongcheng", "verify")
        try await step("academy", "rehearsal-haidian", "return", "更正后不足 200 人次，请说明")
        try stage.require(try await stage.actor(BeijingCast.haidian).go("/desk"), says: "Tasks returned to you")
        try await step(BeijingCast.haidian, "rehearsal-haidian", "claim", "差额为天气原因，已说明。")
        try await step("academy", "rehearsal-haidian", "verify")
        try await step("academy", BeijingCast.city, "claim", "全市活动已办。")
        try await stage.at("2023-12-21T10:00", Phrase("市科委核验全市任务", "The commission verifies the city's task"))
        try await step("commission", BeijingCast.city, "verify")
    }

    private func look() async throws {
        let visitor = stage.visitor()
        let page = try stage.require(try await visitor.go(follow), says: "Reached", "Verified")
        // Haidian's is verified, and short of its target all the same.
        try stage.expect(Phrase("达标的任务", "Tasks that are reached"), page.lights("reached"), is: 2)
        try stage.require(try await visitor.go(follow + "?light=reached"), says: "Activities of the week in Dongcheng (demo)")
        let faults = try await stage.kepu.database.read { [checks = stage.kepu.house.checks] tx in try checks.flatMap { try $0.run(tx) } }
        try stage.expect(Phrase("核对全部记录，不符之处", "Faults found in all records"), faults.count, is: 0)
    }

    // MARK: What it is made of

    private func apply(_ files: (name: String, bytes: [UInt8])...) async throws { _ = try await stage.kepu.declarations.apply(files, to: stage.kepu.database) }

    private func task(_ key: String) async throws -> String {
        try await stage.kepu.database.read { tx in
            guard let id = try tx.number("SELECT t.id FROM view_plans_task t WHERE t.key = \(key)") else { throw RehearsalProblem("no task \(key)") }
            return Crockford.text(id)
        }
    }

    private func step(_ name: String, _ key: String, _ event: String, _ remark: String = "") async throws {
        let actor = try await stage.actor(name), path = "/desk/duties/\(try await task(key))"
        let page = try stage.require(try await actor.go(path))
        try stage.require(try await actor.post(path + "/steps", [("csrf", page.token), ("event", event), ("remark", remark)]), says: "Done:")
    }

    /// Visits of an activity's only session, reported by its host and accepted by the office.
    private func report(_ activity: String, by host: String, _ value: Int) async throws {
        let (id, session) = try await stage.kepu.database.read { tx in
            let found = try tx.row(
                "SELECT s.activity_id, s.session_id FROM view_activities_session s JOIN view_activities_title t ON t.activity_id = s.activity_id WHERE t.title_zh = \(BeijingCast.title(activity))"
            ) { (Crockford.text(try $0.int64("activity_id")), Crockford.text(try $0.int64("session_id"))) }
            guard let found else { throw RehearsalProblem("no activity \(activity)") }
            return found
        }
        let actor = try await stage.actor(host), claims = "/desk/activities/\(id)/sessions/\(session)/claims"
        try await actor.go(claims)
        try stage.require(try await actor.submit(claims, ["indicator": "visits", "value": String(value), "method": "reported", "reason": "现场清点"]))
        let office = try await stage.actor("office"), queue = try await office.go("/desk/claims")
        guard let form = queue.forms.first(where: { $0.action.hasPrefix("/desk/claims/\(id)/") }) else { throw RehearsalProblem("no claim waits: \(queue.text.prefix(500))") }
        try stage.require(try await office.submit(form.action, ["decision": "accept", "reason": "清点记录属实"]))
    }
}

extension PageSeen {
    /// The number that a page shows for a goal.
    fileprivate func data(goal: String) -> Int? { number(of: "data-goal=\"\(goal)\"") }

    /// How many tasks a page shows of a light.
    fileprivate func lights(_ light: String) -> Int? { number(of: "data-lights=\"\(light)\"") }

    private func number(of mark: String) -> Int? {
        guard let found = html.range(of: mark) else { return nil }
        let tag = html[..<found.lowerBound].suffix(80)
        guard let value = tag.range(of: "value=\"", options: .backwards) else { return nil }
        return Int(tag[value.upperBound...].prefix { $0.isNumber })
    }
}
