import Foundation
import Kernel
import Signing
import TestKit
import Testing

@testable import Packs

@Suite struct RepairTests {
    /// Twenty times interrupted, cut, damaged and gone on with, from sources that die: in the end the very bytes. Where nothing was lost on the
    /// way, not a byte was fetched twice.
    @Test(arguments: 1...6) func interruptedTwentyTimesItEqualsTheOriginal(_ seed: Int) throws {
        let shop = try PackWorkshop()
        var chance = Seeded(UInt64(1000 + seed))
        try shop.build(PackWorkshop.contents(&chance, files: 4 + chance.below(3), largest: 4_000_000) + [("大.bin", PackWorkshop.bytes(7_000_000, &chance))], to: "p.zip")
        let whole = try shop.read(shop.path("p.zip"))
        let begin = seed % 3 == 0 ? 0 : chance.below(whole.count / 4)
        let copy = try shop.write(Array(whole.prefix(begin)), "copy.zip")
        let isLossless = seed % 2 == 0
        var (fetched, interrupted) = (Int64(0), 0)
        for round in 1...20 {
            // The first gives the head at least; each dies long before everything is there.
            let source = DyingSource(whole, after: (round == 1 ? 30_000 : 0) + chance.below(600_000))
            guard let report = try? Pack.repair(copy, from: [], also: [source], keys: shop.key.publicKeys) else { continue }
            fetched += report.taken.first { $0.name == "dying" }?.bytes ?? 0
            interrupted += report.isWhole ? 0 : 1
            #expect(report.rangeHeader.hasPrefix("bytes=") && report.missing == report.missing.merged)
            // What comes from elsewhere is written where it belongs; the next repair takes it from there.
            if !isLossless, chance.below(3) == 0, let range = report.missing.randomElement(using: &chance) {
                var bytes = try shop.read(report.path)
                bytes.replaceSubrange(Int(range.lowerBound)..<Int(range.lowerBound) + 1, with: whole[Int(range.lowerBound)..<Int(range.lowerBound) + 1])
                try Data(bytes).write(to: URL(filePath: report.path))
            }
            // The stick is pulled: the end is lost, or a stretch of it is garbage.
            if !isLossless, chance.below(2) == 0, var there = try? shop.read(copy), there.count > 2 {
                if chance.below(2) == 0 {
                    there.removeLast(chance.below(min(there.count, 50_000)))
                } else {
                    let place = chance.below(there.count)
                    for at in place..<min(there.count, place + 1 + chance.below(5_000)) { there[at] = UInt8(chance.below(256)) }
                }
                _ = try shop.write(there, "copy.zip")
            }
        }
        #expect(interrupted >= 15, "only \(interrupted) of 20 were interrupted")
        let last = DyingSource(whole, after: .max)
        let report = try Pack.repair(copy, from: [], also: [last], keys: shop.key.publicKeys)
        fetched += report.taken.first { $0.name == "dying" }?.bytes ?? 0
        #expect(try report.isWhole && report.signature == .good && shop.read(copy) == whole)
        if isLossless {
            let layout = try OpenPack(copy).layout
            let lacking = layout.manifest.files.indices.flatMap { file in layout.manifest.files[file].pieces.indices.map { layout.range(of: $0, in: file) } }.filter { $0.upperBound > Int64(begin) }
            #expect(fetched == lacking.reduce(0) { $0 + Int64($1.count) })
        }
        #expect(try Pack.verify(copy, keys: shop.key.publicKeys).isWhole)
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted() == ["copy.zip", "p.zip"])
    }

    /// Several copies, each damaged elsewhere, make one that is whole.
    @Test(arguments: 1...6) func damagedCopiesMendEachOther(_ seed: Int) throws {
        let shop = try PackWorkshop()
        var chance = Seeded(UInt64(2000 + seed))
        try shop.build(PackWorkshop.contents(&chance, files: 5, largest: 1_200_000), to: "p.zip")
        let whole = try shop.read(shop.path("p.zip")), layout = try OpenPack(shop.path("p.zip")).layout
        var (one, two) = (whole, whole)
        // Of each piece one copy at most loses something; the head of the first is lost altogether every other time.
        for (index, file) in layout.manifest.files.enumerated() {
            for piece in file.pieces.indices {
                let range = layout.range(of: piece, in: index), place = Int(range.lowerBound) + chance.below(range.count)
                let isAtTheHead = seed % 2 == 0 && range.lowerBound < 5_000
                if isAtTheHead || chance.below(2) == 0 { one[place] ^= 0x55 } else { two[place] ^= 0x55 }
            }
        }
        if seed % 2 == 0 { for place in 0..<5_000 { one[place] = 0 } }
        let (first, second) = (try shop.write(one, "one.zip"), try shop.write(two, "two.zip"))
        let alone = try? Pack.repair(first, from: [], to: shop.path("alone.zip"))
        #expect(alone.map { !$0.isWhole && !$0.incomplete.isEmpty } ?? (seed % 2 == 0))
        let report = try Pack.repair(first, from: [second], keys: shop.key.publicKeys)
        #expect(try report.isWhole && report.taken.count == 2 && shop.read(first) == whole)
    }

    @Test func foldersOlderVersionsAndLooseFilesAreSources() throws {
        let shop = try PackWorkshop()
        var chance = Seeded(31)
        let movie = PackWorkshop.bytes(900_000, &chance), text = PackWorkshop.bytes(3_000, &chance)
        try shop.build([("movie.bin", movie), ("old.txt", text)], to: "v1.zip")
        try shop.build([("other/film.bin", movie), ("new.txt", text)], version: "2", to: "v2.zip")
        let whole = try shop.read(shop.path("v2.zip"))
        let head = try shop.write(Array(whole.prefix(try Pack.manifest(of: shop.path("v2.zip")).manifest.json.count + 1_500)), "head.zip")
        // Of the head alone nearly everything is missing, and just that is told.
        let poor = try Pack.repair(head, from: [], to: shop.path("poor.zip"))
        #expect(poor.missingBytes >= 903_000 && poor.missingBytes < Int64(whole.count))
        // Old version: the same film at another path.
        let old = try Pack.repair(head, from: [shop.path("v1.zip")], to: shop.path("a.zip"))
        #expect(old.incomplete.allSatisfy { !$0.text.hasPrefix("files/") })
        // An unpacked folder of the version itself.
        let folder = try shop.unpack(shop.path("v2.zip"), to: "v2")
        let full = try Pack.repair(head, from: [folder], to: shop.path("b.zip"))
        #expect(try full.isWhole && shop.read(shop.path("b.zip")) == whole)
        // The film itself, under any name, and a folder in which it lies.
        let film = try shop.write(movie, "loose/whatever.mkv")
        for source in [film, shop.path("loose")] {
            let loose = try Pack.repair(head, from: [source], to: shop.path("c.zip"))
            #expect(!loose.incomplete.contains { $0.text == "files/other/film.bin" })
        }
        // The folder mends itself from the archive; a link in it is not followed.
        try FileManager.default.removeItem(atPath: folder + "/files/other")
        _ = try shop.write([1], "v2/files/new.txt")
        let mended = try Pack.repair(folder, from: [shop.path("v2.zip")], keys: shop.key.publicKeys)
        #expect(try mended.isWhole && Pack.verify(folder, keys: shop.key.publicKeys).isWhole)
        try FileManager.default.removeItem(atPath: folder + "/files/other")
        try FileManager.default.createDirectory(atPath: shop.path("elsewhere"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder + "/files/other", withDestinationPath: shop.path("elsewhere"))
        let link = #expect(throws: Refusal.self) { try Pack.repair(folder, from: [shop.path("v2.zip")]) }
        #expect(link?.code == "pack-link")
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.path("elsewhere")).isEmpty)
    }

    @Test func whatAKilledRepairLeftIsGoneOnWith() throws {
        let shop = try PackWorkshop()
        var chance = Seeded(32)
        try shop.build([("a.bin", PackWorkshop.bytes(2_000_000, &chance))], to: "p.zip")
        let whole = try shop.read(shop.path("p.zip")), layout = try OpenPack(shop.path("p.zip")).layout
        // Killed in the middle: the new file holds the second half, the damaged one the first.
        let half = Int(layout.range(of: 4, in: layout.files.count - 1).lowerBound)
        let damaged = try shop.write(Array(whole.prefix(half)), "d.zip")
        _ = try shop.write([UInt8](repeating: 0, count: half) + whole.dropFirst(half), "d.zip.repairing")
        let report = try Pack.repair(damaged, from: [])
        #expect(try report.isWhole && shop.read(damaged) == whole)
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted() == ["d.zip", "p.zip"])
    }

    @Test func theWrongBytesAreNeverTaken() throws {
        let shop = try PackWorkshop()
        var chance = Seeded(33)
        try shop.build([("a.bin", PackWorkshop.bytes(700_000, &chance))], to: "p.zip")
        let whole = try shop.read(shop.path("p.zip"))
        var lying = whole
        for place in stride(from: 6_000, to: lying.count, by: 1_000) { lying[place] ^= 1 }
        let cut = try shop.write(Array(whole.prefix(200_000)), "cut.zip")
        let report = try Pack.repair(cut, from: [], also: [DyingSource(lying, after: .max)])
        #expect(!report.isWhole && report.incomplete.map(\.text) == ["files/a.bin"])
        let refused = #expect(throws: Refusal.self) { try Pack.repair(try shop.write([1, 2, 3], "x.zip"), from: []) }
        #expect(refused?.code == "no-pack")
        let missing = #expect(throws: Refusal.self) { try Pack.repair(cut, from: [shop.path("nowhere")]) }
        #expect(missing?.code == "no-file")
    }
}
