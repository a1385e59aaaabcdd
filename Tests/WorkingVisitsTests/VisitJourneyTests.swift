import Access
import Campaigns
import Kernel
import Language
import Rooms
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import WorkingVisits

/// From a draft to minutes, news and withdrawal, through the pages of those who were there.
struct VisitJourneyTests {
    @Test(arguments: TestEngine.allCases) func writtenDownAgreedToToldAndWithdrawn(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine)
        let (writer, other) = (try await world.host("writer", of: world.commission), try await world.host("other", of: world.academy))
        let (stranger, above) = (try await world.host("stranger", of: world.far), try await world.person("above", .organiser, over: .region(["110000"])))
        let empty = try await writer.go("/desk/visits")
        #expect(empty.status == 200 && empty.text.contains("Nothing here"), "\(empty.text)")
        let id = try await world.draft(writer)
        let path = "/desk/visits/\(id)"

        // A draft is its own body's affair; the office above sees it.
        #expect(try await other.go(path).status == 404)
        #expect(try await stranger.go(path).status == 404)
        #expect(try await above.go(path).status == 200)

        try await writer.go(path)
        let unknown = try await writer.submit(path + "/conclusions", ["text_zh": "合作", "owner": world.far.text])
        #expect(unknown.status == 422 && unknown.text.contains("Choose who owes it"), "\(unknown.text)")
        let early = try await writer.submit(path + "/conclusions", ["text_zh": "合作", "owner": world.academy.text, "due_on": "2023-01-01"])
        #expect(early.status == 422 && early.text.contains("before the visit itself"), "\(early.text)")
        let put = try await writer.submit(path + "/conclusions", ["text_zh": "在科技周上合作", "text_en": "Work together in the week", "owner": world.academy.text, "due_on": "2023-05-01"])
        #expect(put.status == 200 && put.text.contains("Work together in the week") && put.text.contains("Owed by Beijing Academy"), "\(put.text)")
        let named = try await writer.submit(path + "/people", ["body": world.academy.text, "office": "Director", "person": "Wang Xiaoming"])
        #expect(named.text.contains("Director · Wang Xiaoming"), "\(named.text)")

        let sent = try await writer.submit(path + "/steps", ["event": "record"])
        #expect(sent.text.contains("Sent; the bodies are told.") && sent.text.contains("has not agreed yet"), "\(sent.text)")
        try await other.go("/desk/messages")
        #expect(other.page.text.contains("To agree: At the planetarium"), "\(other.page.text)")
        #expect(try await stranger.go(path).status == 404)
        #expect(try await stranger.go(path + "/minutes.pdf").status == 404)
        #expect(try await stranger.go("/desk/visits").text.contains("At the planetarium") == false)
        #expect(try await Browser(world.site).go(path).path.hasPrefix("/sign-in"))

        // The other side corrects it: the first one looks again.
        let queue = try await other.go("/desk")
        #expect(queue.text.contains("Working visits to agree to"), "\(queue.text)")
        try await other.go(path + "/edit")
        let corrected = try await other.submit(path, VisitWorld.form.merging(["seen_en": "The new hall opens in May", "campaign": world.plan.text]) { $1 })
        #expect(corrected.text.contains("The new hall opens in May"), "\(corrected.status) \(corrected.text)")
        #expect(try await world.database.read { try $0.bodies(of: id, for: nil).map { $0.agreedAt != nil } } == [false, true])
        // Whoever stands above both agrees for one of them alone.
        let agreed = try await above.submit(at: path, path + "/steps", ["event": "agree", "body": world.commission.text])
        #expect(agreed.text.contains("Agreed.") && agreed.text.contains("Agreed by all"), "\(agreed.text)")
        #expect(try await world.state(id) == .agreed)
        #expect(try await world.wrong() == [])

