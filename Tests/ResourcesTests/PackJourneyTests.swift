import Access
import Files
import Kernel
import Language
import Packs
import Storage
import TestKit
import Testing
import Web

@testable import Resources

/// From the catalogue into a signed archive, to everybody, and from one version to the next.
struct PackJourneyTests {
    @Test(arguments: TestEngine.allCases) func composedBuiltListedFetchedAndUpdated(_ engine: TestEngine) async throws {
        let (world, folder) = (try await ResourceWorld.make(engine), try PackFolder())
        let moon = try await world.listed("月相", "The moon", ResourceWorld.text(1, lines: 12_000))
        let hands = try await world.listed("洗手", "Hands", ResourceWorld.text(2, lines: 400), licence: "CC0-1.0")
        let pack = try await world.pack([moon, hands])

        // Chosen by search, moved, seen before anything is built.
        let desk = try await world.host.go("/desk/resources/\(pack)/pack?q=moon")
        #expect(desk.status == 200 && desk.text.contains("Nothing found."), "\(desk.text)")
        #expect(desk.text.contains("at 1 Mbit/s") && desk.text.contains("CC0 1.0 Public Domain Dedication") && desk.text.contains("Ages"), "\(desk.text)")
        #expect(try await world.step(pack, "submit").text.contains("The pack is not built"))
        try await world.host.go("/desk/resources/\(pack)/pack")
        try await world.host.submit("/desk/resources/\(pack)/pack/contents/\(hands.text)/place", ["to": "up"])
        #expect(try await world.database.read { tx in try tx.contents(of: pack, version: 1).map(\.resource.id) } == [hands, moon])

        let asked = try await world.build(pack)
        #expect(asked.text.contains("It waits to be built") && asked.html.contains("data-refresh=\"5\""), "\(asked.text)")
        let built = try await world.archive(pack, 1)
        let shown = try await world.host.go("/desk/resources/\(pack)/pack")
        #expect(shown.text.contains(built.digest.text) && !shown.html.contains("data-refresh"), "\(shown.text)")
        #expect(try await world.visitor.go("/resources/\(pack)/pack").status == 404)
        // Asked for again, nothing is built.
        #expect(try await world.database.write { tx in try tx.askToBuild(pack, origin: "http://x", by: Self.anybody) } == false)

        try await world.list(pack)
        let page = try await world.visitor.go("/resources/\(pack)")
        #expect(page.status == 200 && page.html.contains("/resources/\(moon)\"") && page.text.contains("kepu pack verify") && page.text.contains(built.signedBy), "\(page.text)")

        // The line is cut in the middle, and the rest is fetched.
        let address = "/resources/\(pack.text)/pack"
        let half = built.byteCount / 2
        let first = try await world.site.ask(.get, address, headers: [("range", "bytes=0-\(half - 1)")])
        let tag = try #require(first.headers.first { $0.name == "etag" }?.value)
        let rest = try await world.site.ask(.get, address, headers: [("range", "bytes=\(half)-"), ("if-range", tag)])
        #expect(first.status == 206 && rest.status == 206)
        let bytes = first.body + rest.body
        #expect(FileDigest(of: bytes) == built.digest)
        let one = try folder.write("1.zip", bytes)
        let keys = try await world.keys()
        let verdict = try Pack.verify(one, keys: keys)
        #expect(verdict.isWhole && verdict.signature == .good, "\(verdict.signature)")
        #expect(verdict.manifest.contents.map(\.licence) == ["CC0-1.0", "CC-BY-4.0"] && verdict.manifest.contents.allSatisfy { $0.attribution == "市科技馆" })
        try await world.user.go(address)
        #expect(try await world.database.read { try $0.downloads(of: pack) } == (2, 1))

        // The next version carries one thing more; whoever has the first fetches what changed.
        let stars = try await world.listed("星座", "The stars", ResourceWorld.text(3, lines: 300))
        try await world.host.go("/desk/resources/\(pack)")
        try await world.host.submit("/desk/resources/\(pack)/versions")
        #expect(try await world.database.read { tx in try tx.contents(of: pack, version: 2).count } == 2)
        try await world.put(stars, in: pack)
        try await world.build(pack)
        try await world.list(pack)
        try await world.work()
        let two = try await world.archive(pack, 2)
        let update = try #require(try await world.database.read { tx in try tx.updates(of: pack, to: 2) }.first)
        #expect(update.from == 1 && update.byteCount * 5 < two.byteCount, "\(update.byteCount) of \(two.byteCount)")
        #expect(try await world.visitor.go("/resources/\(pack)").text.contains("Update from version 1"))
        let delta = try folder.write("delta.zip", try await world.visitor.go("\(address)/from/1").bytes)
        let applied = try Pack.apply(delta, to: one, out: folder.path + "/2.zip", keys: keys)
        #expect(applied.isWhole && applied.signature == .good)
        let whole = try await world.visitor.go(address).bytes
        #expect(try folder.bytes("2.zip") == whole && FileDigest(of: whole) == two.digest)
        #expect(throws: Refusal.self) { try Pack.apply(delta, to: folder.path + "/2.zip", out: folder.path + "/3.zip") }
        #expect(try await world.visitor.go("\(address)/from/7").status == 404)
    }

