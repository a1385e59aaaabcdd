import Access
import HTTPTypes
import Hummingbird
import Kernel
import Logging
import NIOCore
import NIOEmbedded
import Storage
import Synchronization
import TestKit
import Testing
@testable import Web

/// A large body is read of those alone who may send it.
@Suite struct LargeBodyTests {
    private static let form = [(HTTPField.Name.contentType, "application/x-www-form-urlencoded")]

    /// Somebody at the office and somebody who is not, and how many KiB of their body were pulled.
    private func pulled(_ trial: Trial, _ path: String, cookie: String?, length: String?) async throws -> (status: Int, text: String, pieces: Int) {
        let pulled = Mutex(0)
        var headers: HTTPFields = [.acceptLanguage: "en", .contentType: "application/x-www-form-urlencoded"]
        headers[.cookie] = cookie
        headers[.contentLength] = length
        let body = Pieces(most: 6 << 10) { pulled.withLock { $0 += 1 } }
        let request = Request(
            head: HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: path, headerFields: headers), body: RequestBody(asyncSequence: body))
        let context = KepuContext(source: .init(channel: EmbeddedChannel(), logger: Logger(label: "test")))
        let response = try await trial.site.responder.respond(to: request, context: context)
        let text = TextWriter()
        try await response.body.write(text)
        return (response.status.code, text.text, pulled.withLock { $0 })
    }

    private func session(_ trial: Trial, _ login: String, _ role: Role?) async throws -> String {
        try await trial.database.write { tx in
            let id = try tx.addAccount(login: login, name: "A", passwordHash: "x")
            if let role { try tx.grant(Grant(role, over: .all), to: id) }
            return "kepu_session=" + (try tx.openSession(for: id).text)
        }
    }

    @Test(arguments: TestEngine.allCases) func whoMayNotSendsNothing(_ engine: TestEngine) async throws {
        let trial = try await Trial.make(engine)
        let clerk = try await session(trial, "clerk@example.org", .office), guest = try await session(trial, "guest@example.org", nil)
        let length = String(6 << 20)
        for (path, cookie, status, says) in [
            ("/office/files", nil, 401, "Sign in"), ("/office/files", "kepu_session=none", 401, "Sign in"), ("/office/files", guest, 403, "Work at the office"),
            ("/mine/files", nil, 401, "Sign in"), ("/gated/files", nil, 409, "Not now"),
        ] as [(String, String?, Int, String)] {
            let said = try await pulled(trial, path, cookie: cookie, length: length)
            #expect(said.status == status && said.pieces == 0, "\(path) \(cookie ?? ""): \(said.status), \(said.pieces)")
            #expect(said.text.contains(says), "\(path): \(said.text.prefix(300))")
            // Without its length it is read as far as any form of anybody.
            let silent = try await pulled(trial, path, cookie: cookie, length: nil)
            #expect(silent.status == status && silent.pieces <= 1026, "\(path): \(silent.status), \(silent.pieces)")
        }
        // Whoever may is read to the end, and then asked for the form's token.
        for (path, cookie) in [("/office/files", clerk), ("/mine/files", guest)] {
            let taken = try await pulled(trial, path, cookie: cookie, length: length)
            #expect(taken.status == 403 && taken.pieces > 6 << 10, "\(taken.status), \(taken.pieces)")
        }
    }

    @Test func whatWasTypedIsCarriedOnAsBefore() async throws {
        let trial = try await Trial.make()
        let (cookie, csrf) = try await trial.token()
        let seen = try await trial.ask(.post, "/office/files", Self.form, cookie: cookie + "; kepu_language=en", body: "csrf=\(csrf)&name=Wang+Xiaoming")
        #expect(seen.status == 401 && seen.text.contains("nothing is lost") && seen.text.contains("Wang Xiaoming"))
    }
}

/// So many KiB of a form, one after the other.
private struct Pieces: AsyncSequence, Sendable {
    let most: Int
    let onPull: @Sendable () -> Void
    init(most: Int, _ onPull: @escaping @Sendable () -> Void) { (self.most, self.onPull) = (most, onPull) }

    struct AsyncIterator: AsyncIteratorProtocol {
        var left: Int
        let onPull: @Sendable () -> Void
        mutating func next() async throws -> ByteBuffer? {
            onPull()
            guard left > 0 else { return nil }
            left -= 1
            return ByteBuffer(repeating: 97, count: 1024)
        }
    }
    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(left: most, onPull: onPull) }
}

private final class TextWriter: ResponseBodyWriter {
    var text = ""
    func write(_ buffer: ByteBuffer) async throws { text += String(buffer: buffer) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
