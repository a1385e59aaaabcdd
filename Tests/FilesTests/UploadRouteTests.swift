import Access
import Files
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

/// The addresses to which a browser's script and a program send files in pieces.
@Suite struct UploadRouteTests {
    private static let path = "/desk/things/mine/uploads"

    private static func wish(_ bytes: [UInt8], _ name: String = "笔记.txt") -> [(String, String)] {
        [("name", name), ("size", "\(bytes.count)"), ("head", FileDigest(of: bytes.prefix(1 << 20)).text)]
    }

    @Test(arguments: TestEngine.allCases) func fromTheFirstPieceToTheForm(_ engine: TestEngine) async throws {
        let trial = try await FileTrial.make(engine), clerk = try await trial.clerk("a@example.org", .office), bytes = SampleFile.lines(3_000_000)
        let opened = try await clerk.post(Self.path, Self.wish(bytes)), address = try #require(opened[json: "address"])
        #expect(opened.status == 201 && opened[json: "received"] == "0" && opened[json: "piece"] == "8388608" && address.hasPrefix(Self.path + "/"))
        #expect(try await clerk.piece(address, Array(bytes[..<1_000_000]), at: 0)[json: "received"] == "1000000")
        // The answer was lost: sent again it is harmless.
        #expect(try await clerk.piece(address, Array(bytes[..<1_000_000]), at: 0)[json: "received"] == "1000000")
        // Somewhere else: told where it stands.
        let elsewhere = try await clerk.piece(address, Array(bytes[2_000_000...]), at: 2_000_000)
        #expect(elsewhere.status == 409 && elsewhere[json: "code"] == "upload-offset" && elsewhere[json: "received"] == "1000000")
        #expect(elsewhere["content-type"] == "application/problem+json")
        // A reload, and the same file chosen again.
        let again = try await clerk.post(Self.path, Self.wish(bytes))
        #expect(again[json: "address"] == address && again[json: "received"] == "1000000")
        #expect(try await trial.ask(.get, address, clerk.headers)[json: "received"] == "1000000")
        let digest = FileDigest(of: bytes[1_000_000...]).header
        #expect(try await clerk.piece(address, Array(bytes[1_000_000...]), at: 1_000_000, ["Content-Digest": digest])[json: "received"] == "3000000")
        let closed = try await clerk.post(address + "/closing")
        #expect(closed.status == 200 && closed[json: "digest"] == FileDigest(of: bytes).text && closed[json: "mediaType"] == "text/plain; charset=utf-8")
        #expect(try await clerk.post(address + "/closing").body == closed.body)

        let id = try #require(opened[json: "id"])
        let form = try await clerk.post("/form", [("file-upload", id)])
        #expect(form.text == "\(FileDigest(of: bytes)) 笔记.txt")
        #expect(try await trial.ask(.get, "/files/\(FileDigest(of: bytes))").body == bytes)
        // It is a record's now, and no upload.
        #expect(try await trial.ask(.get, address, clerk.headers).status == 404)
        #expect(try await clerk.post("/form", [("file-upload", id)]).status == 404)
    }

    /// A form alone brings a file of up to 16 MB.
    @Test func withoutScriptsTheFormBringsIt() async throws {
        let trial = try await FileTrial.make(), clerk = try await trial.clerk("a@example.org", .office)
        func send(_ name: String, _ bytes: [UInt8]) async throws -> FileTrial.Seen {
            let head = "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(clerk.csrf)\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n"
            let type = ["Content-Type": "multipart/form-data; boundary=b", "Cookie": clerk.cookie, "Accept": "application/json", "Accept-Language": "en"]
            return try await trial.ask(.post, "/form", type, body: Array(head.utf8) + bytes + Array("\r\n--b--\r\n".utf8))
        }
        let bytes = SampleFile.lines(20_000)
        #expect(try await send("../../x/课件 1.txt", bytes).text == "\(FileDigest(of: bytes)) 课件 1.txt")
        #expect(try await send("", []).text == "nothing")
        let svg = try await send("a.svg", SampleFile.text("<svg onload=x>"))
        #expect(svg.status == 422 && svg[json: "code"] == "file-script" && svg[json: "parameter"] == "file")
        let large = try await send("a.txt", [UInt8](repeating: 65, count: UploadLimits.formBody))
        #expect(large.status == 413 && large[json: "code"] == "body-too-large")
    }

    @Test(arguments: TestEngine.allCases) func onlyWhoMayAndOnlyWithTheirForm(_ engine: TestEngine) async throws {
        let trial = try await FileTrial.make(engine), bytes = SampleFile.lines(100)
        let (mine, other, guest) = (try await trial.clerk("a@example.org", .office), try await trial.clerk("b@example.org", .office), try await trial.clerk("c@example.org"))
        let opened = try await mine.post(Self.path, Self.wish(bytes)), address = try #require(opened[json: "address"])
        // Without the token of a form nothing is taken, and one in the address is none.
        for headers in [["Cookie": mine.cookie], ["Cookie": mine.cookie, "X-CSRF-Token": other.csrf], ["Cookie": mine.cookie, "X-CSRF-Token": ""]] {
            for path in [Self.path, "\(address)/pieces?offset=0", "\(address)/pieces?offset=0&csrf=\(mine.csrf)", "\(address)/closing", "\(address)/removal"] {
                #expect(try await trial.ask(.post, path, headers.merging(["Accept": "application/json"]) { $1 }, body: bytes).status == 403, "\(path)")
            }
        }
        // To another of the same office there is no such upload; to one who may not send here, nothing at all.
        #expect(try await other.piece(address, bytes, at: 0).status == 404)
        #expect(try await other.post(address + "/closing").status == 404)
        #expect(try await other.post(address + "/removal").status == 404)
        #expect(try await trial.ask(.get, address, other.headers).status == 404)
        #expect(try await guest.post(Self.path, Self.wish(bytes)).status == 403)
        #expect(try await guest.piece(address, bytes, at: 0).status == 403)
        #expect(try await trial.ask(.post, Self.path, ["Accept": "application/json"], body: []).status == 401)
        // Not for the thing of others, and not through its address.
        #expect(try await mine.post("/desk/things/theirs/uploads", Self.wish(bytes)).status == 404)
        let elsewhere = address.replacing("/mine/", with: "/another/")
        #expect(try await mine.piece(elsewhere, bytes, at: 0).status == 404)
        // Nor may a form use the upload of somebody else.
        #expect(try await mine.piece(address, bytes, at: 0).status == 200)
        #expect(try await mine.post(address + "/closing").status == 200)
        let id = try #require(opened[json: "id"])
        #expect(try await other.post("/form", [("file-upload", id)]).status == 404)
        #expect(try await mine.post("/form", [("file-upload", "../x")]).status == 404)
    }

