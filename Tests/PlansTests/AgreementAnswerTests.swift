import Access
import Declaration
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Plans

/// An agreement written at the desk stands once each of its parties has agreed; until then it is nowhere in public and gives nobody a task.
struct AgreementAnswerTests {
    private static let path = "/desk/agreements/new"
    private static let fields = [
        "name_zh": "共建协议", "name_en": "To build together", "parties": "市科协\n市科技馆", "signed": "2026-02-10", "text_zh": "市科技馆出资一亿元。",
        "commitments": "共建基地 / Build a base | 2026-12-31 | 市科技馆\n共享专家 / Share experts", "reviews": "2026-06-30",
    ]
    private static let places = """
        kepu: 1
        venues:
          - {key: hall, name: {zh: "展厅", en: "Hall"}, kind: science-museum, organisation: museum, status: operating}
          - {key: yard, name: {zh: "校园馆", en: "Yard"}, kind: science-museum, organisation: school, status: operating}
        """

    private struct Written {
        let world: PlanHouse
        let path: String
        let venues: [String]

        /// Whether whoever is not signed in reads it on the page of a venue.
        func isPublic(_ venue: Int = 0) async throws -> Bool { try await world.visitor.go(venues[venue]).text.contains("To build together") }
        func tasks() async throws -> [String] {
            try await world.database.read { tx in try tx.tasks(where: "t.origin = 'agreement'").map { "\(AgreementDesk.commitment(of: $0)) \($0.due?.iso ?? "")" }.sorted() }
        }
        func agree(_ browser: Browser) async throws -> PageSeen {
            try await browser.go(path)
            return try await browser.submit(path + "/agree")
        }
        func change(_ values: [String: String], by browser: Browser? = nil) async throws -> PageSeen {
            let browser = browser ?? world.steerer
            try await browser.go(path + "/edit")
            return try await browser.submit(path + "/edit", values)
        }
        func state() async throws -> AgreementState {
            try await world.database.read { tx in
                let one = try #require(try tx.agreements(where: "1 = 1", most: 1).first)
                return try tx.standing(of: one.id).state
            }
        }
    }

    private static func written(_ engine: TestEngine, _ changed: [String: String] = [:], by office: [String]? = nil) async throws -> Written {
        let world = try await PlanHouse.make(engine)
        _ = try await PlanHouse.house.apply(places, as: "places", to: world.database)
        let venues = try await world.database.read { tx in try ["hall", "yard"].map { "/venues/\(try #require(try tx.venue(key: $0)).id.text)" } }
        var browser = world.steerer
        if let office { browser = try await .signedIn("office@example.org", Grant(.organiser, over: .region(office)), at: world.site) }
        try await browser.go(path)
        let made = try await browser.submit(path, fields.merging(changed) { $1 })
        #expect(made.status == 200 && made.text.contains("The agreement is written down"), "\(made.text)")
        return Written(world: world, path: made.path, venues: venues)
    }

