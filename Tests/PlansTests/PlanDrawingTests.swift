import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// Plans and tasks by forms at the desk.
struct PlanDrawingTests {
    @Test(arguments: TestEngine.allCases) func aPlanIsDrawnUpAtTheDesk(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), browser = world.steerer
        try await browser.go("/desk/plans/new")
        let fields = [
            "key": "plan-b", "name_zh": "乙计划", "authority": "市科协", "campaign": "action-2026", "year": "2026", "begin": "2026-03-01", "end": "2026-12-31", "region": "西安市",
            "chapters": "events 活动 / Events\nschools 进校园",
        ]
        let wrong = try await browser.submit("/desk/plans/new", fields.merging(["chapters": "没有编号", "amber": "80", "green": "100"]) { $1 })
        #expect(wrong.status == 422 && wrong.text.contains("“没有编号” cannot be read"), "\(wrong.text)")
        let foreign = try await browser.submit("/desk/plans/new", fields.merging(["authority": "第一中学"]) { $1 })
        #expect(foreign.status == 422 && foreign.text.contains("You cannot steer plans for this body."), "\(foreign.text)")
        let made = try await browser.submit("/desk/plans/new", fields)
        #expect(made.path == "/desk/plans/plan-b" && made.text.contains("The plan is kept."), "\(made.path) \(made.text)")
        let twice = try await browser.go("/desk/plans/new")
        #expect(twice.status == 200)
        #expect(try await browser.submit("/desk/plans/new", fields).text.contains("The key “plan-b” is that of"))

        let page = try await browser.go("/desk/plans/plan-b/facts")
        #expect(page.status == 200)
        #expect(page.html.contains("list=\"suggestions-campaigns\"") && page.html.contains("<datalist id=\"suggestions-campaigns\">"), "\(page.text)")
        let rules = "统一使用标识 / Use the common emblem\n不收费"
        let blurred = try await browser.submit("/desk/plans/plan-b/facts", ["rules": "不收费\n不收费"])
        #expect(blurred.status == 422 && blurred.text.contains("stands there twice. Write a rule a line"), "\(blurred.text)")
        try await browser.go("/desk/plans/plan-b/facts")
        let changed = try await browser.submit("/desk/plans/plan-b/facts", ["green": "90", "amber": "50", "chapters": "events 活动 / Events", "rules": rules])
        #expect(changed.path == "/desk/plans/plan-b", "\(changed.text)")
        let plan = try await world.database.read { tx in try #require(try tx.actionPlan(key: "plan-b")) }
        #expect(plan.rule == LightRule(green: 90, amber: 50) && plan.chapters.map(\.key) == ["events"] && plan.region == "610100" && !plan.isIssued)
        #expect(plan.rules.map(\.key) == ["rule-1", "rule-2"] && plan.rules.first?.text.en == "Use the common emblem")
        // Kept again without a change they are the same, and so is the plan.
        try await browser.go("/desk/plans/plan-b/facts")
        _ = try await browser.submit("/desk/plans/plan-b/facts")
        #expect(try await world.database.read { tx in try tx.actionPlan(key: "plan-b") } == plan)
        // Nobody else sees it yet.
        #expect(try await world.visitor.go("/plans/plan-b").status == 404)
        #expect(try await world.museum.go("/desk/plans/new").status == 403)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aPlanIsTakenAwayWhileItIsDrawnUp(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), browser = world.steerer
        try await browser.go("/desk/plans/plan-2026/next")
        let next = try await browser.submit("/desk/plans/plan-2026/next")
        #expect(next.path == "/desk/plans/plan-2027", "\(next.text)")
        let before = try await Self.rows(in: world)
        #expect(before["plans_plan"] == 2 && (before["plans_task"] ?? 0) > 2)

        let unsure = try await browser.submit("/desk/plans/plan-2027/removal")
        #expect(unsure.status == 422 && unsure.text.contains("Not taken away: tick"), "\(unsure.text)")
        #expect(try await Self.rows(in: world) == before)
        try await browser.go("/desk/plans/plan-2027")
        let gone = try await browser.submit("/desk/plans/plan-2027/removal", ["understood": "1"])
        #expect(gone.path == "/desk/plans" && gone.text.contains("The plan is taken away."), "\(gone.text)")
        #expect(try await browser.go("/desk/plans/plan-2027").status == 404)
        let after = try await Self.rows(in: world)
        let halves = before.mapValues { $0 / 2 }
        #expect(after == halves, "Nothing of it is left, and nothing else is gone.")

        // What is issued stays.
        try await browser.go("/desk/plans/plan-2026")
        try await world.issue()
        let issued = try await browser.submit("/desk/plans/plan-2026/removal", ["understood": "1"])
        #expect(issued.status == 422 && issued.text.contains("The plan is issued and stays."), "\(issued.text)")
        #expect(try await Self.rows(in: world) == halves)
        await world.database.close()
    }

