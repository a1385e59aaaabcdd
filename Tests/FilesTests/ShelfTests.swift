import Foundation
import Kernel
import Storage
import TestKit
import Testing

@testable import Files

/// The folder of files: each once, whole or not at all, and whatever happens underneath is said.
@Suite struct ShelfTests {
    private static func place(_ shelf: FileShelf, _ file: ShelvedFile) throws -> String { try shelf.location(of: file.digest) }

    @Test func aFileLiesOnceUnderItsDigest() async throws {
        let shelf = FileShelf(folder: TestFolder.path("once-\(UUID())/deep/files"))
        let bytes = SampleFile.lines(100_000)
        // Twenty at once, under different names.
        let kept = try await withThrowingTaskGroup(of: ShelvedFile.self) { group in
            for number in 0..<20 { group.addTask { try await shelf.keep(bytes, named: "name \(number).txt") } }
            return try await group.reduce(into: Set<ShelvedFile>()) { $0.insert($1) }
        }
        let file = try #require(kept.first)
        #expect(kept.count == 1 && file.digest == FileDigest(of: bytes))
        let all = try FileManager.default.subpathsOfDirectory(atPath: try shelf.root()).filter { !$0.hasSuffix("gate") && $0.contains(".") || $0.count > 60 }
        #expect(all == ["objects/\(file.digest.text.prefix(2))/\(file.digest.text.dropFirst(2))"])
        let path = try Self.place(shelf, file)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o440)
    }

    @Test func aPartIsReadWhereverItLies() async throws {
        let shelf = FileShelf(folder: TestFolder.path("parts-\(UUID())"))
        let bytes = SampleFile.lines(3_000_000), file = try await shelf.keep(bytes, named: "a.txt")
        let reader = try await shelf.open(file)
        var chance = Seeded(5)
        for _ in 0..<50 {
            let begin = chance.below(bytes.count), end = begin + chance.below(bytes.count - begin + 1)
            let part = try await reader.bytes(in: Int64(begin)..<Int64(end))
            #expect(part == Array(bytes[begin..<end]))
        }
    }

    /// A file of this machine of any length is copied, and told how far.
    @Test func aFileOfThisMachineIsCopied() async throws {
        let folder = TestFolder.path("copy-\(UUID())")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let bytes = SampleFile.lines(2_500_000), told = Told()
        try Data(bytes).write(to: URL(filePath: folder + "/长文.txt"))
        let shelf = FileShelf(folder: folder + "/files")
        let file = try await shelf.keep(fileAt: folder + "/长文.txt") { told.note($0) }
        #expect(file.digest == FileDigest(of: bytes) && told.all.last == 2_500_000)
        await #expect(throws: ShelfError.missing(folder + "/none.txt")) { _ = try await shelf.keep(fileAt: folder + "/none.txt") }
    }

    @Test func whatHappensUnderneathIsSaid() async throws {
        let shelf = FileShelf(folder: TestFolder.path("under-\(UUID())"))
        let bytes = SampleFile.lines(200_000), file = try await shelf.keep(bytes, named: "a.txt"), path = try Self.place(shelf, file)
        let open = try await shelf.open(file)
        #expect(try await shelf.check(file) == .right)

        // One byte.
        var altered = bytes
        altered[100_000] ^= 1
        try Data(altered).write(to: URL(filePath: path))
        let (glance, check) = (try await shelf.glance(file), try await shelf.check(file))
        #expect(glance == .right && check == .content)
        await #expect(throws: ShelfError.damaged(file.digest)) { _ = try await shelf.bytes(of: file) }

        // Cut, while somebody reads.
        #expect(truncate(path, 1000) == 0)
        let reader = try await shelf.open(ShelvedFile(digest: file.digest, byteCount: 1000, kind: .text))
        await #expect(throws: ShelfError.damaged(file.digest)) { _ = try await reader.bytes(in: 0..<1001) }
        await #expect(throws: ShelfError.damaged(file.digest)) { _ = try await shelf.open(file) }
        #expect(try await shelf.check(file) == .size(1000))

        // Gone; whoever had it open reads on.
        try FileManager.default.removeItem(atPath: path)
        await #expect(throws: ShelfError.lost(file.digest)) { _ = try await shelf.open(file) }
        #expect(try await shelf.check(file) == .missing)
        #expect(open.byteCount == 200_000)
    }

    @Test func aFolderThatCannotBeUsedIsSaid() async throws {
        await #expect(throws: ShelfError.noFolder) { _ = try await FileShelf(folder: nil).keep(SampleFile.text("x"), named: "a.txt") }
        // A file where the folder should be.
        let path = TestFolder.path("file-\(UUID())")
        try Data("x".utf8).write(to: URL(filePath: path))
        await #expect(throws: ShelfError.missing(path + "/files/incoming")) { _ = try await FileShelf(folder: path + "/files").keep(SampleFile.text("x"), named: "a.txt") }
        await #expect(throws: ShelfError.missing(path + "/files")) { _ = try await FileShelf(folder: path + "/files").room() }
        // A file system that nobody can write to.
        let error = await #expect(throws: ShelfError.self) { _ = try await FileShelf(folder: "/proc/kepu").keep(SampleFile.text("x"), named: "a.txt") }
        #expect(error?.refusal.kind == .unavailable)
        for error: ShelfError in [.noFolder, .full("/x"), .readOnly("/x"), .missing("/x"), .lost(FileDigest(of: [1])), .damaged(FileDigest(of: [1])), .other(code: 5, "/x")] {
            // What the machine says goes to the log; whoever asked is not told where things lie.
            #expect(!error.refusal.phrase.en.contains("/x") && error.refusal.kind == .unavailable && !error.description.isEmpty)
        }
        #expect(ShelfError(ENOSPC, "p") == .full("p") && ShelfError(EDQUOT, "p") == .full("p") && ShelfError(EROFS, "p") == .readOnly("p") && ShelfError(EACCES, "p") == .readOnly("p"))
        #expect(ShelfError(EIO, "p") == .other(code: EIO, "p"))
    }

    /// Nothing of a file whose writer stops in the middle stays.
    @Test func whatIsNotWrittenToItsEndIsNotThere() async throws {
        struct Stop: Error {}
        let folder = TestFolder.path("half-\(UUID())")
        await #expect(throws: Stop.self) {
            _ = try await FileShelf(folder: folder).keep(named: "a.txt") { writer in
                try writer.write(SampleFile.lines(100_000))
                throw Stop()
            }
        }
        #expect(try FileManager.default.subpathsOfDirectory(atPath: folder) == ["incoming"])
    }

    @Test func room() async throws {
        let shelf = FileShelf(folder: TestFolder.path("room-\(UUID())/files"))
        let before = try await shelf.room(), root = try shelf.root()
        #expect(before > 0 && !FileManager.default.fileExists(atPath: root))
        _ = try await shelf.keep(SampleFile.text("x"), named: "a.txt")
        #expect(try await shelf.room() > 0)
    }
}

/// What was told, in its order; every touch of it is under its lock.
final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var numbers: [Int64] = []
    func note(_ number: Int64) { lock.withLock { numbers.append(number) } }
    var all: [Int64] { lock.withLock { numbers } }
}
