import Access
import Foundation
import Kernel
import Storage
import TestKit
import Testing

@testable import Files

/// A file that comes in pieces is the file that was sent, whatever happens on the way.
@Suite struct UploadTests {
    /// Cuts, repetitions, pieces at wrong places and of all lengths, in any order: what arrives equals what was sent.
    @Test(arguments: TestEngine.allCases) func anyOrderOfPiecesGivesTheFile(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine)
        for seed in 0..<8 {
            var chance = Seeded(UInt64(700 + seed))
            let bytes = SampleFile.lines(1 + chance.below(400_000), seed: UInt64(seed))
            var upload = try await world.begin(bytes, "\(seed).txt", promised: chance.below(2) == 0 ? FileDigest(of: bytes) : nil)
            var stands: Int64 = 0, steps = 0
            while stands < Int64(bytes.count) {
                steps += 1
                // Mostly where it stands, sometimes before or behind it.
                let at = chance.below(3) > 0 ? Int(stands) : chance.below(bytes.count)
                let piece = Array(bytes[at..<min(bytes.count, at + chance.below(60_000))])
                switch try await world.database.takePiece(piece, at: Int64(at), of: upload, digest: chance.below(2) == 0 ? FileDigest(of: piece) : nil) {
                case .received(let now):
                    #expect(at <= stands && now == max(stands, Int64(at + piece.count)))
                    stands = now
                case .elsewhere(let now): #expect(at > stands && now == stands)
                }
                // A reload: the same file chosen again is the same upload.
                if chance.below(5) == 0 {
                    upload = try await world.begin(bytes, "\(seed).txt")
                    #expect(upload.received == stands)
                }
            }
            #expect(steps > 1 || bytes.count < 60_000)
            let file = try await world.database.closeUpload(upload)
            #expect(file == ShelvedFile(digest: FileDigest(of: bytes), byteCount: Int64(bytes.count), kind: .text))
            let kept = try await world.database.shelf.bytes(of: file)
            #expect(kept == bytes)
            // Closed again it is the same; a late piece changes nothing.
            #expect(try await world.database.closeUpload(upload) == file)
            let (me, id) = (world.me, upload.id)
            let handed = try await world.database.write { tx in try tx.takeUpload(id, by: me, for: "test") }
            #expect(handed.file.digest == file.digest && handed.file.keptAt == world.clock.now && handed.name == "\(seed).txt")
            #expect(try await world.find(upload.id) == nil)
        }
        #expect(try world.lies("incoming") == [])
    }

    /// Two tabs send the same file at once: one upload, and nothing is written twice or at a wrong place.
    @Test(arguments: TestEngine.allCases) func twoTabsAtOnce(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine)
        let bytes = SampleFile.lines(600_000), size = 50_000
        let ids = try await withThrowingTaskGroup(of: ID<FileUpload>.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let upload = try await world.begin(bytes)
                    var at = Int(upload.received)
                    while at < bytes.count {
                        let piece = Array(bytes[at..<min(bytes.count, at + size)])
                        switch try await world.database.takePiece(piece, at: Int64(at), of: upload) {
                        case .received(let now), .elsewhere(let now): at = Int(now)
                        }
                    }
                    return upload.id
                }
            }
            return try await group.reduce(into: Set<ID<FileUpload>>()) { $0.insert($1) }
        }
        let id = try #require(ids.first)
        #expect(ids.count == 1)
        let upload = try #require(try await world.find(id))
        let file = try await world.database.closeUpload(upload)
        #expect(file.digest == FileDigest(of: bytes))
    }

    /// Of two tabs with two files that look alike, one is told.
    @Test(arguments: TestEngine.allCases) func anotherFileIsNotMixedIn(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine)
        let bytes = SampleFile.lines(200_000)
        var twin = bytes
        twin[150_000] ^= 1
        let upload = try await world.begin(bytes)
        _ = try await world.database.takePiece(Array(bytes[..<160_000]), at: 0, of: upload)
        let other = await #expect(throws: Refusal.self) { _ = try await world.database.takePiece(Array(twin[100_000...]), at: 100_000, of: upload) }
        #expect(other?.code == "piece-other")
        #expect(try await world.find(upload.id)?.received == 160_000)
        // What is altered on the way is noticed before it is written.
        let altered = await #expect(throws: Refusal.self) { _ = try await world.database.takePiece(Array(twin[160_000...]), at: 160_000, of: upload, digest: FileDigest(of: [1])) }
        #expect(altered?.code == "piece-altered")
        let beyond = await #expect(throws: Refusal.self) { _ = try await world.database.takePiece(Array(bytes[..<50_000]), at: 160_000, of: upload) }
        #expect(beyond?.code == "piece-beyond")
        let early = await #expect(throws: Refusal.self) { _ = try await world.database.closeUpload(upload) }
        #expect(early?.code == "upload-unfinished")
        // Promised one file, sent another: nothing stays.
        let promised = try await world.begin(bytes, "b.txt", promised: FileDigest(of: twin))
        _ = try await world.database.takePiece(bytes, at: 0, of: promised)
        let refused = await #expect(throws: Refusal.self) { _ = try await world.database.closeUpload(promised) }
        #expect(refused?.code == "upload-other")
        #expect(try await world.find(promised.id) == nil)
        #expect(try world.lies("incoming") == [upload.part])
        #expect(try world.lies("objects") == [])
    }

    @Test(arguments: TestEngine.allCases) func whatIsRefusedAtItsEndLiesNowhere(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine)
        for (code, name, bytes) in [("file-script", "a.svg", SampleFile.text("<svg><script/></svg>")), ("file-ending", "a.txt", SampleFile.mp4), ("file-unwanted", "a.zip", SampleFile.zip([("a", "x")]))] {
            let upload = try await world.begin(bytes, name)
            _ = try await world.database.takePiece(bytes, at: 0, of: upload)
            let refusal = await #expect(throws: Refusal.self) { _ = try await world.database.closeUpload(upload, of: [.mp4, .text], field: "file") }
            #expect(refusal?.code == code && refusal?.field == "file")
            #expect(try await world.find(upload.id) == nil)
        }
        #expect(try world.lies("incoming") == [])
        #expect(try world.lies("objects") == [])
    }

    /// To anybody else, and for another purpose, there is no such upload; and it becomes a record's only once.
    @Test(arguments: TestEngine.allCases) func isTheirsAloneAndTakenOnce(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine)
        let bytes = SampleFile.lines(1000), upload = try await world.begin(bytes), (me, other) = (world.me, world.other)
        let early = await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.takeUpload(upload.id, by: me, for: "test") } }
        #expect(early?.code == "upload-unfinished")
        _ = try await world.database.takePiece(bytes, at: 0, of: upload)
        _ = try await world.database.closeUpload(upload)
        for (account, purpose) in [(other, "test"), (me, "else")] {
            let refusal = await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.takeUpload(upload.id, by: account, for: purpose) } }
            #expect(refusal?.code == "upload-gone" && refusal?.kind == .notFound)
        }
        let taken = try await world.database.write { tx in try tx.keep(HandedIn(file: ShelvedFile(digest: FileDigest(of: [9]), byteCount: 1, kind: .text), name: "x", upload: upload.id), by: me, for: "test") }
        #expect(taken.file.digest == FileDigest(of: bytes))
        let twice = await #expect(throws: Refusal.self) { try await world.database.write { tx in _ = try tx.takeUpload(upload.id, by: me, for: "test") } }
        #expect(twice?.code == "upload-gone")
        #expect(try await world.database.read { try $0.shelvedFile(taken.file.digest) } == taken.file)
    }

    @Test(arguments: TestEngine.allCases) func nobodyFillsTheDisk(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine), (me, other) = (world.me, world.other)
        func open(_ name: String, _ size: Int64, by account: ID<Account>) async throws {
            try await world.database.write { tx in
                _ = try tx.openUpload(
                    UploadWish(purpose: "test", name: name, byteCount: size), by: account, limits: UploadLimits(file: 1000, open: 3, together: 2100))
            }
        }
        for (size, code) in [(Int64(1001), "upload-large"), (Int64.max, "upload-large"), (0, "file-empty"), (-5, "file-empty")] {
            let refusal = await #expect(throws: Refusal.self) { try await open("a", size, by: me) }
            #expect(refusal?.code == code)
        }
        try await open("a", 1000, by: me)
        try await open("b", 1000, by: me)
        let together = await #expect(throws: Refusal.self) { try await open("c", 101, by: me) }
        #expect(together?.code == "uploads-together")
        try await open("c", 100, by: me)
        let many = await #expect(throws: Refusal.self) { try await open("d", 1, by: me) }
        #expect(many?.code == "uploads-many")
        // Others are not held up by it.
        try await open("a", 1000, by: other)
        // Taken back, it counts no more, and nothing of it stays.
        let mine = try await world.database.read { try $0.uploads(of: me) }
        #expect(mine.count == 3)
        for upload in mine { try await world.database.cancelUpload(upload) }
        try await open("d", 1000, by: me)
        #expect(try world.lies("incoming") == [])
    }

    /// A program that is stopped anywhere leaves an upload that goes on: beyond what was noted, or between saying what it is and moving it.
    @Test(arguments: TestEngine.allCases) func goesOnAfterAStopAnywhere(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine)
        let bytes = SampleFile.lines(300_000), shelf = world.database.shelf
        let upload = try await world.begin(bytes)
        _ = try await world.database.takePiece(Array(bytes[..<100_000]), at: 0, of: upload)
        // Written, and not noted: other bytes than those that come next.
        try await shelf.hold(upload).append(Array(repeating: 7, count: 90_000), at: 100_000)
        #expect(try await world.find(upload.id)?.received == 100_000)
        let next = try await world.database.takePiece(Array(bytes[100_000..<150_000]), at: 100_000, of: upload)
        #expect(next == .received(150_000))
        _ = try await world.database.takePiece(Array(bytes[150_000...]), at: 150_000, of: upload)
        // Said what it is, not moved yet.
        let file = ShelvedFile(digest: FileDigest(of: bytes), byteCount: 300_000, kind: .text)
        try await world.database.write { try $0.noteFound(upload.id, file, isClosed: false) }
        #expect(try await world.database.closeUpload(upload) == file)
        let again = try await world.begin(bytes, "b.txt")
        _ = try await world.database.takePiece(bytes, at: 0, of: again)
        // Moved, not said.
        try await world.database.write { try $0.noteFound(again.id, file, isClosed: false) }
        try FileManager.default.removeItem(atPath: try shelf.incoming() + "/" + again.part)
        #expect(try await world.database.closeUpload(again) == file)
        #expect(try await world.find(again.id)?.isClosed == true)
        #expect(try world.lies("incoming") == [])
        // Somebody emptied the folder: said, and nothing is taken for what it is not.
        let lost = try await world.begin(bytes, "c.txt")
        _ = try await world.database.takePiece(Array(bytes[..<10]), at: 0, of: lost)
        try FileManager.default.removeItem(atPath: try shelf.incoming() + "/" + lost.part)
        await #expect(throws: ShelfError.self) { _ = try await world.database.takePiece(Array(bytes[10..<20]), at: 10, of: lost) }
    }

    /// A full disk is said; the upload stands where it was and goes on when there is room.
    @Test(arguments: TestEngine.allCases) func aFullDiskIsSaid(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine)
        let bytes = SampleFile.lines(50_000), upload = try await world.begin(bytes), shelf = world.database.shelf
        // The device that is always full, where the part would lie.
        let part = try shelf.incoming() + "/" + upload.part
        try FileManager.default.createDirectory(atPath: try shelf.incoming(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: part, withDestinationPath: "/dev/full")
        let error = await #expect(throws: ShelfError.self) { _ = try await world.database.takePiece(bytes, at: 0, of: upload) }
        #expect(error?.refusal.code == "files-full")
        #expect(try await world.find(upload.id)?.received == 0)
        try FileManager.default.removeItem(atPath: part)
        #expect(try await world.database.takePiece(bytes, at: 0, of: upload) == .received(50_000))
        #expect(try await world.database.closeUpload(upload).digest == FileDigest(of: bytes))
    }

    @Test(arguments: TestEngine.allCases) func whatNobodyGoesOnWithGoes(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine)
        let bytes = SampleFile.lines(1000), old = try await world.begin(bytes, "old.txt"), finished = try await world.begin(bytes, "finished.txt")
        _ = try await world.database.takePiece(Array(bytes[..<500]), at: 0, of: old)
        _ = try await world.database.takePiece(bytes, at: 0, of: finished)
        let file = try await world.database.closeUpload(finished)
        world.clock.advance(seconds: 3 * 86_400)
        let young = try await world.begin(bytes, "young.txt")
        _ = try await world.database.takePiece(bytes, at: 0, of: young)
        world.clock.advance(seconds: 5 * 86_400)
        // A week by the folder's own clock, too.
        let path = try world.database.shelf.location(of: file.digest)
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -8 * 86_400)], ofItemAtPath: path)
        try await UploadJobs.forget(world.database)
        #expect(try await world.find(old.id) == nil)
        #expect(try await world.find(finished.id) == nil)
        #expect(try await world.find(young.id)?.received == 1000)
        #expect(try world.lies("incoming") == [young.part])
        #expect(try world.lies("objects") == [])
    }
}