    /// How many rows there are of plans and of what belongs to them.
    private static func rows(in world: PlanHouse) async throws -> [String: Int64] {
        try await world.database.read { tx in
            var out: [String: Int64] = [:]
            for table in ["plans_plan", "plans_chapter", "plans_task", "plans_goal", "plans_target", "plans_milestone", "plans_participant"] {
                out[table] = try tx.number("SELECT COUNT(*) FROM \(sql: .trusted(table))")
            }
            return out
        }
    }

    @Test(arguments: TestEngine.allCases) func aTaskIsAddedChangedAndTakenAway(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), browser = world.steerer
        let path = "/desk/plans/plan-2026/tasks/new"
        try await browser.go(path)
        let fields = [
            "key": "night", "name_zh": "观星夜", "chapter": "events", "lead": "市天文学会", "participants": "市科技馆\n第一中学", "region": "610113", "due": "2026-09-30",
            "goal1_figure": "sessions", "goal1_targets": "2026-06-30：3；2026-09-30：10", "milestones": "2026-05-01 选址", "parent": "city-visits",
        ]
        let wrong = try await browser.submit(path, fields.merging(["goal1_targets": "十"]) { $1 })
        #expect(wrong.status == 422 && wrong.text.contains("“十” cannot be read"), "\(wrong.text)")
        let lead = try await browser.submit(path, fields.merging(["participants": "市天文学会"]) { $1 })
        #expect(lead.status == 422 && lead.text.contains("The lead takes part anyway."), "\(lead.text)")
        let made = try await browser.submit(path, fields)
        #expect(made.status == 200 && made.text.contains("The task is kept."), "\(made.text)")
        var task = try await world.whole("night")
        #expect(task.task.state == .drafted && task.goals.map(\.key) == ["sessions"] && task.participants.count == 2 && task.milestones.map(\.name.zh) == ["选址"])

        // Opened and kept again nothing has changed; falling targets are refused, and so is a day before the plan.
        try await browser.go("/desk/plans/plan-2026/tasks/night")
        _ = try await browser.submit("/desk/plans/plan-2026/tasks/night")
        let same = try await world.whole("night")
        #expect(same == task)
        try await browser.go("/desk/plans/plan-2026/tasks/night")
        let falls = try await browser.submit("/desk/plans/plan-2026/tasks/night", ["goal1_targets": "2026-06-30：30；2026-09-30：10"])
        #expect(falls.status == 422 && falls.text.contains("10 by 2026-09-30 is less than 30 by 2026-06-30. Targets are cumulative and never fall."), "\(falls.text)")
        let early = try await browser.submit("/desk/plans/plan-2026/tasks/night", ["due": "2020-01-01"])
        #expect(early.status == 422 && early.text.contains("before the plan begins"), "\(early.text)")
        let kind = try await browser.submit("/desk/plans/plan-2026/tasks/night", ["goal1_kind": "zzz"])
        #expect(kind.status == 422, "\(kind.text)")
        #expect(try await world.whole("night") == task)

        // The task above cannot be under it.
        try await browser.go("/desk/plans/plan-2026/tasks/city-visits")
        let circle = try await browser.submit("/desk/plans/plan-2026/tasks/city-visits", ["parent": "night"])
        #expect(circle.status == 422 && circle.text.contains("The tasks above lead back to this one."), "\(circle.text)")
        try await browser.go("/desk/plans/plan-2026/tasks/city-visits")
        let parts = try await browser.submit("/desk/plans/plan-2026/tasks/city-visits/removal")
        #expect(parts.status == 422 && parts.text.contains("The task has parts."), "\(parts.text)")
        try await browser.go("/desk/plans/plan-2026/tasks/night")
        #expect(try await browser.submit("/desk/plans/plan-2026/tasks/night/removal").path == "/desk/plans/plan-2026")
        #expect(try await world.database.read { tx in try tx.keyTask(key: "night") } == nil)

