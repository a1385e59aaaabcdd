import HTTPTypes
import Kernel
import NIOCore
import NIOHTTPTypes
import Storage

/// Answers a page that is kept where the request was read, on the connection's own thread: no task, no change of threads. Every other request
/// goes on to the router, whose `PageCache` answers by the same shelf and key.
///
/// One handler for each connection. A request is answered here only when none before it is still on its way, its receiver keeps up, and
/// the server has heard of the connection within half of its idle time, so that its timer knows that somebody is there.
final class KeptPageHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let pages: KeptPages
    private let patience: TimeAmount
    /// Requests that went on and have no answer yet.
    private var underWay = 0
    /// The rest of a request that has been answered here is dropped.
    private var isAnswered = false
    /// When a request last went on.
    private var lastForwarded = NIODeadline.now()
    /// Answers of ours that have not left yet, and the server's wish to close the connection meanwhile.
    private var unsent = 0
    private var farewell: Any?

    init(_ pages: KeptPages, idle: TimeAmount) {
        self.pages = pages
        patience = .nanoseconds(idle.nanoseconds / 2)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let now = NIODeadline.now()
            if underWay == 0, context.channel.isWritable, now - lastForwarded < patience, let answer = pages.answer(to: head) {
                isAnswered = true
                return send(answer, context)
            }
            lastForwarded = now
            underWay += 1
        case .body where isAnswered: return
        case .end where isAnswered:
            isAnswered = false
            return
        case .body, .end: break
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { underWay -= 1 }
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The server is being stopped: first what was begun.
        if event is ChannelShouldQuiesceEvent, unsent > 0 { farewell = event } else { context.fireUserInboundEventTriggered(event) }
    }

    private func send(_ answer: (head: HTTPResponse, body: ByteBuffer?), _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
        if let body = answer.body { context.write(wrapOutboundOut(.body(body)), promise: nil) }
        unsent += 1
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            let (handler, context) = bound.value
            handler.unsent -= 1
            if handler.unsent == 0, let event = handler.farewell {
                handler.farewell = nil
                context.fireUserInboundEventTriggered(event)
            }
        }
    }
}

/// What is kept, as answers to requests.
struct KeptPages: Sendable {
    let shelf: PageShelf
    let writes: WriteCount
    let secure: Bool
    let serverName: String
    private let date = SecondText { HTTPDate.text($0) }

    init(shelf: PageShelf, writes: WriteCount, secure: Bool, serverName: String) {
        (self.shelf, self.writes, self.secure, self.serverName) = (shelf, writes, secure, serverName)
    }

    /// Nil where the router has to answer.
    func answer(to request: HTTPRequest) -> (head: HTTPResponse, body: ByteBuffer?)? {
        let fields = request.headerFields
        guard request.method == .get || request.method == .head, fields[.contentLength] == nil, fields[.transferEncoding] == nil,
            fields[.connection]?.lowercased() != "close", fields[.expect] == nil, let key = PageShelf.Key(request, secure: secure),
            let page = shelf.fresh(key, writes: writes.now)
        else { return nil }
        let answer = page.answer(head: request.method == .head, accepts: fields[.acceptEncoding], known: fields[.ifNoneMatch])
        var headers = answer.headers
        headers[.date] = date.now
        headers[.server] = serverName
        return (HTTPResponse(status: .init(code: answer.status), headerFields: headers), answer.body)
    }
}
