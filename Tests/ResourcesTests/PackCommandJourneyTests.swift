import Access
import Files
import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Resources

/// A pack that the desk built, fetched by a visitor, and what the program makes of it on another machine that knows nothing but the file.
struct PackCommandJourneyTests {
    @Test func fetchedCutMendedAndUpdated() async throws {
        let (world, folder) = (try await ResourceWorld.make(.sqlite), try PackFolder())
        let moon = try await world.listed("月相", "The moon", ResourceWorld.text(1, lines: 12_000))
        let pack = try await world.pack([moon])
        try await world.build(pack)
        try await world.list(pack)
        let address = "/resources/\(pack.text)/pack"
        let first = try await world.visitor.go(address).bytes
        _ = try folder.write("1.zip", first)
        _ = try folder.write("keys.json", try await world.visitor.go("/.well-known/keys.json").bytes)
        let whole = try PackProgram("verify", "1.zip", "--keys", "keys.json", in: folder.path)
        #expect(whole.code == 0 && whole.said.contains("The signature is good"), "\(whole)")

        // Cut in the middle: it is told, and mended from the other copy to the very same bytes.
        _ = try folder.write("cut.zip", Array(first.prefix(first.count * 2 / 3)))
        let cut = try PackProgram("verify", "cut.zip", "--keys", "keys.json", in: folder.path)
        #expect(cut.code == 1, "\(cut)")
        let alone = try PackProgram("repair", "cut.zip", in: folder.path)
        #expect(alone.code == 1 && alone.said.contains("bytes="), "\(alone)")
        let mended = try PackProgram("repair", "cut.zip", "--from", "1.zip", "--keys", "keys.json", in: folder.path)
        #expect(mended.code == 0, "\(mended)")
        #expect(try folder.bytes("cut.zip") == first)

        // The next version by its delta; the delta of another version is refused, and nothing is written.
        let stars = try await world.listed("星座", "The stars", ResourceWorld.text(3, lines: 300))
        try await world.host.go("/desk/resources/\(pack)")
        try await world.host.submit("/desk/resources/\(pack)/versions")
        try await world.put(stars, in: pack)
        try await world.build(pack)
        try await world.list(pack)
        try await world.work()
        let second = try await world.visitor.go(address).bytes
        _ = try folder.write("2.zip", second)
        _ = try folder.write("delta.zip", try await world.visitor.go("\(address)/from/1").bytes)
        let updated = try PackProgram("update", "cut.zip", "delta.zip", "--out", "made.zip", "--keys", "keys.json", in: folder.path)
        #expect(updated.code == 0, "\(updated)")
        #expect(try folder.bytes("made.zip") == second)
        let wrong = try PackProgram("update", "2.zip", "delta.zip", "--out", "no.zip", "--keys", "keys.json", in: folder.path)
        #expect(wrong.code == 65 && wrong.said.contains("version 1") && wrong.said.contains("version 2"), "\(wrong)")
        #expect(throws: (any Error).self) { try folder.bytes("no.zip") }
    }
}
