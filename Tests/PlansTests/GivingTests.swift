import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// Nobody verifies what is its own; a campaign's page shows its own plans; forms lose nothing.
struct GivingTests {
    @Test(arguments: TestEngine.allCases) func noTaskIsHandedToWhoeverVerifiesIt(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), program = PlanHouse.program, (association, museum) = (world.units[0], world.units[1])
        // A plan may be drawn up so.
        let talks = try await world.task("school-talks").id
        try await world.database.write { tx in try tx.handOver(talks, to: association, because: "自己办", by: program) }
        try await world.issue()
        #expect(try await world.task("school-talks").leadID == association)
        let city = try await world.task("city-visits").id, path = "/desk/duties/\(city.text)"
        try await world.steerer.go(path)
        let own = try await world.steerer.submit(path + "/lead", ["lead": "市科协", "reason": "收回自办"])
        #expect(own.status == 422 && own.text.contains("nobody verifies what is its own. Choose another lead.") && own.html.contains("收回自办"), "\(own.text)")
        try await world.steerer.go("/desk/plans/plan-2026/tasks/city-visits")
        let form = try await world.steerer.submit("/desk/plans/plan-2026/tasks/city-visits", ["lead": "市科协", "reason": "收回自办"])
        #expect(form.status == 422 && form.text.contains("nobody verifies what is its own"), "\(form.text)")
        try await world.museum.go(path + "/parts")
        let part = try await world.museum.submit(path + "/parts", ["parts": "市科技馆 | 610113 | 400 | 1000", "take": "1"])
        #expect(part.status == 422 && part.text.contains("Line 1: This unit leads the task and verifies its parts"), "\(part.text)")
        #expect(try await world.task("city-visits").leadID == museum)
        await world.database.close()
    }

    /// Every unit that leads something has its letter on the list, the lead of a part too; who has something overdue finds it on the desk.
    @Test(arguments: TestEngine.allCases) func everyLeadHasALetterAndWhatIsOverdueStandsOnTheDesk(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), museum = world.units[1]
        try await world.issue()
        let page = try await world.steerer.go("/desk/plans/plan-2026")
        let leads = try await world.database.read { tx in try tx.rows("SELECT DISTINCT t.lead_id FROM plans_task t JOIN plans_plan p ON p.id = t.plan_id WHERE p.key = 'plan-2026'") { try $0.id("lead_id", Organisation.self) } }
        #expect(leads.count > 1)
        for lead in leads { #expect(page.links.contains("/desk/plans/plan-2026/letters/\(lead.text).pdf"), "\(lead.text)") }
        try await world.database.write { tx in
            let task = try #require(try tx.keyTask(key: "city-visits"))
            try tx.execute("UPDATE plans_task SET state = 'in-progress', due_day = '2026-01-02', lead_id = \(museum) WHERE id = \(task.id)")
        }
        let desk = try await world.museum.go("/desk")
        #expect(desk.text.contains("Overdue in tasks"), "\(desk.text)")
        #expect(try await world.steerer.go("/desk").text.contains("Overdue in tasks"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aCampaignShowsThePlansOfWhoeverOrganisesIt(_ engine: TestEngine) async throws {
        let organised = PlanHouse.file.replacing("    summary: {zh: \"健康\", en: \"Health\"}\n", with: "    summary: {zh: \"健康\", en: \"Health\"}\n    organisations: [{organisation: museum, role: organiser}]\n")
            .replacing("kind: museum, region: \"610113\"}", with: "kind: museum, region: \"610113\", parent: association}")
        let world = try await PlanHouse.make(engine, organised)
        let more = """
            kepu: 1
            plans:
              - {key: plan-school, name: {zh: "学校计划", en: "The school's plan"}, campaign: action-2026, authority: school, year: 2026, from: "2026-01-01", to: "2026-12-31"}
            tasks:
              - {key: school-task, name: {zh: "任务", en: "Task"}, campaign: action-2026, plan: plan-school, lead: society}
            """
        _ = try await PlanHouse.house.apply(more, as: "more", to: world.database)
        for key in ["plan-2026", "plan-school"] { try await world.issue(key) }
        let page = try await world.visitor.go("/campaigns/action-2026")
        #expect(page.status == 200 && page.html.contains("href=\"/plans/plan-2026\"") && !page.html.contains("/plans/plan-school"), "\(page.html)")
        #expect(try await world.visitor.go("/plans").html.contains("/plans/plan-school"))
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func theFormOfATaskLosesNoGoal(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), path = "/desk/plans/plan-2026/tasks/school-talks"
        let old = try await world.whole("school-talks")
        try await world.database.write { tx in
            var new = old
            let campaign = try #require(try tx.actionPlan(key: "plan-2026")).campaignID
            new.goals = (1...23).map { GoalDraft(key: "g-\($0)", source: GoalSource(indicator: "sessions", campaign: campaign), targets: [Target(by: day("2026-12-31"), Int64($0))]) }
            try tx.enter(new, over: old, because: "", by: PlanHouse.program)
        }
        let page = try await world.steerer.go(path)
        #expect(page.text.contains("Only the first 20 goals stand here; 3 more stay as they are"), "\(page.text)")
        #expect(try await world.steerer.submit(path, ["name_zh": "讲座"]).status == 200)
        let kept = try await world.whole("school-talks")
        #expect(kept.task.name.zh == "讲座" && kept.goals.map(\.key) == (1...23).map { "g-\($0)" } && kept.goals.map { $0.targets.map(\.value) } == (1...23).map { [Int64($0)] })
        // A name in English alone is not dropped silently.
        try await world.steerer.go("/desk/plans/plan-2026/tasks/city-visits")
        let english = try await world.steerer.submit("/desk/plans/plan-2026/tasks/city-visits", ["goal1_en": "Visits"])
        #expect(english.status == 422 && english.text.contains("Where there is English, give the Chinese too.") && english.html.contains("value=\"Visits\""), "\(english.text)")
        await world.database.close()
    }
}
