import Access
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Exhibits
@testable import Resources

/// From the exhibit form to the store again, each unit through its own pages.
struct LoanJourneyTests {
    private static let site = [
        "purpose": "科普周", "place": "一层展厅", "site_area": "200", "site_door_width": "1500", "site_door_height": "2200", "site_power": "5000",
        "site_indoor": "1", "wanted": "1",
    ]

    @Test(arguments: TestEngine.allCases) func aSetIsLentAndComesBack(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let (set, prism) = (world.set, world.prism)
        // The owner fills in the form and enters a set with what is in it.
        try await world.owner.go("/desk/resources/\(set)")
        #expect(world.owner.page.text.contains("Exhibit form and things"))
        try await world.owner.go("/desk/exhibits/\(set)")
        let saved = try await world.owner.submit(
            "/desk/exhibits/\(set)/sheet",
            [
                "principle_zh": "光的折射", "need_area": "120", "needs_indoor": "1", "price": "1860.5", "mass": "12.5", "member-\(prism.text)": "2",
                "days_before": "2", "days_after": "3",
            ])
        #expect(saved.text.contains("The exhibit form is saved."), "\(saved.status) \(saved.text)")
        let added = try await world.owner.submit("/desk/exhibits/\(set)/pieces", ["number": "GX-1", "place": "一号库"])
        #expect(added.text.contains("It is entered."), "\(added.status) \(added.text)")
        let whole = try #require(try await world.database.read { tx in try tx.pieces(of: set).first }).id
        try await world.owner.go("/desk/exhibits/\(prism)")
        try await world.owner.submit("/desk/exhibits/\(prism)/pieces", ["number": "GX-1-1", "place": "一号箱", "set": whole.text])
        let again = try await world.owner.submit("/desk/exhibits/\(prism)/pieces", ["number": "GX-1-1"])
        #expect(again.status == 422 && again.text.contains("has the number “GX-1-1”"), "\(again.text)")

        // The public sees it and when it is free.
        let page = try await world.visitor.go("/resources/\(set)")
        #expect(
            page.text.contains("光的折射") && page.text.contains("¥1860.5") && page.text.contains("2 of 2 work (100%)")
                && page.text.contains("Ask for it"), "\(page.text)")

        // What does not fit is named; what fits is asked for.
        try await world.borrower.go("/desk/loans/new?resource=\(set)")
        let days = ["from": "2026-04-10", "to": "2026-04-20"]
        let small = try await world.borrower.submit("/desk/loans", Self.site.merging(days) { $1 }.merging(["site_area": "80"]) { $1 })
        #expect(small.status == 422 && small.text.contains("An area of at least 120 m² is needed; your site has 80 m²."), "\(small.text)")
        let asked = try await world.borrower.submit("/desk/loans", ["site_area": "200"])
        #expect(asked.text.contains("It is asked for") && asked.text.contains("Asked for Next its owner reserves it."), "\(asked.status) \(asked.text)")
        let path = asked.path
        let loan = try #require(ID<Loan>(path.split(separator: "/").last ?? ""))
        #expect(!asked.text.contains("Which one goes"))

