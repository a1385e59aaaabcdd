import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Two windows, withdrawing, coming too late: an applicant's steps over HTTP, on both engines.
@Suite struct ApplicantStepTests {
    private func begun(_ world: CallWorld) async throws -> (host: Browser, id: ID<Application>, path: String) {
        let host = try await world.browser("host", .host, over: .organisation(world.museums[0].number))
        try await host.go("/desk/calls/base-2022/apply")
        let path = try await host.submit("/desk/calls/base-2022/apply").path
        return (host, try #require(ID<Application>(path.split(separator: "/").last ?? "")), path)
    }

    @Test(arguments: TestEngine.allCases) func twoWindowsDoNotUndoEachOther(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let (host, id, path) = try await begun(world)
        let first = try await host.go(path), second = try await host.go(path)
        host.back(to: first)
        #expect(try await host.submit(path, ["f-intro": "from the first window", "act": "save"]).text.contains("The draft is kept."))
        host.back(to: second)
        let refused = try await host.submit(path, ["f-intro": "from the second window", "act": "save"])
        #expect(refused.status == 422 && refused.text.contains("changed elsewhere") && refused.html.contains("from the second window"), "\(refused.text)")
        // Pressed again it is still refused; what is typed meanwhile is not kept either.
        #expect(try await host.submit(path, ["act": "save"]).status == 422)
        host.back(to: second)
        let form = try #require(second.form(to: path))
        let fields = Dictionary(form.values.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        #expect(try await host.post(path + "/draft", fields.merging(["f-intro": "typed in the second"]) { $1 }).status == 409)
        #expect(try await world.database.read { tx in try tx.body(of: id, version: 1)["intro"] } == "from the first window")
        // Opened anew it goes on.
        try await host.go(path)
        #expect(try await host.submit(path, ["f-days": "300", "act": "save"]).text.contains("The draft is kept."))
        await world.database.close()
    }

    /// A draft that is kept while it is being submitted changes nothing of what was submitted.
    @Test(arguments: TestEngine.allCases) func whatWasSubmittedIsFixed(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let (_, id, _) = try await begun(world)
        let host = try await world.identity("host", .host, over: .organisation(world.museums[0].number)), district = world.district
        try await world.database.write { tx in
            try tx.saveApplication(id, ApplicationBody(["intro": "a", "days": "300"]), seen: 1, by: host)
            try tx.freeze(try tx.requireApplication(id))
        }
        let stale = try await world.database.read { tx in try tx.requireApplication(id) }
        let kept = try await world.database.read { tx in try tx.number("SELECT is_frozen FROM calls_application_version WHERE application_id = \(id)") }
        #expect(kept == 1)
        // Saved now it makes the next version; the submission takes that.
        try await world.database.write { tx in
            try tx.saveApplication(id, ApplicationBody(["intro": "b", "days": "300"]), seen: stale.version, by: host)
            try tx.step(id, ApplicationStep(.submit, recommender: district), by: host)
        }
        let late = await #expect(throws: Refusal.self) {
            try await world.database.write { tx in try tx.saveApplication(id, ApplicationBody(["intro": "c"]), seen: 2, by: host) }
        }
        #expect(late?.code == "application-closed")
        let texts = try await world.database.read { tx in try [1, 2].map { try tx.body(of: id, version: $0)["intro"] } }
        #expect(texts == ["a", "b"])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whatWasWithdrawnIsTakenUpAgain(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let (host, id, path) = try await begun(world)
        try await host.go(path)
        try await host.submit(path, ["f-intro": "We show the sky.", "f-days": "300", "act": "submit", "recommender": world.district.text])
        let unsure = try await host.submit(path + "/withdrawal")
        #expect(unsure.status == 422 && unsure.text.contains("Tick that you mean it"), "\(unsure.text)")
        #expect(try await world.state(id) == .submitted)
        let gone = try await host.submit(path + "/withdrawal", ["sure": "1"])
        #expect(gone.text.contains("The application is withdrawn.") && gone.text.contains("Apply again"), "\(gone.text)")
        try await host.go("/desk/calls/base-2022/apply")
        let again = try await host.submit("/desk/calls/base-2022/apply")
        #expect(again.path == path && again.text.contains("is a draft again") && again.html.contains("We show the sky."), "\(again.text)")
        #expect(try await world.state(id) == .draft)
        // Begun a third time it is said that it is there.
        try await host.go("/desk/calls/base-2022/apply")
        #expect(try await host.submit("/desk/calls/base-2022/apply").text.contains("an application of yours to this call already"))
        try await host.go(path)
        #expect(try await host.submit(path, ["act": "submit", "recommender": world.district.text]).text.contains("It is submitted."))
        // After the close nobody takes it up again.
        try await host.go(path)
        try await host.submit(path + "/withdrawal", ["sure": "1"])
        world.clock.set("2022-12-01T02:00:00Z")
        try await host.signIn("host@example.org", "a long password")
        #expect(try await !host.go(path).text.contains("Apply again"))
        #expect(try await host.go("/desk/calls/base-2022/apply").text.contains("closed at its deadline"))
        #expect(try await world.state(id) == .withdrawn)
        await world.database.close()
    }

    /// What could not come back is not sent back; what did not come back is ended by the office.
    @Test(arguments: TestEngine.allCases) func nothingIsReturnedIntoNowhere(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let museums = world.museums, district = world.district
        let forwarder = try await world.identity("forwarder", .recommender, over: .organisation(district.number))
        let boss = try await world.office
        var ids: [ID<Application>] = []
        for museum in museums.prefix(2) {
            let host = try await world.identity("host\(ids.count)", .host, over: .organisation(museum.number))
            ids.append(
                try await world.database.write { tx in
                    let id = try tx.startApplication(to: try tx.requireCall("base-2022"), organisation: museum, venue: nil, category: nil, by: host)
                    try tx.saveApplication(id, ApplicationBody(["intro": "We", "days": "300"]), seen: 1, by: host)
                    try tx.step(id, ApplicationStep(.submit, recommender: district), by: host)
                    try tx.step(id, ApplicationStep(.recommend), by: forwarder)
                    return id
                })
        }
        let back = ids[1]
        try await world.database.write { tx in try tx.step(back, ApplicationStep(.giveBack, says: "Since when?"), by: boss) }
        let early = await #expect(throws: Refusal.self) { try await world.database.write { tx in try tx.step(back, ApplicationStep(.fail, says: "x"), by: boss) } }
        #expect(early?.code == "correction-open")
        // Six days for corrections after 30 November are over.
        world.clock.set("2022-12-08T02:00:00Z")
        let office = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        let page = try await office.go("/desk/calls/base-2022/applications/\(ids[0])")
        #expect(page.html.contains("value=\"pass\"") && !page.html.contains("value=\"return\""), "\(page.text)")
        let first = ids[0]
        let late = await #expect(throws: Refusal.self) { try await world.database.write { tx in try tx.step(first, ApplicationStep(.giveBack, says: "x"), by: boss) } }
        #expect(late?.code == "return-late")
        #expect(try await world.state(first) == .recommended)
        try await office.go("/desk/calls/base-2022/applications/\(back)")
        let ended = try await office.submit("/desk/calls/base-2022/applications/\(back)", ["event": "fail", "says": "Not corrected in time"])
        #expect(ended.text.contains("It is noted as failed."), "\(ended.text)")
        #expect(try await world.state(back) == .failed)
        await world.database.close()
    }

    /// Where a measure asks for no recommender, the office is told of what is submitted, and the applicant that it waits for the check.
    @Test(arguments: TestEngine.allCases) func withoutARecommenderTheOfficeIsNext(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, CallWorld.file.replacing("recommendation: {most: 2, days_for_correction: 6}", with: "recommendation: {needed: false}"))
        let (host, _, path) = try await begun(world)
        try await host.go(path)
        let sent = try await host.submit(path, ["f-intro": "We", "f-days": "300", "act": "submit"])
        #expect(sent.text.contains("Submitted, to be checked") && !sent.text.contains("to be recommended"), "\(sent.text)")
        #expect(try await host.go("/desk/applications").text.contains("Submitted, to be checked"))
        let office = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        #expect(try await office.go("/desk").text.contains("Applications to be checked"))
        let list = try await office.go("/desk/calls")
        #expect(list.html.contains(#"data-label="To deal with">1</td>"#), "\(list.html)")
        let call = try await office.go("/desk/calls/base-2022")
        #expect(call.text.contains("Submitted, to be checked") && !call.text.contains("to be recommended"), "\(call.text)")
        await world.database.close()
    }

