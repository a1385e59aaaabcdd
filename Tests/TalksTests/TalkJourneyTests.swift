import Access
import Activities
import Declaration
import Kernel
import Language
import Outbox
import Participation
import Resources
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Calls
@testable import Talks

/// From a school's wish to the expert's certificate of service, and what goes otherwise.
struct TalkJourneyTests {
    /// A session that is cancelled takes its talk along: the expert is free again, and nothing waits for ever.
    @Test(arguments: TestEngine.allCases) func aCancelledSessionCallsItOff(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let id = try await world.ask()
        try await world.dispatch(id, to: 0)
        try await world.accept(id, 0)
        try await world.schedule(id)
        #expect(try await world.database.write { try $0.callOffTalks() } == 0)
        let talk = try await world.database.read { try $0.requireTalk(id) }
        let session = try #require(talk.sessionID)
        try await world.database.write { tx in try tx.execute("UPDATE activities_session SET status = 'cancelled' WHERE id = \(session)") }
        #expect(try await world.database.write { try $0.callOffTalks() } == 1)
        #expect(try await world.state(id) == .cancelled)
        #expect(try await world.database.write { try $0.callOffTalks() } == 0)
    }

    @Test(arguments: TestEngine.allCases) func fromTheOrderToTheCertificate(_ engine: TestEngine) async throws {
        var world = try await TalkWorld.make(engine)
        let offered = try await world.visitor.go("/resources/\(world.talk)")
        #expect(offered.text.contains("Who gives it") && offered.text.contains("li") && offered.text.contains("Ask for this talk"), "\(offered.text)")

        let id = try await world.ask()
        #expect(try await world.dispatch(id, to: 0, fallback: 1).text.contains("The expert is asked."))
        let taken = try await world.accept(id, 0)
        #expect(taken.text.contains("Accepted, thank you.") && taken.text.contains("Teacher Sun"), "\(taken.text)")
        let scheduled = try await world.schedule(id)
        #expect(scheduled.text.contains("It is scheduled."), "\(scheduled.text)")

        // It is an activity of the school, with one session at that time.
        let talk = try await world.database.read { try $0.requireTalk(id) }
        let activity = try #require(talk.activityID)
        let (organiser, kind, begins) = try await world.database.read { tx in
            (try tx.requireActivity(activity).organiser, try tx.latestVersion(of: activity)?.content.kind, try tx.sessions(of: activity).map(\.begin))
        }
        #expect(organiser == world.school && kind == .lecture && begins == [instant("2023-09-12T06:00:00Z")])

        // It waits for the host once it is over, never before.
        #expect(try await world.database.write { try $0.deliverTalks() } == 0)
        world.clock.set("2023-09-12T07:00:00Z")
        #expect(try await world.database.write { try $0.deliverTalks() } == 1)
        world = try await world.signInAgain()
        try await world.host.go("/desk/talks/\(id)")
        let unsaid = try await world.host.submit("/desk/talks/\(id)/confirmation", ["rating": "5"])
        #expect(unsaid.status == 422 && unsaid.text.contains("Say how many came"), "\(unsaid.text)")
        let confirmed = try await world.host.submit("/desk/talks/\(id)/confirmation", ["people": "180", "method": "reported", "rating": "5", "remark": "Well told"])
        #expect(confirmed.text.contains("Confirmed, thank you."), "\(confirmed.text)")

        // What came is a claim about the session, and nothing counts before it is checked.
        let claims = try await world.database.read { try $0.claims(activity: activity, session: talk.sessionID) }
        #expect(claims.map(\.value) == [180] && claims.map(\.state) == [.received] && claims.map(\.method) == [.reported])

        try await world.office.go("/desk/talks/\(id)")
        #expect(try await world.office.submit("/desk/talks/\(id)/record").text.contains("Recorded; the expert has their certificate."))
        let code = try #require(try await world.database.read { try $0.requireTalk(id).code })
        let proof = try await world.visitor.go("/talks/certificates/\(code)")
        #expect(proof.status == 200 && proof.text.contains("Why stars shine") && proof.text.contains("First School") && !proof.text.contains("Teacher Sun"), "\(proof.text)")
        #expect(try await world.visitor.go("/talks/certificates/\(code)/certificate.pdf").status == 200)
        #expect(try await world.visitor.go("/talks/certificates/0000").status == 404)
        try await world.experts[0].browser.go("/desk/messages")
        #expect(world.experts[0].browser.page.text.contains("Certificate of service: Why stars shine"))

        // A month later the contact is gone, and nothing else.
        #expect(try await world.database.write { try $0.eraseTalkContacts() } == 0)
        world.clock.set("2023-10-13T07:00:00Z")
        #expect(try await world.database.write { try $0.eraseTalkContacts() } == 1)
        let (contact, after) = try await world.database.read { (try $0.contact(of: id), try $0.requireTalk(id)) }
        #expect(contact == nil && after.rating == 5 && after.state == .recorded && after.code == code)
    }