    /// A program with its token needs no form.
    @Test(arguments: TestEngine.allCases) func aProgramSendsByItsToken(_ engine: TestEngine) async throws {
        let trial = try await FileTrial.make(engine), clerk = try await trial.clerk("a@example.org", .office), bytes = SampleFile.lines(5000)
        let headers = ["Authorization": "Bearer \(clerk.token)", "Accept": "application/json"]
        let wish = Query(Self.wish(bytes)).encoded
        let opened = try await trial.ask(.post, Self.path, headers, body: Array(wish.utf8)), address = try #require(opened[json: "address"])
        #expect(opened.status == 201 && opened.headers[.setCookie] == nil)
        #expect(try await trial.ask(.post, "\(address)/pieces?offset=0", headers, body: bytes).status == 200)
        #expect(try await trial.ask(.post, address + "/closing", headers)[json: "digest"] == FileDigest(of: bytes).text)
    }

    @Test func whatIsWrongIsNamed() async throws {
        let trial = try await FileTrial.make(), clerk = try await trial.clerk("a@example.org", .office), bytes = SampleFile.lines(1000)
        for (fields, code) in [
            ([("size", "5")], "upload-wish"), ([("name", "a.txt")], "upload-wish"), ([("name", "a.txt"), ("size", "x")], "upload-wish"), ([("name", "a.txt"), ("size", "0")], "file-empty"),
            ([("name", "a.txt"), ("size", "\(21 << 20)")], "upload-large"), ([("name", "a.txt"), ("size", "2147483648")], "upload-large"),
            ([("name", "a.txt"), ("size", "5"), ("head", "zz")], "digest"), ([("name", "a.txt"), ("size", "99999999999999999999999")], "upload-wish"),
        ] { #expect(try await clerk.post(Self.path, fields)[json: "code"] == code) }
        let opened = try await clerk.post(Self.path, Self.wish(bytes)), address = try #require(opened[json: "address"])
        for (path, body, code) in [
            ("/pieces", bytes, "upload-offset-missing"), ("/pieces?offset=-1", bytes, "piece-beyond"), ("/pieces?offset=x", bytes, "upload-offset-missing"),
            ("/pieces?offset=1", bytes, "piece-beyond"), ("/pieces?offset=9223372036854775807", bytes, "piece-beyond"), ("/pieces?offset=0", bytes + [0], "piece-beyond"),
            ("/pieces?offset=0", [UInt8](repeating: 0, count: FileUpload.pieceBytes + 1), "body-too-large"),
        ] { #expect(try await trial.ask(.post, address + path, clerk.headers, body: body)[json: "code"] == code, "\(path)") }
        #expect(try await clerk.piece(address, bytes, at: 0, ["Content-Digest": FileDigest(of: [1]).header])[json: "code"] == "piece-altered")
        #expect(try await clerk.post(address + "/closing")[json: "code"] == "upload-unfinished")
        // Taken back, it is gone.
        let removed = try await clerk.post(address + "/removal")
        #expect(removed.status == 204 && removed.body == [])
        #expect(try await clerk.piece(address, bytes, at: 0).status == 404)
        // A wrong kind is refused where it is known: at the end, and nothing stays.
        let zip = SampleFile.zip([("a", "x")]), begun = try await clerk.post(Self.path, Self.wish(zip, "a.zip")), another = try #require(begun[json: "address"])
        #expect(try await clerk.piece(another, zip, at: 0).status == 200)
        let refused = try await clerk.post(another + "/closing")
        #expect(refused.status == 422 && refused[json: "code"] == "file-unwanted" && refused[json: "parameter"] == "file")
        #expect(try await trial.ask(.get, another, clerk.headers).status == 404)
    }

    /// The field works without scripts, and gives them all they need.
    @Test func theFieldIsAFieldOfAForm() async throws {
        let trial = try await FileTrial.make(), clerk = try await trial.clerk("a@example.org", .office)
        let page = try await trial.ask(.get, "/form?lang=en", ["Cookie": clerk.cookie]).text
        for piece in [
            "data-uploads=\"/desk/things/mine/uploads\"", "type=\"file\"", "accept=\".pdf,.mp4,.m4v,.m4a,.txt,.md\"", "name=\"file-upload\"", "role=\"status\"", "At most 20 MB; 16 MB where scripts are off",
            "aria-describedby=\"field-file-hint field-file-status\"", "<progress max=\"100\" value=\"0\" hidden", "data-say-offline=\"No network",
        ] { #expect(page.contains(piece), "\(piece)") }
    }
}