        // What is assigned changes with a reason, and its lead is told.
        try await world.issue()
        try await browser.go("/desk/plans/plan-2026/tasks/school-talks")
        let silent = try await browser.submit("/desk/plans/plan-2026/tasks/school-talks", ["due": "2026-11-30"])
        #expect(silent.status == 422)
        let told = try await browser.submit("/desk/plans/plan-2026/tasks/school-talks", ["due": "2026-11-30", "reason": "考试周"])
        #expect(told.status == 200, "\(told.text)")
        #expect(try await world.letters("society@example.org") == ["任务有更改：1 项"])
        // Of the plan itself words are mended, with a reason.
        let facts = try await browser.go("/desk/plans/plan-2026/facts")
        #expect(!facts.html.contains("name=\"begin\"") && !facts.html.contains("name=\"chapters\""))
        #expect(try await browser.submit("/desk/plans/plan-2026/facts", ["name_zh": "行动计划（2026）"]).status == 422)
        let mended = try await browser.submit("/desk/plans/plan-2026/facts", ["name_zh": "行动计划（2026）", "rules": "一事一报 / One report each", "reason": "错字"])
        #expect(mended.status == 200 && mended.path == "/desk/plans/plan-2026", "\(mended.text)")
        let plan = try await world.database.read { tx in try #require(try tx.actionPlan(key: "plan-2026")) }
        #expect(plan.name.zh == "行动计划（2026）" && plan.rules.map(\.text.zh) == ["一事一报"] && plan.isIssued && plan.chapters.count == 2 && plan.begin == day("2026-01-01"))
        #expect(try await world.visitor.go("/plans/plan-2026?lang=zh").text.contains("行动计划（2026）"))
        task = try await world.whole("school-talks")
        #expect(task.task.due == day("2026-11-30") && task.task.state == .assigned)
        await world.database.close()
    }