    @Test(arguments: TestEngine.allCases) func theFallbackIsAskedByItself(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let first = try await world.ask(), second = try await world.ask()
        // Declined.
        try await world.dispatch(first, to: 0, fallback: 1)
        try await world.experts[0].browser.go("/desk/talks/\(first)")
        try await world.experts[0].browser.submit("/desk/talks/\(first)/answer", ["answer": "decline", "says": "On a journey"])
        var talk = try await world.database.read { try $0.requireTalk(first) }
        #expect(talk.state == .dispatched && talk.expertID == world.experts[1].id && talk.fallbackID == nil)
        #expect(try await world.experts[0].browser.go("/desk/talks/\(first)").status == 404)
        #expect(try await world.experts[1].browser.go("/desk/talks/\(first)").status == 200)
        // Not answered in time, first by one and then by the other: it is the office's again.
        try await world.dispatch(second, to: 0, fallback: 1)
        #expect(try await world.database.write { try $0.lapseTalks() } == 0)
        world.clock.advance(seconds: 2 * 24 * 3600)
        _ = try await world.database.write { try $0.lapseTalks() }
        talk = try await world.database.read { try $0.requireTalk(second) }
        #expect(talk.state == .dispatched && talk.expertID == world.experts[1].id)
        world.clock.advance(seconds: 2 * 24 * 3600)
        _ = try await world.database.write { try $0.lapseTalks() }
        #expect(try await world.state(second) == .declined)
        #expect(try await world.state(first) == .declined)
        let office = try await TalkWorld.again("office@example.org", world.site)
        try await office.go("/desk/talks/\(second)")
        #expect(office.page.text.contains("did not answer in time"), "\(office.page.text)")
        try await office.go("/desk/messages")
        #expect(office.page.text.contains("To dispatch again: Why stars shine"))
    }

    @Test(arguments: TestEngine.allCases) func anOverlapIsNotOverridden(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let first = try await world.ask()
        try await world.dispatch(first, to: 0)
        try await world.accept(first, 0)
        // Both other times lie within the one that was accepted, or hard beside it.
        let second = try await world.ask(TalkWorld.form.merging(["wish_1": "2023-09-12T14:30", "wish_2": "2023-09-12T13:30"]) { $1 })
        let refused = try await world.dispatch(second, to: 0, confirmed: true)
        #expect(refused.status == 422 && refused.text.contains("overlaps with a talk at First School"), "\(refused.text)")
        let near = try await world.ask(TalkWorld.form.merging(["wish_1": "2023-09-12T15:30", "wish_2": "2023-09-12T12:30"]) { $1 })
        let asked = try await world.dispatch(near, to: 0)
        #expect(asked.status == 422 && asked.text.contains("too little time to travel: 30 minutes"), "\(asked.text)")
        #expect(try await world.dispatch(near, to: 0, confirmed: true).text.contains("The expert is asked."))
        // Who was never vetted is not offered, and not taken either.
        let page = try await world.dispatch(second, to: 2, confirmed: true)
        #expect(page.status == 422 && page.text.contains("was never vetted"), "\(page.text)")
    }

    /// Two that were dispatched at once: the second is refused when it is accepted.
    @Test(arguments: TestEngine.allCases) func oneExpertIsInOnePlace(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let first = try await world.ask(), second = try await world.ask()
        try await world.dispatch(first, to: 0)
        try await world.dispatch(second, to: 0)
        try await world.accept(first, 0)
        let refused = try await world.accept(second, 0)
        #expect(refused.status == 422 && refused.text.contains("This time is not possible"), "\(refused.text)")
        #expect(try await world.accept(second, 0, at: "2023-09-13T06:00:00Z").text.contains("Accepted, thank you."))
    }

