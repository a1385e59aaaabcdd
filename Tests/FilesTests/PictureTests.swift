import Files
import Kernel
import Storage
import TestKit
import Testing

/// Pictures that people hand in: read by what they are, kept without what they tell of their maker.
@Suite struct PictureTests {
    @Test func aPhotographKeepsItsPixelsAndWhichWayIsUp() throws {
        let picture = try Picture(Samples.jpeg(turn: 6), field: "picture")
        #expect(picture.format == .jpeg && picture.width == 640 && picture.height == 480)
        #expect(!picture.bytes.holds("SECRET") && !picture.bytes.holds("taken by"))
        #expect(picture.bytes.holds("JFIF") && picture.bytes.holds("Exif"))
        #expect(picture.bytes.suffix(6) == [0x11, 0xFF, 0x00, 0x22, 0xFF, 0xD9])
        // What is behind the picture's end is no part of it.
        #expect(try Picture(Samples.jpeg(turn: 6) + Array("SECRET".utf8), field: "picture").bytes == picture.bytes)
        // Read again it stays as it is.
        #expect(try Picture(picture.bytes, field: "picture").bytes == picture.bytes)
    }

    @Test func aPhotographThatStandsUprightNeedsNoExif() throws {
        #expect(!(try Picture(Samples.jpeg(turn: 1), field: "picture").bytes.holds("Exif")))
    }

    @Test func aDrawingLosesItsNotes() throws {
        let picture = try Picture(Samples.png(note: "SECRET"), field: "picture")
        #expect(picture.format == .png && picture.width == 1 && picture.height == 1)
        #expect(picture.bytes == Samples.png(note: nil))
    }

    private static let refused: [(code: String, bytes: [UInt8])] = [
        ("picture-format", Array("<svg onload=alert(1)>".utf8)), ("picture-format", []), ("picture-format", Array("GIF89a".utf8)),
        ("picture-broken", Array(Samples.jpeg(turn: 1).dropLast(4))), ("picture-broken", Array(Samples.png(note: nil).dropLast(12))),
        ("picture-broken", [0xFF, 0xD8, 0xFF, 0xD9]), ("picture-large", [UInt8](repeating: 0xFF, count: Picture.mostBytes + 1)),
        ("picture-size", Samples.jpeg(turn: 1, width: 20_000)),
    ]

    /// By their places in the list: what a test is given is printed, and one of these is larger than any picture may be.
    @Test(arguments: refused.indices) func whatIsNoPictureIsRefused(place: Int) {
        let (code, bytes) = Self.refused[place]
        #expect {
            _ = try Picture(bytes, field: "picture")
        } throws: { error in
            let refusal = error as? Refusal
            return refusal?.code == code && refusal?.field == "picture"
        }
    }

    /// Cut off anywhere, or with any byte changed: an answer, never a crash.
    @Test func brokenOnesEndInAnAnswer() {
        for whole in [Samples.jpeg(turn: 6), Samples.png(note: "note")] {
            for count in 0..<whole.count {
                _ = try? Picture(Array(whole.prefix(count)), field: "picture")
                for byte: UInt8 in [0x00, 0x7F, 0xFF] {
                    var changed = whole
                    changed[count] = byte
                    _ = try? Picture(changed, field: "picture")
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases) func aFileIsKeptAndTakenAway(_ engine: TestEngine) async throws {
        let database = try await engine.database(rooms: [(room: "files", migrations: FilesSchema.migrations)])
        let picture = try Picture(Samples.png(note: nil), field: "picture")
        let id = try await database.write { try $0.keepFile(picture) }
        let kept = try #require(try await database.read { try $0.storedFile(id) })
        #expect(kept.bytes == picture.bytes && kept.mediaType == "image/png")
        try await database.write { try $0.removeFile(id) }
        #expect(try await database.read { try $0.storedFile(id) } == nil)
        await database.close()
    }
}

/// Small pictures, written by hand.
enum Samples {
    static func jpeg(turn: UInt8, width: Int = 640) -> [UInt8] {
        let jfif: [UInt8] = [0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]
        let tiff: [UInt8] = Array("II".utf8) + [0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0, 0, 0, 0, 0]
        let told = Array("Exif\0\0".utf8) + tiff + Array("SECRET".utf8)
        let exif: [UInt8] = [0xFF, 0xE1, 0, UInt8(told.count + 2)] + told
        let note = Array("taken by".utf8)
        let comment: [UInt8] = [0xFF, 0xFE, 0, UInt8(note.count + 2)] + note
        let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0x01, 0xE0, UInt8(width >> 8), UInt8(width & 255), 1, 1, 0x11, 0]
        let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x11, 0xFF, 0x00, 0x22]
        return [0xFF, 0xD8] + jfif + exif + comment + frame + scan + [0xFF, 0xD9]
    }

    static func png(note: String?) -> [UInt8] {
        func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0, 0, 0, 0] }
        let head = chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
        let text = note.map { chunk("tEXt", Array("Author\0\($0)".utf8)) } ?? []
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + head + text + chunk("IDAT", [0x78, 0x9C, 0x63, 0, 0, 0, 2, 0, 1]) + chunk("IEND", [])
    }
}

extension [UInt8] {
    fileprivate func holds(_ text: String) -> Bool { firstRange(of: Array(text.utf8)) != nil }
}