    /// What another body is drawing up is named to nobody else, not by its key either.
    @Test(arguments: TestEngine.allCases) func aKeyTellsNothingOfASecretPlan(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), browser = world.steerer
        let more = """
            kepu: 1
            plans:
              - {key: plan-school, name: {zh: "秘密计划", en: "SECRET DRAFT"}, campaign: action-2026, authority: school, year: 2026, from: "2026-01-01", to: "2026-12-31"}
            tasks:
              - {key: school-task, name: {zh: "秘密任务", en: "SECRET TASK"}, campaign: action-2026, plan: plan-school, lead: society}
            """
        _ = try await PlanHouse.house.apply(more, as: "more", to: world.database)
        let plan = ["key": "plan-school", "name_zh": "乙计划", "authority": "市科协", "campaign": "action-2026", "year": "2026", "begin": "2026-03-01", "end": "2026-12-31"]
        let task = ["key": "school-task", "name_zh": "观星夜", "lead": "市天文学会"]
        func tried() async throws -> [PageSeen] {
            try await browser.go("/desk/plans/new")
            let one = try await browser.submit("/desk/plans/new", plan)
            try await browser.go("/desk/plans/new")
            let two = try await browser.submit("/desk/plans/new", plan.merging(["key": "plan-c", "previous": "plan-school", "chapters": "x"]) { $1 })
            try await browser.go("/desk/plans/plan-2026/tasks/new")
            let three = try await browser.submit("/desk/plans/plan-2026/tasks/new", task)
            return [one, two, three]
        }
        let secret = try await tried()
        #expect(secret.allSatisfy { $0.status == 422 && !$0.html.contains("SECRET") && !$0.html.contains("秘密") })
        #expect(secret[0].text.contains("The key “plan-school” is taken.") && secret[1].text.contains("There is no other plan with the key “plan-school”.") && secret[2].text.contains("The key “school-task” is taken by another task."), "\(secret.map(\.text))")
        try await world.issue("plan-school")
        let told = try await tried()
        #expect(told[0].text.contains("is that of “SECRET DRAFT”") && told[2].text.contains("that of another task, “SECRET TASK”"), "\(told.map(\.text))")
        // A key under which a page stands is said to be that.
        for key in ["comparison", "new"] {
            try await browser.go("/desk/plans/plan-2026/tasks/new")
            let page = try await browser.submit("/desk/plans/plan-2026/tasks/new", task.merging(["key": key]) { $1 })
            #expect(page.status == 422 && page.text.contains("“\(key)” is the address of a page of each plan"), "\(page.text)")
        }
        await world.database.close()
    }

    /// Whoever steers for one body finds it in the form; whoever steers a campaign alone draws up none.
    @Test(arguments: TestEngine.allCases) func whoeverSteersForABodyDrawsUpAPlan(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        #expect(try await world.steerer.go("/desk/plans").html.contains("href=\"/desk/plans/new\""))
        #expect(try await world.steerer.go("/desk/plans/new").html.contains("value=\"市科协\""))
        let campaign = try await Browser.signedIn("campaign@example.org", Grant(.organiser, over: .campaign("action-2026")), at: world.site)
        let page = try await campaign.go("/desk/plans")
        #expect(page.status == 200 && !page.html.contains("/desk/plans/new") && page.html.contains("/desk/plans/plan-2026"), "\(page.text)")
        let steered = try await campaign.go("/desk/plans/plan-2026"), own = try await world.steerer.go("/desk/plans/plan-2026")
        #expect(steered.status == 200 && !steered.html.contains("/desk/plans/plan-2026/next") && own.html.contains("/desk/plans/plan-2026/next"))
        for path in ["/desk/plans/new", "/desk/plans/plan-2026/next"] {
            let refused = try await campaign.go(path)
            #expect(refused.status == 403 && refused.text.contains("steer plans for no body"), "\(refused.text)")
        }
        let two = try await Browser.signedIn("two@example.org", Grant(.organiser, over: .organisation(world.units[0].number)), Grant(.organiser, over: .organisation(world.units[1].number)), at: world.site)
        let form = try await two.go("/desk/plans/new")
        #expect(form.status == 200 && !form.html.contains("value=\"市科协\""))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func twoWhoChangeATaskAtOnceAreTold(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), path = "/desk/plans/plan-2026/tasks/school-talks"
        let other = try await Browser.signedIn("second@example.org", Grant(.organiser, over: .organisation(world.units[0].number)), at: world.site)
        try await world.steerer.go(path)
        try await other.go(path)
        #expect(try await other.submit(path, ["name_zh": "讲座"]).status == 200)
        let late = try await world.steerer.submit(path, ["name_zh": "报告会"])
        #expect(late.status == 422 && late.text.contains("Somebody has changed this since you opened the page"), "\(late.text)")
        await world.database.close()
    }

    /// Next year's plan: days moved, targets kept, states and own numbers left behind.
    @Test(arguments: TestEngine.allCases) func nextYearsPlanComesFromThisOne(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), browser = world.steerer
        try await world.database.write { tx in
            var part = try #require(try tx.wholes(where: "t.key = 'school-talks'").first)
            let old = part
            part.task.parentID = try tx.keyTask(key: "city-visits")?.id
            try tx.enter(part, over: old, because: "", by: PlanHouse.program)
        }
        try await world.issue()
        let page = try await browser.go("/desk/plans/plan-2026/next")
        #expect(page.status == 200 && page.html.contains("value=\"plan-2027\"") && page.html.contains("value=\"2027-12-31\"") && page.html.contains("2027年行动计划"))
        let made = try await browser.submit("/desk/plans/plan-2026/next")
        #expect(made.path == "/desk/plans/plan-2027" && made.text.contains("The plan is there, with 2 tasks."), "\(made.path) \(made.text)")
        let plan = try await world.database.read { tx in try #require(try tx.actionPlan(key: "plan-2027")) }
        let all = try await world.database.read { tx in try tx.wholes(where: "t.plan_id = \(plan.id)") }
        #expect(Set(all.map(\.task.key)) == ["city-visits-2027", "school-talks-2027"] && all.allSatisfy { $0.task.state == .drafted } && !plan.isIssued && plan.previousID != nil)
        let city = try #require(all.first { $0.task.key == "city-visits-2027" }), talks = try #require(all.first { $0.task.key == "school-talks-2027" })
        #expect(city.goals.first?.targets == [Target(by: day("2027-06-30"), 400), Target(by: day("2027-12-31"), 1000)] && city.milestones.map(\.due) == [day("2027-05-20"), day("2027-12-10")])
        #expect(talks.task.parentID == city.task.id && city.participants.count == 2)
        await world.database.close()
    }

    @Test func aKeyAndADayOfAnotherYear() {
        #expect(NextYear.key("visits-2026", from: 2026, to: 2027) == "visits-2027")
        #expect(NextYear.key("visits", from: 2026, to: 2027) == "visits-2027")
        #expect(NextYear.day(day("2024-02-29"), by: 1) == day("2025-02-28"))
    }
}
