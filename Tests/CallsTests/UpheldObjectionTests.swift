import Access
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// An objection that was upheld stands against its subject in whichever notice it is listed, until it is struck or, where the measure allows, put right.
@Suite struct UpheldObjectionTests {
    /// A notice of the first so many museums, closed, with an objection to the first that was upheld and answered.
    private static func upheld(_ engine: TestEngine, _ notice: String = "", of count: Int = 1) async throws -> (CallWorld, ID<Application>, ID<Notice>) {
        let world = try await CallWorld.make(engine, CallWorld.file.replacing("first_day_counts: true}", with: "first_day_counts: true\(notice)}"))
        let ids = try await world.proposed(count), office = try await world.office, call = try await world.call()
        let supervisor = try await world.identity("watch", .supervisor, over: .organisation(world.bureau.number))
        world.clock.set("2022-12-26T02:00:00Z")
        let id = try await world.database.write { tx -> ID<Notice> in
            var draft = Self.draft(ids[0], begin: "2022-12-26")
            draft.items = ids.map { .init(applicationID: $0) }
            let id = try tx.schedule(draft, of: call, by: office)
            try tx.turnNotices()
            let code = try tx.object(ObjectionDraft(position: 1, name: "王小明", contact: "1", facts: "x"), to: id)
            let objection = try #require(try tx.objection(code: code)).id
            for event in [ObjectionEvent.admit, .investigate, .uphold, .answer] { try tx.step(objection, event, says: "True", by: supervisor) }
            return id
        }
        world.clock.set("2023-01-03T02:00:00Z")
        try await world.turn()
        return (world, ids[0], id)
    }

    private static func draft(_ application: ID<Application>, begin: String, supersedes: ID<Notice>? = nil, remedy: String = "") -> NoticeDraft {
        var draft = NoticeDraft(title: Wording("名单", "List"), contact: "1", supervision: "2", begin: day(begin))
        (draft.items, draft.supersedes) = ([.init(applicationID: application, remedy: remedy)], supersedes)
        return draft
    }

    @Test func whatMayBeListedAgain() throws {
        var lenient = NoticeRule()
        lenient.mayBeCorrected = true
        let (strict, mild, name) = (NoticeRule(), lenient, Wording("一号馆", "Museum One"))
        func refused(_ remedy: String, _ rule: NoticeRule) -> String? {
            #expect(throws: Refusal.self) { try NoticeLines.requireRemedy(NoticeDraft.Item(remedy: remedy), name, rule) }?.code
        }
        #expect(refused("Opened", strict) == "objection-upheld")
        #expect(refused("", mild) == "remedy")
        try NoticeLines.requireRemedy(NoticeDraft.Item(remedy: "Opened"), name, mild)
    }

