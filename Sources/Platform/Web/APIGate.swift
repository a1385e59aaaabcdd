import HTTPTypes
import Hummingbird
import Kernel

/// What every address below `/api/` has in common: pages of other sites may read it, and a question of any length is answered cheaply.
struct APIGate: RouterMiddleware {
    /// The longest question, in bytes.
    static let longest = 8192
    let handler: RequestHandler

    func handle(
        _ request: Request, context: KepuContext, next: (Request, KepuContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.hasPrefix("/api/") else { return try await next(request, context) }
        var response: Response
        if request.method == .options {
            response = Response(status: .noContent, headers: [.allow: "GET, HEAD, OPTIONS"])
            response.headers[.accessControlAllowMethods] = "GET, HEAD"
            response.headers[.accessControlAllowHeaders] = "If-None-Match, Accept-Language"
            response.headers[.accessControlMaxAge] = "86400"
        } else if request.head.path.map({ $0.utf8.count > Self.longest }) ?? false {
            let short = Request(
                head: HTTPRequest(method: request.method, scheme: nil, authority: nil, path: "/api/", headerFields: request.headers),
                body: request.body)
            response = await handler.refuse(short, context: context, Self.tooLong, status: 414)
        } else {
            response = try await next(request, context)
        }
        response.headers[.accessControlAllowOrigin] = "*"
        response.headers[.accessControlExposeHeaders] = "ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
        return response
    }

    private static let tooLong = Refusal(
        .invalid, "address-too-long", "网址超过 \(longest) 字节的上限。请减少筛选条件。",
        "The address is longer than \(longest) bytes. Ask with fewer filters.")
}