    @Test(arguments: TestEngine.allCases) func itStandsOnceTheLastHasAgreed(_ engine: TestEngine) async throws {
        let one = try await Self.written(engine), world = one.world
        let page = try await world.steerer.go(one.path)
        #expect(page.text.contains("Waits for all parties") && page.text.contains("has not agreed yet") && page.text.contains("has agreed, 2 March 2026"), "\(page.text)")
        #expect(page.text.contains("“City Museum” does it by 31 December 2026; it becomes its task once all parties have agreed."), "\(page.text)")
        #expect(try await one.isPublic() == false)
        #expect(try await one.tasks().isEmpty)
        #expect(try await world.letters("museum@example.org") == ["请确认协议：共建协议"])
        // Whoever may agree sees it on the desk, and in the list.
        let desk = try await world.museum.go("/desk")
        #expect(desk.text.contains("Agreements to agree to") && desk.text.contains("To build together"), "\(desk.text)")
        #expect(try await world.steerer.go("/desk").text.contains("Agreements to agree to") == false)
        #expect(try await world.museum.go("/desk/agreements").text.contains("Waits for all parties"))
        // Nobody is reminded of it, and no commitment becomes a task.
        world.clock.set("2026-06-24T02:00:00Z")
        try await world.database.write { try $0.remindOfReviews() }
        world.clock.set("2026-03-02T03:00:00Z")
        #expect(try await world.letters("museum@example.org").count == 1)
        let token = try await world.museum.go(one.path).token
        let early = try await world.museum.post(one.path + "/tasks", [("csrf", token), ("commitment", "c-2"), ("lead", world.units[1].text), ("due", "2026-10-30")])
        #expect(early.status == 422 && early.text.contains("Not all parties have agreed yet"), "\(early.text)")
        // The last one agrees.
        let agreed = try await one.agree(world.museum)
        #expect(agreed.status == 200 && agreed.text.contains("All parties have agreed") && !agreed.text.contains("Waits for all parties"), "\(agreed.text)")
        #expect(try await one.isPublic())
        #expect(try await one.tasks() == ["c-1 2026-12-31"])
        #expect(try await world.museum.go("/desk").text.contains("Tasks to accept"))
        #expect(try await world.letters("steerer@example.org") == ["协议已由各方确认：共建协议"])
        #expect(try await world.museum.go("/desk").text.contains("Agreements to agree to") == false)
        let kinds = try await world.database.read { tx in try tx.rows("SELECT e.kind FROM ledger_entry e WHERE e.noun = 'agreement' ORDER BY e.at, e.kind") { try $0.text("kind") } }
        #expect(kinds.sorted() == ["venues.agreement-added", "venues.agreement-agreed", "venues.agreement-confirmed"])
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func nobodySpeaksForAnother(_ engine: TestEngine) async throws {
        let one = try await Self.written(engine), world = one.world, (association, museum) = (world.units[0].text, world.units[1].text)
        func say(_ verb: String, _ browser: Browser, for party: String, seen: String? = nil) async throws -> PageSeen {
            let page = try await browser.go(one.path)
            let token = page.status == 200 ? page.token : try await browser.go("/desk").token
            let version = try await world.database.read { tx in try tx.number("SELECT a.version FROM venues_agreement a") ?? 0 }
            return try await browser.post(one.path + "/" + verb, [("csrf", token), ("party", party), ("seen", seen ?? String(version)), ("says", "不属实")])
        }
        for verb in ["agree", "decline"] {
            #expect(try await say(verb, world.society, for: museum).status == 404)
            #expect(try await say(verb, world.steerer, for: museum).status == 403)
            #expect(try await say(verb, world.museum, for: world.units[2].text).status == 422)
            let stale = try await say(verb, world.museum, for: museum, seen: "0")
            #expect(stale.status == 422 && stale.text.contains("The agreement has changed since you opened the page"), "\(stale.text)")
            #expect(try await say(verb, world.museum, for: museum, seen: "").status == 422)
        }
        let again = try await say("agree", world.steerer, for: association)
        #expect(again.status == 422 && again.text.contains("has agreed already"), "\(again.text)")
        #expect(try await one.state() == .waiting)
        // Nobody agrees to what was changed after they opened the page.
        try await world.museum.go(one.path)
        #expect(try await one.change(["term_zh": "五年"]).status == 200)
        let late = try await world.museum.submit(one.path + "/agree")
        #expect(late.status == 422 && late.text.contains("Read it as it is now") && late.text.contains("五年"), "\(late.text)")
        #expect(try await one.state() == .waiting)
        #expect(try await one.agree(world.museum).status == 200)
        #expect(try await one.state() == .agreed)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aPartyDeclinesAndSaysWhy(_ engine: TestEngine) async throws {
        let one = try await Self.written(engine), world = one.world
        try await world.museum.go(one.path)
        let silent = try await world.museum.submit(one.path + "/decline", ["says": " "])
        #expect(silent.status == 422 && silent.html.contains("remark-\(world.units[1].text)-says"), "\(silent.html)")
        try await world.museum.go(one.path)
        let declined = try await world.museum.submit(one.path + "/decline", ["says": "没有出资一亿元的事"])
        #expect(declined.status == 200 && declined.text.contains("The agreement was declined") && declined.text.contains("没有出资一亿元的事"), "\(declined.text)")
        #expect(try await world.letters("steerer@example.org") == ["协议被谢绝：共建协议"])
        #expect(try await world.steerer.go("/desk/agreements").text.contains("Declined"))
        let page = try await world.steerer.go(one.path)
        #expect(page.text.contains("没有出资一亿元的事") && !page.html.contains(one.path + "/agree"), "\(page.text)")
        #expect(try await one.isPublic() == false)
        // Mended, the party is asked anew.
        let mended = try await one.change(["text_zh": "共建科普基地。"])
        #expect(mended.text.contains("the other parties are asked to agree") && !mended.text.contains("没有出资一亿元的事"), "\(mended.text)")
        #expect(try await world.letters("museum@example.org").count == 2)
        #expect(try await one.agree(world.museum).status == 200)
        #expect(try await one.isPublic())
        #expect(try await one.tasks() == ["c-1 2026-12-31"])
        // What stands is not declined any more.
        let token = try await world.museum.go(one.path).token
        let version = try await world.database.read { tx in try tx.number("SELECT a.version FROM venues_agreement a") ?? 0 }
        let late = try await world.museum.post(one.path + "/decline", [("csrf", token), ("party", world.units[1].text), ("seen", String(version)), ("says", "反悔")])
        #expect(late.status == 422 && late.text.contains("does not wait for anybody's word"), "\(late.text)")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func aChangeAsksAnew(_ engine: TestEngine) async throws {
        let one = try await Self.written(engine), world = one.world
        #expect(try await one.agree(world.museum).status == 200)
        #expect(try await one.change([:]).text.contains("Nothing was changed."))
        #expect(try await one.isPublic())
        #expect(try await one.change(["term_zh": "五年"]).text.contains("the other parties are asked to agree"))
        #expect(try await one.isPublic() == false)
        #expect(try await one.tasks() == ["c-1 2026-12-31"])
        #expect(try await world.letters("museum@example.org").count { $0 == "请确认协议：共建协议" } == 2)
        #expect(try await one.agree(world.museum).status == 200)
        #expect(try await one.isPublic())
        // A day alone is a change too; a task that is there keeps its own.
        let other = try await one.change(["commitments": "共建基地 / Build a base | 2027-12-31 | 市科技馆\n共享专家 / Share experts"])
        #expect(other.status == 422 && other.text.contains("is a task of “City Museum” already (due 2026-12-31)"), "\(other.text)")
        #expect(try await one.isPublic())
        let day = try await one.change(["commitments": "共建基地 / Build a base\n共享专家 / Share experts | 2027-03-01 | 市科协"])
        #expect(day.text.contains("the other parties are asked to agree"), "\(day.text)")
        let form = try await world.steerer.go(one.path + "/edit")
        #expect(form.html.contains("共享专家 / Share experts | 2027-03-01 | 市科协"), "\(form.html)")
        #expect(try await one.tasks().count == 1)
        // A day that is over when the last one agrees gives no task; its side sets another.
        world.clock.set("2027-03-02T02:00:00Z")
        let museum = try await world.later("museum", of: 1), steerer = try await world.later("steerer", .organiser, of: 0)
        #expect(try await one.agree(museum).text.contains("and it became no task"))
        #expect(try await one.tasks().count == 1)
        try await steerer.go(one.path)
        let made = try await steerer.post(one.path + "/tasks", [("csrf", steerer.page.token), ("commitment", "c-2"), ("lead", world.units[0].text), ("due", "2027-06-01")])
        #expect(made.status == 200, "\(made.text)")
        #expect(try await one.tasks() == ["c-1 2026-12-31", "c-2 2027-06-01"])
        #expect(try await steerer.go(one.path).text.contains("and it became no task") == false)
        await world.database.close()
    }

    /// A unit that has nobody here is spoken for by an office above; whoever may speak for all agrees for all by writing.
    @Test(arguments: TestEngine.allCases) func anOfficeAboveAgreesForWhoeverHasNobody(_ engine: TestEngine) async throws {
        let one = try await Self.written(engine, ["parties": "市科协\n第一中学", "commitments": ""]), world = one.world
        let office: Browser = try await .signedIn("office@example.org", Grant(.organiser, over: .region(["610000", "610100"])), at: world.site)
        #expect(try await one.change(["term_zh": "五年"]).status == 200)
        #expect(try await world.letters("office@example.org") == ["请确认协议：共建协议"])
        #expect(try await office.go("/desk").text.contains("Agreements to agree to"))
        let page = try await office.go(one.path)
        #expect(page.text.contains("Agree for “First School”") && !page.text.contains("Make it a task of our side"), "\(page.text)")
        #expect(try await one.isPublic(1) == false)
        #expect(try await one.agree(office).status == 200)
        #expect(try await one.isPublic(1))
        await world.database.close()

        let all = try await Self.written(engine, by: ["610000", "610100"])
        #expect(try await all.state() == .agreed)
        #expect(try await all.isPublic())
        #expect(try await all.tasks() == ["c-1 2026-12-31"])
        #expect(try await all.world.letters("museum@example.org").contains("新登记的协议：共建协议"))
        await all.world.database.close()
    }

    /// Two parties that became one have agreed where either had; what waited for nobody else stands, and its tasks are given.
    @Test(arguments: TestEngine.allCases) func partiesThatBecomeOne(_ engine: TestEngine) async throws {
        let one = try await Self.written(engine, ["parties": "市科协\n市科技馆\n市天文学会"]), world = one.world
        #expect(try await one.agree(world.society).text.contains("it waits for the other parties"))
        let (museum, association) = (world.units[1], world.units[0])
        try await world.database.write { tx in try tx.merge(museum, into: association, house: PlanHouse.house.house, by: PlanHouse.program) }
        #expect(try await one.state() == .agreed)
        let tasks = try await world.database.read { tx in try tx.tasks(where: "t.origin = 'agreement'") }
        #expect(tasks.map(\.leadID) == [association])
        #expect(tasks.first?.authorityID == world.units[2])
        await world.database.close()

        let other = try await Self.written(engine, ["parties": "市科协\n市科技馆\n市天文学会"]), (society, kept) = (other.world.units[2], other.world.units[1])
        try await other.world.museum.go(other.path)
        #expect(try await other.world.museum.submit(other.path + "/decline", ["says": "不属实"]).status == 200)
        try await other.world.database.write { tx in try tx.merge(kept, into: society, house: PlanHouse.house.house, by: PlanHouse.program) }
        #expect(try await other.state() == .declined)
        #expect(try await other.tasks().isEmpty)
        await other.world.database.close()
    }

    /// What a file declares stands; changed at the desk it waits, is in no file that is written out, and gives a file no new tasks.
    @Test(arguments: TestEngine.allCases) func whatAFileDeclaresIsAgreed(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let file = """
            kepu: 1
            agreements:
              - {key: pact, name: {zh: "协议", en: "Pact"}, parties: [association, museum], signed: "2026-01-10", text: {zh: "共建。", en: "To build."}, commitments: [{key: base, text: {zh: "共建基地", en: "Build a base"}}]}
            """
        let task = """

            tasks:
              - {key: pact-base, name: {zh: "共建基地", en: "Build a base"}, campaign: action-2026, agreement: pact, commitment: base, lead: museum}
            """
        _ = try await PlanHouse.house.apply(file, as: "pact", to: world.database)
        func state() async throws -> AgreementState { try await world.database.read { tx in try tx.standing(of: try #require(try tx.agreement(key: "pact")).id).state } }
        func isPublic() async throws -> Bool { try await world.database.read { tx in try tx.agreements(of: try #require(try tx.organisation(key: "museum")).id).isEmpty == false } }
        #expect(try await state() == .agreed)
        #expect(try await isPublic())
        let path = try await world.database.read { tx in "/desk/agreements/\(try #require(try tx.agreement(key: "pact")).id.text)" }
        try await world.steerer.go(path + "/edit")
        #expect(try await world.steerer.submit(path + "/edit", ["text_zh": "出资一亿元。"]).status == 200)
        #expect(try await state() == .waiting)
        #expect(try await isPublic() == false)
        let declarations = try await PlanHouse.house.declarations(world.database)
        let written = try await world.database.read { try declarations.export($0, file: "pact") }
        #expect(!written.contains("一亿元"), "\(written)")
        #expect(try await PlanHouse.house.apply(file, as: "pact", to: world.database).count(.drifted) == 1)
        #expect(try await state() == .waiting)
        await #expect(throws: (any Error).self) { _ = try await PlanHouse.house.apply(file + task, as: "pact", to: world.database) }
        // The file wins where it is told to.
        _ = try await PlanHouse.house.apply(file + task, as: "pact", to: world.database, overwrite: true)
        #expect(try await state() == .agreed)
        #expect(try await isPublic())
        #expect(try await world.database.read { try $0.tasks(ofAgreement: "pact") }.count == 1)
        // What was there before parties were asked stands.
        let association = world.units[0]
        let old = try await world.database.write { tx in
            let id: ID<Agreement> = tx.newID()
            try tx.execute("INSERT INTO venues_agreement (id, key, name_zh, signed, text_zh, source) VALUES (\(id), 'old', '旧协议', '2020', '旧', '')")
            try tx.execute("INSERT INTO venues_agreement_party (agreement_id, position, organisation_id) VALUES (\(id), 0, \(association))")
            return try tx.standing(of: id).state
        }
        #expect(old == .agreed)
        await world.database.close()
    }

    /// Days behind the signing and not too far ahead; who presses again with another day is told which one stands.
    @Test(arguments: TestEngine.allCases) func daysMakeSense(_ engine: TestEngine) async throws {
        let world = try await PlanHouse.make(engine)
        let days = [("2100-01-01", "too far ahead: 2036-03-02 at the latest"), ("2036-03-03", "too far ahead"), ("2026-02-09", "before the agreement was signed on 2026-02-10"), ("2026-03-01", "is over"), ("2300-01-01", "from 1900 to 2200")]
        for (day, says) in days {
            try await world.steerer.go(Self.path)
            let wrong = try await world.steerer.submit(Self.path, Self.fields.merging(["commitments": "共建基地 | \(day) | 市科技馆"]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains(says), "\(day): \(wrong.text)")
        }
        try await world.steerer.go(Self.path)
        let one = Written(world: world, path: try await world.steerer.submit(Self.path, Self.fields.merging(["commitments": "共建基地 / Build a base"]) { $1 }).path, venues: [])
        #expect(try await one.agree(world.museum).status == 200)
        func make(_ day: String) async throws -> PageSeen {
            try await world.museum.go(one.path)
            return try await world.museum.post(one.path + "/tasks", [("csrf", world.museum.page.token), ("commitment", "c-1"), ("lead", world.units[1].text), ("due", day)])
        }
        for (day, says) in days {
            let wrong = try await make(day)
            #expect(wrong.status == 422 && wrong.text.contains(says), "\(day): \(wrong.text)")
        }
        let made = try await make("2036-03-02")
        #expect(made.text.contains("It is a task now"), "\(made.text)")
        let again = try await make("2027-01-01")
        #expect(again.path == made.path && again.text.contains("It was a task already, due by 2036-03-02; nothing was made anew, and its day was not changed."), "\(again.text)")
        #expect(!again.text.contains("It is a task now"))
        #expect(try await one.tasks() == ["c-1 2036-03-02"])
        await world.database.close()
    }
}
