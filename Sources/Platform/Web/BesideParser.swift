import NIOCore
import NIOHTTP1

/// Puts handlers right behind the HTTP parser of the connection that it is added to, in their order.
final class BesideParser: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    private let handlers: [any ChannelHandler]

    init(_ handlers: [any ChannelHandler]) { self.handlers = handlers }

    /// What every connection of a site has there.
    convenience init(_ pages: KeptPages, idle: TimeAmount) {
        let answer = ParserAnswer()
        self.init([KeptPageHandler(pages, beside: answer, idle: idle), answer])
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        guard let parser = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self) else { return }
        try? pipeline.addHandlers(handlers, position: .after(parser))
    }
}
