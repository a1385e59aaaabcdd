import Access
import Kernel
import Language
import Outbox
import Storage
import TestKit
import Testing
import Venues
import Web

@testable import Calls
@testable import Resources

/// From a unit's draft to the catalogue, to the name of an authoritative resource, and out of use where its science is wrong.
struct ResourceJourneyTests {
    @Test(arguments: TestEngine.allCases) func fromTheDraftToTheWithdrawal(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let id = try await world.draft()
        #expect(try await world.visitor.go("/resources/\(id)").status == 404)

        // Returned with a remark, mended, listed.
        try await world.step(id, "submit")
        #expect(try await world.decide(id, ["decision": "return"]).text.contains("Say why when you return it"))
        try await world.decide(id, ["decision": "return", "remark": "请补充署名"])
        try await world.host.go("/desk/resources/\(id)")
        #expect(world.host.page.text.contains("请补充署名"))
        var mended = ResourceWorld.form
        mended["credit"] = "市科技馆"
        mended["kind"] = nil
        try await world.host.submit("/desk/resources/\(id)", mended)
        try await world.list(id)
        let page = try await world.visitor.go("/resources/\(id)")
        #expect(page.status == 200 && page.text.contains("Phases of the moon") && page.text.contains("Ages 10–15"), "\(page.text)")
        #expect(!page.text.contains("Authoritative"))

        // Two named experts make it authoritative.
        try await world.vet(id, version: 1, [("sound", ""), ("sound-with-remarks", "第三块可以更清楚")])
        let vetted = try await world.visitor.go("/resources/\(id)")
        #expect(vetted.text.contains("Authoritative") && vetted.text.contains("li") && vetted.text.contains("第三块可以更清楚"), "\(vetted.text)")
        #expect(try await world.found("authoritative=1") == ["月相变化展板"])

        // A unit reports that it used it.
        try await world.user.go("/desk/resources/\(id)/use")
        let noted = try await world.user.submit("/desk/resources/\(id)/use", ["unit": world.school.text, "used_on": "2023-09-19", "printed": "8"])
        #expect(noted.text.contains("Noted, thank you.") && noted.text.contains("Used once by 1 unit, 8 copies printed."), "\(noted.text)")

        // The next version is not vetted; the first stays until it is listed.
        try await world.host.go("/desk/resources/\(id)")
        try await world.host.submit("/desk/resources/\(id)/versions")
        var second = mended
        second["name_en"] = "The moon's phases"
        try await world.host.submit("/desk/resources/\(id)", second)
        #expect(try await world.visitor.go("/resources/\(id)").text.contains("Phases of the moon"))
        try await world.list(id)
        let next = try await world.visitor.go("/resources/\(id)")
        #expect(next.text.contains("The moon's phases") && !next.text.contains("Authoritative"))

        // Its science is wrong: it goes, and whoever used it is told.
        try await world.office.go("/desk/resources/\(id)")
        try await world.office.submit("/desk/resources/\(id)/withdrawal", ["remark": "月食的图画错了", "wrong": "1"])
        let gone = try await world.visitor.go("/resources/\(id)")
        #expect(gone.status == 410 && gone.text.contains("月食的图画错了") && gone.text.contains("Its science is wrong"), "\(gone.text)")
        #expect(try await world.found("") == ["正确洗手"])
        try await world.user.go("/desk/messages")
        #expect(world.user.page.text.contains("Withdrawn: The moon's phases"), "\(world.user.page.text)")
    }

    /// What was signed of one text does not stand for another.
    @Test(arguments: TestEngine.allCases) func aVersionThatIsEditedAgainIsVettedAgain(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let id = try await world.draft()
        try await world.step(id, "submit")
        try await world.vet(id, version: 1, [("sound", ""), ("sound", "")])
        try await world.decide(id, ["decision": "return", "remark": "改一处"])
        let expert = world.experts[0].browser, sheet = "/desk/vettings/\(id)/1"
        try await expert.go(sheet)
        #expect(try await expert.submit(sheet, ["verdict": "sound"]).text.contains("it cannot be signed now"))
        try await world.list(id)
        #expect(try await world.found("authoritative=1") == [])
        for one in world.experts {
            try await one.browser.go(sheet)
            try await one.browser.submit(sheet, ["verdict": "sound"])
        }
        #expect(try await world.found("authoritative=1") == ["月相变化展板"])
    }

    @Test(arguments: TestEngine.allCases) func onlyTheirOwn(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let id = try await world.draft()
        #expect(try await world.user.go("/desk/resources/\(id)").status == 403)
        #expect(try await world.experts[0].browser.go("/desk/vettings/\(id)/1").status == 404)
        try await world.user.go("/desk/resources/new")
        let foreign = try await world.user.submit("/desk/resources", ResourceWorld.form.merging(["owner": world.museum.text]) { $1 })
        #expect(foreign.status == 422 || foreign.status == 403)
        // Whoever writes it does not list it unseen.
        try await world.step(id, "submit")
        #expect(try await world.host.post("/desk/resources/\(id)/decision", ["decision": "list"]).status == 403)
    }

