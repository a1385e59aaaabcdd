import Crypto
import Foundation
import Kernel
import Signing
import TestKit
import Testing

@testable import Packs

/// A folder of a test's own, a key that is always the same, and packs of seeded contents.
struct PackWorkshop {
    let folder: String
    let key = PackWorkshop.key(1)

    init() throws {
        folder = TestFolder.path("packs-\(UUID())")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    static func key(_ number: UInt8) -> SigningKey {
        // 32 bytes are always a key.
        let raw = [UInt8](repeating: number, count: 32)
        return SigningKey(kid: "https://kepu.example/keys/\(number)", key: (try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)) ?? Curve25519.Signing.PrivateKey())
    }

    func path(_ name: String) -> String { folder + "/" + name }
    func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let url = URL(filePath: path(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    static func bytes(_ count: Int, _ chance: inout Seeded) -> [UInt8] {
        var out = [UInt8]()
        out.reserveCapacity(count + 8)
        while out.count < count { withUnsafeBytes(of: chance.next()) { out += $0 } }
        return Array(out.prefix(count))
    }

    /// A draft of some contents, all of a free licence.
    static func draft(_ contents: [(path: String, bytes: [UInt8])], version: String = "1") throws -> PackDraft {
        var draft = PackDraft(
            id: "health-2023", version: version, title: Phrase("健康科普", "Health"), issuer: Phrase("中国科技馆", "China Science and Technology Museum"),
            published: try #require(Day(iso: "2023-09-20")),
            items: try contents.map {
                PackItem(path: try PackPath($0.path), source: .bytes($0.bytes), title: Phrase(same: $0.path), licence: "CC-BY-4.0", attribution: "中国科技馆")
            })
        draft.campaign = PackManifest.Named(key: "mobile-facilities-2023", name: Phrase("流动科普设施联合行动", "Joint action of mobile facilities"))
        return draft
    }

    @discardableResult
    func build(_ contents: [(path: String, bytes: [UInt8])], version: String = "1", to name: String) throws -> PackManifest {
        try Pack.build(Self.draft(contents, version: version), by: key, to: path(name))
    }

    /// Unpacks with a program that knows nothing of packs.
    func unpack(_ archive: String, to name: String) throws -> String {
        let process = ChildProcess()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-m", "zipfile", "-e", archive, path(name)]
        try process.start()
        process.waitUntilExit()
        return path(name)
    }

    /// Contents of several sizes around those of a piece, drawn anew for each seed.
    static func contents(_ chance: inout Seeded, files: Int = 5, largest: Int = 900_000) -> [(path: String, bytes: [UInt8])] {
        (0..<files).map { number in
            let size = number == 0 ? 0 : number == 1 ? 262_144 : chance.below(largest)
            return ("第\(number)课/内容 \(number).bin", bytes(size, &chance))
        }
    }
}

/// A source that dies after so many bytes.
final class DyingSource: PieceSource {
    let name = "dying"
    private let bytes: [UInt8]
    private var left: Int
    private(set) var asked: [Range<Int64>] = []

    init(_ bytes: [UInt8], after left: Int) { (self.bytes, self.left) = (bytes, left) }

    func bytes(_ range: Range<Int64>) throws -> [UInt8]? {
        asked.append(range)
        guard left >= range.count else { throw CancellationError() }
        left -= range.count
        guard range.upperBound <= bytes.count else { return nil }
        return Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)])
    }
}
