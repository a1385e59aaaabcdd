import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import Web

/// Somebody in front of a screen: takes what comes, or takes nothing.
final class Watcher: ResponseBodyWriter, Sendable {
    private struct State {
        var text = ""
        var isFinished = false
        var looking: [(isEnough: @Sendable (String) -> Bool, found: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())
    private let channel: NIOAsyncTestingChannel
    /// Takes no byte until the connection is closed.
    private let isStuck: Bool

    init(isStuck: Bool = false, channel: NIOAsyncTestingChannel = NIOAsyncTestingChannel()) { (self.isStuck, self.channel) = (isStuck, channel) }

    var text: String { state.withLock { $0.text } }
    var isFinished: Bool { state.withLock { $0.isFinished } }
    /// How many states have come.
    var states: Int { text.split(separator: "event: state\n", omittingEmptySubsequences: false).count - 1 }
    /// The number of the last.
    var lastID: String? { text.split(separator: "\n").last { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) } }

    func write(_ buffer: ByteBuffer) async throws {
        if isStuck { try await Task.sleep(for: .seconds(3600)) }
        let found = state.withLock { state in
            state.text += String(buffer: buffer)
            let enough = state.looking.filter { $0.isEnough(state.text) }
            state.looking.removeAll { $0.isEnough(state.text) }
            return enough
        }
        for one in found { one.found.resume() }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws { state.withLock { $0.isFinished = true } }

    /// Waits until what has come is enough.
    func until(_ isEnough: @escaping @Sendable (String) -> Bool) async {
        await withCheckedContinuation { found in
            let isThere = state.withLock { state in
                if isEnough(state.text) { return true }
                state.looking.append((isEnough, found))
                return false
            }
            if isThere { found.resume() }
        }
    }

    func until(_ text: String) async { await until { $0.contains(text) } }

    /// Asks for the events and takes them until the task is cancelled or the stream ends; gives the status.
    @discardableResult
    func watch(_ site: Site, _ path: String, known: String? = nil) async throws -> Int {
        var headers: HTTPFields = [.accept: "text/event-stream", .acceptLanguage: "en"]
        if let known, let name = HTTPField.Name("Last-Event-ID") { headers[name] = known }
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path, headerFields: headers), body: RequestBody(buffer: ByteBuffer()))
        let response = try await site.responder.respond(to: request, context: KepuContext(source: .init(channel: channel, logger: site.logger)))
        try await response.body.write(self)
        return Int(response.status.code)
    }
}
