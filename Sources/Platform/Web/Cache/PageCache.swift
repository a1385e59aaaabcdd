import Crypto
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Storage

/// Answers a page that is the same for everybody from memory (design §7): whoever is signed in, and every answer that is not marked
/// `public`, passes by.
struct PageCache: RouterMiddleware {
    let shelf: PageShelf
    let writes: WriteCount
    let secure: Bool

    /// What `RequestHandler` says of an answer that holds nothing of one visitor.
    static let forEverybody = "public, no-cache"
    private static let largestPage = 2 << 20

    func handle(
        _ request: Request, context: KepuContext, next: (Request, KepuContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.method == .head, let key = PageShelf.Key(request.head, secure: secure) else { return try await next(request, context) }
        let before = writes.now
        switch shelf.find(key, writes: before) {
        case .fresh(let page), .old(let page): return answer(page, request)
        case .mine: break
        }
        let response: Response
        do {
            response = try await next(request, context)
        } catch {
            shelf.release(key)
            throw error
        }
        guard request.method == .get, response.status == .ok, response.headers[.cacheControl] == Self.forEverybody,
            response.headers[.setCookie] == nil, let length = response.body.contentLength, length <= Self.largestPage
        else {
            shelf.release(key)
            return response
        }
        let collector = PageCollector()
        try await response.body.write(collector)
        let page = page(collector.bytes, headers: response.headers, writes: before)
        shelf.keep(page, as: key)
        return answer(page, request)
    }

    private func page(_ bytes: ByteBuffer, headers: HTTPFields, writes: UInt64) -> CachedPage {
        let hash = SHA256.hash(data: bytes.readableBytesView).prefix(12)
        let tag = hash.hexadecimal
        var headers = headers
        headers[.vary] = "Cookie, Accept-Language, Accept-Encoding"
        return CachedPage(headers: headers, plain: bytes, zipped: Gzip.bytes(bytes), tag: tag, writes: writes, made: .now)
    }

    private func answer(_ page: CachedPage, _ request: Request) -> Response {
        let answer = page.answer(
            head: request.method == .head, accepts: request.headers[.acceptEncoding], known: request.headers[.ifNoneMatch])
        return Response(status: answer.head.status, headers: answer.head.headers, body: answer.body.map { .init(byteBuffer: $0) } ?? .init())
    }
}

private final class PageCollector: ResponseBodyWriter {
    var bytes = ByteBuffer()
    func write(_ buffer: ByteBuffer) async throws { bytes.writeImmutableBuffer(buffer) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
