import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// A number that was stated says with which body, in public; and a form that was refused keeps what was entered.
struct OwnNumberTests {
    @Test(arguments: TestEngine.allCases) func itSaysWhichBodyStatedIt(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let task = try await world.task("city-visits").id, page = "/plans/plan-2026/city-visits?lang=en"
        let (own, society) = (Grant(.organiser, over: .organisation(world.units[0].number)), Grant(.organiser, over: .organisation(world.units[2].number)))
        let campaign = Grant(.organiser, over: .campaign("action-2026"))
        // Whose role covers the body that gave the task acts for it; who holds one over the campaign acts for the body in which they work, or for none.
        for (grants, says) in [
            ([own], "stated by hand by City Association, on"), ([Grant(.organiser, over: .region(["610000"]))], "stated by hand by City Association, on"),
            ([campaign, society], "stated by hand by Society of Astronomy, on"), ([campaign], "stated by hand by an administrator who acts for no single body, on"),
        ] {
            let identity = Identity(account: Account(id: ID(77), login: "secret@example.org", name: "Wang Secret"), grants: grants)
            try await world.database.write { tx in try tx.setOwnNumber(321, because: "馆方补报", for: "visits", of: task, by: identity) }
            let seen = try await world.visitor.go(page)
            #expect(seen.text.contains(says) && !seen.html.contains("Secret") && !seen.html.contains("secret@"), "\(says): \(seen.text)")
        }
        let csv = try await world.visitor.go("/plans/plan-2026.csv?lang=en")
        #expect(csv.html.contains("Stated by hand by an administrator who acts for no single body: 馆方补报"), "\(csv.html)")
        // The body that it was merged into answers for it.
        let (gone, kept) = (world.units[2], world.units[3])
        try await world.database.write { tx in
            let identity = Identity(account: Account(id: ID(77), login: "", name: ""), grants: [campaign, society])
            try tx.setOwnNumber(322, because: "学会补报", for: "visits", of: task, by: identity)
            try tx.merge(gone, into: kept, house: PlanHouse.house.house, by: PlanHouse.program)
        }
        #expect(try await world.visitor.go(page).text.contains("stated by hand by First School, on"))
        await world.database.close()
    }

    /// Bounded as targets are, with words as long as the form says; and nothing of what is over changes.
    @Test(arguments: TestEngine.allCases) func itIsBoundedAndWhatIsOverStays(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let task = try await world.task("city-visits").id, path = "/desk/duties/\(task.text)"
        for (fields, says) in [
            (["value": "1000000000001", "reason": "补报"], "from 0 to 1,000,000,000,000"), (["value": "-1", "reason": "补报"], "from 0 to"), (["value": "5", "reason": String(repeating: "长", count: 501)], "Too long: 500"),
            (["value": "5", "reason": "补\u{0}报"], "NUL"),
        ] {
            try await world.steerer.go(path)
            let wrong = try await world.steerer.submit(path + "/goals/visits", fields)
            #expect(wrong.status == 422 && wrong.text.contains(says), "\(says): \(wrong.text)")
        }
        for (part, fields) in [("/risk", ["risk": "high", "risk_says": String(repeating: "长", count: 1001)]), ("/milestones/launch", ["done": "2026-03-01", "says": String(repeating: "长", count: 1001)])] {
            try await world.museum.go(path)
            let wrong = try await world.museum.submit(path + part, fields)
            #expect(wrong.status == 422 && wrong.text.contains("Too long: 1000"), "\(part): \(wrong.text)")
        }
        try await world.database.write { tx in
            for event in [TaskEvent.accept, .begin] { try tx.step(task, event, remark: "", by: PlanHouse.program) }
            for event in [TaskEvent.claim, .verify] { try tx.step(task, event, remark: "办完了", by: PlanHouse.program) }
        }
        #expect(!(try await world.steerer.go(path).text.contains("State a number instead")))
        for (part, fields) in [("/risk", [("risk", "high"), ("risk_says", "缺人")]), ("/goals/visits", [("value", "5"), ("reason", "补报")])] {
            let wrong = try await world.steerer.post(path + part, [("csrf", world.steerer.page.token)] + fields)
            #expect(wrong.status == 422 && wrong.text.contains("open it again first"), "\(part): \(wrong.text)")
        }
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func refusedFormsKeepWhatWasEntered(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        try await world.issue()
        let path = "/desk/duties/\(try await world.task("city-visits").id.text)"
        try await world.steerer.go(path)
        let number = try await world.steerer.submit(path + "/goals/visits", ["value": "12x", "reason": "馆方补报三十人次"])
        #expect(number.status == 422 && number.html.contains("value=\"12x\"") && number.html.contains("馆方补报三十人次"), "\(number.text)")
        #expect(number.html.count(of: "馆方补报三十人次") == 1)
        try await world.museum.go(path)
        let step = try await world.museum.submit(path + "/milestones/launch", ["done": "2027-05-20", "says": "启动仪式已办"])
        #expect(step.status == 422 && step.html.contains("value=\"2027-05-20\"") && step.html.count(of: "启动仪式已办") == 1, "\(step.text)")
        try await world.museum.go(path)
        let risk = try await world.museum.submit(path + "/risk", ["risk": "high", "risk_says": ""])
        #expect(risk.status == 422 && risk.html.contains("<option value=\"high\" selected"), "\(risk.html)")
        await world.database.close()
    }
}
