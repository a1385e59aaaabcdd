import HTTPTypes
import Kernel
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Storage
import TestKit
import Testing

@testable import Web

/// Answers given on the connection's own thread.
@Suite("Kept pages answered where they are asked")
struct KeptPageHandlerTests {
    /// A connection whose router answers nothing: what goes on to it is only counted.
    private struct Stage {
        let channel = EmbeddedChannel()
        let shelf = PageShelf(grace: .zero)

        init(idle: TimeAmount = .seconds(60)) throws {
            let pages = KeptPages(shelf: shelf, writes: WriteCount(), secure: false, serverName: "kepu")
            try channel.pipeline.syncOperations.addHandler(KeptPageHandler(pages, idle: idle))
            try channel.connect(to: .init(unixDomainSocketPath: "/nowhere")).wait()
        }

        func request(_ path: String, _ method: HTTPRequest.Method = .get, _ fields: HTTPFields = [:]) -> HTTPRequest {
            HTTPRequest(method: method, scheme: "http", authority: "kepu.test", path: path, headerFields: fields)
        }

        func keep(_ path: String, _ text: String, writes: UInt64 = 0) throws {
            let key = try #require(PageShelf.Key(request(path), secure: false))
            shelf.keep(
                CachedPage(headers: [.contentType: "text/html"], plain: ByteBuffer(string: text), zipped: nil, tag: "t", writes: writes, made: .now), as: key)
        }

        func ask(_ request: HTTPRequest) throws {
            try channel.writeInbound(HTTPRequestPart.head(request))
            try channel.writeInbound(HTTPRequestPart.end(nil))
        }

        /// What the router would see.
        func forwarded() throws -> Int {
            var heads = 0
            while let part = try channel.readInbound(as: HTTPRequestPart.self) { if case .head = part { heads += 1 } }
            return heads
        }

        /// Status, headers and body of each answer, in their order.
        func answers() throws -> [(status: Int, headers: HTTPFields, body: String)] {
            var out: [(status: Int, headers: HTTPFields, body: String)] = []
            while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
                switch part {
                case .head(let head): out.append((head.status.code, head.headerFields, ""))
                case .body(let body): out[out.count - 1].body += String(buffer: body)
                case .end: break
                }
            }
            return out
        }
    }

    @Test func whatIsKeptIsAnsweredAndNothingElse() throws {
        let stage = try Stage()
        try stage.keep("/open", "kept")
        try stage.ask(stage.request("/open"))
        let answer = try #require(try stage.answers().first)
        #expect(answer.status == 200 && answer.body == "kept" && answer.headers[.contentLength] == "4" && answer.headers[.eTag] == "\"t\"")
        #expect(answer.headers[.server] == "kepu" && answer.headers[.date].flatMap(HTTPDate.instant) != nil)
        #expect(try stage.forwarded() == 0)
        for other in [
            stage.request("/other"), stage.request("/open", .post), stage.request("/open", .get, [.cookie: "kepu_session=x"]),
            stage.request("/open", .get, [.connection: "close"]), stage.request("/open", .get, [.contentLength: "3"]),
            stage.request("/open", .get, [.acceptLanguage: "en"]), stage.request("/api/v1/open"),
        ] {
            try stage.ask(other)
            #expect(try stage.forwarded() == 1 && stage.answers().isEmpty, "\(other)")
            try stage.channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
            try stage.channel.writeOutbound(HTTPResponsePart.end(nil))
            _ = try stage.answers()
        }
        try stage.ask(stage.request("/open", .head))
        let head = try #require(try stage.answers().first)
        #expect(head.status == 200 && head.body.isEmpty && head.headers[.contentLength] == "4")
        try stage.ask(stage.request("/open", .get, [.ifNoneMatch: "\"t\""]))
        #expect(try stage.answers().map(\.status) == [304])
        _ = try stage.channel.finish(acceptAlreadyClosed: true)
    }

    /// An answer never overtakes one that was asked for before.
    @Test func answersKeepTheirOrder() throws {
        let stage = try Stage()
        try stage.keep("/open", "kept")
        try stage.ask(stage.request("/slow"))
        try stage.ask(stage.request("/open"))
        #expect(try stage.forwarded() == 2 && stage.answers().isEmpty)
        for _ in 0..<2 {
            try stage.channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
            try stage.channel.writeOutbound(HTTPResponsePart.end(nil))
        }
        #expect(try stage.answers().count == 2)
        try stage.ask(stage.request("/open"))
        #expect(try stage.forwarded() == 0 && stage.answers().map(\.body) == ["kept"])
        _ = try stage.channel.finish(acceptAlreadyClosed: true)
    }

    /// A write makes what is kept old; a connection that the server has not heard of for long goes the long way once.
    @Test func theRouterIsAskedWhereItMust() throws {
        let stage = try Stage()
        try stage.keep("/open", "kept", writes: 7)
        try stage.ask(stage.request("/open"))
        #expect(try stage.forwarded() == 1)
        let quiet = try Stage(idle: .nanoseconds(0))
        try quiet.keep("/open", "kept")
        try quiet.ask(quiet.request("/open"))
        #expect(try quiet.forwarded() == 1 && quiet.answers().isEmpty)
        for one in [stage, quiet] { _ = try one.channel.finish(acceptAlreadyClosed: true) }
    }

    /// A server that stops lets an answer leave first.
    @Test func aStoppingServerSendsWhatWasBegun() throws {
        let stage = try Stage()
        let witness = Witness()
        try stage.channel.pipeline.syncOperations.addHandler(witness)
        try stage.channel.pipeline.syncOperations.addHandler(Holding(), position: .first)
        try stage.keep("/open", "kept")
        try stage.ask(stage.request("/open"))
        stage.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(!witness.hasHeard)
        try stage.channel.pipeline.syncOperations.handler(type: Holding.self).release()
        #expect(witness.hasHeard)
        _ = try stage.channel.finish(acceptAlreadyClosed: true)
    }

    private final class Witness: ChannelInboundHandler {
        typealias InboundIn = HTTPRequestPart
        private(set) var hasHeard = false
        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) { if event is ChannelShouldQuiesceEvent { hasHeard = true } }
    }

    /// A receiver that does not read.
    private final class Holding: ChannelOutboundHandler {
        typealias OutboundIn = HTTPResponsePart
        private var promises: [EventLoopPromise<Void>] = []
        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) { if let promise { promises.append(promise) } }
        func release() { for promise in promises { promise.succeed() } }
    }
}
