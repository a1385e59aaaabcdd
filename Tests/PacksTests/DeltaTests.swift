import Foundation
import Kernel
import Signing
import TestKit
import Testing

@testable import Packs

@Suite struct DeltaTests {
    /// Versions with files changed, grown, cut, moved, added and removed: the delta makes the new one byte for byte, and carries little more
    /// than what changed.
    @Test(arguments: 1...8) func anyChangeIsCarried(_ seed: Int) throws {
        let shop = try PackWorkshop()
        var chance = Seeded(UInt64(3000 + seed))
        let before = PackWorkshop.contents(&chance, files: 6, largest: 600_000)
        var (after, changed) = (before, 0)
        for index in after.indices {
            switch chance.below(6) {
            case 0: break
            case 1:
                let (place, count) = (chance.below(after[index].bytes.count + 1), 1 + chance.below(3_000))
                after[index].bytes.insert(contentsOf: PackWorkshop.bytes(count, &chance), at: place)
                changed += count
            case 2:
                let place = chance.below(after[index].bytes.count + 1)
                after[index].bytes.removeSubrange(place..<min(after[index].bytes.count, place + chance.below(10_000)))
            case 3: after[index].path = "移动/\(index).bin"
            case 4:
                for _ in 0..<3 where !after[index].bytes.isEmpty {
                    after[index].bytes[chance.below(after[index].bytes.count)] ^= 0xFF
                    changed += 1
                }
            default:
                after[index].bytes = PackWorkshop.bytes(chance.below(20_000), &chance)
                changed += after[index].bytes.count
            }
        }
        if chance.below(2) == 0 { after.removeFirst() }
        after.append(("新.bin", PackWorkshop.bytes(5_000, &chance)))
        changed += 5_000
        let (old, new) = (try shop.build(before, to: "v1.zip"), try shop.build(after, version: "2", to: "v2.zip"))
        let summary = try Pack.delta(from: shop.path("v1.zip"), to: shop.path("v2.zip"), out: shop.path("d.zip"))
        // A change costs the blocks around it at most: 512 bytes each side of three changes in six files, the page and the manifest beside.
        #expect(Int(summary.carried) < changed + 6 * 4 * 1_024 + 30_000, "\(summary.carried) for \(changed)")
        let (changes, told) = try Pack.changes(shop.path("d.zip"), to: shop.path("v1.zip"))
        #expect(told == new && changes == PackChanges(from: old, to: new) && changes.added.contains { $0.path.text == "files/新.bin" })
        let folder = try shop.unpack(shop.path("v1.zip"), to: "v1")
        for source in [shop.path("v1.zip"), folder] {
            let verdict = try Pack.apply(shop.path("d.zip"), to: source, out: shop.path("made.zip"), keys: shop.key.publicKeys)
            #expect(try verdict.signature == .good && shop.read(shop.path("made.zip")) == shop.read(shop.path("v2.zip")))
        }
        #expect(Pack.deltaSummary(shop.path("d.zip"))?.carried == summary.carried && Pack.deltaSummary(shop.path("v1.zip")) == nil)
    }

    @Test func theWrongVersionIsRefusedAndBothAreNamed() throws {
        let shop = try PackWorkshop()
        for version in ["1", "2", "3"] { try shop.build([("a.txt", Array("version \(version)".utf8))], version: version, to: version + ".zip") }
        try Pack.delta(from: shop.path("1.zip"), to: shop.path("2.zip"), out: shop.path("d.zip"))
        for wrong in ["2", "3"] {
            let refusal = #expect(throws: Refusal.self) { try Pack.apply(shop.path("d.zip"), to: shop.path(wrong + ".zip"), out: shop.path("o.zip")) }
            #expect(refusal?.code == "pack-wrong-version" && refusal?.phrase.en.contains("version 1") == true && refusal?.phrase.en.contains("version \(wrong)") == true)
            #expect(refusal?.phrase.zh.contains("版本 1") == true && refusal?.phrase.zh.contains("版本 \(wrong)") == true)
        }
        // The same number, other contents.
        try shop.build([("a.txt", Array("another one".utf8))], version: "1", to: "other.zip")
        let same = #expect(throws: Refusal.self) { try Pack.apply(shop.path("d.zip"), to: shop.path("other.zip"), out: shop.path("o.zip")) }
        #expect(same?.code == "pack-wrong-version" && same?.phrase.en.contains("other contents") == true)
        // Another pack altogether.
        var draft = try PackWorkshop.draft([("a.txt", [65])])
        draft.id = "moon"
        try Pack.build(draft, by: shop.key, to: shop.path("moon.zip"))
        #expect(throws: Refusal.self) { try Pack.apply(shop.path("d.zip"), to: shop.path("moon.zip"), out: shop.path("o.zip")) }
        let apart = #expect(throws: Refusal.self) { try Pack.delta(from: shop.path("1.zip"), to: shop.path("moon.zip"), out: shop.path("o.zip")) }
        #expect(apart?.code == "pack-other")
        #expect(!FileManager.default.fileExists(atPath: shop.path("o.zip")))
    }