    /// A session with a talk is not moved onto another talk of its expert, whatever is confirmed; beside it, it is.
    @Test(arguments: TestEngine.allCases) func aSessionIsNotMovedOntoAnotherTalk(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let first = try await world.ask(), second = try await world.ask()
        try await world.dispatch(first, to: 0)
        try await world.dispatch(second, to: 0)
        try await world.accept(first, 0)
        try await world.accept(second, 0, at: "2023-09-13T06:00:00Z")
        for id in [first, second] { try await world.schedule(id) }
        let talk = try await world.database.read { try $0.requireTalk(second) }
        let activity = try #require(talk.activityID), session = try #require(talk.sessionID)
        func move(to begin: String, _ end: String) async throws -> PageSeen {
            try await world.host.go("/desk/activities/\(activity)/sessions/\(session)")
            return try await world.host.submit("/desk/activities/\(activity)/sessions/\(session)", ["begin": begin, "end": end, "confirmed": "1"])
        }
        let refused = try await move(to: "2023-09-12T14:30", "2023-09-12T15:30")
        #expect(refused.status == 422 && refused.text.contains("the new time is not possible: it overlaps with a talk at First School"), "\(refused.status) \(refused.text)")
        let kept = try await world.database.read { tx in try #require(try tx.session(activity, session)).begin }
        #expect(kept == instant("2023-09-13T06:00:00Z"))
        let moved = try await move(to: "2023-09-13T15:00", "2023-09-13T16:00")
        #expect(moved.status == 200, "\(moved.text)")
        let now = try await world.database.read { tx in try #require(try tx.session(activity, session)).begin }
        #expect(now == instant("2023-09-13T07:00:00Z"))
    }

    @Test(arguments: TestEngine.allCases) func whatIsCalledOffTakesItsActivityAlong(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let id = try await world.ask()
        try await world.dispatch(id, to: 0)
        try await world.accept(id, 0)
        try await world.schedule(id)
        let activity = try #require(try await world.database.read { try $0.requireTalk(id).activityID })
        try await world.host.go("/desk/talks/\(id)")
        #expect(try await world.host.submit("/desk/talks/\(id)/cancellation", ["says": ""]).status == 422)
        try await world.host.submit("/desk/talks/\(id)/cancellation", ["says": "停电"])
        let status = try await world.database.read { try $0.requireActivity(activity).status }
        #expect(try await world.state(id) == .cancelled)
        #expect(status == .cancelled)
        try await world.experts[0].browser.go("/desk/messages")
        #expect(world.experts[0].browser.page.text.contains("Called off: Why stars shine"))
    }

    /// A session that is there takes the talk; it cannot be removed under it, and stays when the talk is called off.
    @Test(arguments: TestEngine.allCases) func aSessionThatIsThere(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let school = world.school
        let (activity, session) = try await world.database.write { tx in
            let activity = try tx.addActivity(ActivityDraft(organiser: school, title: Wording("科技节", "Science days"), summary: Wording("两天", "Two days")))
            let begin = instant("2023-09-12T05:00:00Z")
            let session = try tx.addSessions([SessionDraft(begin: begin, end: begin.adding(hours: 4))], to: activity)
            return (activity, try #require(session.first))
        }
        let id = try await world.ask()
        try await world.dispatch(id, to: 0)
        try await world.accept(id, 0)
        #expect(try await world.schedule(id, session: "\(activity.text).\(session.text)").text.contains("It is scheduled."))
        await #expect(throws: Refusal.self) {
            try await world.database.write { tx in
                let found = try #require(try tx.session(activity, session))
                try tx.removeSession(found, house: TalkWorld.house.house, by: 0)
            }
        }
        try await world.experts[0].browser.go("/desk/talks/\(id)")
        try await world.experts[0].browser.submit("/desk/talks/\(id)/withdrawal", ["says": "Ill"])
        #expect(try await world.state(id) == .cancelled)
        let status = try await world.database.read { try $0.requireActivity(activity).status }
        #expect(status == .scheduled)
    }

    @Test(arguments: TestEngine.allCases) func onlyWhomItConcerns(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let id = try await world.ask()
        #expect(try await world.stranger.go("/desk/talks/\(id)").status == 404)
        #expect(try await world.experts[0].browser.go("/desk/talks/\(id)").status == 404)
        #expect(try await world.visitor.go("/desk/talks/\(id)").text.contains("Sign in"))
        #expect(try await world.host.post("/desk/talks/\(id)/dispatch", ["expert": world.experts[0].id.text, "days": "2"]).status == 403)
        try await world.dispatch(id, to: 0)
        #expect(try await world.experts[1].browser.go("/desk/talks/\(id)").status == 404)
        #expect(try await world.stranger.go("/desk/talks").text.contains("Nothing here"))
        try await world.experts[0].browser.go("/desk/talks")
        #expect(world.experts[0].browser.page.text.contains("First School"))
    }

    @Test(arguments: TestEngine.allCases) func aSpeakerSaysWhenAndTheOfficeUntilWhen(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let zhao = world.experts[2], path = "/desk/talks/speakers/\(world.experts[2].id)"
        #expect(try await world.experts[0].browser.go(path).status == 404)
        try await zhao.browser.go(path)
        let own = ["about_zh": "研究星系", "regions": "610100, 北京市", "weekdays": "2", "begin": "09:00", "end": "17:00", "is_public": "1"]
        // Nobody vets themselves.
        let saved = try await zhao.browser.submit(path, own.merging(["vetted_until": "2024-12-31"]) { $1 })
        #expect(saved.text.contains("Saved.") && saved.text.contains("Not vetted"), "\(saved.text)")
        try await world.office.go(path)
        try await world.office.submit(path, own.merging(["vetted_until": "2023-09-30"]) { $1 })
        let expert = zhao.id
        let speaker = try #require(try await world.database.read { try $0.speaker(expert) })
        #expect(speaker.vettedUntil == Day(iso: "2023-09-30") && speaker.regions == ["610100", "110000"] && speaker.pattern.weekdays == [2])
        try await zhao.browser.go(path)
        try await zhao.browser.submit(path + "/days", ["day": "2023-09-12", "is_free": "0"])
        #expect(zhao.browser.page.text.contains("Not free"))
        // Told once that it ends.
        #expect(try await world.database.write { try $0.remindOfVetting() } == 1)
        #expect(try await world.database.write { try $0.remindOfVetting() } == 0)
        try await zhao.browser.go("/desk/messages")
        #expect(zhao.browser.page.text.contains("Your vetting for talks ends on"))
        let bad = try await world.office.go(path)
        #expect(bad.status == 200)
        let wrong = try await world.office.submit(path, own.merging(["begin": "25:00", "regions": "Atlantis"]) { $1 })
        #expect(wrong.status == 422 && wrong.text.contains("Write it like 09:00.") && wrong.text.contains("Atlantis"), "\(wrong.text)")
    }

    /// Who is forgotten in the pool is forgotten here; the talk stays on record without a name.
    @Test(arguments: TestEngine.allCases) func whoIsForgottenLeavesNoWords(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let id = try await world.ask()
        try await world.dispatch(id, to: 0)
        let gone = try await world.database.write { tx in try TalkWorld.house.house.personalData.reduce(0) { try $0 + $1.forget(tx, "li@example.org", 0) } }
        #expect(gone >= 2)
        let speaker = try await world.database.read { try $0.speaker($0.requireTalk(id).expertID ?? ID(0)) }
        #expect(speaker?.name == "" && speaker?.vettedUntil == nil && speaker?.about.zh == "")
        #expect(!(try await world.visitor.go("/resources/\(world.talk)").text.contains("Who gives it")))
    }

    @Test(arguments: TestEngine.allCases) func aCampaignFileTellsOfATeam(_ engine: TestEngine) async throws {
        let world = try await TalkWorld.make(engine)
        let file = TalkWorld.file + "\n" + """
            campaigns:
              - {key: day-2023, name: {zh: "科普日", en: "Science day"}, kind: day, year: 2023, begin: "2023-09-01", end: "2023-12-31", accent: jade, summary: {zh: "一", en: "One"}}
            experts:
              - key: dandong
                name: {zh: "丹东", en: "Dandong's team"}
                campaign: day-2023
                kind: pool
                organisations: [school]
                steps: [{key: requested, name: {zh: "点单", en: "Ordered"}}]
                rules: [{key: host, text: {zh: "单位确认", en: "The host confirms"}}]
                figures: [{key: orders, label: {zh: "订单", en: "Orders"}, value: 5000, unit: {zh: "单", en: "orders"}, bound: about}]
            """
        let house = TalkWorld.house
        _ = try await house.apply(file, to: world.database, overwrite: true)
        let again = try await house.apply(file, to: world.database, overwrite: true)
        #expect(again.items.filter { $0.section == "experts" }.map(\.status) == [.unchanged])
        let page = try await world.visitor.go("/campaigns/day-2023")
        #expect(page.text.contains("Dandong's team") && page.text.contains("The host confirms") && page.text.contains("Orders: about 5,000 orders (as its source says)"), "\(page.text)")
    }
}
