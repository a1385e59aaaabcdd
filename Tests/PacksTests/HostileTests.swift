import CZip
import Formats
import Foundation
import Kernel
import Signing
import TestKit
import Testing

@testable import Packs

/// Archives that somebody made to do harm: nothing that they say is believed.
@Suite struct HostileTests {
    private func code(_ path: String) -> String {
        do throws(Refusal) {
            let verdict = try Pack.verify(path)
            return verdict.isWhole ? "whole" : "not whole"
        } catch { return error.code }
    }

    /// Signed by whoever likes, with a manifest of his own.
    private func forge(_ shop: PackWorkshop, _ change: (String) -> String) throws -> String {
        try shop.build([("a.txt", Array("科普".utf8)), ("b.txt", Array("again".utf8))], to: "p.zip")
        let pack = try OpenPack(shop.path("p.zip"))
        let manifest = Array(change(String(decoding: pack.layout.manifestBytes, as: UTF8.self)).utf8)
        var bytes = StoredZip.header(StoredZip.Entry("manifest.json", size: Int64(manifest.count), crc: CRC32.of(manifest), day: pack.manifest.published)) + manifest
        bytes += try shop.read(shop.path("p.zip")).dropFirst(Int(pack.layout.manifestPart.data.upperBound))
        return try shop.write(bytes, "forged.zip")
    }

    @Test func otherArchivesAreNoPacks() throws {
        let shop = try PackWorkshop()
        try shop.build([("a.txt", [65])], to: "p.zip")
        let folder = try shop.unpack(shop.path("p.zip"), to: "p")
        // Packed anew by another program, compressed and in another order.
        let packer = ChildProcess()
        packer.executableURL = URL(filePath: "/usr/bin/env")
        packer.arguments = ["python3", "-m", "zipfile", "-c", shop.path("again.zip"), folder + "/"]
        try packer.start()
        packer.waitUntilExit()
        #expect(code(shop.path("again.zip")) == "pack-repacked")
        #expect(code(try shop.write(Array("hello".utf8), "t.txt")) == "no-pack")
        #expect(code(try shop.write([], "empty")) == "no-pack")
        #expect(code(shop.path("nothing")) == "no-file")
        #expect(code(shop.folder) == "no-pack")
        #expect(code("/dev/zero") == "pack-unreadable")
    }

    @Test func headersThatLieAreRefused() throws {
        let shop = try PackWorkshop()
        try shop.build([("a.txt", [65])], to: "p.zip")
        let whole = try shop.read(shop.path("p.zip"))
        func with(_ changes: [Int: UInt8], _ name: String = "h.zip") throws -> String {
            var bytes = whole
            for (place, byte) in changes { bytes[place] = byte }
            return try shop.write(bytes, name)
        }
        #expect(code(try with([8: 8])) == "pack-repacked")  // compressed: nothing here may expand
        #expect(code(try with([6: 1])) == "pack-repacked")  // encrypted
        #expect(code(try with([6: 8])) == "pack-repacked")  // sizes behind the data
        #expect(code(try with([26: 0xFF, 27: 0xFF])) == "pack-repacked")  // a long name
        #expect(code(try with([28: 4])) == "pack-repacked")  // something beside
        #expect(code(try with([18: 0xFE, 19: 0xFF, 20: 0xFF, 21: 0x7F, 22: 0xFE, 23: 0xFF, 24: 0xFF, 25: 0x7F])) == "pack-manifest")  // 2 GB of manifest
        #expect(code(try with([14: whole[14] ^ 1])) == "pack-manifest")
        // The directory at the end names other files than lie there: for others' programs, that is. It is seen.
        let directory = whole.count - 22
        #expect(code(try with([directory + 16: whole[directory + 16] ^ 1])) == "not whole")
    }