    /// "Publish anew" sheds nothing: where the measure does not let it be put right it cannot be listed, and is struck.
    @Test(arguments: TestEngine.allCases) func publishingAnewShedsNoObjection(_ engine: TestEngine) async throws {
        let (world, application, old) = try await Self.upheld(engine)
        let office = try await world.office, call = try await world.call()
        for draft in [Self.draft(application, begin: "2023-01-03", supersedes: old), Self.draft(application, begin: "2023-01-03", supersedes: old, remedy: "Opened")] {
            let refusal = await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.schedule(draft, of: call, by: office) } }
            #expect(refusal?.code == "objection-upheld")
        }
        let desk = try await world.browser("desk", .organiser, over: .organisation(world.bureau.number)), path = "/desk/notices/\(old)/successor"
        let page = try await desk.go(path)
        #expect(page.text.contains("by the measure it is not listed again") && !page.html.contains("value=\"1\" checked"))
        let sent = try await desk.submit(path, ["begin": "2023-01-03", "keep": "1"])
        #expect(sent.status == 422 && sent.text.contains("was upheld, so it cannot be listed again"), "\(sent.text)")
        #expect(try await desk.go("/desk/notices/\(old)").text.contains("1 upheld"))
        try await world.database.write { tx in try tx.strike(1, of: old, says: "Closed half the year", by: office) }
        #expect(try await world.database.read { tx in try tx.notice(old)?.state } == .resolved)
        await world.database.close()
    }

    /// Where the measure lets it be put right, the office says how, the public reads it, and the next notice carries it.
    @Test(arguments: TestEngine.allCases) func whatWasPutRightIsPublished(_ engine: TestEngine) async throws {
        let (world, application, old) = try await Self.upheld(engine, ", correction: true")
        let office = try await world.office
        let desk = try await world.browser("desk", .organiser, over: .organisation(world.bureau.number)), path = "/desk/notices/\(old)/successor"
        try await desk.go(path)
        let bare = try await desk.submit(path, ["begin": "2023-01-03", "keep": "1"])
        #expect(bare.status == 422 && bare.text.contains("say what was put right"), "\(bare.text)")
        let made = try await desk.submit(path, ["begin": "2023-01-03", "keep": "1", "w-1": "Open every day since May"])
        #expect(made.text.contains("The notice is scheduled"), "\(made.text)")
        let next = try #require(try await world.database.read { tx in try tx.notice(old)?.supersededByID })
        #expect(try await Browser(world.site).go("/notices/\(next)").text.contains("Put right since an objection was upheld: Open every day since May"))
        world.clock.set("2023-01-10T02:00:00Z")
        try await world.turn()
        #expect(try await world.database.write { tx in try tx.carryOut(next, by: office) } == CarriedOut(done: [.granted: 1]))
        #expect(try await world.state(application) == .recognised)
        await world.database.close()
    }

    /// Left out of the notice that took the first one's place, it waits on the call's page until the office says what was put right.
    @Test(arguments: TestEngine.allCases) func whatWasLeftOutIsListedOncePutRight(_ engine: TestEngine) async throws {
        let (world, application, old) = try await Self.upheld(engine, ", correction: true", of: 2)
        let desk = try await world.browser("desk", .organiser, over: .organisation(world.bureau.number)), path = "/desk/notices/\(old)/successor"
        try await desk.go(path)
        #expect(try await desk.submit(path, ["begin": "2023-01-03", "keep": "2"]).text.contains("The notice is scheduled"))
        let call = "/desk/calls/base-2022", before = try await desk.go(call)
        #expect(before.text.contains("An objection to “Museum One” was upheld: to list it, say what was put right"), "\(before.text)")
        let bare = try await desk.submit(call + "/notices", ["begin": "2023-01-03", "contact": "1", "supervision": "2"])
        #expect(bare.status == 422 && bare.text.contains("List at least one."), "\(bare.text)")
        let fields = ["begin": "2023-01-03", "contact": "1", "supervision": "2", "w-\(application)": "Open every day since May"]
        #expect(try await desk.submit(call + "/notices", fields).text.contains("The notice is scheduled"))
        let listed = try await world.database.read { tx in try tx.standing(of: application) }
        #expect(listed?.state == .open && listed?.upheld == 0)
        await world.database.close()
    }

    /// A later objection to the same, after it was put right, stands anew.
    @Test(arguments: TestEngine.allCases) func aNewObjectionStandsAnew(_ engine: TestEngine) async throws {
        let (world, application, old) = try await Self.upheld(engine, ", correction: true")
        let office = try await world.office, call = try await world.call()
        let supervisor = try await world.identity("watch", .supervisor, over: .organisation(world.bureau.number))
        let next = try await world.database.write { tx -> ID<Notice> in
            let id = try tx.schedule(Self.draft(application, begin: "2023-01-03", supersedes: old, remedy: "Opened"), of: call, by: office)
            try tx.turnNotices()
            let code = try tx.object(ObjectionDraft(position: 1, name: "李四", contact: "1", facts: "y"), to: id)
            let objection = try #require(try tx.objection(code: code)).id
            for event in [ObjectionEvent.admit, .investigate, .uphold] { try tx.step(objection, event, says: "True", by: supervisor) }
            return id
        }
        world.clock.set("2023-01-10T02:00:00Z")
        try await world.turn()
        #expect(try await world.database.write { tx in try tx.carryOut(next, by: office) } == CarriedOut(waiting: 1))
        await world.database.close()
    }

    /// A name is asked for, but where the measure hears objections without one.
    @Test(arguments: TestEngine.allCases, [false, true]) func aNameIsAskedForUnlessTheMeasureSaysOtherwise(_ engine: TestEngine, _ isFree: Bool) async throws {
        let (world, _, old) = try await Self.upheld(engine, isFree ? ", correction: true, anonymous: true" : ", correction: true")
        let office = try await world.office, call = try await world.call()
        let id = try await world.database.write { tx -> ID<Notice> in
            let application = try #require(try tx.items(of: old).first?.applicationID)
            let id = try tx.schedule(Self.draft(application, begin: "2023-01-03", supersedes: old, remedy: "Opened"), of: call, by: office)
            try tx.turnNotices()
            return id
        }
        let guest = Browser(world.site), page = try await guest.go("/notices/\(id)")
        #expect(page.text.contains(isFree ? "You need not give your name." : "In your real name"))
        let sent = try await guest.submit("/notices/\(id)/objections", ["position": "1", "kind": "person", "name": "", "contact": "", "facts": "x"])
        #expect(sent.text.contains("Your objection has been received") == isFree, "\(sent.text)")
        let nameless = ObjectionDraft(position: 1, name: "", contact: "1", facts: "x")
        if isFree {
            _ = try await world.database.write { tx in try tx.object(nameless, to: id) }
        } else {
            let refusal = await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.object(nameless, to: id) } }
            #expect(refusal?.code == "objection-name" && refusal?.field == "name")
        }
        #expect(try await world.database.read { tx in try tx.objections(to: id) }.count == (isFree ? 2 : 0))
        await world.database.close()
    }

    /// The office that handles it is told that there is one, and neither who objects nor what they say.
    @Test(arguments: TestEngine.allCases) func theSupervisionOfficeIsTold(_ engine: TestEngine) async throws {
        let (world, _, _) = try await Self.upheld(engine)
        let told = try await world.database.read { tx -> [String] in
            let account = try #require(try tx.account(login: "watch@example.org")).account.id
            return try tx.messages(of: account, limit: 9).compactMap { $0.content.map { "\($0.subject.en) \($0.body.en) \($0.body.zh)" } }
        }
        #expect(told.count == 1 && told.joined().contains("An objection: List") && !told.joined().contains("王小明"))
        await world.database.close()
    }
}
