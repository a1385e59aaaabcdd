import Access
import Files
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

/// A file is handed out whole or from where it was cut (RFC 9110, 6266, 9530).
@Suite struct DownloadTests {
    @Test(arguments: TestEngine.allCases) func theWholeFileSaysWhatItIs(_ engine: TestEngine) async throws {
        let trial = try await FileTrial.make(engine), bytes = SampleFile.lines(700_000), file = try await trial.keep(bytes)
        let seen = try await trial.ask(.get, "/files/\(file.digest)")
        #expect(seen.status == 200 && seen.body == bytes)
        #expect(seen["etag"] == "\"\(file.digest)\"" && seen["accept-ranges"] == "bytes" && seen["content-length"] == "700000")
        #expect(seen["content-type"] == "text/plain; charset=utf-8" && seen["repr-digest"] == FileDigest(of: bytes).header)
        #expect(seen["last-modified"] == "Sun, 01 Mar 2026 00:00:00 GMT" && seen["x-content-type-options"] == "nosniff")
        #expect(seen["content-disposition"] == "attachment; filename=\"__ __.txt\"; filename*=UTF-8''%E7%A7%91%E5%AD%A6%20%E6%89%8B%E5%86%8C.txt")
        #expect(seen["content-security-policy"]?.contains("default-src 'none'") == true && seen["content-security-policy"]?.hasSuffix("; sandbox") == true)
        #expect(seen["cache-control"] == "public, max-age=0, must-revalidate" && seen["set-cookie"] == nil)

        let head = try await trial.ask(.head, "/files/\(file.digest)", ["Range": "bytes=0-0"])
        #expect(head.status == 200 && head.body == [] && head["content-length"] == "700000" && head["etag"] == seen["etag"] && head["content-range"] == nil)
        for name in ["content-type", "repr-digest", "content-disposition", "last-modified", "accept-ranges"] { #expect(head[name] == seen[name]) }
    }

    @Test func onlyWhatIsHarmlessIsShown() async throws {
        let trial = try await FileTrial.make()
        for (name, bytes, isShown, isBoxed) in [
            ("a.pdf", SamplePaper.pdf(), true, false), ("a.png", SamplePaper.png, true, true), ("a.zip", SampleFile.zip([("a", "x")]), false, true),
            ("a.csv", SampleFile.text("a,b"), false, true), ("a.docx", SampleFile.office("word/document.xml"), false, true),
        ] {
            let file = try await trial.keep(bytes, name), seen = try await trial.ask(.get, "/shown/\(file.digest)")
            #expect(seen["content-disposition"]?.hasPrefix(isShown ? "inline" : "attachment") == true, "\(name)")
            #expect(seen["content-security-policy"]?.contains("sandbox") == isBoxed, "\(name)")
            #expect(seen["content-disposition"]?.hasSuffix("." + (name.split(separator: ".").last ?? "")) == true)
        }
    }

    static let ranges: [(String, Range<Int>?)] = [
        ("bytes=0-0", 0..<1), ("bytes=0-", 0..<1000), ("bytes=999-", 999..<1000), ("bytes=10-19", 10..<20), ("bytes=10-5000", 10..<1000), ("bytes=-1", 999..<1000),
        ("bytes=-5000", 0..<1000), ("BYTES=5-6", 5..<7), ("bytes = 5-6", 5..<7), ("bytes=,5-6, ", 5..<7), ("bytes=10-99999999999999999999999", 10..<1000),
        ("bytes=-99999999999999999999999", 0..<1000), ("bytes=0-9223372036854775807", 0..<1000),
        // No byte of these is there.
        ("bytes=1000-", nil), ("bytes=1000-2000", nil), ("bytes=-0", nil), ("bytes=99999999999999999999999-", nil), ("bytes=9223372036854775807-", nil),
    ]

    @Test(arguments: ranges.indices) func aPart(_ place: Int) async throws {
        let (range, expected) = Self.ranges[place], trial = try await FileTrial.make(), bytes = SampleFile.lines(1000), file = try await trial.keep(bytes)
        let seen = try await trial.ask(.get, "/files/\(file.digest)", ["Range": range])
        #expect(seen["etag"] == "\"\(file.digest)\"" && seen["accept-ranges"] == "bytes")
        guard let expected else {
            #expect(seen.status == 416 && seen["content-range"] == "bytes */1000" && seen.body == [])
            return
        }
        #expect(seen.status == 206 && seen.body == Array(bytes[expected]) && seen["content-length"] == "\(expected.count)")
        #expect(seen["content-range"] == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/1000" && seen["repr-digest"] == file.digest.header)
    }

    @Test(arguments: ["", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=5", "items=0-5", "bytes=0-5,10-20", "bytes=1.5-2", "bytes=+5-6", "bytes=--5", "bytes=５-６", "bytes=0-5-6", "0-5"])
    func whatCannotBeReadOrIsInPartsIsTheWhole(_ range: String) async throws {
        let trial = try await FileTrial.make(), bytes = SampleFile.lines(1000), file = try await trial.keep(bytes)
        let seen = try await trial.ask(.get, "/files/\(file.digest)", ["Range": range])
        #expect(seen.status == 200 && seen.body == bytes && seen["content-range"] == nil)
    }

    @Test func onWhatCondition() async throws {
        let trial = try await FileTrial.make(), bytes = SampleFile.lines(1000), file = try await trial.keep(bytes), path = "/files/\(file.digest)", tag = "\"\(file.digest)\""
        trial.clock.advance(seconds: 120)
        let date = "Sun, 01 Mar 2026 00:00:00 GMT", later = "Sun, 01 Mar 2026 00:00:01 GMT", earlier = "Sat, 28 Feb 2026 23:59:59 GMT"
        for (headers, status) in [
            (["If-Range": tag, "Range": "bytes=5-"], 206), (["If-Range": "W/" + tag, "Range": "bytes=5-"], 200), (["If-Range": "\"other\"", "Range": "bytes=5-"], 200),
            (["If-Range": date, "Range": "bytes=5-"], 206), (["If-Range": later, "Range": "bytes=5-"], 200), (["If-Range": earlier, "Range": "bytes=5-"], 200),
            (["If-Range": "nonsense", "Range": "bytes=5-"], 200), (["If-Range": tag, "Range": "bytes=5000-"], 416), (["If-Range": tag], 200),
            (["If-None-Match": tag], 304), (["If-None-Match": "W/" + tag], 304), (["If-None-Match": "\"a\", \(tag)"], 304), (["If-None-Match": "*"], 304),
            (["If-None-Match": "\"a\""], 200), (["If-None-Match": tag, "Range": "bytes=5-"], 304), (["If-None-Match": "\"a\"", "Range": "bytes=5-"], 206),
            (["If-Modified-Since": date], 304), (["If-Modified-Since": earlier], 200), (["If-None-Match": "\"a\"", "If-Modified-Since": date], 200),
            (["If-Match": tag, "Range": "bytes=5-"], 206), (["If-Match": "\"a\", \"b\""], 412), (["If-Match": "W/" + tag], 412), (["If-Match": "*"], 200),
        ] {
            let seen = try await trial.ask(.get, path, headers)
            #expect(seen.status == status, "\(headers)")
            #expect(seen.body.count == [200: 1000, 206: 995][status, default: 0], "\(headers)")
            #expect(seen["etag"] == tag)
        }
    }

    /// A date is no proof while something else could have been kept in the same second.
    @Test func aFreshDateIsNoProof() async throws {
        let trial = try await FileTrial.make(), file = try await trial.keep(SampleFile.lines(1000))
        let seen = try await trial.ask(.get, "/files/\(file.digest)", ["If-Range": "Sun, 01 Mar 2026 00:00:00 GMT", "Range": "bytes=5-"])
        #expect(seen.status == 200)
    }

    /// Cut at random twenty times and asked on by Range and If-Range, what is put together is the file.
    @Test(arguments: TestEngine.allCases) func anyCutsGiveTheFile(_ engine: TestEngine) async throws {
        let trial = try await FileTrial.make(engine), bytes = SampleFile.lines(2_000_000), file = try await trial.keep(bytes)
        for seed in 0..<5 {
            var chance = Seeded(UInt64(90 + seed)), got: [UInt8] = [], tag = ""
            while got.count < bytes.count {
                let headers = got.isEmpty ? [:] : ["Range": "bytes=\(got.count)-", "If-Range": tag]
                let seen = try await trial.ask(.get, "/files/\(file.digest)", headers)
                #expect(seen.status == (got.isEmpty ? 200 : 206))
                tag = try #require(seen["etag"])
                // So much arrived before the line was cut.
                got += seen.body.prefix(chance.below(20) == 0 ? seen.body.count : 1 + chance.below(300_000))
            }
            let head = try await trial.ask(.head, "/files/\(file.digest)")
            #expect(got == bytes && head["repr-digest"] == FileDigest(of: got).header)
        }
    }

    /// The address alone gives nothing: the room decides who may.
    @Test(arguments: TestEngine.allCases) func anAddressGivesNothingToThoseWhoMayNotSeeIt(_ engine: TestEngine) async throws {
        let trial = try await FileTrial.make(engine), file = try await trial.keep(SampleFile.lines(1000)), path = "/desk/secrets/\(file.digest)"
        let (office, guest) = (try await trial.clerk("office@example.org", .office), try await trial.clerk("guest@example.org"))
        let kept = try await trial.database.shelf.keep(SampleFile.lines(50), named: "a.txt")
        for headers in [[:], ["Range": "bytes=0-5"], ["If-None-Match": "*"], ["If-None-Match": "\"\(file.digest)\""]] {
            let nobody = try await trial.ask(.get, path, headers), other = try await trial.ask(.get, path, headers.merging(["Cookie": guest.cookie]) { $1 })
            #expect(nobody.status == 303 && nobody["etag"] == nil && nobody.body == [])
            #expect(other.status == 403 && other["etag"] == nil && other["repr-digest"] == nil && !other.text.contains(String(decoding: SampleFile.lines(50), as: UTF8.self)))
        }
        let mine = try await trial.ask(.get, path, ["Cookie": office.cookie])
        #expect(mine.status == 200 && mine.body.count == 1000 && mine["cache-control"] == "private, no-cache")
        let program = try await trial.ask(.get, path, ["Authorization": "Bearer \(office.token)", "Range": "bytes=0-4"])
        #expect(program.status == 206 && program.body.count == 5)
        // What lies on the shelf and is no record's is nobody's.
        #expect(try await trial.ask(.get, "/files/\(kept.digest)").status == 404)
        for path in ["/files/../../etc/passwd", "/files/\(file.digest.text.dropLast())", "/files/%2e%2e%2fgate", "/objects", "/files/"] {
            let seen = try await trial.ask(.get, path)
            #expect([400, 404].contains(seen.status), "\(path)")
        }
    }

    @Test func whatIsLostOrCutUnderneathIsSaid() async throws {
        let trial = try await FileTrial.make(), file = try await trial.keep(SampleFile.lines(1000)), path = try trial.database.shelf.location(of: file.digest)
        #expect(truncate(path, 500) == 0)
        let damaged = try await trial.ask(.get, "/files/\(file.digest)", ["Accept-Language": "en"])
        #expect(damaged.status == 503 && damaged.text.contains("This file is damaged") && !damaged.text.contains(path))
        try FileManager.default.removeItem(atPath: path)
        let lost = try await trial.ask(.get, "/files/\(file.digest)", ["Accept-Language": "zh"])
        #expect(lost.status == 503 && lost.text.contains("文件夹里找不到它"))
    }
}
