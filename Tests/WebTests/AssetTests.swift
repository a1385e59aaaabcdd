import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import Web

/// Style sheets and scripts as browsers get them.
@Suite struct AssetTests {
    @Test func aStyleSheetIsPackedOnceAndAnewWhenItChanges() async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = String(repeating: ".card { color: red; }\n", count: 200)
        try Data(text.utf8).write(to: folder.appending(path: "a.css"))
        let trial = try await Trial.make(publicFolder: folder.path)
        let plain = try await trial.ask(.get, "/a.css")
        #expect(plain.status == 200 && plain.text == text && plain.headers[.contentEncoding] == nil)
        let packed = try await trial.site.respond(method: .get, path: "/a.css", headers: [.acceptEncoding: "gzip, br"])
        #expect(packed.headers[.contentEncoding] == "gzip" && packed.headers[.contentType]?.hasPrefix("text/css") == true && packed.headers[.vary] == "accept-encoding")
        #expect(packed.body.count < text.utf8.count / 3 && packed.body.starts(with: [0x1f, 0x8b]))
        let tag = try #require(packed.headers[.eTag])
        #expect(try await trial.site.respond(method: .get, path: "/a.css", headers: [.acceptEncoding: "gzip", .ifNoneMatch: tag]).status == 304)
        #expect(try await trial.ask(.get, "/a.css?v=1", [(.acceptEncoding, "gzip")]).headers[.cacheControl] == "public, max-age=31536000, immutable")
        try Data((text + ".more { }").utf8).write(to: folder.appending(path: "a.css"))
        let changed = try await trial.site.respond(method: .get, path: "/a.css", headers: [.acceptEncoding: "gzip", .ifNoneMatch: tag])
        #expect(changed.status == 200 && changed.headers[.eTag] != tag)
    }

    @Test(arguments: ["/../a.css", "/%2e%2e/a.css", "/nothing.css", "/a.txt"])
    func nothingElseIsServed(_ path: String) async throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let inside = folder.appending(path: "public")
        try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
        try Data(String(repeating: "secret ", count: 200).utf8).write(to: folder.appending(path: "a.css"))
        let trial = try await Trial.make(publicFolder: inside.path)
        let seen = try await trial.ask(.get, path, [(.acceptEncoding, "gzip")])
        #expect(seen.status >= 400 && seen.headers[.contentEncoding] == nil && !seen.text.contains("secret"))
    }

    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kepu-assets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