    @Test(arguments: TestEngine.allCases) func anExpertOfTheSameHouseIsNotAsked(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let id = try await world.draft()
        try await world.list(id)
        let museum = world.museum
        let own = try await world.database.write { tx in try tx.addExpert(name: "zhao", organisation: museum, by: 0) }
        try await world.office.go("/desk/resources/\(id)")
        let page = try await world.office.submit("/desk/resources/\(id)/vettings", ["expert": own.text])
        #expect(page.status == 422 && page.text.contains("works for the unit that offers"), "\(page.text)")
    }

    @Test(arguments: TestEngine.allCases) func anExpertWhoFindsItWrongTellsTheOffice(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let id = try await world.draft()
        try await world.list(id)
        try await world.vet(id, version: 1, [("sound", ""), ("wrong", "方向反了")])
        #expect(try await world.found("authoritative=1").isEmpty)
        try await world.office.go("/desk/messages")
        #expect(world.office.page.text.contains("Found wrong: Phases of the moon"))
    }
}

/// What a resource's files go through: handed in, fetched, counted, kept from whom the licence keeps them.
struct ResourceFileTests {
    private static let pdf = SamplePaper.pdf(pages: 1)

    private func offered(_ world: ResourceWorld, _ licence: String = "CC-BY-4.0") async throws -> (id: ID<Resource>, file: String) {
        let id = try await world.draft(ResourceWorld.form.merging(["licence": licence]) { $1 })
        try await world.host.go("/desk/resources/\(id)")
        let page = try await world.host.submit("/desk/resources/\(id)/files", ["label": "第1块"], uploads: [("file", "月相.pdf", Self.pdf)])
        #expect(page.text.contains("The file is in it.") && page.text.contains("第1块"), "\(page.status) \(page.text)")
        let files = try await world.database.read { try $0.files(of: id, version: 1) }
        return (id, "/resources/\(id)/files/\(try #require(files.first).file.id)")
    }

    @Test(arguments: TestEngine.allCases) func aListedFileIsFetchedAndCounted(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let (id, file) = try await offered(world)
        #expect(try await world.visitor.go(file).status == 404)
        try await world.list(id)
        let whole = try await world.visitor.go(file)
        #expect(whole.status == 200 && whole.bytes == Self.pdf)
        try await world.user.go(file)
        let counts = try await world.database.read { try $0.downloads(of: id) }
        #expect(counts == (2, 1))
        let page = try await world.visitor.go("/resources/\(id)")
        #expect(page.text.contains("Its files were fetched 2 times") && page.text.contains("第1块"), "\(page.text)")

        // The next version leaves the file out; the first keeps it until then.
        try await world.host.go("/desk/resources/\(id)")
        try await world.host.submit("/desk/resources/\(id)/versions")
        try await world.host.submit("/desk" + file.replacing("/files/", with: "/files/") + "/removal")
        #expect(try await world.visitor.go(file).status == 200)
        try await world.list(id)
        #expect(try await world.visitor.go(file).status == 404)
    }

    @Test(arguments: TestEngine.allCases) func aLicenceKeepsFilesAtHome(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let (id, file) = try await offered(world, "LicenseRef-kepu-all-rights-reserved")
        try await world.list(id)
        #expect(try await world.visitor.go(file).status == 403)
        #expect(try await world.user.go(file).status == 403)
        #expect(try await world.office.go(file).status == 200)
        #expect(try await world.experts[0].browser.go(file).status == 403)
        try await world.office.go("/desk/resources/\(id)")
        try await world.office.submit("/desk/resources/\(id)/vettings", ["expert": world.experts[0].id.text])
        #expect(try await world.experts[0].browser.go(file).status == 200)
        let counts = try await world.database.read { try $0.downloads(of: id) }
        #expect(counts == (0, 0))
    }

    @Test func whatIsWithdrawnIsNotFetchedAnyMore() async throws {
        let world = try await ResourceWorld.make(.sqlite)
        let (id, file) = try await offered(world)
        try await world.list(id)
        try await world.office.go("/desk/resources/\(id)")
        try await world.office.submit("/desk/resources/\(id)/withdrawal", ["remark": "图画错了", "wrong": "1"])
        let gone = try await world.visitor.go(file)
        #expect(gone.status == 410 && gone.text.contains("图画错了"))
    }

    @Test func aProgramUnderAPaperSNameIsRefused() async throws {
        let world = try await ResourceWorld.make(.sqlite)
        let id = try await world.draft()
        try await world.host.go("/desk/resources/\(id)")
        for (name, bytes) in [("a.pdf", Array("MZ\u{90}\u{0}program".utf8)), ("a.svg", Array("<svg onload='x()'/>".utf8)), ("a.html", Array("<html><script>1</script>".utf8))] {
            let page = try await world.host.submit("/desk/resources/\(id)/files", [:], uploads: [("file", name, bytes)])
            #expect(page.status == 422, "\(name) \(page.status)")
        }
        #expect(try await world.database.read { try $0.files(of: id, version: 1) }.isEmpty)
    }
}
