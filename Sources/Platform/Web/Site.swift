import Access
package import HTTPTypes
package import Hummingbird
import Kernel
package import Logging
import NIOCore
import NIOEmbedded
package import Regions
package import Storage

/// The request context of every route: Hummingbird's own, and who is at the other end.
package struct KepuContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package let remote: String
    let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remote = source.channel.remoteAddress?.ipAddress ?? "local"
        channel = source.channel
    }
}

/// All routes of all rooms on Hummingbird's router, with what every request needs: language, identity, CSRF, errors.
package struct Site: Sendable {
    package let database: Database
    package let frame: SiteFrame
    package let logger: Logger
    /// Every address with who may come: for tests that walk them all.
    package let routes: [Route]
    let csrfKey: [UInt8]
    let turnstile: Turnstile
    let secure: Bool
    let responder: RouterResponder<KepuContext>
    private let pages: KeptPages
    private static let idle = TimeAmount.seconds(60)
    private static let serverName = "kepu"

    /// - Parameters:
    ///   - publicFolder: the folder with style sheets and scripts.
    ///   - regions: the program's own shelf; one for this site where there is none.
    ///   - grace: for how long after a write visitors may still see a page as it was (`PageShelf`).
    ///   - proxies: addresses of our own proxies: the last address of their `X-Forwarded-For` is that of whoever asks.
    ///   - turnstile: what stands before addresses on which many come at once.
    ///   - secure: whether browsers reach us over TLS (cookies are then marked so).
    package init(
        routes: [Route], database: Database, frame: SiteFrame, publicFolder: String, regions: RegionShelf? = nil, secure: Bool = false,
        grace: Duration = .zero, proxies: Set<String> = [], turnstile: Turnstile = Turnstile(), logger: Logger
    ) async throws {
        self.database = database
        self.frame = frame
        self.logger = logger
        self.routes = routes
        self.secure = secure
        self.turnstile = turnstile
        csrfKey = try await database.write { try $0.secret("csrf") }
        let shelf: RegionShelf
        if let regions { shelf = regions } else { shelf = try await RegionShelf(database) }
        let handler = RequestHandler(
            database: database, regions: shelf, frame: frame, csrfKey: csrfKey, secure: secure, proxies: proxies, logger: logger, turnstile: turnstile)
        let router = Router(context: KepuContext.self, options: .autoGenerateHeadEndpoints)
        let kept = PageShelf(grace: grace)
        pages = KeptPages(shelf: kept, writes: database.writes, secure: secure, serverName: Self.serverName)
        router.add(middleware: PageCache(shelf: kept, writes: database.writes, secure: secure))
        router.add(middleware: SecurityHeaders(secure: secure))
        let methods = KnownMethods(routes)
        router.add(middleware: APIGate(methods: methods))
        router.add(middleware: AddressGate(handler: handler))
        router.add(middleware: UnknownAddress(handler: handler, methods: methods))
        router.add(middleware: AssetFreshness())
        router.add(middleware: PackedAssets(publicFolder))
        router.add(middleware: FileMiddleware(publicFolder, cacheControl: .init([(MediaType(type: .any), [.public])]), logger: logger))
        for route in routes {
            router.on(RouterPath(route.pattern), method: route.method.http) { request, context in
                await handler.respond(to: request, context: context, route: route)
            }
        }
        responder = router.buildResponder()
    }

    /// The server on an address. The service runs until its group shuts down gracefully.
    package func server(host: String, port: Int, onStart: @escaping @Sendable (Int) async -> Void) -> some ApplicationProtocol {
        Application(
            responder: responder,
            // A connection on which nothing comes is closed; a half-sent header counts as nothing.
            server: .http1(
                configuration: .init(additionalChannelHandlers: [BesideParser(pages, idle: Self.idle)], idleTimeout: Self.idle)),
            configuration: .init(address: .hostname(host, port: port), serverName: Self.serverName),
            onServerRunning: { channel in await onStart(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// One request answered in process, through the same router and middleware: for the story, tests and rehearsals.
    package func respond(
        method: HTTPRequest.Method, path: String, headers: HTTPFields = [:], body: [UInt8] = []
    ) async throws -> (status: Int, headers: HTTPFields, body: [UInt8]) {
        var headers = headers
        if !body.isEmpty { headers[.contentLength] = String(body.count) }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer(bytes: body)))
        let context = KepuContext(source: .init(channel: NIOAsyncTestingChannel(), logger: logger))
        let response: Response
        do {
            response = try await responder.respond(to: request, context: context)
        } catch let error as any HTTPResponseError {
            response = try error.response(from: request, context: context)
        }
        let collector = BodyCollector()
        try await response.body.write(collector)
        return (response.status.code, response.headers, collector.bytes)
    }
}

private final class BodyCollector: ResponseBodyWriter {
    var bytes: [UInt8] = []
    func write(_ buffer: ByteBuffer) async throws { bytes.append(contentsOf: buffer.readableBytesView) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
