import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// From the call to the title and its end, over HTTP, with everybody who acts in it.
@Suite struct CallJourneyTests {
    @Test(arguments: TestEngine.allCases) func fromTheCallToTheTitle(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let office = try await world.browser("office", .organiser, over: .organisation(world.bureau.number))
        let district = try await world.browser("district", .recommender, over: .organisation(world.district.number))
        let supervisor = try await world.browser("supervisor", .supervisor, over: .organisation(world.bureau.number))
        let visitor = Browser(world.site)
        #expect(try await visitor.go("/calls").text.contains("First call"))
        #expect(try await visitor.go("/calls/base-2022").text.contains("At most 2 by one body"))

        // Two museums apply: each is filled in, refused where too little is declared, and recommended.
        var begunIDs: [ID<Application>] = []
        var hosts: [Browser] = []
        for (number, museum) in world.museums.prefix(2).enumerated() {
            let host = try await world.browser("host\(number)", .host, over: .organisation(museum.number))
            hosts.append(host)
            try await host.go("/desk/calls/base-2022/apply")
            let begun = try await host.submit("/desk/calls/base-2022/apply")
            #expect(begun.text.contains("A draft is ready"), "\(begun.text)")
            let path = begun.path
            begunIDs.append(try #require(ID<Application>(path.split(separator: "/").last ?? "")))
            let kept = try await host.submit(path, ["f-intro": "We show the sky.", "f-days": "200", "act": "save"])
            #expect(kept.text.contains("The draft is kept."))
            let small = try await host.submit(path, ["act": "submit", "recommender": world.district.text])
            #expect(small.status == 422 && small.text.contains("“Open days” must be at least 250 days; it is 200."), "\(small.text)")
            let alone = try await host.submit(path, ["f-days": "300", "act": "submit", "recommender": ""])
            #expect(alone.status == 422 && alone.text.contains("Choose the body that recommends you"))
            let sent = try await host.submit(path, ["f-days": "300", "act": "submit", "recommender": world.district.text])
            #expect(sent.text.contains("It is submitted."), "\(sent.text)")
            #expect(try await host.go(path).form(to: path) == nil, "what is submitted is not changed")
        }

        let ids = begunIDs

        // The recommender returns one with a remark on the very answer; it is mended and comes again.
        let first = "/desk/recommendations/\(ids[0])"
        try await district.go(first)
        let returned = try await district.submit(first, ["event": "return", "r-intro": "Since when?"])
        #expect(returned.text.contains("It is returned"), "\(returned.text)")
        let host = hosts[0]
        let page = try await host.go("/desk/applications/\(ids[0])")
        #expect(page.text.contains("Since when?") && page.text.contains("Returned for correction"))
        try await host.submit("/desk/applications/\(ids[0])", ["f-intro": "We show the sky, since 1985.", "act": "submit"])
        for id in ids {
            try await district.go("/desk/recommendations/\(id)")
            #expect(try await district.submit("/desk/recommendations/\(id)", ["event": "recommend", "says": "Checked."]).text.contains("It is recommended."))
        }
        #expect(try await world.state(ids[0]) == .recommended)

        // The office passes both; experts are chosen, score blindly, sign.
        for id in ids {
            try await office.go("/desk/calls/base-2022/applications/\(id)")
            #expect(try await office.submit("/desk/calls/base-2022/applications/\(id)", ["event": "pass"]).text.contains("It has passed"))
        }
        var experts: [Browser] = []
        for name in ["e1", "e2"] {
            experts.append(try await world.browser(name, .expert, over: .all))
            try await world.expert(name)
        }
        try await office.go("/desk/calls/base-2022")
        let given = try await office.submit("/desk/calls/base-2022/experts")
        #expect(given.text.contains("4 seats were given."), "\(given.text)")
        for (number, expert) in experts.enumerated() {
            let list = try await expert.go("/desk/reviews")
            #expect(!list.text.contains("Museum One") && !list.text.contains("Museum Two"))
            for (place, id) in ids.enumerated() {
                let sheet = try await expert.go("/desk/reviews/\(id)")
                #expect(sheet.status == 200 && !sheet.html.contains("Museum") && !sheet.html.contains("District Office"))
                let bad = try await expert.submit("/desk/reviews/\(id)", ["s-work": "101", "s-site": "8", "act": "sign"])
                #expect(bad.status == 422)
                let signed = try await expert.submit("/desk/reviews/\(id)", ["s-work": String(80 + 10 * place + number), "s-site": "8", "act": "sign"])
                #expect(signed.text.contains("Signed."), "\(signed.text)")
            }
            #expect(try await expert.go("/desk/reviews/\(ids[0])").form(to: "/desk/reviews/\(ids[0])") == nil)
        }
        try await office.go("/desk/calls/base-2022")
        try await office.submit("/desk/calls/base-2022/scores")
        let ranked = try await world.database.read { tx in try ids.map { try #require(try tx.application($0)) } }
        #expect(ranked.map(\.place) == [2, 1] && ranked.map(\.score) == [80_375, 87_875])

        // Both are proposed; nothing is recognised before a notice has run out.
        try await office.go("/desk/calls/base-2022/meetings?first=2")
        var decisions = ["held": "2022-11-07", "present": "张主任\n李处长\n张主任", "minutes": "Both are proposed.", "r-\(ids[0])": "王处长"]
        let stranger = try await office.submit("/desk/calls/base-2022/meetings", decisions)
        #expect(stranger.status == 422 && stranger.text.contains("“王处长” stepped aside but is not among those present"), "\(stranger.text)")
        decisions["r-\(ids[0])"] = "李处长"
        let met = try await office.submit("/desk/calls/base-2022/meetings", decisions)
        #expect(met.text.contains("2 proposed, 0 set aside"), "\(met.text)")
        let decided = try await office.go("/desk/calls/base-2022/applications/\(ids[0])")
        #expect(decided.text.contains("Present: 张主任; 李处长") && decided.text.contains("Stepped aside: 李处长"), "\(decided.text)")
        world.clock.set("2022-12-26T01:00:00Z")
        try await signInAgain(office, supervisor)
        try await office.go("/desk/calls/base-2022/applications/\(ids[0])")
        let early = try await office.submit("/desk/calls/base-2022/applications/\(ids[0])", ["event": "recognise"])
        #expect(early.status == 422 && early.text.contains("Who is proposed is made public first"))
        try await office.go("/desk/calls/base-2022")
        let noticed = try await office.submit(
            "/desk/calls/base-2022/notices", ["begin": "2022-12-26", "contact": "029-1", "supervision": "029-2", "title_en": "Proposed list"])
        #expect(noticed.text.contains("The notice is scheduled"), "\(noticed.text)")
        let notice = try #require(try await world.database.read { tx in try tx.publicNotices(limit: 5, offset: 0) }.first)
        #expect(notice.end == day("2022-12-30") && notice.state == .open)

        // Somebody objects to the first, in their real name; only the supervision office sees it.
        try await visitor.go("/notices/\(notice.id)")
        let nameless = try await visitor.submit("/notices/\(notice.id)/objections", ["position": "1", "kind": "person", "name": "", "contact": "1", "facts": "x"])
        #expect(nameless.status == 422)
        let objected = try await visitor.submit(
            "/notices/\(notice.id)/objections", ["position": "1", "kind": "person", "name": "王小明", "contact": "13900000000", "facts": "闭馆半年"])
        #expect(objected.text.contains("Your objection has been received") && objected.text.contains("Received"), "\(objected.text)")
        for path in ["/desk/calls/base-2022", "/desk/calls/base-2022/applications/\(ids[1])"] {
            let seen = try await office.go(path).html
            #expect(!seen.contains("王小明"))
        }
        let objection = try #require(try await world.database.read { tx in try tx.objections(to: notice.id) }.first)
        #expect(try await office.go("/desk/objections/\(objection.id)").status == 403)
        #expect(try await supervisor.go("/desk/objections/\(objection.id)").text.contains("王小明"))
        #expect(try await world.count("calls.objection-read") == 1)

        // The notice runs out by itself; the other item goes on, the objected one waits.
        world.clock.set("2022-12-30T15:59:00Z")
        try await world.turn()
        #expect(try await world.database.read { tx in try tx.notice(notice.id)?.state } == .open)
        world.clock.set("2022-12-30T16:01:00Z")
        try await signInAgain(office, supervisor)
        try await world.turn()
        #expect(try await world.database.read { tx in try tx.notice(notice.id)?.state } == .closedWithObjections)
        let late = try await visitor.post("/notices/\(notice.id)/objections", ["csrf": ""])
        #expect(late.status == 403)
        try await office.go("/desk/calls/base-2022")
        let some = try await office.submit("/desk/calls/base-2022/grants")
        #expect(some.text.contains("1 are recognised; 1 wait"), "\(some.text)")
        for (event, says) in [("admit", ""), ("investigate", ""), ("dismiss", "Open all year but for works"), ("answer", "It was closed for works only.")] {
            try await supervisor.go("/desk/objections/\(objection.id)")
            #expect(try await supervisor.submit("/desk/objections/\(objection.id)", ["event": event, "says": says]).text.contains("Done."))
        }
        #expect(try await visitor.go("/objections/\(objection.code)").text.contains("It was closed for works only."))
        try await office.go("/desk/calls/base-2022")
        #expect(try await office.submit("/desk/calls/base-2022/grants").text.contains("1 are recognised."))

        // The register, the certificate, the unit's page; then the end of the term.
        let register = try await visitor.go("/register")
        #expect(register.text.contains("2 titles") && register.text.contains("Museum One") && register.text.contains("2022-001") && register.text.contains("2022-002"))
        #expect(try await visitor.go("/organisations/\(world.museums[0])").text.contains("Demonstration base"))
        let title = try #require(try await world.database.read { tx in try tx.titles(of: world.museums[0]) }.first)
        #expect(title.grantedOn == day("2022-12-31") && title.validUntil == day("2025-12-30"))
        #expect(try await visitor.go("/verify/\(title.code)").text.contains("in force today"))
        world.clock.set("2025-12-31T01:00:00Z")
        try await world.turn()
        #expect(try await visitor.go("/verify/\(title.code)").text.contains("not in force today: Expired"))
        #expect(try await visitor.go("/register?state=past").text.contains("2 titles"))
        await world.database.close()
    }
}

/// Sessions end within days; the story takes weeks.
private func signInAgain(_ office: Browser, _ supervisor: Browser) async throws {
    try await office.signIn("office@example.org", "a long password")
    try await supervisor.signIn("supervisor@example.org", "a long password")
}

extension CallWorld {
    func state(_ id: ID<Application>) async throws -> ApplicationState? { try await database.read { tx in try tx.application(id)?.state } }

    func count(_ kind: String) async throws -> Int64? { try await database.read { tx in try tx.number("SELECT COUNT(*) FROM ledger_entry WHERE kind = \(kind)") } }

    func turn() async throws {
        try await database.write { tx in
            try tx.turnNotices()
            try tx.turnTitles()
        }
    }

    /// An expert of the pool with an account of that name.
    @discardableResult
    func expert(_ name: String, of organisation: ID<Organisation>? = nil) async throws -> ID<Expert> {
        return try await database.write { tx in
            let account = try #require(try tx.account(login: "\(name)@example.org")).account.id
            return try tx.addExpert(name: name, account: account, organisation: organisation, by: 0)
        }
    }
}
