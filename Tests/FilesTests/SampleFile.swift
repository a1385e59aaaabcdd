import Foundation
import TestKit

/// Small files of every kind, made byte by byte, and hostile ones.
enum SampleFile {
    static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    static let wav = text("RIFF") + little(36, 4) + text("WAVEfmt ") + little(16, 4) + [1, 0, 1, 0] + little(8000, 4) + little(8000, 4) + [1, 0, 8, 0] + text("data") + little(0, 4)
    static let webp = text("RIFF") + little(12, 4) + text("WEBPVP8 ") + little(0, 4)
    static let mp4 = big(24, 4) + text("ftypisom") + big(512, 4) + text("isommp41") + [UInt8](repeating: 7, count: 100)
    static let webm: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84] + text("webm") + [UInt8](repeating: 1, count: 60)
    static let ogg = text("OggS") + [UInt8](repeating: 0, count: 40)
    static let mp3 = text("ID3") + [4, 0, 0, 0, 0, 0, 0] + [0xFF, 0xFB, 0x90, 0x00]
    static let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, 0xD9]

    /// A ZIP of stored entries; each says that it is as large, unpacked, as it is or as `claims` has it.
    static func zip(_ entries: [(name: String, content: String)], claims: [String: UInt64] = [:]) -> [UInt8] {
        var out: [UInt8] = [], list: [UInt8] = []
        for (name, content) in entries {
            let bytes = text(content), place = out.count, unpacked = claims[name] ?? UInt64(bytes.count)
            let sizes = little(UInt64(bytes.count), 4) + little(unpacked, 4) + little(UInt64(name.utf8.count), 2)
            out += [0x50, 0x4B, 3, 4] + [20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + little(0, 4) + sizes + [0, 0] + text(name) + bytes
            list += [0x50, 0x4B, 1, 2] + [20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + little(0, 4) + sizes + [UInt8](repeating: 0, count: 12)
            list += little(UInt64(place), 4) + text(name)
        }
        let count = little(UInt64(entries.count), 2)
        return out + list + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + little(UInt64(list.count), 4) + little(UInt64(out.count), 4) + [0, 0]
    }

    static func office(_ part: String, _ more: String...) -> [UInt8] {
        zip([("[Content_Types].xml", "<Types/>"), (part, "<a/>")] + more.map { ($0, "x") })
    }

    /// A picture of two lists that name one entry's bytes twenty times, as the bombs that need no recursion do.
    static var overlapping: [UInt8] {
        let content = String(repeating: "0", count: 1000)
        let one = zip([("a", content)])
        let entry = Array(one[(30 + 1 + 1000)..<(one.count - 22)])
        let list = (0..<20).flatMap { _ in entry }
        return Array(one[..<1031]) + list + [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 20, 0, 20, 0] + little(UInt64(list.count), 4) + little(1031, 4) + [0, 0]
    }

    static func little(_ number: UInt64, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) } }
    static func big(_ number: UInt64, _ count: Int) -> [UInt8] { little(number, count).reversed() }

    /// Text of so many bytes, different for every seed, without a repetition that would hide a piece at the wrong place.
    static func lines(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var chance = Seeded(seed), out: [UInt8] = []
        out.reserveCapacity(count + 20)
        while out.count < count { out += text(String(UInt64.random(in: 0 ... .max, using: &chance), radix: 36) + "\n") }
        return Array(out.prefix(count))
    }
}
