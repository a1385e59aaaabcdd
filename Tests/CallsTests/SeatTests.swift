import Access
import Kernel
import Language
import Outbox
import Rooms
import Storage
import TestKit
import Testing
import Venues

@testable import Calls

/// Conflicts and seats: who may not judge is found, does not count, and is replaced with the reason kept; on both engines.
@Suite struct SeatTests {
    /// Three museums of one parent, and a government above everything.
    private static let file = CallWorld.file.replacing(
        "  - {key: m1, name: {zh: \"一号馆\", en: \"Museum One\"}, kind: museum, region: \"610113\"}\n",
        with: """
              - {key: city, name: {zh: "市政府", en: "City Government"}, kind: government, region: "610100"}
              - {key: society, name: {zh: "市科协", en: "City Society"}, kind: association, region: "610100", parent: city}
              - {key: library, name: {zh: "市图书馆", en: "City Library"}, kind: museum, region: "610100", parent: city}
              - {key: sister, name: {zh: "姊妹馆", en: "Sister Museum"}, kind: museum, region: "610113", parent: society}
              - {key: m1, name: {zh: "一号馆", en: "Museum One"}, kind: museum, region: "610113", parent: society}

            """.replacing("              - ", with: "  - "))

    private func organisation(_ key: String, _ world: CallWorld) async throws -> ID<Organisation> {
        try await world.database.read { tx in try #require(try tx.organisation(key: key)).id }
    }

    @Test(arguments: TestEngine.allCases) func conflictsAreFound(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file)
        let ids = try await world.passed(2), first = ids[0]
        var experts: [String: ID<Expert>] = [:]
        for key in ["sister", "society", "city", "library", "m1", "m2"] {
            let unit = try await organisation(key, world)
            experts[key] = try await world.database.write { tx in try tx.addExpert(name: key, organisation: unit, by: 0) }
        }
        _ = try await world.identity("insider", .host, over: .organisation(world.museums[0].number))
        experts["insider"] = try await world.expert("insider")
        let society = try await organisation("society", world)
        experts["tied"] = try await world.database.write { tx in
            let id = try tx.addExpert(name: "tied", by: 0)
            try tx.tie(id, to: society, .worked, says: "x", by: 0)
            return id
        }
        let all = experts
        let found = try await world.database.read { tx in
            let table = try ConflictTable(of: try tx.requireCall("base-2022").id, in: tx)
            for (key, id) in all {
                let alone = try ConflictTable(of: first, expert: id, in: tx).conflicts(first, id)
                guard alone == table.conflicts(first, id) else { throw Refusal(.conflict, "differs", "\(key)", "\(key)") }
            }
            return all.mapValues { table.conflicts(first, $0) }
        }
        #expect(found["sister"] == [.sameTree] && found["society"] == [.sameTree] && found["m1"] == [.sameTree] && found["city"] == [.sameTree])
        #expect(found["library"] == [], "only the government is above both")
        #expect(found["m2"] == [] && found["insider"] == [.host] && found["tied"] == [.worked])
        await world.database.close()
    }

