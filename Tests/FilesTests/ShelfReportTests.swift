import Foundation
import Kernel
import Storage
import TestKit
import Testing

@testable import Files

/// The folder held against the records.
@Suite struct ShelfReportTests {
    @Test(arguments: TestEngine.allCases) func namesWhatIsNotAsItWasKept(_ engine: TestEngine) async throws {
        let world = try await UploadWorld.make(engine), database = world.database
        var files: [ShelvedFile] = []
        for number in 0..<5 { files.append(try await database.shelf.keep(SampleFile.lines(10_000, seed: UInt64(number)), named: "a.txt")) }
        let all = files
        try await database.write { tx in
            for file in all.dropLast() {
                try tx.keep(file)
                try tx.keep(file)
            }
        }
        func path(_ place: Int) throws -> String { try database.shelf.location(of: all[place].digest) }
        let right = try await database.checkShelf(reads: true)
        #expect(right.files == 4 && right.bytes == 40_000 && right.wrong == [] && right.strays == [all[4].digest])

        try FileManager.default.removeItem(atPath: path(0))
        #expect(truncate(try path(1), 10) == 0)
        try Data(SampleFile.lines(10_000, seed: 99)).write(to: URL(filePath: path(2)))
        let told = Told()
        let (glanced, read) = (try await database.checkShelf(reads: false), try await database.checkShelf(reads: true) { done, _ in told.note(done) })
        func found(_ report: ShelfReport) -> [FileDigest: ShelfVerdict] { Dictionary(uniqueKeysWithValues: report.wrong.map { ($0.file.digest, $0.verdict) }) }
        #expect(found(glanced) == [all[0].digest: .missing, all[1].digest: .size(10)])
        #expect(found(read) == [all[0].digest: .missing, all[1].digest: .size(10), all[2].digest: .content] && read.wrongCount == 3)
        #expect(told.all.max() ?? 0 <= 40_000 && !told.all.isEmpty)

        // A stray goes after a week; nothing that a record or an upload needs does.
        #expect(try await database.tidyShelf() == 0)
        for place in [3, 4] { try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -8 * 86_400)], ofItemAtPath: path(place)) }
        #expect(try await database.tidyShelf() == 1)
        let (kept, gone) = (try path(3), try path(4))
        #expect(FileManager.default.fileExists(atPath: kept) && !FileManager.default.fileExists(atPath: gone))
    }

    /// Somebody puts a file there again while it is being cleared away: it stays, or lies there anew.
    @Test func isNotTakenAwayUnderWhoeverKeepsIt() async throws {
        let world = try await UploadWorld.make(.sqlite), database = world.database
        let bytes = SampleFile.lines(2000), digest = FileDigest(of: bytes)
        for _ in 0..<30 {
            _ = try await database.shelf.keep(bytes, named: "a.txt")
            try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -8 * 86_400)], ofItemAtPath: try database.shelf.location(of: digest))
            async let removed = database.removeStray(digest)
            let file = try await database.shelf.keep(bytes, named: "a.txt")
            _ = try await removed
            #expect(try await database.shelf.check(file) == .right)
        }
    }
}