    @Test func aDamagedDeltaOrOldVersionGivesNothing() throws {
        let shop = try PackWorkshop()
        var chance = Seeded(41)
        let film = PackWorkshop.bytes(400_000, &chance)
        var cut = film
        cut.removeSubrange(100_000..<101_000)
        try shop.build([("film.bin", film)], to: "v1.zip")
        try shop.build([("film.bin", cut), ("b.bin", PackWorkshop.bytes(9_000, &chance))], version: "2", to: "v2.zip")
        try Pack.delta(from: shop.path("v1.zip"), to: shop.path("v2.zip"), out: shop.path("d.zip"))
        let delta = try shop.read(shop.path("d.zip"))
        for _ in 0..<80 {
            var bytes = delta
            if chance.below(2) == 0 { bytes[chance.below(bytes.count)] ^= 1 } else { bytes = Array(bytes.prefix(chance.below(bytes.count))) }
            do {
                try Pack.apply(try shop.write(bytes, "bad.zip"), to: shop.path("v1.zip"), out: shop.path("o.zip"), keys: shop.key.publicKeys)
                // Only what nobody reads may differ: ZIP's own directory, the times, the title.
                #expect(try shop.read(shop.path("o.zip")) == shop.read(shop.path("v2.zip")))
                try FileManager.default.removeItem(atPath: shop.path("o.zip"))
            } catch let refusal as Refusal {
                #expect(["pack-delta", "pack-wrong-version", "pack-signature", "pack-manifest"].contains(refusal.code), "\(refusal.code)")
                #expect(!FileManager.default.fileExists(atPath: shop.path("o.zip")))
            }
        }
        var old = try shop.read(shop.path("v1.zip"))
        let layout = try OpenPack(shop.path("v1.zip")).layout
        old[Int(layout.files[layout.files.count - 1].data.lowerBound) + 5_000] ^= 1
        let damaged = #expect(throws: Refusal.self) { try Pack.apply(shop.path("d.zip"), to: try shop.write(old, "old.zip"), out: shop.path("o.zip")) }
        #expect(damaged?.code == "pack-damaged" && damaged?.phrase.en.contains("film.bin") == true)
        let source = #expect(throws: Refusal.self) { try Pack.delta(from: shop.path("old.zip"), to: shop.path("v2.zip"), out: shop.path("o.zip")) }
        #expect(source?.code == "pack-damaged")
        #expect(!FileManager.default.fileExists(atPath: shop.path("o.zip")))
    }

    /// A byte put in front moves everything; nothing but the byte and a block is carried. Long runs of one byte find themselves.
    @Test func whatMovedIsFound() throws {
        var chance = Seeded(42)
        let noise = PackWorkshop.bytes(300_000, &chance), zeros = [UInt8](repeating: 0, count: 200_000)
        for (old, new) in [(noise, [7] + noise), (zeros, zeros + zeros + [1]), (noise + zeros, zeros + noise), (noise, Array(noise[1_000...2_000])), ([], noise), (noise, [])] {
            func reading(_ bytes: [UInt8]) -> (Int64, UnsafeMutableRawBufferPointer) -> Int {
                { place, buffer in
                    let count = max(0, min(buffer.count, bytes.count - Int(place)))
                    if count > 0 { bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[Int(place)..<Int(place) + count])) } }
                    return count
                }
            }
            let index = OldBytes([.init(number: 3, size: Int64(old.count), read: reading(old))], smallest: 512)
            let steps = DeltaFinder(index, size: Int64(new.count), read: reading(new)).steps { _ in }
            var (made, carried) = ([UInt8](), 0)
            for step in steps {
                switch step {
                case .copy(let file, let from, let count):
                    #expect(file == 3)
                    made += old[Int(from)..<Int(from + count)]
                case .carried(let count):
                    made += new[made.count..<made.count + Int(count)]
                    carried += Int(count)
                }
            }
            #expect(made == new)
            #expect(old.isEmpty || carried <= 1_024, "\(carried) of \(new.count)")
        }
    }
}
