import NIOCore
import NIOHTTP1

/// Answers a page that is kept where the request was read, on the connection's own thread: no task, no change of threads, and its bytes
/// as they are kept. Every other request goes on to the router, whose `PageCache` answers by the same shelf and key.
///
/// One handler for each connection, between the parser and its `ParserAnswer`. A request is answered here only when none before it is
/// still on its way, its receiver keeps up, and the server has heard of the connection within half of its idle time, so that its timer
/// knows that somebody is there.
final class KeptPageHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private let pages: KeptPages
    /// Knows which requests went on and have no answer yet.
    private let others: ParserAnswer
    private let patience: TimeAmount
    /// Writes past the encoder of what the server answers otherwise.
    private var encoder: ChannelHandlerContext?
    /// The rest of a request that has been answered here is dropped.
    private var isAnswered = false
    /// When a request last went on.
    private var lastForwarded = NIODeadline.now()
    /// Answers of ours that have not left yet, and the server's wish to close the connection meanwhile.
    private var unsent = 0
    private var farewell: Any?

    init(_ pages: KeptPages, beside others: ParserAnswer, idle: TimeAmount) {
        (self.pages, self.others) = (pages, others)
        patience = .nanoseconds(idle.nanoseconds / 2)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        encoder = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
    }

    func handlerRemoved(context: ChannelHandlerContext) { encoder = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            let now = NIODeadline.now()
            if let encoder, others.underWay == 0, context.channel.isWritable, now - lastForwarded < patience, let answer = pages.answer(to: head) {
                isAnswered = true
                return send(answer, past: encoder, context)
            }
            lastForwarded = now
        case .body where isAnswered: return
        case .end where isAnswered:
            isAnswered = false
            return
        case .body, .end: break
        }
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The server is being stopped: first what was begun.
        if event is ChannelShouldQuiesceEvent, unsent > 0 { farewell = event } else { context.fireUserInboundEventTriggered(event) }
    }

    private func send(_ answer: (head: ByteBuffer, body: ByteBuffer?), past encoder: ChannelHandlerContext, _ context: ChannelHandlerContext) {
        unsent += 1
        if let body = answer.body {
            encoder.write(NIOAny(answer.head), promise: nil)
            encoder.writeAndFlush(NIOAny(body)).assumeIsolated().whenComplete { _ in self.hasSent(context) }
        } else {
            encoder.writeAndFlush(NIOAny(answer.head)).assumeIsolated().whenComplete { _ in self.hasSent(context) }
        }
    }

    private func hasSent(_ context: ChannelHandlerContext) {
        unsent -= 1
        guard unsent == 0, let event = farewell else { return }
        farewell = nil
        context.fireUserInboundEventTriggered(event)
    }
}
