import Kernel
import NIOCore
import NIOHTTP1

/// What stands between the HTTP parser and the server on each connection.
///
/// - A request that the parser refuses never becomes a `Request`; the server answers with a bare 400. Here that answer gets a sentence.
/// - An answer to HEAD has no body, so that the router says its length is 0; where that of the answer to GET is not known (what is made
///   while it is sent), it says none. The encoder would end such an answer as if it had a body, so that its end is not handed on.
final class ParserAnswer: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var refused: HTTPParserError?
    /// For each request that came and is not answered yet, whether it is a HEAD.
    private var heads: CircularBuffer<Bool> = []
    var underWay: Int { heads.count }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let request) = Self.unwrapInboundIn(data) { heads.append(request.method == .HEAD) }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError { refused = error }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch Self.unwrapOutboundIn(data) {
        case .head(var response) where heads.first == true && response.status == .ok && response.headers["content-length"] == ["0"]:
            response.headers.remove(name: "content-length")
            context.write(Self.wrapOutboundOut(.head(response)), promise: promise)
        case .head(let response):
            guard let refused, heads.isEmpty, response.status == .badRequest else { return context.write(data, promise: promise) }
            let problem = ParserProblem(refused)
            let told = HTTPResponseHead(version: response.version, status: problem.status, headers: problem.headers)
            context.write(Self.wrapOutboundOut(.head(told)), promise: promise)
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: problem.body)))), promise: nil)
        case .end:
            let isHead = heads.popFirst() ?? false
            guard isHead else { return context.write(data, promise: promise) }
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))), promise: promise)
        case .body: context.write(data, promise: promise)
        }
    }
}

/// A refusal of the parser as RFC 9457, in both languages: the one that was asked for has not been read.
struct ParserProblem {
    let status: HTTPResponseStatus
    let body: String

    var headers: HTTPHeaders {
        [
            "connection": "close", "content-type": "application/problem+json", "content-length": "\(body.utf8.count)", "x-content-type-options": "nosniff",
        ]
    }

    init(_ error: HTTPParserError) {
        let code: String, detail: String
        if error == .headerOverflow {
            status = .uriTooLong
            code = "address-too-long"
            detail = "网址或请求头超过 80 KB，没有读取。请减少筛选条件。The address, or a header, is longer than 80 KB and was not read. Ask with fewer filters."
        } else {
            status = .badRequest
            code = "request-unreadable"
            detail = "无法读取这个请求：它不符合 HTTP/1.1。The request cannot be read: it is no HTTP/1.1 request."
        }
        body = JSONText.object([
            ("type", JSONText.quote("about:blank")), ("title", JSONText.quote(status.reasonPhrase)), ("status", "\(status.code)"),
            ("code", JSONText.quote(code)), ("detail", JSONText.quote(detail)),
        ])
    }
}