        // Nothing of it changes any more; the minutes print offices and no names.
        let fixed = try await writer.post(path + "/conclusions", [("csrf", try await writer.go(path).token), ("text_zh", "再加一条")])
        #expect(fixed.status == 422 && fixed.text.contains("cannot be changed any more"), "\(fixed.status) \(fixed.text)")
        // Its conclusion becomes a task with one click, and shows how far it is.
        try await writer.go(path)
        #expect(writer.page.text.contains("Make it a task"), "\(writer.page.text)")
        let conclusion = try #require(try await world.database.read { try $0.conclusions(of: id).first })
        let given = try await writer.submit(path + "/tasks", ["conclusion": conclusion.id.text])
        #expect(given.text.contains("The task is given; its lead is told.") && given.text.contains("Assigned") && !given.text.contains("Make it a task"), "\(given.text)")
        #expect(try await other.go("/desk/duties").text.contains("Work together in the week"))
        let twice = try await writer.post(path + "/tasks", [("csrf", given.token), ("conclusion", conclusion.id.text)])
        #expect(twice.text.contains("The conclusion was a task already; nothing was given again."), "\(twice.text)")
        // The task leads back to the visit, for whoever may read it.
        let task = try #require(try await world.database.read { try $0.conclusions(of: id).first?.task })
        let duty = try await other.go("/desk/duties/\(task.text)")
        #expect(duty.text.contains("From a working visit: At the planetarium") && duty.html.contains("href=\"\(path)\""), "\(duty.text)")
        let minutes = try await other.go(path + "/minutes.pdf")
        #expect(minutes.status == 200)

        // The public part: written, handed in by a body, published by whoever checks the plan's news.
        try await writer.go(path)
        let story = ["title_zh": "到访天文馆", "title_en": "A visit to the planetarium", "story_zh": "双方商定合作。", "story_en": "They agreed to work together."]
        let saved = try await writer.submit(path + "/summary", story)
        #expect(saved.text.contains("is saved") && saved.text.contains("It can be told once all bodies have agreed."), "\(saved.text)")
        // What the public will read speaks for all: the others look at it first.
        #expect(try await world.state(id) == .recorded)
        #expect(try await world.database.read { try $0.bodies(of: id, for: nil).map { $0.agreedAt != nil } } == [true, false])
        let before = try await writer.post(path + "/news", [("csrf", saved.token)])
        #expect(before.status == 422 && before.text.contains("once all bodies have agreed to the record"), "\(before.text)")
        let bound = try await writer.post(path + "/conclusions/removal", [("csrf", saved.token), ("conclusion", conclusion.id.text)])
        #expect(bound.status == 422 && bound.text.contains("This conclusion is a task now"), "\(bound.text)")
        let consent = try await other.submit(at: path, path + "/steps", ["event": "agree", "body": world.academy.text])
        #expect(consent.text.contains("Agreed by all") && consent.text.contains("They agreed to work together."), "\(consent.text)")
        // The same text again asks nobody.
        try await writer.go(path)
        #expect(try await writer.submit(path + "/summary", story).text.contains("is saved"))
        #expect(try await world.state(id) == .agreed)
        try await writer.go(path)
        let told = try await writer.submit(path + "/news")
        #expect(told.text.contains("It waits to be checked"), "\(told.text)")
        let news = try #require(try await world.database.read { try $0.workingVisit(id)?.newsID })
        let again = try await writer.post(path + "/news", [("csrf", told.token)])
        #expect(again.status == 200)
        #expect(try await world.database.read { try $0.workingVisit(id)?.newsID } == news)
        let checker = try await world.person("checker", .moderator, over: .campaign("plan"))
        try await checker.go("/desk/news/\(news)")
        _ = try await checker.submit("/desk/news/\(news)/decision", ["decision": "publish"])
        let public_ = try await Browser(world.site).go("/news/\(news)")
        #expect(public_.status == 200 && public_.text.contains("From a working visit:") && public_.text.contains("Beijing Planetarium"), "\(public_.text)")
        #expect(!public_.text.contains("See the record") && !public_.text.contains("Wang Xiaoming") && !public_.text.contains("Director"), "\(public_.text)")
        #expect(try await other.go("/news/\(news)").text.contains("See the record"))