    /// A campaign file does not shorten what is open, as the desk does not.
    @Test(arguments: TestEngine.allCases) func aFileDoesNotShortenAnOpenCall(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let shorter = CallWorld.file.replacing("closes: \"2022-11-30\"", with: "closes: \"2022-11-10\"")
        let refused = await #expect(throws: (any Error).self) { _ = try await CallWorld.house.apply(shorter, to: world.database) }
        #expect("\(String(describing: refused))".contains("2022-12-01 00:00"), "\(String(describing: refused))")
        #expect(try await world.call().closesAt == instant("2022-12-01T00:00:00+08:00"))
        _ = try await CallWorld.house.apply(CallWorld.file.replacing("closes: \"2022-11-30\"", with: "closes: \"2022-12-09\""), to: world.database)
        #expect(try await world.call().closesAt == instant("2022-12-10T00:00:00+08:00"))
        await world.database.close()
    }

    /// A recommender's own deadline is shown to both, and holds for both.
    @Test(arguments: TestEngine.allCases) func aRecommendersDeadlineIsTold(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(
            engine,
            CallWorld.file.replacing(
                "closes: \"2022-11-30\"}", with: "closes: \"2022-11-30\", deadlines: [{key: district, name: {zh: \"区\", en: \"District\"}, at: \"2022-11-20T18:00\", organisation: district}]}"))
        let (host, id, path) = try await begun(world)
        #expect(try await host.go(path).text.contains("recommends until 2022-11-20 18:00"))
        try await host.submit(path, ["f-intro": "We", "f-days": "300", "act": "submit", "recommender": world.district.text])
        let district = try await world.browser("district", .recommender, over: .organisation(world.district.number))
        #expect(try await district.go("/desk/recommendations").text.contains("Your body recommends until 2022-11-20 18:00."))
        // It is over, and stays over in the days for corrections.
        for moment in ["2022-11-21T02:00:00Z", "2022-12-02T02:00:00Z"] {
            world.clock.set(moment)
            try await district.signIn("district@example.org", "a long password")
            #expect(try await district.go("/desk/recommendations/\(id)").text.contains("ended at 2022-11-20 18:00"))
            let late = try await district.submit("/desk/recommendations/\(id)", ["event": "recommend", "says": "x"])
            #expect(late.status == 422 && late.text.contains("Your own earlier deadline (2022-11-20 18:00) has passed"), "\(late.text)")
        }
        // Nobody names it any more.
        world.clock.set("2022-11-22T02:00:00Z")
        let other = try await world.browser("other", .host, over: .organisation(world.museums[1].number))
        try await other.go("/desk/calls/base-2022/apply")
        let second = try await other.submit("/desk/calls/base-2022/apply").path
        #expect(try await other.go(second).text.contains("closed 2022-11-20 18:00"))
        let named = try await other.submit(second, ["f-intro": "We", "f-days": "300", "act": "submit", "recommender": world.district.text])
        #expect(named.status == 422 && named.text.contains("can recommend no more"), "\(named.text)")
        await world.database.close()
    }
}