    @Test func manifestsThatLieAreRefused() throws {
        let shop = try PackWorkshop()
        let lies: [(String, String, String)] = [
            ("files/a.txt", "../../a.txt", "pack-path"), ("files/a.txt", "/etc/passwd", "pack-path"), ("files/a.txt", "files\\\\a.txt", "pack-path"), ("files/a.txt", "files/NUL", "pack-path"),
            ("files/a.txt", "files/b.txt", "pack-path-twice"), ("files/a.txt", "FILES/B.TXT", "pack-path-twice"), ("files/a.txt", "files", "pack-path-folder"),
            ("files/a.txt", "manifest.json", "pack-path-twice"), ("files/a.txt", "Signature.JWS", "pack-path-twice"), ("files/a.txt", "index.html/a", "pack-path-folder"),
            ("\"kepu_pack\":1", "\"kepu_pack\":2", "pack-format"), ("\"kepu_pack\":1", "\"kepu_pack\":true", "pack-manifest"),
            ("\"size\":6", "\"size\":-1", "pack-manifest"), ("\"size\":6", "\"size\":9223372036854775807", "pack-manifest"), ("\"size\":6", "\"size\":600000000", "pack-manifest"),
            ("\"piece_size\":262144", "\"piece_size\":1", "pack-manifest"), ("\"piece_size\":262144", "\"piece_size\":262143", "pack-manifest"),
            ("\"id\":\"health-2023\"", "\"id\":\"../x\"", "pack-manifest"), ("\"version\":\"1\"", "\"version\":\"1\\n\"", "pack-manifest"), ("\"role\":\"content\"", "\"role\":\"root\"", "pack-manifest"),
            ("\"type\":\"text/plain\"", "\"type\":\"text/html; x\"", "pack-manifest"), ("\"title\":", "\"title\":null,\"x\":", "pack-manifest"), ("健康科普", "健康\\u001b[2J", "pack-manifest"),
            ("\"sha256\":\"", "\"sha256\":\"Z", "pack-manifest"), ("{", "[", "pack-manifest"), ("\"published\":\"2023-09-20\"", "\"published\":\"2023-02-30\"", "pack-manifest"),
        ]
        for (from, to, expected) in lies {
            let path = try forge(shop) { $0.replacing(from, with: to, maxReplacements: 1) }
            #expect(code(path) == expected, "\(from) → \(to)")
        }
        // Nothing is written anywhere for any of them.
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder).sorted() == ["forged.zip", "p.zip"])
    }

    /// A pack whose checksums contradict each other is the issuer's lie, not the stick's.
    @Test func aManifestThatContradictsItselfIsRefused() throws {
        let shop = try PackWorkshop()
        var chance = Seeded(21)
        try shop.build([("b.bin", PackWorkshop.bytes(600_000, &chance))], to: "p.zip")
        let pack = try OpenPack(shop.path("p.zip"))
        var manifest = pack.manifest
        manifest.files[manifest.files.count - 1].checksum = Checksum(of: [1])
        let layout = PackLayout(manifest, manifest.json)
        var bytes = try shop.read(shop.path("p.zip"))
        let signature = try PackSignature.sign(manifest, manifest.json, by: shop.key)
        for part in layout.frame(signature: signature) { bytes.replaceSubrange(Int(part.place)..<Int(part.place) + part.bytes.count, with: part.bytes) }
        #expect(code(try shop.write(bytes, "lie.zip")) == "pack-manifest")
    }

    @Test func randomBytesNeverCrash() throws {
        let shop = try PackWorkshop()
        var chance = Seeded(22)
        try shop.build([("a.txt", [65])], to: "p.zip")
        let whole = try shop.read(shop.path("p.zip"))
        for round in 0..<150 {
            var bytes = whole
            for _ in 0..<1 + chance.below(20) {
                let place = chance.below(bytes.count)
                switch chance.below(3) {
                case 0: bytes[place] = UInt8(chance.below(256))
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + chance.below(50)))
                default: bytes.insert(contentsOf: PackWorkshop.bytes(chance.below(50), &chance), at: place)
                }
            }
            #expect(try code(shop.write(bytes, "r.zip")) != "whole" || bytes == whole, "round \(round)")
            _ = try? Pack.repair(try shop.write(bytes, "s.zip"), from: [])
            _ = try? Pack.apply(try shop.write(bytes, "t.zip"), to: shop.path("p.zip"), out: shop.path("u.zip"))
            #expect(!FileManager.default.fileExists(atPath: shop.path("u.zip")))
        }
    }

    /// Beyond 4 GB, and more files than ZIP's first numbers hold: libzip reads the frame of such an archive, whose contents are holes.
    @Test func largeArchivesAreReadByOthers() throws {
        let shop = try PackWorkshop()
        try shop.build([("a.txt", [65])], to: "p.zip")
        var manifest = try Pack.manifest(of: shop.path("p.zip")).manifest
        let small = manifest.files[manifest.files.count - 1]
        var large = small
        (large.path, large.size, large.crc) = (try PackPath("files/大.bin"), 5 << 30, 0x1234_5678)
        manifest.files = [large] + (0..<66_000).compactMap { number in
            var file = small
            guard let path = try? PackPath("files/\(number).txt") else { return nil }
            file.path = path
            return file
        }
        let layout = PackLayout(manifest, [])
        let file = try NewFile(shop.path("large.zip"))
        try file.resize(layout.size)
        for part in layout.frame(signature: String(repeating: "x", count: layout.signaturePart.data.count)) { try file.write(part.bytes, at: part.place) }
        try file.finish()
        let archive = try #require(zip_open(shop.path("large.zip"), ZIP_RDONLY, nil))
        defer { zip_discard(archive) }
        #expect(zip_get_num_entries(archive, 0) == 66_003)
        var facts = zip_stat_t()
        #expect(zip_stat(archive, "files/大.bin", 0, &facts) == 0 && facts.size == 5 << 30 && facts.crc == 0x1234_5678)
        #expect(zip_stat(archive, "files/65999.txt", 0, &facts) == 0 && facts.size == 1)
        #expect(StoredZip.read(StoredZip.header(layout.entries(signature: "")[2]))?.size == 5 << 30)
    }
}
