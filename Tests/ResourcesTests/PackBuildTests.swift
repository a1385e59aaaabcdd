import Access
import Files
import Foundation
import Jobs
import Kernel
import Packs
import Signing
import Storage
import TestKit
import Testing

@testable import Calls
@testable import Resources

/// The work behind a pack: the same again is the same, and what changes underneath is noticed.
struct PackBuildTests {
    private static let program = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])

    /// A program that stops after it has written the archive, and before it has noted it.
    @Test(arguments: TestEngine.allCases) func aStepThatIsRepeatedMakesOneArchive(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let moon = try await world.listed("月相", "The moon", ResourceWorld.text(1, lines: 50))
        let pack = try await world.pack([moon])
        let shelf = world.database.shelf
        try await world.host.go("/desk/resources/\(pack)/pack")
        try await world.host.submit("/desk/resources/\(pack)/pack/build")
        let order = try await world.database.read { tx in
            let payload = try tx.row("SELECT payload FROM job WHERE kind = \(PackJobs.build.rawValue)") { try $0.text("payload") }
            return try JSONDecoder().decode(PackBuild.Order.self, from: Data(try #require(payload).utf8))
        }
        let (plan, key, day) = try await world.database.write { tx in
            let resource = try #require(try tx.resource(pack))
            let key = try tx.madeIssuerKey(of: resource.ownerID, by: 0)
            let plan = try #require(try PackPlan(resource, version: 1, in: tx))
            let build = try #require(try tx.build(of: pack, version: 1))
            return (plan, SigningKey(kid: key.address(order.origin), key: try tx.signingKey(key)), build.published)
        }
        let draft = plan.draft(label: 1, published: day, origin: order.origin, from: shelf)
        let lost = try await shelf.keep(named: "x.zip", of: [.zip], making: { path in try Pack.build(draft, by: key, to: path) })
        try await world.work()
        let built = try await world.archive(pack, 1)
        #expect(built.digest == lost.digest)
        let archives = try await world.database.read { try $0.number("SELECT COUNT(*) FROM resources_archive") }
        #expect(archives == 1)
        // Later it would be another day; asked for again, it is the same.
        world.clock.advance(seconds: 2 * 86_400)
        let again = try await world.database.write { tx in try tx.askToBuild(pack, origin: order.origin, by: Self.program) }
        #expect(!again)
        try await world.work()
        let after = try await world.archive(pack, 1)
        #expect(after == built)
    }

    @Test(arguments: TestEngine.allCases) func aNextVersionThatChangesNothingKeepsItsArchive(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let moon = try await world.listed("月相", "The moon", ResourceWorld.text(1, lines: 50))
        let pack = try await world.pack([moon])
        try await world.build(pack)
        try await world.list(pack)
        try await world.host.go("/desk/resources/\(pack)")
        try await world.host.submit("/desk/resources/\(pack)/versions")
        #expect(try await world.build(pack).text.contains("Nothing has changed"))
        try await world.list(pack)
        try await world.work()
        let (one, two) = (try await world.archive(pack, 1), try await world.archive(pack, 2))
        #expect(one.digest == two.digest && two.label == 1)
        #expect(try await world.database.read { try $0.updates(of: pack, to: 1) }.isEmpty)
    }

    @Test(arguments: TestEngine.allCases) func aContentThatGoesWhileItIsBuiltIsNamed(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let moon = try await world.listed("月相", "The moon", ResourceWorld.text(1, lines: 50))
        let pack = try await world.pack([moon])
        try await world.host.go("/desk/resources/\(pack)/pack")
        try await world.host.submit("/desk/resources/\(pack)/pack/build")
        try await world.office.go("/desk/resources/\(moon)")
        try await world.office.submit("/desk/resources/\(moon)/withdrawal", ["remark": "重做"])
        try await world.work()
        let page = try await world.host.go("/desk/resources/\(pack)/pack")
        #expect(page.text.contains("It came to nothing: “The moon” is not in the catalogue any more."), "\(page.text)")
        let archives = try await world.database.read { try $0.number("SELECT COUNT(*) FROM resources_archive") }
        #expect(archives == 0)
    }

    @Test(arguments: TestEngine.allCases) func aNewerContentIsNamedAndBuiltAnew(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let moon = try await world.listed("月相", "The moon", ResourceWorld.text(1, lines: 50))
        let pack = try await world.pack([moon])
        try await world.build(pack)
        try await world.host.go("/desk/resources/\(moon)")
        try await world.host.submit("/desk/resources/\(moon)/versions")
        try await world.list(moon)
        let page = try await world.host.go("/desk/resources/\(pack)/pack")
        #expect(page.text.contains("there is a newer version of “The moon” (2)"), "\(page.text)")
        // Its text and files are the same, and so is the archive.
        let (recipe, built) = (try await world.plan(pack).recipe, try await world.archive(pack, 1).recipe)
        #expect(recipe == built)
    }
}

/// Paths within the archive work on every system and stay as they are.
struct PackPartTests {
    @Test func equalNamesAreToldApartAndLongOnesCut() async throws {
        let world = try await ResourceWorld.make(.sqlite)
        let long = String(repeating: "月", count: 100)
        let first = try await world.listed(long, "One", ResourceWorld.text(1, lines: 5)), second = try await world.listed(long, "Two", ResourceWorld.text(2, lines: 5))
        let third = try await world.listed("NUL: a/b?", "Three", ResourceWorld.text(3, lines: 5))
        let pack = try await world.pack([first, second, third])
        let paths = try await world.plan(pack).parts.map(\.path.text)
        let (folder, stem) = (String(repeating: "月", count: 20), String(repeating: "月", count: 23))
        #expect(paths[0] == "\(folder)/\(stem).txt" && paths[1] == "\(folder)/\(stem) (2).txt", "\(paths)")
        #expect(Set(paths).count == 3 && paths.allSatisfy { $0.utf8.count <= 190 && !$0.contains("?") && !$0.contains(":") }, "\(paths)")
    }
}
