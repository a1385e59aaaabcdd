import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// Parts of tasks, for the body that steers their plan; and tasks for those who take part in them.
struct PlanPartsTests {
    private static func shared(_ engine: TestEngine) async throws -> (PlanHouse, KeyTask) {
        let world = try await PlanHouse.make(engine), path = "/desk/duties/\(try await world.task("city-visits").id.text)"
        try await world.issue()
        try await world.museum.go(path + "/parts")
        #expect(try await world.museum.submit(path + "/parts", ["parts": "市天文学会 | 610113 | 400 | 1000", "take": "1"]).path == path)
        return (world, try await world.task("city-visits-610113"))
    }

    @Test(arguments: TestEngine.allCases) func whoSteersThePlanSeesWhatIsOverdueInThem(_ engine: TestEngine) async throws {
        let (world, part) = try await Self.shared(engine)
        #expect(!(try await world.steerer.go("/desk/plans/plan-2026").text.contains("Overdue in this plan")))
        world.clock.set("2026-04-20T02:00:00Z")
        let steerer = try await world.later("steerer", .organiser, of: 0), museum = try await world.later("museum", of: 1), society = try await world.later("society", of: 2)
        let list = try await steerer.go("/desk/given?list=parts"), own = try await steerer.go("/desk/given")
        #expect(list.status == 200 && list.text.contains("Society of Astronomy") && list.html.contains("/desk/duties/\(part.id.text)") && !list.text.contains("Talks at schools"), "\(list.text)")
        #expect(own.text.contains("Talks at schools") && !own.html.contains("/desk/duties/\(part.id.text)") && own.html.contains("data-given=\"parts\""), "\(own.text)")
        let plan = try await steerer.go("/desk/plans/plan-2026")
        #expect(plan.text.contains("Overdue in this plan: ") && plan.html.contains("/desk/duties/\(part.id.text)/reports/2026-Q1"), "\(plan.text)")
        // Whoever verifies the parts finds them among their own; who leads them finds none to look after.
        #expect(try await museum.go("/desk/given").html.contains("/desk/duties/\(part.id.text)"))
        #expect(try await museum.go("/desk/given?list=parts").text.contains("Nothing is overdue."))
        #expect(try await society.go("/desk/given?list=parts").text.contains("Nothing is overdue."))
        await world.database.close()
    }

    /// It steers them too, unless it leads one itself.
    @Test(arguments: TestEngine.allCases) func whoSteersThePlanSteersItsParts(_ engine: TestEngine) async throws {
        let (world, part) = try await Self.shared(engine), association = world.units[0], path = "/desk/duties/\(part.id.text)"
        try await world.database.write { tx in
            for event in [TaskEvent.accept, .begin] { try tx.step(part.id, event, remark: "", by: PlanHouse.program) }
            try tx.step(part.id, .claim, remark: "办完了", by: PlanHouse.program)
        }
        try await world.steerer.go(path)
        let back = try await world.steerer.post(path + "/steps", [("csrf", world.steerer.page.token), ("event", "return"), ("remark", "缺照片")])
        #expect(back.status == 200 && back.text.contains("Done: Return."), "\(back.text)")
        let stated = try await world.steerer.submit(path + "/goals/visits", ["value": "1,5", "reason": "补报"])
        #expect(stated.status == 422)
        try await world.steerer.go(path)
        #expect(try await world.steerer.submit(path + "/goals/visits", ["value": "15", "reason": "补报"]).status == 200)
        #expect(try await world.whole("city-visits-610113").goals.count > 0)
        let unit = try await world.database.read { tx in try tx.goals(of: [part.id]).first { $0.key == "visits" }?.own?.unit }
        #expect(unit == association)
        // Nothing is verified by its own lead.
        try await world.database.write { tx in try tx.handOver(part.id, to: association, because: "收回自办", by: PlanHouse.program) }
        let own = try await world.task("city-visits-610113")
        let identity = Identity(account: Account(id: ID(91), login: "", name: ""), grants: [Grant(.organiser, over: .organisation(association.number))])
        #expect(try await world.database.read { tx in try tx.maySteer(own, identity) } == false)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whoTakesPartFindsTheTask(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine), city = try await world.task("city-visits").id
        // Nothing of what is being drawn up.
        #expect(!(try await world.society.go("/desk/duties").text.contains("Tasks in which you take part")))
        try await world.issue()
        let list = try await world.society.go("/desk/duties")
        #expect(list.text.contains("Tasks in which you take part") && list.html.contains("href=\"/desk/duties/\(city.text)\"") && list.text.contains("Talks at schools"), "\(list.text)")
        #expect(try await world.society.go("/desk/duties/\(city.text)").status == 200)
        let lead = try await world.museum.go("/desk/duties")
        #expect(!lead.text.contains("Tasks in which you take part"), "\(lead.text)")
        // Whoever leads nothing finds them too; many are counted, and all of them stand on a page of their own.
        let (school, museum, association) = (world.units[3], world.units[1], world.units[0])
        try await world.database.writeAlone { tx in
            let plan = try #require(try tx.actionPlan(key: "plan-2026"))
            for number in 0..<60 {
                let task = KeyTask(
                    id: tx.newID(), key: "t-\(number)", planID: plan.id, chapter: nil, position: number, parentID: nil, campaignID: plan.campaignID, origin: .plan, originKey: "",
                    name: Wording("任务\(number)"), leadID: museum, authorityID: association, region: nil, due: nil, budget: nil, budgetYuan: nil, state: .assigned, stateAt: tx.now, stateBy: 0)
                try tx.put(task)
                try tx.putParticipants([school], of: task.id)
            }
        }
        let pupil = try await world.later("school", of: 3), first = try await pupil.go("/desk/duties")
        #expect(first.text.contains("No task is assigned to your units") && first.text.contains("And 41 more: All in which you take part"), "\(first.text)")
        let (one, two) = (try await pupil.go("/desk/duties/taking-part"), try await pupil.go("/desk/duties/taking-part?page=2"))
        #expect(one.html.count(of: "<th scope=\"row\">") + two.html.count(of: "<th scope=\"row\">") == 61)
        #expect(try await pupil.go("/desk/duties/taking-part?page=3").status == 400)
        #expect(try await world.museum.go("/desk/duties/taking-part").text.contains("There is no task that another unit leads"))
        await world.database.close()
    }
}
