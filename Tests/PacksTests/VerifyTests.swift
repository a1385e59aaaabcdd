import Foundation
import Kernel
import Signing
import TestKit
import Testing

@testable import Packs

@Suite struct VerifyTests {
    @Test func everyByteOfAnArchiveIsAnsweredFor() throws {
        let shop = try PackWorkshop()
        var chance = Seeded(11)
        try shop.build([("a.txt", Array("科普".utf8)), ("b.bin", PackWorkshop.bytes(70_000, &chance))], to: "p.zip")
        let whole = try shop.read(shop.path("p.zip"))
        for _ in 0..<400 {
            let place = chance.below(whole.count)
            var damaged = whole
            damaged[place] ^= UInt8(1 + chance.below(255))
            let path = try shop.write(damaged, "d.zip")
            guard let verdict = try? Pack.verify(path, keys: shop.key.publicKeys) else { continue }
            #expect(!verdict.isWhole || verdict.signature == .bad, "byte \(place)")
        }
        let good = try Pack.verify(shop.path("p.zip"), keys: shop.key.publicKeys)
        #expect(good.isWhole && good.signature == .good)
        #expect(try Pack.verify(shop.path("p.zip")).signature == .unknownKey)
        #expect(try Pack.verify(shop.path("p.zip"), keys: PackWorkshop.key(2).publicKeys).signature == .unknownKey)
    }

    @Test func anArchiveCutAnywhereIsRefusedOrNotWhole() throws {
        let shop = try PackWorkshop()
        var chance = Seeded(12)
        try shop.build(PackWorkshop.contents(&chance, files: 3, largest: 400_000), to: "p.zip")
        let whole = try shop.read(shop.path("p.zip"))
        let head = try Pack.manifest(of: shop.path("p.zip")).manifest.json.count + 200
        for cut in [0, 1, 29, 30, 43, 100, head, whole.count - 1] + (0..<60).map({ _ in chance.below(whole.count) }) {
            let path = try shop.write(Array(whole.prefix(cut)), "cut.zip")
            do throws(Refusal) {
                let verdict = try Pack.verify(path)
                #expect(!verdict.isWhole && verdict.goodBytes <= cut, "cut at \(cut)")
            } catch {
                #expect(["no-pack", "pack-manifest", "pack-repacked"].contains(error.code), "cut at \(cut): \(error.code)")
            }
        }
        let longer = try Pack.verify(try shop.write(whole + [0], "long.zip"))
        #expect(!longer.isWhole && longer.extras == ["…"])
    }

    @Test func aFolderIsLookedThroughFileByFile() throws {
        let shop = try PackWorkshop()
        var chance = Seeded(13)
        try shop.build([("a.txt", [65]), ("b.bin", PackWorkshop.bytes(600_000, &chance)), ("c/d.txt", [66]), ("e.txt", [67]), ("f/g.txt", [68])], to: "p.zip")
        let folder = try shop.unpack(shop.path("p.zip"), to: "p")
        let clean = try Pack.verify(folder, keys: shop.key.publicKeys)
        #expect(clean.isWhole && clean.signature == .good && clean.extras.isEmpty)
        // One byte in the second piece, one file gone, one longer, links in place of a file and of a folder, and things beside.
        var bytes = try shop.read(folder + "/files/b.bin")
        bytes[300_000] ^= 1
        _ = try shop.write(bytes, "p/files/b.bin")
        let files = FileManager.default
        try files.removeItem(atPath: folder + "/files/c/d.txt")
        _ = try shop.write([65, 0], "p/files/a.txt")
        _ = try shop.write([67], "outside.txt")
        try files.removeItem(atPath: folder + "/files/e.txt")
        try files.createSymbolicLink(atPath: folder + "/files/e.txt", withDestinationPath: shop.path("outside.txt"))
        try files.moveItem(atPath: folder + "/files/f", toPath: shop.path("f"))
        try files.createSymbolicLink(atPath: folder + "/files/f", withDestinationPath: shop.path("f"))
        _ = try shop.write([1], "p/setup.exe")
        _ = try shop.write([1], "p/.DS_Store")
        let verdict = try Pack.verify(folder)
        let states = Dictionary(zip(verdict.manifest.files.map(\.path.text), verdict.states), uniquingKeysWith: { first, _ in first })
        #expect(states["files/b.bin"] == .damaged(pieces: [1]) && states["files/c/d.txt"] == .missing && states["files/a.txt"] == .damaged(pieces: []))
        #expect(states["files/e.txt"] == .missing && states["files/f/g.txt"] == .missing && states["index.html"] == .whole)
        #expect(verdict.extras == ["files/e.txt", "files/f", "setup.exe"] && !verdict.isWhole)
    }

    @Test func aForgedSignatureIsBadAndADamagedOneDamaged() throws {
        let shop = try PackWorkshop()
        try shop.build([("a.txt", [65])], to: "p.zip")
        // The same address of the key, another key behind it.
        let forger = SigningKey(kid: shop.key.kid, key: PackWorkshop.key(9).key)
        try Pack.build(try PackWorkshop.draft([("a.txt", [66])]), by: forger, to: shop.path("forged.zip"))
        let forged = try Pack.verify(shop.path("forged.zip"), keys: shop.key.publicKeys)
        #expect(forged.isWhole && forged.signature == .bad)
        let layout = try OpenPack(shop.path("p.zip")).layout
        var bytes = try shop.read(shop.path("p.zip"))
        bytes[Int(layout.signaturePart.data.upperBound) - 1] ^= 1
        let damaged = try Pack.verify(try shop.write(bytes, "d.zip"), keys: shop.key.publicKeys)
        #expect(!damaged.isWhole && damaged.signature == .damaged)
    }
}
