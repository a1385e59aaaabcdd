import HTTPTypes
import Kernel
import TestKit
import Testing

@testable import Web

/// What is asked for again, and addresses that are too long.
@Suite struct FreshnessTests {
    @Test func momentsAreWrittenAsHTTPWritesThem() {
        let moment = instant("1994-11-06T08:49:37Z")
        #expect(HTTPDate.text(moment) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.instant("Sun, 06 Nov 1994 08:49:37 GMT") == moment)
        for text in ["", "yesterday", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 8:49 GMT"] {
            #expect(HTTPDate.instant(text) == nil, "\(text)")
        }
    }

    @Test func theSamePartsHaveTheSameFingerprint() {
        #expect(EntityTag.weak(["a", "b"]) == EntityTag.weak(["a", "b"]) && EntityTag.weak(["a", "b"]) != EntityTag.weak(["ab"]))
        // A line that moves from one part of a record to the next is another version.
        #expect(EntityTag.version(["a\nb", "c"]) != EntityTag.version(["a", "b\nc"]) && EntityTag.version(["a"]) == EntityTag.version(["a"]))
        #expect(EntityTag.weak([]).hasPrefix("W/\"") && EntityTag.strong([1]).hasPrefix("\""))
    }

    @Test(arguments: ["/plain", "/list", "/nowhere", "/api/v1/nothing", "/things/0000000000001.json"])
    func aLongAddressIsRefusedUnread(_ path: String) async throws {
        let trial = try await Trial.make()
        let seen = try await trial.ask(.get, path + "?q=" + String(repeating: "a", count: 9_000))
        #expect(seen.status == 414 && seen.text.utf8.count < 60_000)
        let isForMachines = path.hasPrefix("/api/") || path.hasSuffix(".json")
        #expect((seen.headers[.contentType] == "application/problem+json") == isForMachines)
        #expect(try await trial.ask(.get, path + "?q=" + String(repeating: "a", count: 7_000)).status != 414)
        #expect(try await trial.ask(.head, path + "?q=" + String(repeating: "a", count: 9_000)).text.isEmpty)
    }
}
