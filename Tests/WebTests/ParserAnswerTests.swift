import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing
@testable import Web

@Suite("What the HTTP parser refuses, and HEAD")
struct ParserAnswerTests {
    private func connection() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
        try channel.pipeline.syncOperations.addHandler(BesideParser([ParserAnswer()]))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    /// Sends bytes, and gives what the server's bare answer to them becomes.
    private func refused(_ text: String) throws -> String {
        let channel = try connection()
        #expect(throws: HTTPParserError.self) { try channel.writeInbound(ByteBuffer(string: text)) }
        let bare = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: ["connection": "close", "content-length": "0"])
        _ = try? channel.writeOutbound(HTTPServerResponsePart.head(bare))
        _ = try? channel.writeOutbound(HTTPServerResponsePart.end(nil))
        return try sent(channel)
    }

    private func sent(_ channel: EmbeddedChannel) throws -> String {
        var out = ""
        while let piece = try channel.readOutbound(as: ByteBuffer.self) { out += String(buffer: piece) }
        return out
    }

    @Test func anAddressBeyondTheParsersLimitIsA414WithASentence() throws {
        let answer = try refused("GET /activities?q=\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 414 "))
        #expect(answer.contains("content-type: application/problem+json"))
        #expect(answer.contains(#""code":"address-too-long""#))
        #expect(answer.contains("Ask with fewer filters."))
    }

    @Test func whatIsNoHTTPIsA400WithASentence() throws {
        let answer = try refused("GARBAGE\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400 "))
        #expect(answer.contains(#""code":"request-unreadable""#))
    }

    @Test func ourOwnRefusalsPassAsTheyAre() throws {
        let channel = try connection()
        try channel.writeInbound(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
        try channel.writeOutbound(HTTPServerResponsePart.head(.init(version: .http1_1, status: .badRequest, headers: ["content-length": "2"])))
        try channel.writeOutbound(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: "no"))))
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        #expect(try sent(channel) == "HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\nno")
    }

    @Test func aHeadOfUnknownLengthSaysNoneAndEndsAtItsHeaders() throws {
        let channel = try connection()
        for length in ["0", "7"] {
            try channel.writeInbound(ByteBuffer(string: "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"))
            try channel.writeOutbound(HTTPServerResponsePart.head(.init(version: .http1_1, status: .ok, headers: ["content-length": length])))
            try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        }
        #expect(try sent(channel) == "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n")
    }
}