        // Reserved, packed by label, sent.
        try await world.owner.go("/desk/messages")
        #expect(world.owner.page.text.contains("Asked for: Optics set"))
        try await world.owner.go(path)
        let reserved = try await world.owner.submit("\(path)/reservation", ["pieces": whole.text])
        #expect(
            reserved.text.contains("Reserved Next its owner packs it.") && reserved.text.contains("Packing list: 0 of 2"), "\(reserved.status) \(reserved.text)")
        let foreign = try await world.owner.submit("\(path)/packing", ["code": "GX-9"])
        #expect(foreign.status == 422 && foreign.text.contains("There is no “GX-9” on this list."))
        try await world.owner.submit("\(path)/packing", ["code": "https://kepu.example/exhibits/\(whole.text)"])
        let unfinished = try await world.owner.submit("\(path)/crates", ["close": "1"])
        #expect(unfinished.status == 422 && unfinished.text.contains("1 of the list are not packed."), "\(unfinished.text)")
        try await world.owner.submit("\(path)/packing", ["code": "gx-1-1"])
        let packed = try await world.owner.submit("\(path)/crates", ["close": "1"])
        #expect(packed.text.contains("It is packed.") && packed.text.contains("Packed Next its owner sends it off."), "\(packed.text)")
        try await world.owner.submit("\(path)/lending", ["event": "send"])

        // Accepted with a photograph; what is broken becomes a fault.
        try await world.borrower.go(path)
        let inside = try #require(try await world.database.read { tx in try tx.pieces(of: loan).first { !$0.isAsked } }).piece.id
        let findings = ["condition-\(inside.text)": "broken", "remark-\(inside.text)": "棱角缺损"]
        let unchecked = try await world.borrower.submit("\(path)/acceptance", findings, uploads: [("photos", "all.png", SamplePaper.png)])
        #expect(unchecked.status == 422 && unchecked.text.contains("Check the place first"))
        // What a phone has sent is not asked for twice.
        #expect(unchecked.text.contains("The photographs are kept") && unchecked.links.count { $0.hasPrefix("\(path)/photos/") } == 1, "\(unchecked.text)")
        let wrong = try await world.borrower.submit(
            "\(path)/acceptance", findings.merging(["site_checked": "1"]) { $1 },
            uploads: [("photo-\(inside.text)", "a.jpg", Array("MZ program".utf8))])
        #expect(wrong.status == 422 && wrong.text.contains("neither a JPEG nor a PNG"), "\(wrong.text)")
        #expect(try await world.state(loan) == .underWay)
        let accepted = try await world.borrower.submit(
            "\(path)/acceptance", findings.merging(["site_checked": "1"]) { $1 }, uploads: [("photo-\(inside.text)", "a.png", SamplePaper.png)])
        #expect(accepted.text.contains("It is accepted") && accepted.text.contains("Broken: 棱角缺损"), "\(accepted.status) \(accepted.text)")
        let found = try await world.thing(inside)
        #expect(found.state == .underRepair && found.holderID == world.county)
        let photo = try #require(accepted.links.first { $0.hasPrefix("\(path)/photos/") })
        #expect(try await world.owner.go(photo).status == 200)
        #expect(try await world.other.go(photo).status == 403)
        #expect(try await world.visitor.go(photo).path.hasPrefix("/sign-in"))

        // Used, late, reminded until it is back.
        try await world.borrower.go(path)
        try await world.borrower.submit("\(path)/borrowing", ["event": "open"])
        world.clock.set("2026-04-22T02:00:00Z")
        try await world.database.write { try $0.remindOfReturns() }
        try await world.database.write { try $0.remindOfReturns() }
        let fresh = try await Browser.signedIn("second@example.org", Grant(.host, over: .organisation(world.county.number)), at: world.site)
        try await fresh.go(path)
        #expect(fresh.page.text.contains("2 days late: its last day was"), "\(fresh.page.text)")
        try await fresh.submit("\(path)/borrowing", ["event": "give-back"])
        world.clock.set("2026-04-30T02:00:00Z")
        try await world.database.write { try $0.remindOfReturns() }
        let letters = try await world.database.read { tx in
            try tx.messages(of: try #require(try tx.account(login: "borrower@example.org")).account.id, limit: 50).filter {
                $0.content?.subject.en.hasPrefix("Please return") == true
            }.count
        }
        #expect(letters == 1)

        // Inspected; the days behind are free again.
        let keeper = try await Browser.signedIn("keeper@example.org", Grant(.host, over: .organisation(world.museum.number)), at: world.site)
        try await keeper.go(path)
        let over = try await keeper.submit("\(path)/inspection", findings)
        #expect(over.text.contains("the loan is over") && over.text.contains("Back and inspected"), "\(over.status) \(over.text)")
        let faults = try await world.database.read { try $0.faults(of: inside) }
        #expect(faults.map(\.source) == [.acceptance])
        let back = try await world.thing(whole)
        #expect(back.holderID == world.museum && back.loanID == nil)
        let after = try await world.visitor.go("/resources/\(set)")
        #expect(after.text.contains("1 of 2 work (50%)"), "\(after.text)")
    }

    @Test(arguments: TestEngine.allCases) func eachUnitTakesItsOwnStepsOnly(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let wing = try await world.piece(world.wing, "W1")
        let loan = try await world.ask(world.wing, "2026-04-10", "2026-04-20"), path = "/desk/loans/\(loan)"
        #expect(try await world.other.go(path).status == 403)
        #expect(try await world.visitor.go(path).path.hasPrefix("/sign-in"))
        try await world.borrower.go(path)
        let token = try #require(world.borrower.page.forms.compactMap { $0["csrf"] }.first)
        #expect(
            try await world.borrower.post("\(path)/reservation", ["pieces": wing.text, "days_before": "0", "days_after": "0", "csrf": token]).status
                == 403)
        #expect(try await world.borrower.post("\(path)/lending", ["event": "decline", "remark": "x", "csrf": token]).status == 403)
        try await world.owner.go(path)
        let ours = try #require(world.owner.page.forms.compactMap { $0["csrf"] }.first)
        #expect(try await world.owner.post("\(path)/borrowing", ["event": "withdraw", "csrf": ours]).status == 403)
        #expect(try await world.owner.post("\(path)/lending", ["event": "inspect", "csrf": ours]).status == 422)
        #expect(try await world.state(loan) == .asked)
        try await world.owner.go(path)
        let declined = try await world.owner.submit("\(path)/lending", ["event": "decline"])
        #expect(declined.status == 422 && declined.text.contains("Say why; the other unit is told."))
        try await world.owner.submit("\(path)/lending", ["event": "decline", "remark": "另有展览"])
        #expect(try await world.state(loan) == .declined)
        try await world.borrower.go("/desk/messages")
        #expect(world.borrower.page.text.contains("Declined: Wing"))
    }

    @Test(arguments: TestEngine.allCases) func theDeskShowsWhatIsOnesOwn(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let wing = try await world.piece(world.wing, "W-77")
        _ = try await world.ask(world.wing, "2026-04-10", "2026-04-20")
        _ = try await world.database.write { tx in try tx.addFault(FaultDraft(piece: wing, source: .use, says: "卡住"), by: nil) }
        for (tab, words) in [("things", "W-77"), ("lent", "County Museum"), ("faults", "卡住")] {
            let page = try await world.owner.go("/desk/exhibits?tab=\(tab)")
            #expect(page.status == 200 && page.text.contains(words), "\(tab) \(page.text)")
            #expect(try await !world.other.go("/desk/exhibits?tab=\(tab)").text.contains(words), "\(tab)")
        }
        #expect(try await world.borrower.go("/desk/exhibits?tab=borrowed").text.contains("City Museum"))
        let front = try await world.owner.go("/desk")
        #expect(
            front.text.contains("Loans waiting for you") && front.text.contains("County Museum: Asked for")
                && front.text.contains("Exhibits reported broken"), "\(front.text)")
        #expect(try await !world.borrower.go("/desk").text.contains("Loans waiting for you"))
        let wrong = try await world.owner.go("/desk/exhibits?tab=x")
        #expect(wrong.status == 400 && wrong.text.contains("tab is one of"))
    }

    @Test func availabilityIsReadByPrograms() async throws {
        let world = try await ExhibitWorld.make(.sqlite)
        let wing = try await world.piece(world.wing, "W1")
        try await world.reserve(try await world.ask(world.wing, "2026-04-10", "2026-04-11"), [wing])
        let page = try await world.visitor.go("/resources/\(world.wing)/availability.json?begin=2026-04-09&end=2026-04-12")
        #expect(
            page.html
                == "{\"resource\":\"\(world.wing)\",\"total\":1,\"days\":[{\"day\":\"2026-04-09\",\"free\":1},{\"day\":\"2026-04-10\",\"free\":0},{\"day\":\"2026-04-11\",\"free\":0},{\"day\":\"2026-04-12\",\"free\":1}]}",
            "\(page.html)")
        let month = try await world.visitor.go("/resources/\(world.wing)/availability?month=2026-04")
        #expect(month.status == 200 && month.text.contains("Apr 2026"), "\(month.text)")
        for query in [
            "availability?month=2026-4", "availability?month=x", "availability.json?begin=x", "availability.json?begin=2026-01-02&end=2026-01-01",
            "availability.json?end=2099-01-01",
        ] {
            #expect(try await world.visitor.go("/resources/\(world.wing)/\(query)").status == 400, "\(query)")
        }
        let panels = try await world.database.read { tx in
            try #require(try tx.row("SELECT id FROM view_resources_resource WHERE key = 'panels'") { try $0.id("id", Resource.self) })
        }
        #expect(try await world.visitor.go("/resources/\(panels)/availability").status == 404)
    }
}
