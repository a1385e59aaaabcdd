import Access
import Kernel
import Language
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Exhibits
@testable import Resources

struct FaultTests {
    @Test(arguments: TestEngine.allCases) func aVisitorReportsByTheLabel(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let wing = try await world.piece(world.wing, "W1"), path = "/exhibits/\(wing)"
        let page = try await world.visitor.go(path)
        #expect(page.status == 200 && page.text.contains("Wing") && page.text.contains("No. W1"))
        #expect(try await world.visitor.submit("\(path)/faults", ["says": " "]).status == 422)
        let said = try await world.visitor.submit("\(path)/faults", ["says": "<b>手柄</b>松了"])
        #expect(said.text.contains("Thank you, it is noted."))
        try await world.visitor.submit("\(path)/faults", ["says": "还是松的"])
        let faults = try await world.database.read { try $0.faults(of: wing) }
        #expect(faults.map(\.reports) == [2] && faults.map(\.source) == [.visitor] && faults.map(\.says) == ["<b>手柄</b>松了"])
        // Their word alone takes nothing out of use; it counts against the share.
        #expect(try await world.thing(wing).state == .inService)
        let exhibit = world.wing
        #expect(try await world.database.read { try $0.workingShare(ofExhibit: exhibit) } == WorkingShare(working: 0, total: 1))
        try await world.owner.go("/desk/messages")
        #expect(world.owner.page.text.contains("A fault: Wing (W1)"))
    }

    @Test(arguments: TestEngine.allCases) func oneNetworkReportsSoMuchADay(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        for _ in 0..<ReportLoad.most { try await world.database.write { try $0.takeReport(from: "203.0.113.9") } }
        await #expect(throws: ReportLoad.full) { try await world.database.write { try $0.takeReport(from: "203.0.113.9") } }
        try await world.database.write { try $0.takeReport(from: "203.0.113.10") }
        world.clock.advance(seconds: 86_400)
        try await world.database.write { tx in
            try tx.forgetReportLoads()
            try tx.takeReport(from: "203.0.113.9")
        }
    }

    @Test(arguments: TestEngine.allCases) func aRepairHasAClockAndParts(_ engine: TestEngine) async throws {
        let world = try await ExhibitWorld.make(engine)
        let wing = try await world.piece(world.wing, "W1")
        try await world.owner.go("/desk/pieces/\(wing)")
        let opened = try await world.owner.submit("/desk/pieces/\(wing)/faults", ["says": "皮带断了"])
        #expect(opened.text.contains("It is reported.") && opened.text.contains("open for 0 days"), "\(opened.status) \(opened.text)")
        let path = opened.path
        let early = try await world.owner.submit("\(path)/steps", ["event": "wait", "due_on": "2026-03-01"])
        #expect(early.status == 422 && early.text.contains("It cannot be due before today."))
        let waiting = try await world.owner.submit(
            "\(path)/steps", ["event": "wait", "due_on": "2026-03-05", "part": "皮带", "part_number": "2", "part_price": "45.5"])
        #expect(
            waiting.text.contains("Waiting for parts") && waiting.text.contains("3 days left") && waiting.text.contains("皮带 × 2，¥45.5"),
            "\(waiting.text)")
        #expect(try await world.other.go(path).status == 403)
        world.clock.set("2026-03-07T02:00:00Z")
        let keeper = try await Browser.signedIn("keeper@example.org", Grant(.host, over: .organisation(world.museum.number)), at: world.site)
        #expect(try await keeper.go(path).text.contains("open for 5 days, 2 days over"))
        #expect(try await keeper.submit("\(path)/steps", ["event": "write-off"]).status == 422)
        let gone = try await keeper.submit("\(path)/steps", ["event": "write-off", "remark": "修不好"])
        #expect(gone.text.contains("Written off"), "\(gone.text)")
        #expect(try await world.thing(wing).state == .retired)
        #expect(try await world.visitor.go("/exhibits/\(wing)").status == 404)
    }

    @Test func photographsOfASheetArePhotographs() async throws {
        let world = try await ExhibitWorld.make(.sqlite)
        let path = "/desk/exhibits/\(world.wing)"
        try await world.owner.go(path)
        for (name, bytes) in [("a.png", Array("<svg onload='x()'/>".utf8)), ("a.jpg", SamplePaper.pdf()), ("a.png", SamplePaper.zipEnd)] {
            let page = try await world.owner.submit("\(path)/photos", [:], uploads: [("photo", name, bytes)])
            #expect(page.status == 422 && page.text.contains("neither a JPEG nor a PNG"), "\(name) \(page.status)")
        }
        let page = try await world.owner.submit("\(path)/photos", [:], uploads: [("photo", "a.png", SamplePaper.png)])
        #expect(page.text.contains("The photographs are in it."), "\(page.status) \(page.text)")
        let number = world.wing.number
        let photo = try #require(try await world.database.read { try $0.photos(.sheet, of: number) }.first)
        let seen = try await world.visitor.go("/resources/\(world.wing)/photos/\(photo.id)")
        #expect(seen.status == 200 && seen.headers["content-type"] == "image/png")
        #expect(try await world.visitor.go("/resources/\(world.set)/photos/\(photo.id)").status == 404)
        try await world.owner.submit("\(path)/photos/\(photo.id.text)/removal")
        #expect(try await world.visitor.go("/resources/\(world.wing)/photos/\(photo.id)").status == 404)
    }
}
