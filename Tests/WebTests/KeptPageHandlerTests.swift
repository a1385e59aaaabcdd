import HTTPTypes
import Kernel
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
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
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
            try channel.pipeline.syncOperations.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try channel.pipeline.syncOperations.addHandler(BesideParser(pages, idle: idle))
            try channel.connect(to: .init(unixDomainSocketPath: "/nowhere")).wait()
        }

        func keep(_ path: String, _ text: String, writes: UInt64 = 0) throws {
            let request = HTTPRequest(method: .get, scheme: "http", authority: "kepu.test", path: path)
            let key = try #require(PageShelf.Key(request, secure: false))
            shelf.keep(
                CachedPage(headers: [.contentType: "text/html"], plain: ByteBuffer(string: text), zipped: nil, tag: "t", writes: writes, made: .now), as: key)
        }

        func ask(_ line: String, _ fields: String..., body: String = "") throws {
            let head = (["\(line) HTTP/1.1", "Host: kepu.test"] + fields).joined(separator: "\r\n")
            try channel.writeInbound(ByteBuffer(string: "\(head)\r\n\r\n\(body)"))
        }

        /// What the router does with a request.
        func answer() throws {
            try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok, headerFields: [.contentLength: "0"])))
            try channel.writeOutbound(HTTPResponsePart.end(nil))
        }

        /// What the router would see.
        func forwarded() throws -> Int {
            var heads = 0
            while let part = try channel.readInbound(as: HTTPRequestPart.self) { if case .head = part { heads += 1 } }
            return heads
        }

        /// All that was sent since this was last asked.
        func sent() throws -> String {
            var out = ""
            while let piece = try channel.readOutbound(as: ByteBuffer.self) { out += String(buffer: piece) }
            return out
        }
    }

    @Test func whatIsKeptIsAnsweredAndNothingElse() throws {
        let stage = try Stage()
        try stage.keep("/open", "kept")
        try stage.ask("GET /open")
        let answer = try stage.sent()
        let lines = answer.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.first == "HTTP/1.1 200 OK" && lines.last == "kept" && lines[lines.count - 2].isEmpty)
        #expect(lines.contains("Content-Length: 4") && lines.contains("ETag: \"t\"") && lines.contains("Server: kepu") && lines.contains("Content-Type: text/html"))
        let date = try #require(lines.first { $0.hasPrefix("Date: ") })
        #expect(HTTPDate.instant(String(date.dropFirst(6))) != nil)
        #expect(try stage.forwarded() == 0)
        for other in [
            ["GET /other"], ["POST /open"], ["GET /open", "Cookie: kepu_session=x"], ["GET /open", "Connection: close"], ["GET /open", "Connection: x, Upgrade"],
            ["GET /open", "Content-Length: 0"], ["GET /open", "Accept-Language: en"], ["GET /open", "Cookie: a=b", "Cookie: kepu_session=x"],
            ["GET /open", "Host: elsewhere.test"], ["GET http://kepu.test/open"], ["GET /api/v1/open"],
        ] {
            // On a connection of its own: after some of these nothing more may come.
            let stage = try Stage()
            try stage.keep("/open", "kept")
            try stage.channel.writeInbound(ByteBuffer(string: other[0] + " HTTP/1.1\r\nHost: kepu.test\r\n" + other.dropFirst().map { $0 + "\r\n" }.joined() + "\r\n"))
            #expect(try stage.forwarded() == 1 && stage.sent().isEmpty, "\(other)")
            try stage.answer()
            #expect(try stage.sent().hasPrefix("HTTP/1.1 200 OK\r\n"))
            _ = try? stage.channel.finish(acceptAlreadyClosed: true)
        }
        try stage.ask("HEAD /open")
        let head = try stage.sent()
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.hasSuffix("\r\n\r\n") && head.contains("Content-Length: 4"))
        try stage.ask("GET /open", "If-None-Match: \"t\"")
        let known = try stage.sent()
        #expect(known.hasPrefix("HTTP/1.1 304 Not Modified\r\n") && known.hasSuffix("\r\n\r\n") && !known.contains("Content-Length"))
        _ = try stage.channel.finish(acceptAlreadyClosed: true)
    }

    /// An older protocol, or one without a host, is the router's affair.
    @Test func whatIsNotPlainHTTP11GoesOn() throws {
        for text in ["GET /open HTTP/1.0\r\nHost: kepu.test\r\n\r\n", "GET /open HTTP/1.1\r\n\r\n"] {
            let stage = try Stage()
            try stage.keep("/open", "kept")
            try stage.channel.writeInbound(ByteBuffer(string: text))
            #expect(try stage.forwarded() == 1 && stage.sent().isEmpty)
            _ = try? stage.channel.finish(acceptAlreadyClosed: true)
        }
    }

    /// An answer never overtakes one that was asked for before, also where that one has no body.
    @Test func answersKeepTheirOrder() throws {
        let stage = try Stage()
        try stage.keep("/open", "kept")
        try stage.ask("HEAD /slow")
        try stage.ask("GET /open")
        #expect(try stage.forwarded() == 2 && stage.sent().isEmpty)
        for _ in 0..<2 { try stage.answer() }
        #expect(try stage.sent().split(separator: "HTTP/1.1 200").count == 2)
        try stage.ask("GET /open")
        let kept = try stage.sent()
        #expect(try stage.forwarded() == 0 && kept.hasSuffix("kept"))
        // Two questions in one piece: both are answered, in their order.
        try stage.channel.writeInbound(ByteBuffer(string: "GET /open HTTP/1.1\r\nHost: kepu.test\r\n\r\nGET /slow HTTP/1.1\r\nHost: kepu.test\r\n\r\n"))
        #expect(try stage.forwarded() == 1 && stage.sent().hasSuffix("kept"))
        _ = try stage.channel.finish(acceptAlreadyClosed: true)
    }

    /// A write makes what is kept old; a connection that the server has not heard of for long goes the long way once.
    @Test func theRouterIsAskedWhereItMust() throws {
        let stage = try Stage()
        try stage.keep("/open", "kept", writes: 7)
        try stage.ask("GET /open")
        #expect(try stage.forwarded() == 1)
        let quiet = try Stage(idle: .nanoseconds(0))
        try quiet.keep("/open", "kept")
        try quiet.ask("GET /open")
        #expect(try quiet.forwarded() == 1 && quiet.sent().isEmpty)
        for one in [stage, quiet] { _ = try? one.channel.finish(acceptAlreadyClosed: true) }
    }

    /// A server that stops lets an answer leave first.
    @Test func aStoppingServerSendsWhatWasBegun() throws {
        let stage = try Stage()
        let witness = Witness()
        try stage.channel.pipeline.syncOperations.addHandler(witness)
        try stage.channel.pipeline.syncOperations.addHandler(Holding(), position: .first)
        try stage.keep("/open", "kept")
        try stage.ask("GET /open")
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
        typealias OutboundIn = ByteBuffer
        private var promises: [EventLoopPromise<Void>] = []
        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) { if let promise { promises.append(promise) } }
        func release() { for promise in promises { promise.succeed() } }
    }
}