        // Withdrawn, it takes its news along, and every body reads why.
        try await other.go(path)
        let silent = try await other.submit(path + "/steps", ["event": "withdraw", "says": ""])
        #expect(silent.status == 422, "\(silent.text)")
        let gone = try await other.submit(path + "/steps", ["event": "withdraw", "says": "It was another day"])
        #expect(gone.text.contains("Why it was withdrawn: It was another day"), "\(gone.text)")
        #expect(try await Browser(world.site).go("/news/\(news)").status == 410)
        #expect(try await world.wrong() == [])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func nobodySpeaksForBothSides(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine)
        let above = try await world.person("above", .organiser, over: .region(["110000"]))
        let id = try await world.draft(above)
        let path = "/desk/visits/\(id)"
        try await above.go(path)
        let sent = try await above.submit(path + "/steps", ["event": "record"])
        #expect(!sent.text.contains("Agree for “Beijing Academy”"), "\(sent.text)")
        let both = try await above.post(path + "/steps", [("csrf", sent.token), ("event", "agree"), ("body", world.academy.text)])
        #expect(both.status == 422 && both.text.contains("cannot agree for the other side too"), "\(both.text)")
        // Nor does anybody agree to what has changed since they looked.
        let other = try await world.host("other", of: world.academy)
        let seen = try await other.go(path)
        world.clock.set("2023-02-10T02:05:00Z")
        try await above.go(path)
        _ = try await above.submit(path + "/conclusions", ["text_zh": "再加一条"])
        try await other.go(path)
        let stale = try await other.post(path + "/steps", [("csrf", seen.token), ("event", "agree"), ("body", world.academy.text), ("seen", "1")])
        #expect(stale.status == 422 && stale.text.contains("has changed since you opened"), "\(stale.text)")
        #expect(try await world.state(id) == .recorded)
        await world.database.close()
    }

    /// Each wrong entry is told in a sentence, and changes nothing.
    @Test(arguments: TestEngine.allCases) func wrongEntriesAreToldInASentence(_ engine: TestEngine) async throws {
        let world = try await VisitWorld.make(engine)
        let writer = try await world.host("writer", of: world.commission)
        let cases = [
            ("bodies", "没有这家单位", "There is no organisation"), ("bodies", "同名单位", "organisations are called"), ("bodies", "北京市科委", "two bodies at least"),
            ("bodies", "Beijing Academy\n北京市科学技术研究院", "stands there twice"), ("clock", "25:00", "Give a time such as 14:00"), ("day", "soon", "Give a date"), ("day", "2999-01-01", "Give a year"),
            ("kind", "stroll", "Choose one of the values offered"), ("name_zh", "", "is needed"), ("unit", "0000000000000", "Choose one of the values offered"), ("seen_zh", "", "give the Chinese too"),
        ]
        for (field, value, expected) in cases {
            try await writer.go("/desk/visits/new")
            let page = try await writer.submit("/desk/visits", VisitWorld.form.merging(["unit": world.commission.text]) { $1 }.merging([field: value]) { $1 })
            #expect(page.status == 422 && page.text.contains(expected), "\(field) \(value): \(page.status) \(page.text)")
        }
        #expect(try await world.database.read { try $0.number("SELECT COUNT(*) FROM workingvisits_visit") } == 0)
        // What is yet to come is planned as a draft, and not recorded.
        let id = try await world.draft(writer, VisitWorld.form.merging(["day": "2023-03-01"]) { $1 })
        try await writer.go("/desk/visits/\(id)")
        let soon = try await writer.submit("/desk/visits/\(id)/steps", ["event": "record"])
        #expect(soon.status == 422 && soon.text.contains("which is yet to come"), "\(soon.text)")
        #expect(try await writer.go("/desk/visits/0000000000001").status == 404)
        #expect(try await writer.go("/desk/visits?state=odd").status == 400)
        // The form that was sent twice made one visit; a draft is discarded without a reason.
        try await writer.go("/desk/visits/\(id)")
        let token = writer.page.token
        let gone = try await writer.post("/desk/visits/\(id)/steps", [("csrf", token), ("event", "withdraw")])
        #expect(gone.status == 200 && gone.text.contains("Withdrawn"), "\(gone.text)")
        await world.database.close()
    }
}

extension Browser {
    /// Sends a form of a page that is opened before.
    fileprivate func submit(at page: String, _ action: String, _ values: [String: String]) async throws -> PageSeen {
        try await go(page)
        return try await submit(action, values)
    }
}