    /// The office hears of a tie that a blind judge declares; the judge learns nothing, and the sheet does not count.
    @Test(arguments: TestEngine.allCases) func aSheetAgainstAConflictDoesNotCount(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file)
        let ids = try await world.passed(2), (tied, free) = (ids[0], ids[1])
        let society = try await organisation("society", world)
        var judges: [Identity] = []
        for name in ["e1", "e2"] {
            judges.append(try await world.identity(name, .expert, over: .all))
            try await world.expert(name)
        }
        let (office, call, judge, other) = (try await world.office, try await world.call(), judges[0], judges[1])
        try await world.database.write { tx in
            _ = try tx.assignExperts(in: call, by: office)
            try tx.declareTie(to: society, .worked, says: "Director until 2020", by: judge)
            for id in [tied, free] {
                try tx.score(id, ["work": 100, "site": 10], comment: "", signs: true, by: judge)
                try tx.score(id, ["work": 80, "site": 8], comment: "", signs: true, by: other)
            }
        }
        let letters = try await world.database.read { tx in try tx.messages(of: office.account.id, limit: 100) }
        let warnings = letters.filter { $0.content?.subject.en.contains("A conflict came up") == true }
        #expect(warnings.count == 1)
        let left = try await world.database.write { tx in try tx.combineScores(in: call, by: office) }
        #expect(left == 1)
        let scores = try await world.database.read { tx in try [tied, free].map { try tx.requireApplication($0).score } }
        #expect(scores == [80_000, 90_000])
        // The office sees it, and gives the seat to another with the reason; what was signed is still there.
        let desk = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        #expect(try await desk.go("/desk/calls/base-2022/judging").text.contains("Seats with a conflict"))
        let path = "/desk/calls/base-2022/applications/\(tied)"
        #expect(try await desk.go(path).text.contains("Conflict: Worked with or for the applicant. It does not count."))
        let expert = try #require(try await world.database.read { tx in try tx.expert(of: judge.account.id) }).id
        let third = try await world.database.write { tx in try tx.addExpert(name: "third", by: 0) }
        let silent = try await desk.submit(path + "/seats/\(expert)", ["says": "\u{200B}"])
        #expect(silent.status == 422 && silent.text.contains("Say why the seat is given to another."), "\(silent.text)")
        try await desk.go(path)
        let given = try await desk.submit(path + "/seats/\(expert)", ["says": "Was director there"])
        #expect(given.text.contains("given to another expert") && given.text.contains("Was director there"), "\(given.text)")
        let sheets = try await world.database.read { tx in try tx.sheets(of: tied) }
        let old = try #require(sheets.first { $0.expertID == expert })
        #expect(old.state == .declined && old.replacedBecause == "Was director there" && old.total == 100_000 && old.signedAt != nil)
        let next = sheets.first { $0.expertID == third }
        #expect(next?.state == .assigned)
        // The one that nothing stands against stays.
        let stays = await #expect(throws: Refusal.self) {
            try await world.database.write { tx in _ = try tx.replaceSeat(of: expert, on: free, says: "x", by: office) }
        }
        #expect(stays?.code == "seat-signed")
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func whereTheUnitIsKnownNobodySignsAgainstAConflict(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine, Self.file.replacing("      blind: true\n", with: ""))
        let ids = try await world.passed(1), id = ids[0]
        let judge = try await world.identity("e1", .expert, over: .all), expert = try await world.expert("e1")
        let (office, call, museum) = (try await world.office, try await world.call(), world.museums[0])
        let society = try await organisation("society", world)
        try await world.database.write { tx in
            _ = try tx.assignExperts(in: call, by: office)
            try tx.change(expert, to: ExpertDraft(name: "e1", accountID: judge.account.id, organisationID: museum, region: nil, fields: []), by: office)
        }
        let refused = await #expect(throws: Refusal.self) {
            try await world.database.write { tx in try tx.score(id, ["work": 1, "site": 1], comment: "", signs: true, by: judge) }
        }
        #expect(refused?.code == "sheet-conflict")
        // A tie to the body above gives up the sheets of those below it.
        try await world.database.write { tx in try tx.declareTie(to: society, .worked, says: "x", by: judge) }
        #expect(try await world.database.read { tx in try tx.sheet(id, expert)?.state } == .declined)
        await world.database.close()
    }

    /// Nobody reads the scores out of what the ledger holds: the same sheet gives another digest each time.
    @Test(arguments: TestEngine.allCases) func theDigestOfASheetTellsNothing(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let ids = try await world.passed(1), judges = try await world.scored(ids)
        let signed = try await world.database.read { tx in
            try tx.rows("SELECT application_id, expert_id, scores, comment, digest, salt FROM calls_sheet WHERE state = 'signed'") { row in
                (
                    application: try row.id("application_id", Application.self), expert: try row.id("expert_id", Expert.self), scores: try row.text("scores"),
                    comment: try row.text("comment"), digest: try row.text("digest"), salt: try row.text("salt")
                )
            }
        }
        let salts = Set(signed.map { $0.salt })
        #expect(signed.count == judges && salts.count == judges)
        for one in signed {
            #expect(one.salt.count >= 20 && one.digest == Transaction.digest(one.application, one.expert, one.scores, one.comment, salt: one.salt))
            #expect(one.digest != Digest.of([one.application.text, one.expert.text, one.scores, one.comment]))
        }
        let told = try await world.database.read { tx in try tx.rows("SELECT payload FROM ledger_entry WHERE kind = 'calls.sheet-signed'") { try $0.text("payload") } }
        let digests = Set(signed.map { "{\"digest\":\"\($0.digest)\"}" })
        #expect(Set(told) == digests)
        await world.database.close()
    }

    @Test(arguments: TestEngine.allCases) func anExpertIsChangedRetiredAndPutBack(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let ids = try await world.passed(1), id = ids[0]
        let (office, call) = (try await world.office, try await world.call())
        let experts = try await world.database.write { tx in try ["one", "two"].map { try tx.addExpert(name: $0, by: 0) } }
        try await world.database.write { tx in _ = try tx.assignExperts(in: call, by: office) }
        let desk = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        let path = "/desk/experts/\(experts[0])"
        #expect(try await desk.go("/desk/experts").links.contains(path))
        #expect(try await desk.go(path).text.contains("1 to be scored, 0 signed"))
        let nowhere = try await desk.submit(path, ["region": "999999"])
        #expect(nowhere.status == 422 && nowhere.text.contains("There is no region “999999”."), "\(nowhere.text)")
        try await desk.go(path)
        #expect(try await desk.submit(path, ["name": "李明", "organisation": world.museums[2].text, "region": "６１０１００"]).text.contains("Kept."))
        let changed = try #require(try await world.database.read { tx in try tx.expert(experts[0]) })
        #expect(changed.name == "李明" && changed.organisationID == world.museums[2] && changed.region == "610100")
        // Another authority's office does not change who reviews here.
        let other = try await world.browser("other", .organiser, over: .organisation(world.district.number))
        try await other.go(path)
        let elsewhere = try await other.submit(path, ["name": "x"])
        #expect(elsewhere.status == 422 && elsewhere.text.contains("reviewing for another authority"), "\(elsewhere.text)")
        // Retired, the seat is empty, and stays empty until another is there.
        try await desk.go(path)
        #expect(try await desk.submit(path + "/retirement", ["says": ""]).status == 422)
        try await desk.go(path)
        let gone = try await desk.submit(path + "/retirement", ["says": "Moved abroad"])
        #expect(gone.text.contains("seats to be filled again: 1."), "\(gone.text)")
        #expect(try await world.database.read { tx in try tx.sheet(id, experts[0])?.replacedBecause } == "Moved abroad")
        #expect(try await desk.go("/desk/calls/base-2022/applications/\(id)").text.contains("李明"), "who was there keeps the name")
        let third = try await world.database.write { tx in
            let third = try tx.addExpert(name: "three", by: 0)
            _ = try tx.assignExperts(in: call, by: office)
            return third
        }
        #expect(try await world.database.read { tx in try tx.sheet(id, third)?.state } == .assigned)
        try await desk.go(path)
        #expect(try await desk.submit(path + "/return").text.contains("in the pool again"))
        #expect(try await world.database.read { tx in try tx.experts().count } == 3)
        #expect(try await world.count("calls.expert-retired") == 1)
        #expect(try await world.database.read { tx in try CallTallyCheck.check.run(tx).count } == 0)
        #expect(try await desk.go("/desk/experts/7999999999999").status == 404)
        await world.database.close()
    }

    /// One who never signs is replaced, with the reason.
    @Test(arguments: TestEngine.allCases) func anExpertWhoNeverSignsIsReplaced(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let ids = try await world.passed(1), id = ids[0]
        let (office, call) = (try await world.office, try await world.call())
        let experts = try await world.database.write { tx in try ["one", "two"].map { try tx.addExpert(name: $0, by: 0) } }
        try await world.database.write { tx in _ = try tx.assignExperts(in: call, by: office) }
        let desk = try await world.browser("office2", .organiser, over: .organisation(world.bureau.number))
        let path = "/desk/calls/base-2022/applications/\(id)"
        try await desk.go(path)
        let empty = try await desk.submit(path + "/seats/\(experts[0])", ["says": "No answer for a month"])
        #expect(empty.text.contains("nobody of the pool is free for it"), "\(empty.text)")
        #expect(try await world.count("calls.seat-replaced") == 1)
        let again = await #expect(throws: Refusal.self) {
            try await world.database.write { tx in _ = try tx.replaceSeat(of: experts[0], on: id, says: "x", by: office) }
        }
        #expect(again?.code == "seat-gone")
        let stranger = try await world.identity("stranger", .organiser, over: .organisation(world.district.number))
        let refused = await #expect(throws: Refusal.self) {
            try await world.database.write { tx in _ = try tx.replaceSeat(of: experts[1], on: id, says: "x", by: stranger) }
        }
        #expect(refused?.kind == .forbidden)
        await world.database.close()
    }

    /// With thousands of units the tie's form is still a list that one can read: it is searched.
    @Test(arguments: TestEngine.allCases) func aUnitIsFoundAmongThousands(_ engine: TestEngine) async throws {
        let world = try await CallWorld.make(engine)
        let last = try await world.database.write { tx in
            for number in 1...400 { try tx.addOrganisation(key: "u\(number)", name: Wording("单位\(number)", "Unit \(number)_x"), kind: .museum) }
            return try #require(try tx.organisation(key: "u400")).id
        }
        let expert = try await world.browser("e1", .expert, over: .all)
        try await world.expert("e1")
        let cut = try await expert.go("/desk/ties")
        #expect(cut.text.contains("There are many: 300 stand below."))
        let found = try await expert.go("/desk/ties?q=UNIT%20400_")
        #expect(found.text.contains("holds “UNIT 400_”: 1."), "\(found.text)")
        #expect(try await expert.submit("/desk/ties", ["organisation": last.text, "kind": "worked", "says": "x"]).text.contains("It is noted."))
        #expect(try await expert.go("/desk/ties?q=100%25").text.contains(": 0."))
        await world.database.close()
    }
}