    @Test(arguments: TestEngine.allCases) func aWithdrawnContentStopsThePack(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let (moon, hands) = (try await world.listed("月相", "The moon", ResourceWorld.text(1, lines: 50)), try await world.listed("洗手", "Hands", ResourceWorld.text(2, lines: 50)))
        let pack = try await world.pack([moon, hands])
        try await world.build(pack)
        try await world.list(pack)
        #expect(try await world.user.go("/resources/\(pack)/pack").status == 200)
        try await world.office.go("/desk/resources/\(moon)")
        try await world.office.submit("/desk/resources/\(moon)/withdrawal", ["remark": "方向反了", "wrong": "1"])

        let stopped = try await world.visitor.go("/resources/\(pack)/pack")
        #expect(stopped.status == 409 && stopped.text.contains("something in it was withdrawn"), "\(stopped.text)")
        let page = try await world.visitor.go("/resources/\(pack)")
        #expect(page.text.contains("the science of “The moon” is wrong") && !page.html.contains("href=\"/resources/\(pack)/pack\""), "\(page.text)")
        for browser in [world.host, world.user] {
            try await browser.go("/desk/messages")
            #expect(browser.page.text.contains("A pack is stopped: Pack on health"), "\(browser.page.text)")
        }

        // The next version is not built with it, and goes on without.
        try await world.host.go("/desk/resources/\(pack)")
        try await world.host.submit("/desk/resources/\(pack)/versions")
        try await world.host.go("/desk/resources/\(pack)/pack")
        #expect(world.host.page.text.contains("The pack is not handed out, because:"))
        let refused = try await world.send("/desk/resources/\(pack)/pack/build", from: "/desk/resources/\(pack)/pack")
        #expect(refused.status == 422 && refused.text.contains("Take it out"), "\(refused.text)")
        try await world.host.go("/desk/resources/\(pack)/pack")
        try await world.host.submit("/desk/resources/\(pack)/pack/contents/\(moon.text)/removal")
        try await world.build(pack)
        try await world.list(pack)
        #expect(try await world.visitor.go("/resources/\(pack)/pack").status == 200)
    }

    @Test(arguments: TestEngine.allCases) func aPackWhoseContentGoesWhileItWaitsIsNotListed(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let moon = try await world.listed("月相", "The moon", ResourceWorld.text(1, lines: 50))
        let pack = try await world.pack([moon])
        try await world.build(pack)
        try await world.step(pack, "submit")
        try await world.office.go("/desk/resources/\(moon)")
        try await world.office.submit("/desk/resources/\(moon)/withdrawal", ["remark": "重做"])
        let page = try await world.decide(pack, ["decision": "list"])
        #expect(page.status == 422 && page.text.contains("“The moon” was withdrawn"), "\(page.text)")
    }

    /// An archive is handed out only while it is what the version says: what was taken out after it was built goes to nobody.
    @Test(arguments: TestEngine.allCases) func whatWasTakenOutIsNotHandedOut(_ engine: TestEngine) async throws {
        let world = try await ResourceWorld.make(engine)
        let moon = try await world.listed("月相", "The moon", ResourceWorld.text(1, lines: 50))
        let pack = try await world.pack([moon])
        try await world.host.go("/desk/resources/\(pack)")
        try await world.host.submit("/desk/resources/\(pack)/files", ["label": ""], uploads: [("file", "own.txt", ResourceWorld.text(3, lines: 20))])
        try await world.build(pack)
        _ = try await world.archive(pack, 1)
        let removed = try await world.send("/desk/resources/\(pack)/pack/contents/\(moon.text)/removal", from: "/desk/resources/\(pack)/pack")
        #expect(removed.status == 200, "\(removed.status) \(removed.text)")
        #expect(try await world.step(pack, "submit").text.contains("The pack is not built"))
        try await world.build(pack)
        try await world.list(pack)
        let kept = try await world.database.read { tx in try tx.carried(by: pack, version: 1).map(\.id) }
        #expect(kept.isEmpty)
    }

    @Test func whatMayNotBeCopiedIsNotPacked() async throws {
        let world = try await ResourceWorld.make(.sqlite)
        let film = try await world.listed("穹幕影片", "Dome film", ResourceWorld.text(1, lines: 50), licence: "LicenseRef-kepu-show-only")
        let moon = try await world.listed("月相", "The moon", ResourceWorld.text(2, lines: 50), licence: "LicenseRef-kepu-units")
        let pack = try await world.pack([])
        let search = try await world.host.go("/desk/resources/\(pack)/pack?q=dome")
        #expect(search.text.contains("Dome film") && search.text.contains("forbids copying"), "\(search.text)")
        let refused = try await world.put(film, in: pack)
        #expect(refused.status == 422 && refused.text.contains("forbids copying"), "\(refused.text)")
        #expect(try await world.put(pack, in: pack).status == 404)
        let empty = try await world.send("/desk/resources/\(pack)/pack/build", from: "/desk/resources/\(pack)/pack")
        #expect(empty.status == 422 && empty.text.contains("The pack is empty"))

        // What is for the units goes to nobody else.
        try await world.put(moon, in: pack)
        try await world.build(pack)
        try await world.list(pack)
        #expect(try await world.visitor.go("/resources/\(pack)/pack").status == 403)
        #expect(try await world.user.go("/resources/\(pack)/pack").status == 200)
        // Another unit changes nothing.
        #expect(try await world.user.go("/desk/resources/\(pack)/pack").status == 403)
        #expect(try await world.user.post("/desk/resources/\(pack)/pack/build", [:]).status == 403)
        #expect(try await world.host.go("/desk/resources/\(moon)/pack").status == 400)
    }

    private static let anybody = Identity(account: Account(id: ID(0), login: "", name: ""), grants: [Grant(.administrator, over: .all)])
}
